/** The parts that float64 brings itself, each against another implementation. */
import {createHash} from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import * as seedrandom from 'seedrandom';
import {alea} from '../../src/backends/float64/cpuBundle';
import {sha256} from '../../src/backends/float64/sha256';
import {wideComplexUtil} from '../../src/backends/float64/compileCpuBackend';

test.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
])('sha256() of %j is the published digest', (text, digest) => {
  expect(sha256(text)).toBe(digest);
});

test("sha256() is Node's, at every length of the last block and of any text", () => {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  for (let length = 0; length < 200; length++) {
    const text = 'x'.repeat(length);
    expect(sha256(text)).toBe(digest(text));
  }
  fc.assert(fc.property(fc.string({unit: 'grapheme'}), text => expect(sha256(text)).toBe(digest(text))));
});

test("alea() draws the numbers of seedrandom's", () => {
  fc.assert(
    fc.property(fc.string(), seed => {
      const [ours, theirs] = [alea(seed), seedrandom.alea(seed)];
      for (let i = 0; i < 20; i++) expect(ours()).toBe(theirs());
    }),
  );
});

describe('wideComplexUtil', () => {
  const {backend_util: narrow} = tf;
  /** Numbers that float32 holds too. */
  const complex = fc
    .array(fc.float({noNaN: true}), {maxLength: 24})
    .map(values => values.slice(0, values.length & ~1));

  test.each(['splitRealAndImagArrays', 'complexWithEvenIndex', 'complexWithOddIndex'] as const)(
    "%s has the values of tfjs's",
    name => {
      fc.assert(
        fc.property(complex, values => {
          const {real, imag} = narrow[name](Float32Array.from(values));
          expect(wideComplexUtil[name](values)).toEqual({
            real: Float64Array.from(real),
            imag: Float64Array.from(imag),
          });
        }),
      );
    },
  );

  test("mergeRealAndImagArrays puts the parts together as tfjs's does, and refuses parts that do not fit", () => {
    const [real, imag] = [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)];
    expect([...wideComplexUtil.mergeRealAndImagArrays(real, imag)]).toEqual([
      ...narrow.mergeRealAndImagArrays(real, imag),
    ]);
    expect(() => wideComplexUtil.mergeRealAndImagArrays([1, 2], [1])).toThrow(RangeError);
  });

  test.each([1, 2, 5, 8])("exponents of %d are tfjs's before they are rounded", n => {
    for (const inverse of [false, true]) {
      const {real, imag} = wideComplexUtil.exponents(n, inverse);
      const expected = narrow.exponents(n, inverse);
      expect([Float32Array.from(real), Float32Array.from(imag)]).toEqual([expected.real, expected.imag]);
    }
  });
});
