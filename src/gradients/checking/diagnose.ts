import type {Diagnosis} from '../GradientCheck';
import {type CheckedInput, formatIndex} from './CheckedInput';
import type {EntryFindings} from './compareEntries';

/** One wrong input, and what is known of it. */
export interface WrongInput {
  readonly input: CheckedInput;
  readonly analytic: Float64Array;
  /** False if no op connects the input with the output. */
  readonly connected: boolean;
  readonly findings: EntryFindings;
}

/**
 * Says how the gradients of the wrong inputs are wrong, where a pattern fits.
 *
 * @param wrong At least one input.
 * @param inputCount How many inputs there are in all.
 * @param isExplained Whether the cause is known, so that nothing need be guessed.
 */
export function diagnose(
  wrong: readonly WrongInput[],
  inputCount: number,
  isExplained = false,
): {diagnosis?: Diagnosis; sentence: string} {
  const first = wrong[0]!;
  const where = wrong.map(({input}) => input.name).join(', ');
  for (const pattern of [detached, passThrough, ratio, transposed, permuted, oneEntry]) {
    const told = wrong.map(pattern);
    const same = told[0];
    if (!same || !told.every(one => one?.sentence === same.sentence)) continue;
    const hint = isExplained ? undefined : told.find(one => one?.hint !== undefined)?.hint;
    const sentence = `The gradient of ${where} ${same.sentence}${hint === undefined ? '' : `: ${hint}`}.`;
    return {diagnosis: same.diagnosis, sentence};
  }
  if (wrong.length === 1 && inputCount > 1) {
    return {diagnosis: 'one-input', sentence: `Only the gradient of ${first.input.name} is wrong.`};
  }
  return {sentence: `The gradient of ${where} is wrong.`};
}

/** `hint`: what only this input's shape can tell. */
type Pattern = (wrong: WrongInput) => {diagnosis: Diagnosis; sentence: string; hint?: string} | undefined;

interface Pair {
  readonly at: number;
  readonly analytic: number;
  readonly numerical: number;
}

/** The entries that were measured. */
function pairs({analytic, findings}: WrongInput): Pair[] {
  return Array.from(analytic, (a, at) => ({at, analytic: a, numerical: findings.numerical[at]!})).filter(
    ({numerical}) => Number.isFinite(numerical),
  );
}

function wrongEntries({findings}: WrongInput): number[] {
  return [...findings.judgements].filter(([, {verdict}]) => verdict === 'wrong').map(([at]) => at);
}

const detached: Pattern = wrong => {
  const entries = wrongEntries(wrong);
  if (!wrong.connected) {
    const sentence =
      'is missing: no op connects it with the output, which yet depends on it (read with dataSync, or inside another tf.grad?)';
    return {diagnosis: 'detached', sentence};
  }
  if (!entries.every(at => wrong.analytic[at] === 0)) return undefined;
  return {diagnosis: 'detached', sentence: 'is 0 where the function does change: a branch is detached'};
};

const passThrough: Pattern = wrong => {
  const entries = wrongEntries(wrong);
  if (!entries.every(at => wrong.findings.judgements.get(at)!.constant)) return undefined;
  const sentence = 'is passed through a step: the function is piecewise constant there, so the true one is 0';
  return {diagnosis: 'pass-through', sentence};
};

const ratio: Pattern = wrong => {
  const measured = pairs(wrong);
  const steepest = Math.max(...measured.map(({numerical}) => Math.abs(numerical)));
  const telling = measured.filter(({numerical}) => Math.abs(numerical) > 1e-3 * steepest);
  // A single entry has a ratio in any case; it says something only if it is the whole input.
  if (telling.length === 0 || (telling.length === 1 && wrong.analytic.length > 1)) return undefined;
  // The steepest entry is the one least blurred by rounding.
  const reference = telling.find(({numerical}) => Math.abs(numerical) === steepest)!;
  const r = reference.analytic / reference.numerical;
  // A ratio next to 1 says something only if it is the same ratio to a fraction of its distance from 1.
  const slack = Math.min(1e-3, Math.abs(r - 1) / 5);
  const fits = ({analytic, numerical}: Pair) =>
    Math.abs(analytic - r * numerical) <=
    slack * Math.abs(r) * Math.max(Math.abs(numerical), 1e-2 * steepest);
  if (r === 0 || r === 1 || !measured.every(fits)) return undefined;
  if (Math.abs(r + 1) < 1e-3) {
    const times = Math.abs(r + 1) < 1e-6 ? '-1' : formatPair(r, -1, 4)[0];
    return {diagnosis: 'sign', sentence: `has the wrong sign: it is ${times} times the numerical one`};
  }
  return {
    diagnosis: 'scale',
    sentence: `is ${formatPair(r, 1, 4)[0]} times the numerical one`,
    ...explainScale(r, wrong.input),
  };
};

