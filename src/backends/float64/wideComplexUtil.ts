/** Interleaved complex numbers, [re₀, im₀, re₁, im₁, …], and their parts. */
interface ComplexParts {
  real: Float64Array;
  imag: Float64Array;
}

/**
 * What `tf.backend_util` has for complex numbers and the FFT, with results that are Float64Arrays.
 *
 * They are written anew and not made of the text of tfjs's own: a minifier may have changed that in any way.
 */
export const wideComplexUtil = {
  mergeRealAndImagArrays(real: ArrayLike<number>, imag: ArrayLike<number>): Float64Array {
    if (real.length !== imag.length) {
      throw new RangeError(
        `mergeRealAndImagArrays: expected as many real as imaginary parts, got ${real.length} and ${imag.length}`,
      );
    }
    return Float64Array.from({length: 2 * real.length}, (_, i) => (i % 2 === 0 ? real : imag)[i >> 1]!);
  },

  splitRealAndImagArrays: (complex: ArrayLike<number>): ComplexParts =>
    everyOther(complex, 0, 1, complex.length / 2),

  complexWithEvenIndex: (complex: ArrayLike<number>): ComplexParts =>
    everyOther(complex, 0, 2, Math.ceil(complex.length / 4)),

  complexWithOddIndex: (complex: ArrayLike<number>): ComplexParts =>
    everyOther(complex, 1, 2, Math.floor(complex.length / 4)),

  /** exp(∓2πi k / n) for the first half of the k. */
  exponents(n: number, inverse: boolean): ComplexParts {
    const angle = (k: number) => ((inverse ? 2 : -2) * Math.PI * k) / n;
    const length = Math.floor(n / 2);
    return {
      real: Float64Array.from({length}, (_, k) => Math.cos(angle(k))),
      imag: Float64Array.from({length}, (_, k) => Math.sin(angle(k))),
    };
  },
};

/** `count` of the complex numbers, from the index `first` on, every `stride`-th. */
function everyOther(complex: ArrayLike<number>, first: number, stride: number, count: number): ComplexParts {
  const part = (offset: number) =>
    Float64Array.from({length: count}, (_, i) => complex[2 * (first + stride * i) + offset]!);
  return {real: part(0), imag: part(1)};
}
