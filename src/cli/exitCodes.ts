import * as errors from '../errors';
import {inEnglish, type Text} from '../text';

/** A command line that cannot be followed: an unknown name, a value out of range, options that exclude each other. */
export class UsageError extends errors.InvalidValueError {
  override name = 'UsageError';
}

/** The files of a finished run that could not be written where they were to go. Exits with 1. */
export class LostFilesError extends Error {
  override name = 'LostFilesError';

  constructor(readonly text: Text) {
    super(inEnglish(text));
  }
}

/** What the process ends with; scripts rely on these. */
export const exitCodes = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  dataUnavailable: 3,
  dataCorrupt: 4,
  claimFailed: 5,
  /** As a shell says of a command that SIGHUP, SIGINT or SIGTERM ended. */
  hungUp: 129,
  interrupted: 130,
  terminated: 143,
  /** As a shell says of a command that SIGPIPE ended. */
  outputClosed: 141,
} as const;

/** By class; what is of none of them is a bug. */
const codes: readonly (readonly [new (...args: never[]) => Error, number])[] = [
  [errors.InvalidValueError, exitCodes.usage],
  [errors.InvalidTypeError, exitCodes.usage],
  [errors.UnwritableError, exitCodes.usage],
  [errors.BackendUnavailableError, exitCodes.usage],
  [errors.NonFiniteLossError, exitCodes.usage],
  [errors.DataUnavailableError, exitCodes.dataUnavailable],
  [errors.CorruptDataError, exitCodes.dataCorrupt],
  [LostFilesError, exitCodes.unexpected],
];

/** Whether an error is one that the user can mend, and its sentence says how. */
export function isToldToUser(error: unknown): error is Error {
  return codes.some(([known]) => error instanceof known);
}

/** The signals that ask a process to end: a terminal's Ctrl-C, `kill` and what schedulers and containers send, a closed terminal. */
export const endingSignals = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
} as const;

/** The reason with which a command's signal is aborted. */
export class EndedBySignal extends Error {
  override name = 'EndedBySignal';

  constructor(readonly signal: keyof typeof endingSignals) {
    super(signal);
  }
}

/** The exit code for an error that ended a command; `unexpected` for one that the user cannot mend. */
export function exitCodeOf(error: unknown): number {
  return codes.find(([known]) => error instanceof known)?.[1] ?? exitCodes.unexpected;
}

/** An error's sentence. Most of the library's are in English only. */
export function textOfError(error: Error): Text {
  const hasText =
    error instanceof errors.InvalidValueError ||
    error instanceof errors.DataUnavailableError ||
    error instanceof LostFilesError ||
    error instanceof errors.BackendUnavailableError;
  return hasText ? error.text : error.message;
}
