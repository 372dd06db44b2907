import {Random} from '../../../src/random';
import type {Composition} from './compose';
import {sizeOf} from './DualArray';
import {chance, drawScale, pick} from './ops/Op';

/** A mistake in the backward pass, planted behind one result. */
export interface Spoil {
  readonly kind: string;
  /** The input or step whose gradient is spoiled, as in a step's operands. */
  readonly of: number;
  /** The steps from this one on use the spoiled result … */
  readonly usesFrom: number;
  /** … or this step alone: one branch. */
  readonly use?: number;
  /** The text of a function from dy to dy. */
  readonly mistake: string;
}

type Draw = (random: Random, size: number, shape: readonly number[]) => string | undefined;

/** What people get wrong. */
const mistakes: Readonly<Record<string, Draw>> = {
  scale: random => `dy => dy.mul(${1 + drawScale(random, 1e-3, 1e3)})`,
  shrink: random => `dy => dy.mul(${drawScale(random, 1e-3, 0.999)})`,
  sign: () => 'dy => dy.neg()',
  detached: () => 'dy => dy.zerosLike()',
  'one entry': (random, size, shape) =>
    oneEntry(random.integer(size), pick(random, [0, -1, 1.01, 1.1, 2, 100]), size, shape),
  shift: random => `dy => dy.add(${drawScale(random, 1e-3, 1e3)})`,
  'relative shift': random => `dy => dy.add(dy.abs().mean().mul(${drawScale(random, 1e-2, 10)}))`,
  'ignored dy': () => 'dy => dy.onesLike()',
  'lost factor': (_, size) => (size > 1 ? `dy => dy.mul(${size})` : undefined),
  permuted: (_, size, shape) =>
    size > 1 ? `dy => dy.flatten().reverse().reshape([${shape.join(', ')}])` : undefined,
  rolled: (_, size, shape) =>
    size > 2
      ? `dy => tf.concat([dy.flatten().slice(1), dy.flatten().slice(0, 1)]).reshape([${shape.join(', ')}])`
      : undefined,
  transposed: (_, size, [rows, columns, more]) =>
    rows === columns && size > 1 && more === undefined ? 'dy => dy.transpose()' : undefined,
  'reshaped transpose': (_, __, shape) =>
    shape.length === 2 && shape[0]! > 1 && shape[1]! > 1
      ? `dy => dy.transpose().reshape([${shape.join(', ')}])`
      : undefined,
  averaged: (_, size) => (size > 1 ? 'dy => dy.zerosLike().add(dy.mean())' : undefined),
  absolute: () => 'dy => dy.abs()',
  clipped: random => `dy => dy.clipByValue(${-drawScale(random, 1e-3, 1)}, ${drawScale(random, 1e-3, 1)})`,
  'half of it': (_, size, shape) =>
    size > 1 ? `dy => dy.mul(tf.range(0, ${size}).mod(2).reshape([${shape.join(', ')}]))` : undefined,
};

export const spoilKinds: readonly string[] = Object.keys(mistakes);

/** The spoil that belongs to a composition: every kind, on an input, a result or one of its uses. */
export function drawSpoil({seed, inputs, steps, shapes}: Composition): Spoil {
  const random = new Random(seed).fork(1_000_003);
  for (;;) {
    const kind = pick(random, spoilKinds);
    const places = shapes.slice(0, -1).flatMap((shape, of) => {
      const mistake = mistakes[kind]!(random, sizeOf(shape), shape);
      return mistake === undefined ? [] : [{of, mistake}];
    });
    if (places.length === 0) continue;
    const {of, mistake} = pick(random, places);
    const uses = steps.flatMap(({operands}, step) => (operands.includes(of) ? [step] : []));
    const where = {kind, of, usesFrom: Math.max(0, of - inputs.length + 1), mistake};
    return uses.length > 1 && chance(random, 0.5) ? {...where, use: pick(random, uses)} : where;
  }
}

function oneEntry(at: number, factor: number, size: number, shape: readonly number[]): string {
  // tf.oneHot wants two classes or more.
  if (size === 1) return `dy => dy.mul(${factor})`;
  return `dy => dy.mul(tf.oneHot(tf.scalar(${at}, 'int32'), ${size}).mul(${factor - 1}).add(1).reshape([${shape.join(', ')}]))`;
}
