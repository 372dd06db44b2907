import {assertWhole, describe, isObject} from './checks';
import {InvalidValueError} from './errors';

/** A generator's whole state; four 32-bit words, so that it can be stored as JSON and taken up again. */
export type RandomState = readonly [number, number, number, number];

/**
 * A seeded generator of pseudo-random numbers: xoshiro128**, seeded through splitmix32.
 *
 * The same seed gives the same numbers on every machine and backend, which `Math.random` and tfjs's own
 * generators do not promise.
 *
 * @example
 * new Random(1).uniform() === new Random(1).uniform();  // true
 *
 * @see Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
 */
export class Random {
  private words: [number, number, number, number];

  /**
   * @param seed A whole number from 0 to 2^53 − 1, or the state of another generator.
   * @throws {RangeError} If the seed is no such number.
   */
  constructor(seed: number | RandomState) {
    this.words = typeof seed === 'number' ? expandSeed(seed) : stateOf(seed);
  }

  /** The state now; `new Random(state)` goes on from here. */
  get state(): RandomState {
    return [...this.words];
  }

  /** A generator of its own for a purpose of its own, so that one consumer's draws do not shift another's. */
  fork(label: number): Random {
    assertWhole('Random.fork', 'label', label, 0);
    const [a, b] = this.words;
    return new Random(((a ^ Math.imul(label + 1, 0x9e3779b9)) >>> 0) * 0x200000 + (b >>> 11));
  }

  /** 32 random bits as a number in [0, 2^32). */
  bits(): number {
    const w = this.words;
    const result = Math.imul(rotateLeft(Math.imul(w[1], 5), 7), 9) >>> 0;
    const shifted = w[1] << 9;
    w[2] ^= w[0];
    w[3] ^= w[1];
    w[1] ^= w[2];
    w[0] ^= w[3];
    w[2] ^= shifted;
    w[3] = rotateLeft(w[3], 11);
    return result;
  }

  /** Uniform in [0, 1), with all 53 bits of a double. */
  uniform(): number {
    return ((this.bits() >>> 5) * 0x4000000 + (this.bits() >>> 6)) / 2 ** 53;
  }

  /** A whole number in [0, bound), without the bias of a remainder. `bound` is at most 2^32. */
  integer(bound: number): number {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32)) {
      throw new InvalidValueError(
        `Random.integer: expected a whole bound from 1 to 2^32, got ${describe(bound)}`,
      );
    }
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const bits = this.bits();
      if (bits < limit) return bits % bound;
    }
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal(): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      // The pair's second value is thrown away: keeping it would be state that `state` does not show.
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  }

  /** The numbers 0 … size − 1 in a uniformly random order (Fisher–Yates). */
  permutation(size: number): Int32Array {
    assertWhole('Random.permutation', 'size', size, 0);
    const order = Int32Array.from({length: size}, (_, i) => i);
    for (let i = size - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const swapped = order[i]!;
      order[i] = order[j]!;
      order[j] = swapped;
    }
    return order;
  }
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

/** @throws {RangeError} Unless it is four 32-bit words, one of them not 0: from zeros come zeros alone. */
function stateOf(state: unknown): [number, number, number, number] {
  const words: unknown[] = isObject(state) && Array.isArray(state) ? state : [];
  const isWord = (word: unknown) =>
    typeof word === 'number' && word === Math.trunc(word) && Math.abs(word) < 2 ** 32;
  if (words.length !== 4 || !words.every(isWord) || words.every(word => word === 0)) {
    const expected = 'a whole number, or the four words of another generator';
    throw new InvalidValueError(`Random: expected a seed that is ${expected}, got ${describe(state)}`);
  }
  return [...words] as [number, number, number, number];
}

function expandSeed(seed: number): [number, number, number, number] {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    throw new InvalidValueError(`Random: expected a whole seed from 0 to 2^53 - 1, got ${seed}`);
  }
  // Both halves of the seed go through the mixer; neighbouring seeds come out unrelated.
  let x = (seed >>> 0) ^ Math.imul(Math.floor(seed / 2 ** 32), 0x85ebca6b);
  const next = () => {
    x = (x + 0x9e3779b9) | 0;
    let z = x;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return [next(), next(), next(), next() | 1];
}
