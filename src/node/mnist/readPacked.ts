import {stat} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {promisify} from 'node:util';
import {constants, gunzip, gunzipSync} from 'node:zlib';
import {join} from 'node:path';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {longestIdxHeader, promisedByIdx} from '../../data/idx';
import {readRegularFile} from '../readRegularFile';
import {datasetParts, type Dataset, type DatasetFile, type DatasetPart} from '../../data/mnist';
import {t} from '../../text';

/** What gzip may add to bytes that cannot be compressed. */
const slack = 65_536;

/** A file as it is on the disk, and what its first bytes say of the rest. */
export interface PackedFile {
  readonly path: string;
  readonly packed: Uint8Array;
}

/**
 * A file's bytes as they are.
 *
 * @param limit How many uncompressed bytes are allowed; no file that holds so many is longer by much.
 * @throws {DataUnavailableError} If the file cannot be read.
 * @throws {CorruptDataError} If it is too long.
 */
export async function readFileBounded(
  path: string,
  limit: number,
  signal?: AbortSignal,
): Promise<PackedFile> {
  try {
    const onSize = (size: number) => {
      if (size <= limit + slack) return;
      throw new CorruptDataError(`${path}: expected at most ${limit} bytes, got ${size}`);
    };
    return {path, packed: await readRegularFile(path, {onSize, signal})};
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof CorruptDataError) throw error;
    throw new DataUnavailableError(t`${path}: cannot be read: ${errorText(error)}`, {
      place: path,
      cause: error,
    });
  }
}

/**
 * A file's uncompressed bytes, with their digest.
 *
 * @param limit How many uncompressed bytes are allowed.
 * @throws As readFileBounded, and if the file is gzipped and damaged.
 */
export async function readPacked(path: string, limit: number, signal?: AbortSignal): Promise<FileContent> {
  const {packed} = await readFileBounded(path, limit, signal);
  return unpack(path, packed, limit);
}

/**
 * What an IDX file promises to hold: its first bytes are inflated alone, so that a bomb is known before it takes memory.
 *
 * @throws {CorruptDataError} If it does not begin as an IDX file does, or promises more than gzip can have packed.
 */
export function peekIdx({path, packed}: PackedFile): {bytes: number; entries: number} {
  const promised = promisedByIdx(beginningOf(path, packed), path);
  const most = isGzip(packed) ? greatestRatio * packed.length : packed.length;
  // Of a plain file decodeIdx says how many bytes are missing.
  if (isGzip(packed) && promised.bytes > most) {
    throw new CorruptDataError(
      `${path}: expected at most ${most} bytes in ${packed.length} of gzip, got a header that promises ${promised.bytes}`,
    );
  }
  return promised;
}

function beginningOf(path: string, packed: Uint8Array): Uint8Array {
  if (!isGzip(packed)) return packed.subarray(0, longestIdxHeader);
  try {
    // Enough for a header even if nothing could be packed, with gzip's own name field before it.
    const some = packed.subarray(0, 4 * longestIdxHeader);
    // A part of a stream ends in its middle, the whole must not.
    const finishFlush = some.length < packed.length ? constants.Z_SYNC_FLUSH : constants.Z_FINISH;
    return gunzipSync(some, {finishFlush}).subarray(0, longestIdxHeader);
  } catch (error) {
    throw new CorruptDataError(`${path}: expected a sound gzip file: ${errorText(error)}`, {cause: error});
  }
}

/** An IDX file's uncompressed bytes. */
export interface FileContent {
  /** For errors: the path or the address that the bytes came from. */
  readonly origin: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, in lower-case hexadecimal. */
  readonly sha256: string;
  /** SHA-256 of the file as it is, gzipped or not. */
  readonly packedSha256: string;
}

