import {createHash} from 'node:crypto';
import {promisify} from 'node:util';
import {gunzip} from 'node:zlib';
import {CorruptDataError} from '../../errors';
import {errorCode, errorText} from './errorText';

/** An IDX file's uncompressed bytes. */
export interface FileContent {
  /** For errors: the path or the address that the bytes came from. */
  readonly origin: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, in lower-case hexadecimal. */
  readonly sha256: string;
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
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const bytes = isGzip ? await gunzipBounded(origin, packed, limit) : packed;
  if (bytes.length > limit) throw tooLong(origin, limit);
  return {origin, bytes, sha256: createHash('sha256').update(bytes).digest('hex')};
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

/** Uncompressed bytes by gzip's last four, but no more than deflate's greatest ratio, 1032, can make of these. */
function promisedLength(packed: Uint8Array): number {
  if (packed.length < 18) return 0; // shorter than gzip's own header and trailer
  const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 4);
  return Math.min(trailer.getUint32(0, true), 1032 * packed.length);
}

function tooLong(origin: string, limit: number): CorruptDataError {
  return new CorruptDataError(`${origin}: expected at most ${limit} bytes uncompressed, got more`);
}
