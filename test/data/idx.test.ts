import fc from 'fast-check';
import {decodeIdx, encodeIdx, type IdxArray} from '../../src/data/idx';
import {CorruptDataError} from '../../src/errors';

/** An IDX file written by hand, with DataView: shares nothing with encodeIdx. */
function idxFile(
  code: number,
  shape: number[],
  size: number,
  write: (view: DataView, offset: number) => void,
) {
  const start = 4 + 4 * shape.length;
  const view = new DataView(new ArrayBuffer(start + size));
  view.setUint8(2, code);
  view.setUint8(3, shape.length);
  shape.forEach((dimension, axis) => view.setUint32(4 + 4 * axis, dimension, false));
  write(view, start);
  return new Uint8Array(view.buffer);
}

const samples: {array: IdxArray; file: Uint8Array}[] = [
  {
    array: {type: 'uint8', shape: [2, 1], values: Uint8Array.of(0, 255)},
    file: idxFile(0x08, [2, 1], 2, (view, at) => view.setUint16(at, 0x00ff)),
  },
  {
    array: {type: 'int8', shape: [2], values: Int8Array.of(-128, 127)},
    file: idxFile(0x09, [2], 2, (view, at) => view.setUint16(at, 0x807f)),
  },
  {
    array: {type: 'int16', shape: [1], values: Int16Array.of(-32768)},
    file: idxFile(0x0b, [1], 2, (view, at) => view.setInt16(at, -32768, false)),
  },
  {
    array: {type: 'int32', shape: [], values: Int32Array.of(-123456789)},
    file: idxFile(0x0c, [], 4, (view, at) => view.setInt32(at, -123456789, false)),
  },
  {
    array: {type: 'float32', shape: [1, 1], values: Float32Array.of(1.5e-39)},
    file: idxFile(0x0d, [1, 1], 4, (view, at) => view.setFloat32(at, 1.5e-39, false)),
  },
  {
    array: {type: 'float64', shape: [1], values: Float64Array.of(Math.PI)},
    file: idxFile(0x0e, [1], 8, (view, at) => view.setFloat64(at, Math.PI, false)),
  },
];

/** Shapes of every rank up to 6, dimensions of 0 included, and few enough values. */
const shapes = fc.array(fc.integer({min: 0, max: 4}), {maxLength: 6});
const lengthOf = (shape: number[]) => shape.reduce((product, n) => product * n, 1);

const arrays: fc.Arbitrary<IdxArray> = shapes.chain(shape => {
  const length = {minLength: lengthOf(shape), maxLength: lengthOf(shape)};
  return fc.oneof(
    fc.uint8Array(length).map(values => ({type: 'uint8', shape, values}) as const),
    fc.int8Array(length).map(values => ({type: 'int8', shape, values}) as const),
    fc.int16Array(length).map(values => ({type: 'int16', shape, values}) as const),
    fc.int32Array(length).map(values => ({type: 'int32', shape, values}) as const),
    fc.float32Array(length).map(values => ({type: 'float32', shape, values}) as const),
    fc.float64Array(length).map(values => ({type: 'float64', shape, values}) as const),
  );
});

