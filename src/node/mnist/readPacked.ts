import {readFile, stat} from 'node:fs/promises';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {errorText} from './errorText';
import {unpack, type FileContent} from './unpack';

/** What gzip may add to bytes that cannot be compressed. */
const slack = 65_536;

/**
 * A file's uncompressed bytes, with their digest.
 *
 * @param limit How many uncompressed bytes are allowed.
 * @throws {DataUnavailableError} If the file cannot be read.
 * @throws {CorruptDataError} If it is too long, or gzipped and damaged.
 */
export async function readPacked(path: string, limit: number, signal?: AbortSignal): Promise<FileContent> {
  try {
    const {size} = await stat(path);
    if (size > limit + slack) {
      throw new CorruptDataError(`${path}: expected at most ${limit} bytes, got ${size}`);
    }
    return await unpack(path, await readFile(path, {signal}), limit);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof CorruptDataError) throw error;
    throw new DataUnavailableError(`${path}: cannot be read: ${errorText(error)}`, {cause: error});
  }
}
