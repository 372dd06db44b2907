import type {Random} from '../../src/random';

/** What an attack found, in a line. */
type Failure = string;

/** A way in: something that takes what others made. */
export interface Door {
  readonly name: string;
  /** What is tried, and what counts as a failure. */
  readonly about: string;
  /** Its share of all cases; what a case costs decides. */
  readonly share: number;
  /** Tries this many cases or, where there are fewer, all. */
  attack(cases: number, attempt: Attempt): Promise<number>;
}

/** What an attack has to work with. */
export interface Attempt {
  /** The same seed, the same cases. */
  readonly random: Random;
  /** A directory of its own, empty. */
  readonly folder: string;
  readonly fail: (failure: Failure, cases?: number) => void;
}
