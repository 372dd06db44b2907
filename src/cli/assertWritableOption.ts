import {assertWritable} from '../node/resultFiles';
import {UsageError} from './usageError';

/**
 * Refuses a directory that cannot be written before the long work whose result is to go there.
 *
 * @param flag The option that named it, for the sentence.
 * @throws {UsageError} With the file system's reason.
 */
export async function assertWritableOption(flag: string, directory: string): Promise<void> {
  try {
    await assertWritable(directory);
  } catch (error) {
    throw new UsageError(
      `${flag}: expected a directory that can be written, got ${(error as Error).message}`,
    );
  }
}
