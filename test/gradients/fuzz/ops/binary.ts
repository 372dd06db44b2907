import type {Random} from '../../../../src/random';
import {combined, constant, isNear, kink, unclear, type Dual} from '../Dual';
import {
  broadcastShape,
  broadcastTo,
  constantArray,
  isSameShape,
  sizeOf,
  zipped,
  type DualArray,
} from '../DualArray';
import {chance, drawNumber, drawScale, pick, tensorText, type Application, type Op} from './Op';

type Entry = (a: Dual, b: Dual) => Dual;
type Takes = (a: Dual, b: Dual) => boolean;

const forgetsSum = 'does not sum over the axes along which it broadcast';
const always: Takes = () => true;

/** Two arrays, broadcast: name, entry by entry, which pairs it takes, and what tfjs has wrong. */
// prettier-ignore
const table: readonly (readonly [string, Entry, Takes, ((a: Shape, b: Shape) => string | undefined)?])[] = [
  ['add', (a, b) => combined(a.value + b.value, [1, 1], [a, b]), always],
  ['sub', (a, b) => combined(a.value - b.value, [1, -1], [a, b]), always],
  ['mul', (a, b) => combined(a.value * b.value, [b.value, a.value], [a, b]), always],
  ['div', (a, b) => combined(a.value / b.value, [1 / b.value, -a.value / b.value ** 2], [a, b]), (_, b) => Math.abs(b.value) > 1e-4],
  ['pow', power, (a, b) => a.value > 1e-3 && a.value < 1e3 && Math.abs(b.value) < 4],
  ['atan2', arcTangent, (a, b) => a.value ** 2 + b.value ** 2 > 1e-6 && b.value !== 0],
  ['maximum', (a, b) => larger(a, b, 1), always, broadcasting],
  ['minimum', (a, b) => larger(a, b, -1), always, broadcasting],
  ['squaredDifference', (a, b) => squared(a, b), always, broadcasting],
  ['prelu', prelu, always, (a, b) => (isSameShape(a, broadcastShape(a, b) ?? []) ? undefined : forgetsSum)],
  ['mod', modulo, (a, b) => b.value > 0.1 && Math.abs(a.value) < 1e6],
  ['floorDiv', quotient, (a, b) => Math.abs(b.value) > 0.1 && Math.abs(a.value) < 1e6, () => 'a staircase; tfjs has the slope of a/b'],
];

type Shape = readonly number[];

function broadcasting(a: Shape, b: Shape): string | undefined {
  return isSameShape(a, b) ? undefined : forgetsSum;
}

/** Between two results. */
export const binaryOps: readonly Op[] = [
  ...table.map(([name, entry, takes, faultOf]): Op => ({
    name,
    operands: 2,
    draw: (_, a, b) => application(callOf(name, '$0', '$1'), entry, takes, a, b, faultOf?.(a.shape, b.shape)),
  })),
  {name: 'where', operands: 2, draw: drawWhere},
];

/** Between a result and a constant, on either side. */
export const constantOps: readonly Op[] = table.map(([name, entry, takes]) => ({
  name,
  operands: 1,
  draw: (random, x) => {
    const isFirst = chance(random, 0.3);
    const {call, array} = drawConstant(random, x, name);
    const text = isFirst ? callOf(name, call, '$0') : callOf(name, '$0', call);
    const fault = name === 'floorDiv' ? 'a staircase; tfjs has the slope of a/b' : faultWithConstant(name, x, array, isFirst); // prettier-ignore
    const flipped: Entry = isFirst ? (a, b) => entry(b, a) : entry;
    const flippedTakes: Takes = isFirst ? (a, b) => takes(b, a) : takes;
    const made = application(text, flipped, flippedTakes, x, array, fault);
    return made && {...made, apply: operand => made.apply(operand, array)};
  },
}));

function callOf(name: string, a: string, b: string): string {
  // The result of floorDiv is int32, which most ops refuse.
  return name === 'floorDiv' ? `tf.cast(tf.floorDiv(${a}, ${b}), 'float32')` : `tf.${name}(${a}, ${b})`;
}

/** Of tfjs's forgotten sums only the one over the operand that is differentiated matters. */
function faultWithConstant(
  name: string,
  x: DualArray,
  array: DualArray,
  isFirst: boolean,
): string | undefined {
  if (!['maximum', 'minimum', 'squaredDifference', 'prelu'].includes(name)) return undefined;
  if (isSameShape(x.shape, broadcastShape(x.shape, array.shape)!) && !(name === 'prelu' && isFirst))
    return undefined;
  return forgetsSum;
}

