import {join} from 'node:path';
import {mnist, datasetParts} from '../../data/mnist';
import {DataUnavailableError} from '../../errors';
import {assertWritable} from '../writeAtomically';
import {errorText, findFile} from './readPacked';

/**
 * Refuses a cache that could neither give the four files nor keep them. Leaves nothing behind.
 *
 * @param directory As in `loadMnist`'s `cacheDir`; it need not be there yet.
 * @param who Whoever named it, for the sentence.
 * @throws {DataUnavailableError} If it cannot be written and does not hold the files already.
 *
 * @example
 * await assertUsableCache('/etc/passwd', '--cache-dir');  // throws
 */
export async function assertUsableCache(directory: string, who: string): Promise<void> {
  const own = join(directory, 'mnist');
  try {
    await assertWritable(own);
  } catch (error) {
    if (await holdsFiles(own)) return;
    throw new DataUnavailableError(
      `${who}: expected a directory that can be written, got "${directory}" (${errorText(error)})`,
      {cause: error},
    );
  }
}

async function holdsFiles(directory: string): Promise<boolean> {
  try {
    const found = await Promise.all(datasetParts.map(part => findFile(directory, mnist.files[part].name)));
    return found.every(paths => paths.length > 0);
  } catch {
    return false;
  }
}
