import {stat} from 'node:fs/promises';
import {datasetParts, type Dataset, type DatasetPart} from '../../data/mnist';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {findParts} from './findParts';
import {
  errorText,
  genuineParts,
  loadParts,
  peekIdx,
  readFileBounded,
  unpack,
  type LoadedFiles,
  type PackedFile,
} from './readPacked';
import {t} from '../../text';

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
  const packed = await loadParts(part => readFileBounded(paths[part], limit, signal));
  const promised = await loadParts(part => Promise.resolve(peekIdx(packed[part])));
  assertBounded(directory, packed, promised);
  const contents = await loadParts(part =>
    unpack(
      packed[part].path,
      packed[part].packed,
      Math.max(promised[part].bytes, packed[part].packed.length),
    ),
  );
  assertUndamaged(dataset, contents);
  return {contents, origin: directory, set};
}

/** Whole sets of images pack less than twenty to one; only files made for it reach hundreds. */
const unlikelyRatio = 200;

/** What is this small in all harms nobody, however well it is packed. */
const harmless = 2 ** 26;

/**
 * Before anything else is inflated: what the four headers promise has to be bearable.
 *
 * @throws {CorruptDataError} If it is not.
 */
function assertBounded(
  directory: string,
  packed: Readonly<Record<DatasetPart, PackedFile>>,
  promised: Readonly<Record<DatasetPart, {bytes: number}>>,
): void {
  const sum = (size: (part: DatasetPart) => number) =>
    datasetParts.reduce((total, part) => total + size(part), 0);
  const inflated = sum(part => promised[part].bytes);
  const most = Math.min(limit, Math.max(harmless, unlikelyRatio * sum(part => packed[part].packed.length)));
  if (inflated <= most) return;
  throw new CorruptDataError(
    `${directory}: expected four files of at most ${most} bytes uncompressed, got headers that promise ${inflated}`,
  );
}

async function assertDirectory(directory: string): Promise<void> {
  const obstacle = await stat(directory).then(
    found => (found.isDirectory() ? undefined : 'not a directory'),
    errorText,
  );
  if (obstacle !== undefined) {
    throw new DataUnavailableError(
      t`loadMnist: expected a directory with the four files, got "${directory}" (${obstacle})`,
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
