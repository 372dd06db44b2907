import {CorruptDataError, DataUnavailableError} from '../errors';
import {UsageError} from './usageError';

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

/** The exit code for an error that ended a command; `unexpected` for one that is not the user's to mend. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof DataUnavailableError) return exitCodes.dataUnavailable;
  if (error instanceof CorruptDataError) return exitCodes.dataCorrupt;
  return exitCodes.unexpected;
}
