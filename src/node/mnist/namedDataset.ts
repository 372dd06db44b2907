import {datasets} from '../../data/datasets';
import {datasetParts, type Dataset} from '../../data/mnist';
import {DataUnavailableError} from '../../errors';
import {t} from '../../text';
import {genuineParts, type FileContent, type LoadedFiles} from './readPacked';

/**
 * The data set whose four files these are, by their digests.
 *
 * @param first Looked at before those that losslab knows by name.
 * @returns undefined for all others.
 */
export function identify(first: Dataset, contents: LoadedFiles['contents']): Dataset | undefined {
  const known: readonly Dataset[] = [first, ...Object.values(datasets)];
  return known.find(dataset => genuineParts(dataset, contents).length === datasetParts.length);
}

/**
 * Refuses a directory that holds other files than those of the data set that was named beside it: both were asked for, and one of
 * them would be ignored.
 *
 * @throws {DataUnavailableError} If a digest is not the data set's; the sentence says what is there, where that is known.
 */
export function assertNamedDataset(dataset: Dataset, {contents, origin, set}: LoadedFiles): void {
  const found = identify(dataset, contents);
  if (found === dataset) return;
  const name = nameOf(dataset);
  // Only the gzipped files of some have a digest that is known.
  const isUntold = datasetParts.some(
    part => dataset.files[part].sha256 === undefined && isPlain(contents[part]),
  );
  const got = found ? nameOf(found) : (set ?? t`other files`);
  const seen =
    found === undefined && isUntold ? t`${got} (${name} is known by its gzipped files alone)` : got;
  throw new DataUnavailableError(
    t`loadMnist: expected ${name} in ${origin}, got ${seen}; to use what is there, leave dataset or --dataset away`,
    {place: origin},
  );
}

function nameOf({name = 'MNIST'}: Dataset): string {
  return name;
}

function isPlain({sha256, packedSha256}: FileContent): boolean {
  return sha256 === packedSha256;
}
