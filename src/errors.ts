import {inEnglish, type Text} from './text';

/**
 * The failures that a user can mend. The command line knows them by their classes, prints one sentence and no stack, and
 * gives each its exit code.
 */

/** An argument whose value is refused: a RangeError by another class, so that it is told from a bug. Exits with 2. */
export class InvalidValueError extends RangeError {
  /** @param text The sentence; the command line prints it in its language, `message` has the English. */
  constructor(
    readonly text: Text,
    options?: ErrorOptions,
  ) {
    super(inEnglish(text), options);
  }
}

/** An argument whose type or shape is refused: a TypeError by another class. Exits with 2. */
export class InvalidTypeError extends TypeError {}

/** A directory or a file that cannot be written. It has the file system's own message and code. The command line exits with 2. */
export class UnwritableError extends Error {
  override name = 'UnwritableError';
  /** `EACCES`, `ENOTDIR`, `ENOSPC`, … */
  readonly code: string | undefined;

  /**
   * @param directory What the caller wanted to have written, as it was given.
   * @param kind What that was to be.
   */
  constructor(
    readonly directory: string,
    cause: {readonly message: string; readonly code?: string | undefined},
    readonly kind: 'directory' | 'file' = 'directory',
  ) {
    super(cause.message);
    this.code = cause.code;
  }
}

/** A backend that cannot be used on this machine. Its message is one sentence that a user can act on. Exits with 2. */
export class BackendUnavailableError extends Error {
  override name = 'BackendUnavailableError';

  /** @param text As of {@link InvalidValueError}. */
  constructor(
    readonly text: Text,
    options?: ErrorOptions,
  ) {
    super(inEnglish(text), options);
  }
}

/** Training stopped because a mini-batch's loss was NaN or infinite. The command line exits with 2. */
export class NonFiniteLossError extends Error {
  override name = 'NonFiniteLossError';

  /**
   * @param step The step that would have been taken, from 1.
   * @param loss NaN, Infinity or −Infinity.
   * @param likelyCause In words.
   */
  constructor(
    readonly step: number,
    readonly loss: number,
    readonly likelyCause: string,
  ) {
    super(`train: the loss of step ${step} is ${loss}; likely cause: ${likelyCause}`);
  }
}

/** Data that are not available: no file, no network, no cache. The command line exits with 3. */
export class DataUnavailableError extends Error {
  override name = 'DataUnavailableError';
  /** The file or directory that was looked for, where it is one that somebody may have named. */
  readonly place: string | undefined;

  /** @param text As of {@link InvalidValueError}. */
  constructor(
    readonly text: Text,
    {place, ...options}: {place?: string; cause?: unknown} = {},
  ) {
    super(inEnglish(text), options);
    this.place = place;
  }
}

/** Data or a model that is there but not what it claims to be. The command line exits with 4. */
export class CorruptDataError extends Error {
  override name = 'CorruptDataError';
}
