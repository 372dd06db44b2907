import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {DataUnavailableError} from '../../errors';
import {errorCode, errorText} from './errorText';

/**
 * The paths under which a file of the data set lies in a directory: plain before gzipped, and with the dot that some
 * archives put where the hyphen was (`t10k-images.idx3-ubyte`). Directories of such a name are passed over: some
 * archives unpack to those.
 *
 * @throws {DataUnavailableError} If the directory cannot be looked into.
 */
export async function findFile(directory: string, name: string): Promise<string[]> {
  const dotted = name.replace('-idx', '.idx');
  const names = [name, `${name}.gz`, dotted, `${dotted}.gz`];
  const paths = names.map(each => join(directory, each));
  const found = await Promise.all(paths.map(isFile));
  return paths.filter((_, i) => found[i]);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw new DataUnavailableError(`${path}: cannot be read: ${errorText(error)}`, {cause: error});
  }
}
