import {assertOneOf, describe as describeValue, isObject} from '../checks';
import {CorruptDataError, InvalidTypeError, InvalidValueError} from '../errors';
import {otherFormat} from './otherFormat';

/** The types of value that an IDX file can hold, with the arrays that hold them here. */
interface IdxValues {
  uint8: Uint8Array;
  int8: Int8Array;
  int16: Int16Array;
  int32: Int32Array;
  float32: Float32Array;
  float64: Float64Array;
}

type IdxType = keyof IdxValues;

/** An array of any rank, in row-major order: the content of one IDX file. A scalar has the shape `[]`. */
export type IdxArray = {
  [T in IdxType]: {readonly type: T; readonly shape: readonly number[]; readonly values: IdxValues[T]};
}[IdxType];

/**
 * The array in an IDX file's uncompressed bytes. Strict: nothing missing, nothing left over.
 *
 * @param file The whole file; an ArrayBuffer, as `fetch` gives it, too.
 * @param who Whose words the errors are in: the file's name, where there is one.
 * @returns The values, `shape` long in each dimension. Those of one byte each share the memory of `file`.
 * @throws {TypeError} If they are no bytes.
 * @throws {CorruptDataError} If the bytes are no IDX file, or are more or fewer than the header promises.
 *
 * @example
 * decodeIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 9));
 * // {type: 'uint8', shape: [2], values: Uint8Array [5, 9]}
 *
 * @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section on file formats.
 */
export function decodeIdx(file: Uint8Array | ArrayBuffer, who = 'decodeIdx'): IdxArray {
  if (typeof (who as unknown) !== 'string') {
    throw new InvalidTypeError(`decodeIdx: expected who to be a text, got ${describeValue(who)}`);
  }
  const bytes = bytesOf(file, who);
  const {type, shape} = readHeader(bytes, who);
  const start = headerLength(shape.length);
  const expected = start + byteLength(type, shape);
  if (bytes.length < expected) {
    throw new CorruptDataError(`${who}: truncated: expected ${describe(expected)}, got ${bytes.length}`);
  }
  if (bytes.length > expected) {
    const trailing = bytes.length - expected;
    throw new CorruptDataError(`${who}: expected ${describe(expected)}, got ${trailing} more behind them`);
  }
  return readValues(type, shape, new DataView(bytes.buffer, bytes.byteOffset + start, expected - start));
}

/** The longest header: 255 dimensions. */
export const longestIdxHeader = 4 + 4 * 255;

/**
 * How long a file will be, uncompressed, and how many entries its first dimension has, by its beginning.
 *
 * @throws {CorruptDataError} If it does not begin as an IDX file does.
 */
export function promisedByIdx(beginning: Uint8Array, who: string): {bytes: number; entries: number} {
  const {type, shape} = readHeader(beginning, who);
  return {bytes: headerLength(shape.length) + byteLength(type, shape), entries: shape[0] ?? 1};
}

/**
 * An IDX file's bytes, big-endian as the format wants them; what `decodeIdx` undoes.
 *
 * @param array Values in row-major order, as many as `shape` says; rank 0 to 255, dimensions below 2^32.
 * @returns The header and the values. The bits of every number are kept, those of NaN up to its payload.
 * @throws {TypeError} If the values are not of the stated type, or not as many as the shape says.
 * @throws {RangeError} If a dimension or the rank does not fit the header.
 *
 * @example
 * encodeIdx({type: 'int16', shape: [1], values: Int16Array.of(-2)});
 * // Uint8Array [0, 0, 0x0b, 1, 0, 0, 0, 1, 0xff, 0xfe]
 */
export function encodeIdx(array: IdxArray): Uint8Array {
  assertEncodable(array);
  const {type, shape} = array;
  const start = headerLength(shape.length);
  const bytes = new Uint8Array(start + byteLength(type, shape));
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, formats[type].code, shape.length]);
  shape.forEach((dimension, axis) => view.setUint32(headerLength(axis), dimension));
  writeValues(array, bytes, start);
  return bytes;
}

/** @throws {TypeError} If somebody gave a file's name, or numbers of another type. */
function bytesOf(file: unknown, who: string): Uint8Array {
  // By its tag and not by instanceof: bytes may come from another realm.
  const tag = isObject(file) ? Object.prototype.toString.call(file).slice(8, -1) : '';
  if (tag === 'ArrayBuffer' || tag === 'SharedArrayBuffer') {
    try {
      return new Uint8Array(file as ArrayBuffer);
    } catch {
      throw new InvalidTypeError(
        `${who}: expected the bytes of an IDX file, got a buffer that was transferred`,
      );
    }
  }
  if (tag === 'Uint8Array') return file as Uint8Array;
  const advice = typeof file === 'string' ? '; read the file first' : '';
  const got = ArrayBuffer.isView(file) ? `a ${tag}` : describeValue(file);
  throw new InvalidTypeError(`${who}: expected the bytes of an IDX file, got ${got}${advice}`);
}

interface IdxFormat {
  /** The third byte of the file. */
  readonly code: number;
  /** Bytes of one value. */
  readonly size: number;
}