function explainScale(r: number, {shape}: CheckedInput): {hint?: string} {
  const size = shape.reduce((product, n) => product * n, 1);
  for (const n of [...shape, size]) {
    if (n > 1 && Math.abs(r / n - 1) < 1e-3) return {hint: `perhaps a missing 1/${n}`};
    if (n > 1 && Math.abs(r * n - 1) < 1e-3) return {hint: `perhaps divided by ${n} once too often`};
  }
  return {};
}

const transposed: Pattern = wrong => {
  const [rows, columns] = wrong.input.shape;
  if (wrong.input.shape.length !== 2 || !(rows! > 1 && columns! > 1)) return undefined;
  const measured = pairs(wrong);
  const steepest = measured.reduce((most, {numerical}) => Math.max(most, Math.abs(numerical)), 0);
  const telling = measured.filter(({numerical}) => Math.abs(numerical) > 1e-3 * steepest);
  if (telling.length < Math.min(4, wrong.analytic.length)) return undefined;
  const fits = (position: (row: number, column: number) => number) =>
    measured.every(({at, numerical}) => {
      const analytic = wrong.analytic[position(Math.floor(at / columns!), at % columns!)]!;
      return Math.abs(analytic - numerical) <= 1e-3 * Math.max(Math.abs(numerical), 1e-3 * steepest);
    });
  // A square one, or one of the other shape that was reshaped to fit; but one that fits as it stands is off
  // by a trifle.
  if (fits((row, column) => row * columns! + column)) return undefined;
  if (!fits((row, column) => column * rows! + row)) return undefined;
  return {diagnosis: 'transposed', sentence: 'is transposed'};
};

const permuted: Pattern = wrong => {
  const measured = pairs(wrong);
  if (measured.length < wrong.analytic.length || measured.length < 2) return undefined;
  // In their places already, and off by a trifle.
  if (measured.every(({analytic, numerical}) => close(analytic, numerical))) return undefined;
  const [analytic, numerical] = [wrong.analytic, wrong.findings.numerical].map(values =>
    Array.from(values).sort((a, b) => a - b),
  );
  if (!analytic!.every((a, k) => close(a, numerical![k]!))) return undefined;
  return {diagnosis: 'permuted', sentence: 'has the right values in the wrong places: it is permuted'};
};

const oneEntry: Pattern = wrong => {
  const entries = wrongEntries(wrong);
  if (entries.length !== 1 || wrong.analytic.length < 2) return undefined;
  const at = entries[0]!;
  const pair = wrong.findings.judgements.get(at)!;
  const percent = (100 * Math.abs(pair.analytic - pair.numerical)) / Math.abs(pair.numerical);
  // Of a slope that is 0, or next to it, a part is nothing.
  const by = percent < 1000 ? `, by ${formatNumber(percent, 4)} %` : '';
  const entry = `${formatIndex(at, wrong.input.shape)}${by}`;
  return {diagnosis: 'one-entry', sentence: `is wrong in one entry of ${wrong.analytic.length}: ${entry}`};
};

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;
}

/** A number in as many digits as asked for, without trailing zeros and without a sign of 0. */
export function formatNumber(x: number, digits: number): string {
  return String(Number(x.toPrecision(digits)) + 0);
}

/** Two numbers, in as many digits more as it takes to tell them apart if they differ. */
export function formatPair(a: number, b: number, digits: number): [string, string] {
  // 17 digits tell any two numbers apart.
  for (let more = digits; more < 17; more++) {
    const pair: [string, string] = [formatNumber(a, more), formatNumber(b, more)];
    if (pair[0] !== pair[1]) return pair;
  }
  return Object.is(a + 0, b + 0)
    ? [formatNumber(a, digits), formatNumber(b, digits)]
    : [String(a), String(b)];
}