function application(
  call: string,
  entry: Entry,
  takes: Takes,
  a: DualArray,
  b: DualArray,
  fault?: string,
): Application | undefined {
  const shape = broadcastShape(a.shape, b.shape);
  if (!shape) return undefined;
  const [left, right] = [broadcastTo(a, shape), broadcastTo(b, shape)];
  if (!left.entries.every((entry, i) => takes(entry, right.entries[i]!))) return undefined;
  return {call, apply: (x, y) => zipped(x, y, entry), ...(fault !== undefined && {fault})};
}

/** A number, or an array that fits `x` by broadcasting; some of its entries are entries of `x`, for ties. */
function drawConstant(random: Random, x: DualArray, name: string): {call: string; array: DualArray} {
  const isPositive = ['div', 'mod', 'floorDiv', 'pow'].includes(name);
  const drawOne = () => {
    if (!isPositive && chance(random, 0.2)) return pick(random, x.entries).value;
    return isPositive ? drawScale(random, 0.3, 3) : drawNumber(random, pick(random, [1, 1, 10]));
  };
  const isScalar = sizeOf(x.shape) > 64 || chance(random, 0.4);
  if (isScalar) {
    const value = drawOne();
    return {call: String(value), array: constantArray([value], [])};
  }
  const shape = x.shape.map(length => (chance(random, 0.7) ? length : 1));
  const values = Array.from({length: sizeOf(shape)}, drawOne);
  return {call: tensorText(values, shape), array: constantArray(values, shape)};
}

function drawWhere(random: Random, a: DualArray, b: DualArray): Application | undefined {
  if (!isSameShape(a.shape, b.shape) || sizeOf(a.shape) > 64 || a.shape.length === 0) return undefined;
  const mask = Array.from({length: sizeOf(a.shape)}, () => random.integer(2));
  const text = `tf.tensor([${mask.join(', ')}], [${a.shape.join(', ')}], 'bool')`;
  return {
    call: `tf.where(${text}, $0, $1)`,
    apply: (x, y) => ({
      shape: x.shape,
      entries: x.entries.map((entry, i) => (mask[i] ? entry : y.entries[i]!)),
    }),
  };
}

function power(a: Dual, b: Dual): Dual {
  const value = a.value ** b.value;
  return combined(value, [b.value * a.value ** (b.value - 1), value * Math.log(a.value)], [a, b]);
}

function arcTangent(a: Dual, b: Dual): Dual {
  const square = a.value ** 2 + b.value ** 2;
  const result = combined(Math.atan2(a.value, b.value), [b.value / square, -a.value / square], [a, b]);
  // Left of the origin the angle jumps from π to −π.
  return unclear(result, b.value < 0 && (a.value === 0 || isNear(a, 0)));
}

/** The larger one for `sign` 1, the smaller one for −1. */
export function larger(a: Dual, b: Dual, sign: 1 | -1): Dual {
  // The same number twice has one slope, but it is a tie all the same, and tfjs counts some ties twice.
  if (a === b) return {...a, kinked: a.kinked || a.seeds.length > 0};
  if (a.value === b.value) {
    return kink(a.value, tangents => sign * Math.max(...tangents.map(t => sign * t)), [a, b]);
  }
  const [winner, loser] = sign * (a.value - b.value) > 0 ? [a, b] : [b, a];
  const noise = 1e-10 * Math.max(a.largest, b.largest);
  const marked = {kinked: a.kinked || b.kinked, unclear: a.unclear || b.unclear};
  return unclear({...winner, ...marked}, Math.abs(winner.value - loser.value) <= noise);
}

function squared(a: Dual, b: Dual): Dual {
  const difference = a.value - b.value;
  return combined(difference ** 2, [2 * difference, -2 * difference], [a, b]);
}

function prelu(x: Dual, alpha: Dual): Dual {
  if (x.value > 0) return unclear({...x, unclear: x.unclear || alpha.unclear}, isNear(x, 0));
  if (x.value < 0)
    return unclear(combined(alpha.value * x.value, [alpha.value, x.value], [x, alpha]), isNear(x, 0));
  const direction = ([t]: readonly number[]) => (t! > 0 ? t! : alpha.value * t!);
  return kink(0, direction, [x], Math.max(1, Math.abs(alpha.value)));
}

/** As tfjs has it: of the divisor's sign. */
function modulo(a: Dual, b: Dual): Dual {
  const times = Math.floor(a.value / b.value);
  const value = a.value - times * b.value;
  return atJump(combined(value, [1, -times], [a, b]), a, b);
}

function quotient(a: Dual, b: Dual): Dual {
  const times = Math.floor(a.value / b.value);
  const flat = {...constant(times), kinked: a.kinked || b.kinked, unclear: a.unclear || b.unclear};
  return atJump(flat, a, b);
}

function atJump(result: Dual, a: Dual, b: Dual): Dual {
  const ratio = a.value / b.value;
  return unclear(
    result,
    Math.abs(ratio - Math.round(ratio)) <= 1e-9 * Math.max(1, a.largest / Math.abs(b.value)),
  );
}
