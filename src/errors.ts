/**
 * The failures that a user can mend, one class for each exit code of the command line.
 * Wrong arguments of a call are RangeError (a value) or TypeError (a shape or type), as everywhere in JavaScript.
 */

/** Data that cannot be had: no file, no network, no cache. The command line exits with 3. */
export class DataUnavailableError extends Error {
  override name = 'DataUnavailableError';
}

/** Data or a model that is there but not what it claims to be. The command line exits with 4. */
export class CorruptDataError extends Error {
  override name = 'CorruptDataError';
}

/** A backend that cannot be used on this machine. Its message is one sentence that a user can act on. */
export class BackendUnavailableError extends Error {
  override name = 'BackendUnavailableError';
}
