import {assertKnownOptions, assertOneOf} from '../checks';
import {datasetNames, datasets} from '../data/datasets';
import {loadDataset, loadOptionNames, type LoadedData, type LoadOptions} from './mnist/loadDataset';

export type {LoadedData, LoadOptions} from './mnist/loadDataset';
export type {DownloadProgress} from './mnist/mirrors';

/**
 * MNIST, or another data set in its file format, from the first of these that there is:
 *
 * 1. `dataDir`, else `LOSSLAB_DATA`: a directory with the four IDX files, plain or `.gz`, under MNIST's names.
 *    They may lie in folders within. Other sets load too; `source.kind` is `mnist` only if all four digests are MNIST's. Those
 *    of EMNIST (transposed, letters from 1) and QMNIST (eight numbers a label) are known by their names and sizes, and come out in
 *    MNIST's form; `source.name` says so.
 * 2. the cache,
 * 3. the mirrors, whose files are then kept in the cache. The proxies of the environment (`HTTPS_PROXY`,
 *    `NO_PROXY`) are used. From here and from the cache only the data set's own bytes are accepted: MNIST's, or
 *    those of `dataset`.
 *
 * A mirror that is silent for 5 s before or 30 s during an answer, or cannot be connected to, is not asked again. A
 * damaged cache is mended and one that cannot be written is left alone; `onWarning` is told of both.
 *
 * @returns Training and test set, images as bytes 0 … 255, and where they came from.
 * @throws {DataUnavailableError} If `dataDir` is missing or incomplete, or holds other files than those of the `dataset` that is
 *   named beside it, or neither cache nor mirrors have the files.
 * @throws {CorruptDataError} If the files in `dataDir` are damaged, contradict each other or have labels ≥ `classes`;
 *   the sentence names the file.
 * @throws {TypeError} If an option is of another type.
 * @throws {RangeError} If an option is not known, or `classes` is no whole number from 1 to 256.
 * @throws The signal's reason if it is aborted; no temporary file is left.
 *
 * @example
 * const {train, test, source} = await loadMnist({onWarning: console.warn});
 * console.log(source.origin, train.size, test.size);  // https://…/mnist/ 60000 10000
 *
 * @see mnist.attribution for the credit to give where the digits are shown.
 */
export async function loadMnist(options: LoadOptions = {}): Promise<LoadedData> {
  assertKnownOptions('loadMnist', options, loadOptionNames);
  const {dataset = 'mnist'} = options;
  assertOneOf('loadMnist', 'dataset', dataset, datasetNames);
  return loadDataset(datasets[dataset], options);
}
