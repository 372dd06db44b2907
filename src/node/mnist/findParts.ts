import {readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {datasetParts, type Dataset, type DatasetPart} from '../../data/mnist';
import {DataUnavailableError} from '../../errors';
import {findFile, loadParts} from './readPacked';
import {t} from '../../text';

/** Where the four files lie, and of which set they are by their names. */
export interface FoundParts {
  readonly paths: Readonly<Record<DatasetPart, string>>;
  /** What stands before their names, as `emnist-letters` or `qmnist`; undefined without. */
  readonly set: string | undefined;
}

/** How deep folders are looked into: as torchvision has it, `MNIST/raw/`, and archives that unpack to a folder each. */
const depth = 3;
/** Nobody means a folder with more files. */
const mostFiles = 2000;

/**
 * The four files of a data set in a directory: under MNIST's own names, or else in folders within, or under the names that EMNIST and QMNIST
 * have.
 *
 * @throws {DataUnavailableError} If they are not there, with what is; or if there are several sets.
 */
export async function findParts(dataset: Dataset, directory: string): Promise<FoundParts> {
  const own = await loadParts(async part => (await findFile(directory, dataset.files[part].name))[0]);
  const missing = datasetParts.filter(part => own[part] === undefined);
  if (missing.length === 0) return {paths: own as FoundParts['paths'], set: undefined}; // none is missing
  const files = await listFiles(directory, depth);
  const sets = groupBySet(files);
  const whole = [...sets].filter(([, paths]) => datasetParts.every(part => paths[part] !== undefined));
  if (whole.length === 1) {
    const [set, paths] = whole[0]!;
    return {paths: paths as FoundParts['paths'], set: set === '' ? undefined : set}; // just seen to be whole
  }
  if (whole.length > 1) {
    const names = whole.map(([set]) => set || 'MNIST').join(', ');
    throw new DataUnavailableError(
      t`loadMnist: expected one data set in ${directory}, got ${names}; put one into a directory of its own`,
      {place: directory},
    );
  }
  throw unavailable(
    dataset,
    directory,
    missing.filter(part => ![...sets.values()].some(paths => paths[part] !== undefined)),
    files,
  );
}

function unavailable(
  dataset: Dataset,
  directory: string,
  missing: readonly DatasetPart[],
  files: readonly string[],
): DataUnavailableError {
  const names = (missing.length === 0 ? datasetParts : missing).map(part => dataset.files[part].name);
  const shown = files.slice(0, 5).map(file => file.slice(directory.length + 1));
  const others = files.length - shown.length;
  const expected = t`loadMnist: expected ${names.join(', ')} (plain or .gz) in ${directory}`;
  const holds = shown.join(', ');
  const sentence =
    missing.length < datasetParts.length
      ? t`${expected}, got none`
      : files.length === 0
        ? t`${expected}, got none of the four names; the directory is empty`
        : others > 0
          ? t`${expected}, got none of the four names; the directory holds ${holds} and ${others} more`
          : t`${expected}, got none of the four names; the directory holds ${holds}`;
  return new DataUnavailableError(sentence, {place: directory});
}

/** `emnist-letters-train-images-idx3-ubyte.gz`: the set, the part, and what the rest of the name has to be. */
const pattern = /^(?:(.+)-)?(train|t10k|test)-(images|labels)[-.]idx\d[-.](?:ubyte|int)(?:\.gz)?$/i;

/** The parts among some files, by what stands before their names and the folder where that is not the same for all. */
function groupBySet(files: readonly string[]): Map<string, Partial<Record<DatasetPart, string>>> {
  const sets = new Map<string, Partial<Record<DatasetPart, string>>>();
  for (const file of files) {
    const [, set = '', use, what] = pattern.exec(basename(file)) ?? [];
    if (use === undefined) continue;
    const part: DatasetPart = `${use.toLowerCase() === 'train' ? 'train' : 'test'}${what!.toLowerCase() === 'images' ? 'Images' : 'Labels'}`;
    const paths = sets.get(set) ?? {};
    // The plain file before the gzipped one, which a listing in order has first.
    paths[part] ??= file;
    sets.set(set, paths);
  }
  return sets;
}

async function listFiles(directory: string, levels: number): Promise<string[]> {
  const entries = await readdir(directory, {withFileTypes: true}).catch(() => []);
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const place = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (levels > 0) files.push(...(await listFiles(place, levels - 1)));
    } else files.push(place);
    if (files.length > mostFiles) break;
  }
  return files;
}
