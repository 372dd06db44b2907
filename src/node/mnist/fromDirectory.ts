import {stat} from 'node:fs/promises';
import {datasetParts, type Dataset} from '../../data/mnist';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {findParts} from './findParts';
import {errorText, readPacked, genuineParts, loadParts, type LoadedFiles} from './readPacked';

/** Twice the largest data set of this form that is known (EMNIST by class: 548 MB of images). */
const limit = 2 ** 30;

/**
 * The four files in a directory that the user named; of this data set or of another one in the same form.
 *
 * @throws {DataUnavailableError} If the directory or one of the files is missing or cannot be read.
 * @throws {CorruptDataError} If a file is damaged: no sound gzip, or one file of this data set beside others that are
 *   as long as its own but differ.
 */
export async function fromDirectory(
  dataset: Dataset,
  directory: string,
  signal?: AbortSignal,
): Promise<LoadedFiles> {
  await assertDirectory(directory);
  const {paths, set} = await findParts(dataset, directory);
  const contents = await loadParts(part => readPacked(paths[part], limit, signal));
  assertUndamaged(dataset, contents);
  return {contents, origin: directory, set};
}

async function assertDirectory(directory: string): Promise<void> {
  const obstacle = await stat(directory).then(
    found => (found.isDirectory() ? undefined : 'not a directory'),
    errorText,
  );
  if (obstacle !== undefined) {
    throw new DataUnavailableError(
      `loadMnist: expected a directory with the four files, got "${directory}" (${obstacle})`,
      {place: directory},
    );
  }
}

function assertUndamaged(dataset: Dataset, contents: LoadedFiles['contents']): void {
  const genuine = genuineParts(dataset, contents);
  const damaged = datasetParts.find(part => !genuine.includes(part));
  const sameSizes = datasetParts.every(part => contents[part].bytes.length === dataset.files[part].bytes);
  if (genuine.length > 0 && damaged && sameSizes) {
    const {origin, sha256} = contents[damaged];
    throw new CorruptDataError(
      `${origin}: digest mismatch: expected SHA-256 ${dataset.files[damaged].sha256 ?? dataset.files[damaged].gzip} ` +
        `as the other files are MNIST's, got ${sha256}`,
    );
  }
}
