import * as errors from '../errors';
import type {Text} from '../text';

/** A command line that cannot be followed: an unknown name, a value out of range, options that exclude each other. */
export class UsageError extends errors.InvalidValueError {
  override name = 'UsageError';
}

/** What the process ends with; scripts rely on these. */
export const exitCodes = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  dataUnavailable: 3,
  dataCorrupt: 4,
  claimFailed: 5,
  interrupted: 130,
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
];

/** The exit code for an error that ended a command; `unexpected` for one that the user cannot mend. */
export function exitCodeOf(error: unknown): number {
  return codes.find(([known]) => error instanceof known)?.[1] ?? exitCodes.unexpected;
}

/** An error's sentence. Most of the library's are in English only. */
export function textOfError(error: Error): Text {
  const hasText =
    error instanceof errors.InvalidValueError ||
    error instanceof errors.DataUnavailableError ||
    error instanceof errors.BackendUnavailableError;
  return hasText ? error.text : error.message;
}
