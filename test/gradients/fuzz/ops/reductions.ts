import type {Random} from '../../../../src/random';
import {combined, kink, unclear, type Dual} from '../Dual';
import {built, flatAt, grouped, type DualArray} from '../DualArray';
import {larger} from './binary';
import {chance, pick, type Application, type Op} from './Op';

type Reduction = (group: readonly Dual[]) => Dual;

/** Groups of entries made into one. */
export const reductionOps: readonly Op[] = [
  reduction('sum', sum),
  reduction('mean', mean),
  reduction('max', group => group.reduce((a, b) => larger(a, b, 1))),
  reduction('min', group => group.reduce((a, b) => larger(a, b, -1))),
  reduction('prod', product, group => group.length <= 12),
  reduction('logSumExp', logSumExp),
  {
    name: 'moments',
    operands: 1,
    draw: (random, x) => {
      const axes = drawAxes(random, x);
      return axes && over(`tf.moments($0, [${axes.join(', ')}]).variance`, axes, false, variance);
    },
  },
  {name: 'norm', operands: 1, draw: drawNorm},
  {name: 'softmax', operands: 1, draw: (_, x) => alongLast('softmax', softmax, x)},
  {name: 'logSoftmax', operands: 1, draw: (_, x) => alongLast('logSoftmax', logSoftmax, x)},
  {name: 'cumsum', operands: 1, draw: drawCumsum},
];

function reduction(
  name: string,
  reduce: Reduction,
  takes: (group: readonly Dual[]) => boolean = () => true,
): Op {
  return {
    name,
    operands: 1,
    draw: (random, x) => {
      const axes = drawAxes(random, x);
      if (!axes || !grouped(x, axes).groups.every(takes)) return undefined;
      const keepDims = chance(random, 0.3);
      return over(`tf.${name}($0, [${axes.join(', ')}], ${keepDims})`, axes, keepDims, reduce);
    },
  };
}

function over(call: string, axes: readonly number[], keepDims: boolean, reduce: Reduction): Application {
  return {
    call,
    apply: x => {
      const {groups, shape} = grouped(x, axes, keepDims);
      return {shape, entries: groups.map(reduce)};
    },
  };
}

/** One axis or more, in order. */
function drawAxes(random: Random, {shape}: DualArray): number[] | undefined {
  if (shape.length === 0) return undefined;
  const axes = shape.map((_, axis) => axis).filter(() => chance(random, 0.5));
  return axes.length > 0 ? axes : [random.integer(shape.length)];
}

export function sum(group: readonly Dual[]): Dual {
  return combined(total(group.map(e => e.value)), group.map(() => 1), group); // prettier-ignore
}

export function mean(group: readonly Dual[]): Dual {
  const share = 1 / group.length;
  return combined(total(group.map(e => e.value)) * share, group.map(() => share), group); // prettier-ignore
}

function product(group: readonly Dual[]): Dual {
  const others = group.map((_, k) => group.reduce((p, e, i) => (i === k ? p : p * e.value), 1));
  return combined(group.reduce((p, e) => p * e.value, 1), others, group); // prettier-ignore
}

function logSumExp(group: readonly Dual[]): Dual {
  const {log, shares} = exponentials(group);
  return combined(log, shares, group);
}

function variance(group: readonly Dual[]): Dual {
  const middle = total(group.map(e => e.value)) / group.length;
  const value = total(group.map(e => (e.value - middle) ** 2)) / group.length;
  return combined(value, group.map(e => (2 * (e.value - middle)) / group.length), group); // prettier-ignore
}

function softmax(group: readonly Dual[]): Dual[] {
  const {shares} = exponentials(group);
  return shares.map((share, j) => {
    const slopes = shares.map((other, k) => share * (Number(j === k) - other));
    return combined(share, slopes, group, shares.map((other, k) => share * (Number(j === k) + other))); // prettier-ignore
  });
}

function logSoftmax(group: readonly Dual[]): Dual[] {
  const {log, shares} = exponentials(group);
  return group.map(({value}, j) => {
    const slopes = shares.map((share, k) => Number(j === k) - share);
    return combined(value - log, slopes, group, shares.map((share, k) => Number(j === k) + share)); // prettier-ignore
  });
}

function exponentials(group: readonly Dual[]): {log: number; shares: number[]} {
  const largest = Math.max(...group.map(e => e.value));
  const powers = group.map(e => Math.exp(e.value - largest));
  const whole = total(powers);
  return {log: largest + Math.log(whole), shares: powers.map(power => power / whole)};
}

function alongLast(
  name: string,
  map: (group: readonly Dual[]) => Dual[],
  x: DualArray,
): Application | undefined {
  const length = x.shape.at(-1);
  if (length === undefined || length > 32) return undefined;
  const apply = ({shape, entries}: DualArray): DualArray => ({
    shape,
    entries: Array.from({length: entries.length / length}, (_, row) =>
      map(entries.slice(row * length, (row + 1) * length)),
    ).flat(),
  });
  return {call: `tf.${name}($0)`, apply};
}

function drawNorm(random: Random, x: DualArray): Application | undefined {
  if (x.shape.length === 0) return undefined;
  const axis = random.integer(x.shape.length);
  const [order, reduce] = pick(random, [
    [1, oneNorm],
    ['Infinity', maximumNorm],
    ["'euclidean'", euclideanNorm],
    ["'euclidean'", euclideanNorm],
  ] as const);
  const isZero = grouped(x, [axis]).groups.some(group => group.every(e => e.value === 0));
  const made = over(`tf.norm($0, ${order}, ${axis})`, [axis], false, reduce);
  const fault = 'the gradient of the norm of zeros is NaN: 0/0';
  return isZero && reduce === euclideanNorm ? {...made, fault} : made;
}

function absolute(e: Dual): Dual {
  return larger(e, combined(-e.value, [-1], [e]), 1);
}

function oneNorm(group: readonly Dual[]): Dual {
  return sum(group.map(absolute));
}

function maximumNorm(group: readonly Dual[]): Dual {
  return group.map(absolute).reduce((a, b) => larger(a, b, 1));
}

function euclideanNorm(group: readonly Dual[]): Dual {
  const value = Math.hypot(...group.map(e => e.value));
  if (value === 0) return kink(0, tangents => Math.hypot(...tangents), group);
  const made = combined(value, group.map(e => e.value / value), group); // prettier-ignore
  return unclear(made, value <= 1e-10 * made.largest);
}

function drawCumsum(random: Random, x: DualArray): Application | undefined {
  if (x.shape.length === 0 || x.entries.length > 64) return undefined;
  const axis = random.integer(x.shape.length);
  const [exclusive, reverse] = [chance(random, 0.3), chance(random, 0.3)];
  const call = `tf.cumsum($0, ${axis}, ${exclusive}, ${reverse})`;
  const isCounted = (from: number, to: number) =>
    (exclusive && from !== to && from < to !== reverse) ||
    (!exclusive && (from === to || from < to !== reverse));
  const apply = (of: DualArray) =>
    built(of.shape, index => {
      const line = Array.from({length: of.shape[axis]!}, (_, from) => from);
      const counted = line.filter(from => isCounted(from, index[axis]!));
      return sum(counted.map(from => of.entries[flatAt(index.with(axis, from), of.shape)]!));
    });
  const isLast = axis === x.shape.length - 1;
  return isLast ? {call, apply} : {call, apply, fault: 'transposes the gradient unless the axis is the last'};
}

function total(values: readonly number[]): number {
  return values.reduce((s, value) => s + value, 0);
}
