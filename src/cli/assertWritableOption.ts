import {assertWritable} from '../node/resultFiles';
import {UsageError} from './usageError';

/**
 * Refuses a directory that cannot be written before the long work whose result is to go there.
 *
 * @param flag The option that named it, for the sentence.
 * @throws {UsageError} With the file system's reason.
 */
export async function assertWritableOption(flag: string, directory: string): Promise<void> {
  await asWritableOption(flag, () => assertWritable(directory));
}

/**
 * Runs work that writes to where an option said. A disk may fill up, and a directory be taken away, long after it was looked at.
 *
 * @throws {UsageError} With the file system's reason.
 */
export async function asWritableOption<T>(flag: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // Only the file system's errors name the call that failed.
    const {syscall, message} = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new UsageError(`${flag}: expected a directory that can be written, got ${message}`);
  }
}
