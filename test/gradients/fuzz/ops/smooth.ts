import {smooth} from '../Dual';
import {mapEntries, type DualArray} from '../DualArray';
import {drawNumber, drawScale, pick, type Op} from './Op';

type Scalar = (x: number) => number;

/** Smooth functions of one number: value, derivative, and where the generator uses them. */
// prettier-ignore
const functions: Record<string, readonly [value: Scalar, slope: Scalar, low?: number, high?: number, bulk?: Scalar]> = {
  exp: [Math.exp, Math.exp, -40, 12],
  expm1: [Math.expm1, Math.exp, -40, 12],
  log: [Math.log, x => 1 / x, 1e-9, 1e12],
  log1p: [Math.log1p, x => 1 / (1 + x), -0.999, 1e12],
  sqrt: [Math.sqrt, x => 0.5 / Math.sqrt(x), 1e-9, 1e12],
  rsqrt: [x => 1 / Math.sqrt(x), x => -0.5 / (x * Math.sqrt(x)), 1e-7, 1e12],
  sin: [Math.sin, Math.cos, -1e7, 1e7],
  cos: [Math.cos, x => -Math.sin(x), -1e7, 1e7],
  tan: [Math.tan, x => 1 / Math.cos(x) ** 2, -1.5, 1.5],
  asin: [Math.asin, x => 1 / Math.sqrt(1 - x * x), -0.9999, 0.9999],
  acos: [Math.acos, x => -1 / Math.sqrt(1 - x * x), -0.9999, 0.9999],
  atan: [Math.atan, x => 1 / (1 + x * x)],
  sinh: [Math.sinh, Math.cosh, -12, 12],
  cosh: [Math.cosh, Math.sinh, -12, 12],
  tanh: [Math.tanh, x => 1 / Math.cosh(x) ** 2, -Infinity, Infinity, () => 1], // tfjs: 1 − y²
  asinh: [Math.asinh, x => 1 / Math.sqrt(x * x + 1)],
  acosh: [Math.acosh, x => 1 / Math.sqrt((x - 1) * (x + 1)), 1.0001, 1e12],
  atanh: [Math.atanh, x => 1 / ((1 - x) * (1 + x)), -0.9999, 0.9999],
  sigmoid: [sigmoid, x => sigmoid(x) * sigmoid(-x), -Infinity, Infinity, sigmoid], // tfjs: y(1 − y)
  softplus: [softplus, sigmoid],
  erf: [erf, x => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
  square: [x => x * x, x => 2 * x, -1e6, 1e6],
  neg: [x => -x, () => -1],
  elu: [x => (x < 0 ? Math.expm1(x) : x), x => (x < 0 ? Math.exp(x) : 1)],
};

/** Every entry by itself; with the constants that a program has, of any size. */
export const smoothOps: readonly Op[] = [
  ...Object.entries(functions).map(([name, [value, slope, low = -Infinity, high = Infinity, bulk]]) =>
    unary(name, `tf.${name}($0)`, value, slope, x => x >= low && x <= high, bulk),
  ),
  unary(
    'reciprocal',
    'tf.reciprocal($0)',
    x => 1 / x,
    x => -1 / (x * x),
    x => Math.abs(x) > 1e-7,
  ),
  {
    name: 'logSigmoid',
    operands: 1,
    draw: () => ({
      call: 'tf.logSigmoid($0)',
      apply: (of: DualArray) => mapEntries(of, e => smooth(-softplus(-e.value), sigmoid(-e.value), e)),
      fault: 'its gradient reads its argument, which tfjs has disposed unless it is an input',
    }),
  },
  {name: 'pow', operands: 1, draw: (random, x) => drawPower(pick(random, [2, 3, 4, -1, 0.5, 1.5, 2.5]), x)},
  {name: 'mul', operands: 1, draw: random => affine(drawScale(random, 1e-3, 1e3), 0)},
  {name: 'add', operands: 1, draw: random => affine(1, drawNumber(random, pick(random, [0.1, 1, 10, 1000])))},
];

export function affine(factor: number, offset: number) {
  return {
    call: offset === 0 ? `tf.mul($0, ${factor})` : `tf.add($0, ${offset})`,
    apply: (x: DualArray) => mapEntries(x, e => smooth(e.value * factor + offset, factor, e)),
  };
}

/** @param bulk What the slope's rounding error is relative to, where tfjs has the slope as a difference. */
function unary(
  name: string,
  call: string,
  value: Scalar,
  slope: Scalar,
  takes: (x: number) => boolean,
  bulk?: Scalar,
): Op {
  const apply = (x: DualArray) =>
    mapEntries(x, e => smooth(value(e.value), slope(e.value), e, bulk?.(e.value)));
  const draw = (_: unknown, x: DualArray) =>
    x.entries.every(e => takes(e.value)) ? {call, apply} : undefined;
  return {name, operands: 1, draw};
}

function drawPower(exponent: number, x: DualArray) {
  const isWhole = Number.isInteger(exponent) && exponent > 0;
  if (!x.entries.every(e => (isWhole ? Math.abs(e.value) < 1e3 : e.value > 1e-6))) return undefined;
  return {
    call: `tf.pow($0, ${exponent})`,
    apply: (of: DualArray) =>
      mapEntries(of, e => smooth(e.value ** exponent, exponent * e.value ** (exponent - 1), e)),
  };
}

function sigmoid(x: number): number {
  return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}

function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
}

/** By Gauss's rule of five points on pieces of a tenth; not by a series, so that it shares nothing with the backend's. */
export function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  const pieces = Math.ceil(Math.abs(x) * 10) || 1;
  const half = x / pieces / 2;
  let sum = 0;
  for (let piece = 0; piece < pieces; piece++) {
    for (const [node, weight] of GAUSS) {
      const t = half * (2 * piece + 1 + node);
      sum += weight * Math.exp(-t * t);
    }
  }
  return (2 / Math.sqrt(Math.PI)) * half * sum;
}

const outer = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
const inner = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
const light = (322 - 13 * Math.sqrt(70)) / 900;
const heavy = (322 + 13 * Math.sqrt(70)) / 900;
/** @see Abramowitz and Stegun, "Handbook of Mathematical Functions", 25.4.30. */
const GAUSS = [[-outer, light], [-inner, heavy], [0, 128 / 225], [inner, heavy], [outer, light]] as const; // prettier-ignore