describe('decodeIdx()', () => {
  test.each(samples)('reads $array.type as DataView writes it', ({array, file}) => {
    expect(decodeIdx(file)).toEqual(array);
  });

  test('reads the example of its docstring', () => {
    const expected = {type: 'uint8', shape: [2], values: Uint8Array.of(5, 9)};
    expect(decodeIdx(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 5, 9))).toEqual(expected);
  });

  test('reads bytes that lie at an odd offset of their buffer', () => {
    for (const {array, file} of samples) {
      const shifted = new Uint8Array(file.length + 7);
      shifted.set(file, 3);
      expect(decodeIdx(shifted.subarray(3, 3 + file.length))).toEqual(array);
    }
  });

  test('returns a plain Uint8Array that shares the memory of a Buffer', () => {
    const {values} = decodeIdx(Buffer.from([0, 0, 8, 1, 0, 0, 0, 1, 7]));
    expect(Object.getPrototypeOf(values)).toBe(Uint8Array.prototype);
  });

  test('reads the highest rank, 255', () => {
    const shape = new Array<number>(255).fill(1);
    expect(decodeIdx(idxFile(0x08, shape, 1, view => view.setUint8(1024, 9))).shape).toEqual(shape);
  });

  test.each([
    ['no bytes', [], 'x: expected an IDX header of at least 4 bytes, got 0'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'x: expected an IDX file to begin with 0x0000, got gzip; unpack it first'],
    [
      'a type there is none of',
      [0, 0, 0x0a, 1],
      'x: expected an IDX type of 0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e, got 0x0a',
    ],
    [
      'half a header',
      [0, 0, 8, 3, 0, 0, 0, 1],
      'x: truncated: expected 16 bytes of header for 3 dimensions, got 8',
    ],
    ['a value too few', [0, 0, 8, 1, 0, 0, 0, 2, 5], 'x: truncated: expected 10 bytes, got 9'],
    ['a value too many', [0, 0, 8, 1, 0, 0, 0, 0, 5], 'x: expected 8 bytes, got 1 more behind them'],
    ['half a number', [0, 0, 0x0b, 0, 1], 'x: truncated: expected 6 bytes, got 5'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeIdx(Uint8Array.from(bytes), 'x')).toThrow(new CorruptDataError(message));
  });

  test('refuses a header that promises more than there is, without allocating it', () => {
    const promise = (rank: number) =>
      idxFile(0x0e, new Array<number>(rank).fill(0xffffffff), 0, () => undefined);
    expect(() => decodeIdx(promise(1))).toThrow('decodeIdx: truncated: expected 34359738368 bytes, got 8');
    expect(() => decodeIdx(promise(2))).toThrow('expected more than 2^53 bytes, got 12');
    expect(() => decodeIdx(promise(255))).toThrow('expected more than 2^53 bytes, got 1024');
  });

  test('counts no values where one dimension is 0, however large the others', () => {
    const shape = [...new Array<number>(200).fill(0xffffffff), 0];
    expect(decodeIdx(idxFile(0x0e, shape, 0, () => undefined)).values).toHaveLength(0);
  });

  test('answers any bytes with an array or a CorruptDataError', () => {
    const headers = fc.tuple(fc.constantFrom(8, 9, 11, 12, 13, 14, 15), fc.integer({min: 0, max: 3}));
    fc.assert(
      fc.property(headers, fc.uint8Array({maxLength: 40}), ([code, rank], rest) => {
        const bytes = Uint8Array.of(0, 0, code, rank, ...rest);
        try {
          expect(encodeIdx(decodeIdx(bytes))).toHaveLength(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(CorruptDataError);
        }
      }),
    );
  });
});

describe('encodeIdx()', () => {
  test.each(samples)('writes $array.type as DataView does', ({array, file}) => {
    expect(encodeIdx(array)).toEqual(file);
  });

  test('writes the example of its docstring', () => {
    const bytes = encodeIdx({type: 'int16', shape: [1], values: Int16Array.of(-2)});
    expect(bytes).toEqual(Uint8Array.of(0, 0, 0x0b, 1, 0, 0, 0, 1, 0xff, 0xfe));
  });

  test('is undone by decodeIdx() for every type and rank', () => {
    fc.assert(fc.property(arrays, array => expect(decodeIdx(encodeIdx(array))).toEqual(array)));
  });

  test('is refused by decodeIdx() once cut or lengthened', () => {
    fc.assert(
      fc.property(arrays, fc.integer({min: 1, max: 9}), (array, count) => {
        const bytes = encodeIdx(array);
        expect(() => decodeIdx(bytes.subarray(0, Math.max(0, bytes.length - count)))).toThrow(
          CorruptDataError,
        );
        expect(() => decodeIdx(Uint8Array.of(...bytes, ...new Uint8Array(count)))).toThrow(CorruptDataError);
      }),
    );
  });

  test('refuses what the format cannot say', () => {
    const values = Uint8Array.of(1, 2);
    const float = new Float32Array(2) as unknown as Uint8Array; // what a caller without types may pass
    const encode = (shape: number[]) => () => encodeIdx({type: 'uint8', shape, values});
    expect(encode([3])).toThrow(new TypeError('encodeIdx: expected 3 values for the shape [3], got 2'));
    for (const shape of [[-2], [1.5], [NaN], [2 ** 32], new Array<number>(256).fill(1)]) {
      expect(encode(shape)).toThrow(RangeError);
    }
    expect(() => encodeIdx({type: 'uint8', shape: [2], values: float})).toThrow(
      new TypeError('encodeIdx: expected values of type uint8, got a Float32Array'),
    );
  });
});
