/** How a composition begins and ends: with what makes honest gradients hard to tell from rounding. */
import type {Random} from '../../../src/random';
import {smooth} from './Dual';
import {mapEntries, type DualArray} from './DualArray';
import {affine} from './ops/smooth';
import {chance, drawScale, pick, type Application} from './ops/Op';
import {mean, sum} from './ops/reductions';
import {combined} from './Dual';

/** Nothing, most times; one steep entry among ordinary ones; or a periodic function of a large argument. */
export function start(random: Random, x: DualArray): Application[] {
  const kind = random.integer(12);
  if (kind === 0 && x.entries.length > 1) return [steepened(random.integer(x.entries.length), x)];
  if (kind === 1 && x.entries.every(({value}) => Math.abs(value) < 100)) {
    const factor = pick(random, [512 * Math.PI, 100, 1000, drawScale(random, 10, 1e5)]);
    return [affine(Math.fround(factor), 0), affine(1, Math.fround(0.3)), sine];
  }
  return [];
}

const sine: Application = {
  call: 'tf.sin($0)',
  apply: x => mapEntries(x, e => smooth(Math.sin(e.value), Math.cos(e.value), e)),
};

function steepened(at: number, {shape, entries}: DualArray): Application {
  const size = entries.length;
  return {
    call: `tf.mul($0, tf.oneHot(tf.scalar(${at}, 'int32'), ${size}).mul(1e6 - 1).add(1).reshape([${shape.join(', ')}]))`,
    apply: x => ({
      shape,
      entries: x.entries.map((e, i) => (i === at ? smooth(1e6 * e.value, 1e6, e) : smooth(e.value, 1, e))),
    }),
  };
}

/** The steps from an array to a number; the first is called `end`. */
export function scalarized(random: Random, {shape}: DualArray): (readonly [op: string, Application])[] {
  const whole: readonly (readonly [string, typeof sum])[] = [
    ['sum', sum],
    ['mean', mean],
  ];
  const [name, reduce] = pick(random, whole);
  const total: Application = {
    call: `tf.${name}($0)`,
    apply: x => ({shape: [], entries: [reduce(x.entries)]}),
  };
  if (shape.length === 0 && chance(random, 0.5)) return [['end', affine(1, 0)]];
  const kind = random.integer(4);
  // Different weights: so that a permuted gradient is another one, and dy is not 1.
  if (kind < 2) return [['end', weighted(shape)], [name, total]]; // prettier-ignore
  if (kind === 2) return [['end', squared], [name, total]]; // prettier-ignore
  return [['end', total]];
}

const squared: Application = {
  call: 'tf.square($0)',
  apply: x => mapEntries(x, e => smooth(e.value ** 2, 2 * e.value, e)),
};

/** Times 0.5, 0.75, 1, … or, where there are more, numbers between ½ and 2. */
function weighted(shape: readonly number[]): Application {
  const size = shape.reduce((product, length) => product * length, 1);
  const step = Math.min(0.25, 2 ** Math.floor(Math.log2(1.5 / Math.max(1, size - 1))));
  return {
    call: `tf.mul($0, tf.range(0, ${size}).mul(${step}).add(0.5).reshape([${shape.join(', ')}]))`,
    apply: x => ({
      shape,
      entries: x.entries.map((e, i) => combined(e.value * (i * step + 0.5), [i * step + 0.5], [e])),
    }),
  };
}

/** Nothing, most times; a tiny factor; a large constant added; or both. */
export function frame(random: Random): Application[] {
  const factor = chance(random, 0.15) ? [affine(drawScale(random, 1e-12, 1e-4), 0)] : [];
  const offset = chance(random, 0.15) ? [affine(1, drawScale(random, 1e2, 1e8) * pick(random, [1, -1]))] : [];
  return [...factor, ...offset];
}
