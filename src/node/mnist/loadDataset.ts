import {createHash} from 'node:crypto';
import {join, isAbsolute} from 'node:path';
import {homedir} from 'node:os';
import type {DataSource, Split} from '../../data/split';
import type {DatasetName} from '../../data/datasets';
import {decodeIdx} from '../../data/idx';
import {inMnistForm} from '../../data/variants';
import {assertClasses, datasetParts, datasetSplits, type Dataset, type DatasetPart} from '../../data/mnist';
import {assertList} from '../../argumentKinds';
import {assertBoolean, assertCallback, assertKnownOptions, assertSignal, describe} from '../../checks';
import {CorruptDataError, InvalidTypeError} from '../../errors';
import type {Fetch, Patience} from './download';
import {type DownloadProgress, proxiedFetch} from './mirrors';
import {fromCache} from './fromCache';
import {fromDirectory} from './fromDirectory';
import {assertNamedDataset, identify} from './namedDataset';
import type {LoadedFiles} from './readPacked';

export interface LoadOptions {
  /**
   * Which data set is loaded by name, from the cache or the mirrors; default `mnist`. Beside a directory, the one whose files have to
   * be there; unless given, any files in MNIST's format are taken.
   */
  readonly dataset?: DatasetName | undefined;
  /** A directory with the four files, plain or `.gz`; if given it is the only place looked in. Else `LOSSLAB_DATA`. */
  readonly dataDir?: string | undefined;
  /** Where downloads are kept, in `mnist/`. Else `LOSSLAB_CACHE`, `$XDG_CACHE_HOME/losslab` or `~/.cache/losslab`. */
  readonly cacheDir?: string | undefined;
  /** Whether the network may be used; default true. */
  readonly download?: boolean | undefined;
  /** How many classes the labels may name, 1 … 256; default 10, and for EMNIST what each of its sets has. */
  readonly classes?: number | undefined;
  /** Called for each chunk of a download. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  /** Called with a sentence on what went wrong and was got over: a damaged cache, a mirror that failed. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
  /** Stops reading and downloading; the promise rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Used instead of Node's fetch and the proxies of the environment. */
  readonly fetch?: Fetch | undefined;
  /** Addresses of directories with the gzipped files, best first; default MNIST's two public ones. */
  readonly mirrors?: readonly string[] | undefined;
}

export interface LoadedData {
  readonly train: Split;
  readonly test: Split;
  readonly source: DataSource;
}

/** What `loadMnist` does, for any data set and with any patience. */
export async function loadDataset(
  dataset: Dataset,
  options: LoadOptions,
  patience?: Partial<Patience>,
): Promise<LoadedData> {
  assertLoadOptions(options);
  const {classes, signal} = options;
  if (classes !== undefined) assertClasses('loadMnist', classes);
  signal?.throwIfAborted();
  const files = await findFiles(dataset, options, patience);
  signal?.throwIfAborted();
  const known = identify(dataset, files.contents);
  if (options.dataset !== undefined) assertNamedDataset(dataset, files);
  const {name, ...splits} = toSplits(files, classes ?? dataset.classes, classes);
  const called = known ? known.name : name;
  const source: DataSource = {
    kind: known && known.name === undefined ? 'mnist' : 'idx',
    ...(called !== undefined && {name: called}),
    origin: files.origin,
    digest: digestOf(files),
  };
  return {...splits, source};
}

export const loadOptionNames: readonly (keyof LoadOptions)[] = [
  'dataset',
  'dataDir',
  'cacheDir',
  'download',
  'classes',
  'onProgress',
  'onWarning',
  'signal',
  'fetch',
  'mirrors',
];

/** By name and type; whether `classes` is a count, {@link assertClasses} says. */
function assertLoadOptions(options: LoadOptions): void {
  assertKnownOptions('loadMnist', options, loadOptionNames);
  const {download = true, mirrors = []} = options;
  assertBoolean('loadMnist', 'download', download);
  for (const name of ['dataDir', 'cacheDir'] as const) {
    const path: unknown = options[name];
    if (path !== undefined && typeof path !== 'string') {
      throw new InvalidTypeError(`loadMnist: expected ${name} to be a path, got ${describe(path)}`);
    }
  }
  const isText = (address: unknown) => typeof address === 'string';
  assertList('loadMnist', 'mirrors to be a list of addresses', mirrors, isText);
  for (const name of ['onProgress', 'onWarning', 'fetch'] as const) {
    assertCallback('loadMnist', name, options[name]);
  }
  assertSignal('loadMnist', options.signal);
}

function findFiles(
  dataset: Dataset,
  options: LoadOptions,
  patience: Partial<Patience> | undefined,
): Promise<LoadedFiles> {
  const directory = options.dataDir ?? (process.env.LOSSLAB_DATA || undefined);
  if (directory !== undefined) return fromDirectory(dataset, directory, options.signal);
  return fromCache(dataset, {
    ...options,
    directory: join(cacheDirectory(options.cacheDir), (dataset.name ?? 'mnist').toLowerCase()),
    download: options.download ?? true,
    mirrors: options.mirrors ?? dataset.mirrors,
    fetch: options.fetch ?? proxiedFetch,
    patience,
  });
}

/** @param asked How many classes the caller says there are. */
function toSplits(
  {contents, origin, set}: LoadedFiles,
  usual: number,
  asked: number | undefined,
): {train: Split; test: Split; name: string | undefined} {
  const decode = (part: DatasetPart) => decodeIdx(contents[part].bytes, contents[part].origin);
  const arrays = {
    trainImages: decode('trainImages'),
    trainLabels: decode('trainLabels'),
    testImages: decode('testImages'),
    testLabels: decode('testLabels'),
  };
  try {
    const known = inMnistForm(arrays, set);
    const classes = asked ?? known.classes ?? usual;
    return {...datasetSplits(known.arrays, {classes, who: origin}), name: known.name};
  } catch (error) {
    // What is a wrong argument to datasetSplits is a wrong file here.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    const isLabel = asked === undefined && error.message.includes('expected labels below');
    const advice = isLabel ? '; say how many classes there are, with classes or --classes' : '';
    throw new CorruptDataError(error.message + advice, {cause: error});
  }
}

function digestOf({contents}: LoadedFiles): string {
  const hash = createHash('sha256');
  for (const part of datasetParts) hash.update(contents[part].bytes);
  return hash.digest('hex');
}

/**
 * Where losslab keeps what it downloads: the option, else `LOSSLAB_CACHE`, else `losslab` in the user's cache
 * directory (`XDG_CACHE_HOME`, else `~/.cache`).
 *
 * @see XDG Base Directory Specification: a path that is not absolute is to be ignored.
 */
export function cacheDirectory(option?: string): string {
  const named = option ?? process.env.LOSSLAB_CACHE;
  if (named) return named;
  const xdg = process.env.XDG_CACHE_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'losslab');
}