/**
 * The uncompressed bytes of a file that may be gzipped, with their digest.
 *
 * @param origin Where the bytes came from, for the errors.
 * @param packed The file as it is; gzip is told by its first two bytes, which no IDX file begins with.
 * @param limit How many uncompressed bytes are allowed.
 * @throws {CorruptDataError} If the gzip stream is damaged or the content exceeds `limit`.
 */
export async function unpack(origin: string, packed: Uint8Array, limit: number): Promise<FileContent> {
  const bytes = isGzip(packed) ? await gunzipBounded(origin, packed, limit) : packed;
  if (bytes.length > limit) throw tooLong(origin, limit);
  return {origin, bytes, sha256: digestOf(bytes), packedSha256: digestOf(packed)};
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a content is that of a data set's file, by the digest that is known of it. */
export function isGenuine(file: DatasetFile, {sha256, packedSha256}: FileContent): boolean {
  return file.sha256 === undefined ? packedSha256 === file.gzip : sha256 === file.sha256;
}

function isGzip(packed: Uint8Array): boolean {
  return packed[0] === 0x1f && packed[1] === 0x8b;
}

const gunzipAsync = promisify(gunzip);

async function gunzipBounded(origin: string, packed: Uint8Array, limit: number): Promise<Uint8Array> {
  // One output buffer of the size that the stream promises: page faults and copies cost more than inflating.
  const chunkSize = Math.max(64, Math.min(promisedLength(packed), limit) + 1);
  try {
    return await gunzipAsync(packed, {chunkSize, maxOutputLength: limit});
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLong(origin, limit);
    throw new CorruptDataError(`${origin}: expected a sound gzip file: ${errorText(error)}`, {cause: error});
  }
}

/** What deflate makes of one byte at most. */
const greatestRatio = 1032;

/** Uncompressed bytes by gzip's last four, but no more than deflate can make of these. */
function promisedLength(packed: Uint8Array): number {
  if (packed.length < 18) return 0; // shorter than gzip's own header and trailer
  const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 4);
  return Math.min(trailer.getUint32(0, true), greatestRatio * packed.length);
}

function tooLong(origin: string, limit: number): CorruptDataError {
  return new CorruptDataError(`${origin}: expected at most ${limit} bytes uncompressed, got more`);
}

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
    throw new DataUnavailableError(t`${path}: cannot be read: ${errorText(error)}`, {
      place: path,
      cause: error,
    });
  }
}

/**
 * The code of a failed system call or connection, such as ENOENT, where the error carries one.
 * Looks at the form and not with instanceof, so that errors from another realm (a vm context) are read too.
 */
function errorCode(error: unknown): string | undefined {
  const {code} = (error ?? {}) as {code?: unknown};
  return typeof code === 'string' ? code : undefined;
}

/** What went wrong, in few words: fetch hides the reason of "fetch failed" in the cause. */
export function errorText(error: unknown): string {
  const {message, cause} = (error ?? {}) as {message?: unknown; cause?: unknown};
  if (cause != null) return errorCode(cause) ?? errorText(cause);
  return typeof message === 'string' && message !== '' ? message : (errorCode(error) ?? String(error));
}

/** The four files' bytes and where they were found, for a person. */
export interface LoadedFiles {
  readonly contents: Readonly<Record<DatasetPart, FileContent>>;
  readonly origin: string;
  /** What stands before the files' names, as `emnist-letters`; undefined without. */
  readonly set?: string | undefined;
}

/** Calls `load` for the four files at the same time. */
export async function loadParts<T>(load: (part: DatasetPart) => Promise<T>): Promise<Record<DatasetPart, T>> {
  const entries = datasetParts.map(async part => [part, await load(part)] as const);
  // fromEntries forgets the keys' type; all four parts are there
  return Object.fromEntries(await Promise.all(entries)) as Record<DatasetPart, T>;
}

/** The parts whose digest is the data set's own, in their order. */
export function genuineParts(dataset: Dataset, contents: LoadedFiles['contents']): DatasetPart[] {
  return datasetParts.filter(part => isGenuine(dataset.files[part], contents[part]));
}
