import type {Random} from '../../../src/random';
import {sizeOf} from './DualArray';
import {chance, pick} from './ops/Op';

/** An input of a composition: row by row. */
export interface Input {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

type Draw = (random: Random) => number;

/** What the entries of an input are like; every one of them has undone some gradient checker. */
// prettier-ignore
const kinds: readonly Draw[] = [
  random => random.normal(),
  random => random.normal(),
  random => 0.3 + 1.7 * random.uniform(), // positive, for roots and logarithms
  random => 1.8 * random.uniform() - 0.9, // for arcs
  random => (chance(random, 0.4) ? 0 : random.normal()), // zeros, where kinks are
  random => pick(random, [-2, -1, -0.5, 0, 0.5, 1, 2, 6]), // ties
  random => pick(random, [1, 1, 2]),
  random => 1e-6 * random.normal(),
  random => 10 ** (3 + 3 * random.uniform()) * pick(random, [1, -1]),
  random => 10 ** (12 * random.uniform() - 6) * pick(random, [1, -1]), // all sizes in one input
  random => 10 ** (12 * random.uniform() - 6), // the same, positive
  random => (chance(random, 0.2) ? 1e6 : 1) * random.normal(), // a raw feature beside scaled ones
];

/** One to three inputs of rank 1 to 3 whose shapes go together. */
export function drawInputs(random: Random): Input[] {
  const count = pick(random, [1, 1, 2, 2, 3]);
  const base = Array.from({length: 1 + random.integer(3)}, () => 1 + random.integer(3));
  return Array.from({length: count}, (_, i) => {
    const shape = i === 0 ? base : drawCompanion(random, base);
    return drawInput(random, shape);
  });
}

/** A single input of a thousand entries or more. */
export function drawLargeInput(random: Random): Input[] {
  const size = pick(random, [1000, 1000, 2000, 4000, 10_000]);
  return [drawInput(random, pick(random, [[size], [size / 10, 10], [size / 50, 50]]))];
}

function drawInput(random: Random, shape: readonly number[]): Input {
  const draw = pick(random, kinds);
  return {shape, values: Float64Array.from({length: sizeOf(shape)}, () => draw(random))};
}

/** Of the same shape, a vector for its last axis, with an axis of length 1, or the other factor of a product. */
function drawCompanion(random: Random, base: readonly number[]): readonly number[] {
  const last = base.at(-1)!;
  return pick(random, [
    ...[base, base, [last]],
    base.with(random.integer(base.length), 1),
    base.length > 1 ? [...base.slice(0, -2), last, 1 + random.integer(3)] : [last, 2],
  ]);
}
