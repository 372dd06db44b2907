import {join} from 'node:path';
import {datasetParts, mnist, type Dataset, type DatasetFile} from '../../data/mnist';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {assertWritable, makeDirectory, writeAtomically} from '../writeAtomically';
import {
  errorText,
  findFile,
  isGenuine,
  loadParts,
  readPacked,
  type FileContent,
  type LoadedFiles,
} from './readPacked';
import {Mirrors, type MirrorOptions} from './mirrors';
import {t} from '../../text';

export interface CacheOptions extends MirrorOptions {
  /** Where the files are kept. */
  readonly directory: string;
  readonly download: boolean;
  readonly mirrors: readonly string[];
}

/**
 * The four files from the cache; those that are not there, or not as they should be, from a mirror and then kept.
 * A cache that cannot be written costs a warning, not the data.
 *
 * @throws {DataUnavailableError} If a file is not in the cache and no mirror gives it, or none may be asked.
 */
export async function fromCache(dataset: Dataset, options: CacheOptions): Promise<LoadedFiles> {
  const {directory, download, mirrors} = options;
  const cached = await loadParts(part => readCached(dataset.files[part], options));
  const missing = datasetParts.filter(part => !cached[part]);
  if (missing.length > 0 && !download) {
    const names = missing.map(part => dataset.files[part].name).join(', ');
    throw new DataUnavailableError(
      t`loadMnist: expected a sound ${names} in ${directory} as downloading is off; allow it, or name a directory
        with the four files with --data-dir or LOSSLAB_DATA`,
    );
  }
  const origins = new Set(missing.length < datasetParts.length ? [directory] : []);
  const source = new Mirrors(mirrors, options);
  for (const part of missing) {
    const {content, packed, mirror} = await source.get(dataset.files[part]);
    await keep(dataset.files[part], packed, options);
    cached[part] = content;
    origins.add(mirror);
  }
  return {contents: cached as LoadedFiles['contents'], origin: [...origins].join(', ')}; // none is missing now
}

/** The first sound copy, or undefined. */
async function readCached(
  file: DatasetFile,
  {directory, signal, onWarning}: CacheOptions,
): Promise<FileContent | undefined> {
  try {
    for (const path of await findFile(directory, file.name)) {
      const content = await readPacked(path, file.bytes, signal).catch(passOver);
      if (content && isGenuine(file, content)) return content;
      if (content) onWarning?.(`${path}: digest mismatch; not used`);
    }
  } catch (error) {
    passOver(error);
  }
  return undefined;

  function passOver(error: unknown): undefined {
    signal?.throwIfAborted();
    if (!(error instanceof CorruptDataError || error instanceof DataUnavailableError)) throw error;
    onWarning?.(`${error.message}; not used`);
  }
}

async function keep({name}: DatasetFile, packed: Uint8Array, options: CacheOptions): Promise<void> {
  options.signal?.throwIfAborted();
  const isGzip = packed[0] === 0x1f;
  const path = join(options.directory, isGzip ? `${name}.gz` : name);
  try {
    await makeDirectory(options.directory);
    await writeAtomically(path, packed);
  } catch (error) {
    options.onWarning?.(`${path}: cannot be kept for the next time: ${errorText(error)}`);
  }
}

/**
 * Refuses a cache that could neither give the four files nor keep them. Leaves nothing behind.
 *
 * @param directory As in `loadMnist`'s `cacheDir`; it need not be there yet.
 * @throws {DataUnavailableError} If it cannot be written and does not hold the files already.
 *
 * @example
 * await assertUsableCache('/etc/passwd');  // throws
 */
export async function assertUsableCache(directory: string): Promise<void> {
  const own = join(directory, 'mnist');
  try {
    await assertWritable(own);
  } catch (error) {
    if (await holdsFiles(own)) return;
    throw new DataUnavailableError(
      t`expected a directory that can be written, got "${directory}" (${errorText(error)})`,
      {place: directory, cause: error},
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