const formats: Readonly<Record<IdxType, IdxFormat>> = {
  uint8: {code: 0x08, size: 1},
  int8: {code: 0x09, size: 1},
  int16: {code: 0x0b, size: 2},
  int32: {code: 0x0c, size: 4},
  float32: {code: 0x0d, size: 4},
  float64: {code: 0x0e, size: 8},
};

const types = Object.keys(formats) as IdxType[];

/** Four bytes of magic, then four for each dimension. */
function headerLength(rank: number): number {
  return 4 + 4 * rank;
}

/** Infinity, never NaN, where the product is beyond a double. */
function byteLength(type: IdxType, shape: readonly number[]): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((product, dimension) => product * dimension, formats[type].size);
}

function describe(length: number): string {
  return Number.isSafeInteger(length) ? `${length} bytes` : 'more than 2^53 bytes';
}

function readHeader(bytes: Uint8Array, who: string): {type: IdxType; shape: number[]} {
  if (bytes.length < 4) {
    throw new CorruptDataError(`${who}: expected an IDX header of at least 4 bytes, got ${bytes.length}`);
  }
  const [zero, alsoZero, code, rank] = Array.from(bytes.subarray(0, 4)) as [number, number, number, number];
  if (zero !== 0 || alsoZero !== 0) {
    const other = otherFormat(bytes);
    throw new CorruptDataError(
      `${who}: expected an IDX file to begin with 0x0000, got ${other ?? hex(zero, alsoZero)}`,
    );
  }
  const type = types.find(name => formats[name].code === code);
  if (!type) {
    const known = types.map(name => hex(formats[name].code)).join(', ');
    throw new CorruptDataError(`${who}: expected an IDX type of ${known}, got ${hex(code)}`);
  }
  if (bytes.length < headerLength(rank)) {
    const expected = `${headerLength(rank)} bytes of header for ${rank} dimensions`;
    throw new CorruptDataError(`${who}: truncated: expected ${expected}, got ${bytes.length}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return {type, shape: Array.from({length: rank}, (_, axis) => view.getUint32(headerLength(axis)))};
}

function hex(...bytes: number[]): string {
  return '0x' + bytes.map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function readValues(type: IdxType, shape: readonly number[], view: DataView): IdxArray {
  const length = view.byteLength / formats[type].size;
  switch (type) {
    case 'uint8':
      return {type, shape, values: new Uint8Array(view.buffer, view.byteOffset, length)};
    case 'int8':
      return {type, shape, values: new Int8Array(view.buffer, view.byteOffset, length)};
    case 'int16':
      return {type, shape, values: new Int16Array(length).map((_, i) => view.getInt16(2 * i))};
    case 'int32':
      return {type, shape, values: new Int32Array(length).map((_, i) => view.getInt32(4 * i))};
    case 'float32':
      return {type, shape, values: new Float32Array(length).map((_, i) => view.getFloat32(4 * i))};
    case 'float64':
      return {type, shape, values: new Float64Array(length).map((_, i) => view.getFloat64(8 * i))};
  }
}

function writeValues({type, values}: IdxArray, bytes: Uint8Array, start: number): void {
  const view = new DataView(bytes.buffer, start);
  switch (type) {
    case 'uint8':
    case 'int8':
      bytes.set(values, start);
      break;
    case 'int16':
      values.forEach((value, i) => view.setInt16(2 * i, value));
      break;
    case 'int32':
      values.forEach((value, i) => view.setInt32(4 * i, value));
      break;
    case 'float32':
      values.forEach((value, i) => view.setFloat32(4 * i, value));
      break;
    case 'float64':
      values.forEach((value, i) => view.setFloat64(8 * i, value));
  }
}

function wrongDimension(shape: readonly unknown[]): string {
  const wrong = shape.find(n => !(typeof n === 'number' && Number.isInteger(n) && n >= 0 && n < 2 ** 32));
  return shape.length > 255 ? `${shape.length} dimensions` : describeValue(wrong);
}

function assertEncodable(array: IdxArray): void {
  if (!isObject(array)) {
    throw new InvalidTypeError(`encodeIdx: expected {type, shape, values}, got ${describeValue(array)}`);
  }
  const {type, shape, values} = array;
  assertOneOf('encodeIdx', 'type', type, types);
  if (!isObject(shape) || !Array.isArray(shape)) {
    throw new InvalidTypeError(`encodeIdx: expected shape to be a list, got ${describeValue(shape)}`);
  }
  if (!(shape.length <= 255 && shape.every(n => Number.isInteger(n) && n >= 0 && n < 2 ** 32))) {
    throw new InvalidValueError(
      `encodeIdx: expected at most 255 whole dimensions below 2^32, got ${wrongDimension(shape)}`,
    );
  }
  const name = isObject(values) ? Object.prototype.toString.call(values).slice(8, -1) : describeValue(values);
  if (name.toLowerCase() !== `${type}array`) {
    throw new InvalidTypeError(`encodeIdx: expected values of type ${type}, got a ${name}`);
  }
  const expected = byteLength(type, shape) / formats[type].size;
  if (values.length !== expected) {
    throw new InvalidTypeError(
      `encodeIdx: expected ${expected} values for the shape [${shape.join(',')}], got ${values.length}`,
    );
  }
}
