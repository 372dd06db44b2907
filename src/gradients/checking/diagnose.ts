import {inEnglish, t, type Text} from '../../text';
import type {Diagnosis} from '../GradientCheck';
import {largest} from '../numerical/arrays';
import {type CheckedInput, formatIndex} from './CheckedInput';
import type {EntryResults} from './compareEntries';
import {formatNumber, formatPair} from './formatCheck';

/** One wrong input, and what is known of it. */
interface WrongInput {
  readonly input: CheckedInput;
  readonly analytic: Float64Array;
  /** False if no op connects the input with the output. */
  readonly connected: boolean;
  readonly results: EntryResults;
}

/**
 * Says how the gradients of the wrong inputs are wrong, where a pattern fits.
 *
 * @param wrong At least one input.
 * @param inputCount How many inputs there are in all.
 * @param isExplained Whether the cause is known, so that no hint is needed.
 */
export function diagnose(
  wrong: readonly WrongInput[],
  inputCount: number,
  isExplained: boolean,
): {diagnosis?: Diagnosis; sentence: Text} {
  const names = wrong.map(({input}) => input.name).join(', ');
  for (const pattern of [detached, passThrough, ratio, transposed, permuted, oneEntry]) {
    const matches = wrong.map(pattern);
    const first = matches[0];
    const isFirst = (match: Match | undefined) =>
      match !== undefined && inEnglish(match.predicate) === inEnglish(first!.predicate);
    if (!first || !matches.every(isFirst)) continue;
    const hint = isExplained ? undefined : matches.find(match => match?.hint !== undefined)?.hint;
    const sentence =
      hint === undefined
        ? t`The gradient of ${names} ${first.predicate}.`
        : t`The gradient of ${names} ${first.predicate}: ${hint}.`;
    return {diagnosis: first.diagnosis, sentence};
  }
  if (wrong.length === 1 && inputCount > 1) {
    return {diagnosis: 'one-input', sentence: t`Only the gradient of ${names} is wrong.`};
  }
  return {sentence: t`The gradient of ${names} is wrong.`};
}

/** How a gradient is wrong. */
interface Match {
  readonly diagnosis: Diagnosis;
  /** What follows `The gradient of x` in the sentence. */
  readonly predicate: Text;
  /** What only this input's shape can tell. */
  readonly hint?: Text;
}

type Pattern = (wrong: WrongInput) => Match | undefined;

interface BothSlopes {
  readonly at: number;
  readonly analytic: number;
  readonly numerical: number;
}

/** The entries that were measured, and the steepest numerical slope of them. */
function measuredIn({analytic, results}: WrongInput): {measured: BothSlopes[]; steepest: number} {
  const all = Array.from(analytic, (a, at) => ({at, analytic: a, numerical: results.numerical[at]!}));
  const measured = all.filter(({numerical}) => Number.isFinite(numerical));
  return {measured, steepest: largest(measured.map(({numerical}) => numerical))};
}

function wrongEntries({results}: WrongInput): number[] {
  return [...results.checks].filter(([, {verdict}]) => verdict === 'wrong').map(([at]) => at);
}

const detached: Pattern = wrong => {
  if (!wrong.connected) {
    const predicate = t`is missing: no op connects it with the output, which yet depends on it (read with dataSync, or
      inside another tf.grad?)`;
    return {diagnosis: 'detached', predicate};
  }
  if (!wrongEntries(wrong).every(at => wrong.analytic[at] === 0)) return undefined;
  return {diagnosis: 'detached', predicate: t`is 0 where the function does change: a branch is detached`};
};

const passThrough: Pattern = wrong => {
  if (!wrongEntries(wrong).every(at => wrong.results.checks.get(at)!.constant)) return undefined;
  const predicate = t`is passed through a step: the function is piecewise constant there, so the true one is 0`;
  return {diagnosis: 'pass-through', predicate};
};

const ratio: Pattern = wrong => {
  const {measured, steepest} = measuredIn(wrong);
  const sizable = measured.filter(({numerical}) => Math.abs(numerical) > 1e-3 * steepest);
  // A single entry has a ratio in any case; it says something only if it is the whole input.
  if (sizable.length === 0 || (sizable.length === 1 && wrong.analytic.length > 1)) return undefined;
  // Rounding changes the steepest entry least.
  const reference = sizable.find(({numerical}) => Math.abs(numerical) === steepest)!;
  const r = reference.analytic / reference.numerical;
  // A ratio next to 1 says something only if it is the same ratio to a fraction of its distance from 1.
  const slack = Math.min(1e-3, Math.abs(r - 1) / 5);
  const fits = ({analytic, numerical}: BothSlopes) =>
    Math.abs(analytic - r * numerical) <=
    slack * Math.abs(r) * Math.max(Math.abs(numerical), 1e-2 * steepest);
  if (r === 0 || r === 1 || !measured.every(fits)) return undefined;
  if (Math.abs(r + 1) < 1e-3) {
    const times = Math.abs(r + 1) < 1e-6 ? '-1' : formatPair(r, -1, 4)[0];
    return {diagnosis: 'sign', predicate: t`has the wrong sign: it is ${times} times the numerical one`};
  }
  const hint = hintOnScale(r, wrong.input);
  const predicate = t`is ${formatPair(r, 1, 4)[0]} times the numerical one`;
  return {diagnosis: 'scale', predicate, ...(hint !== undefined && {hint})};
};

function hintOnScale(r: number, {shape, values}: CheckedInput): Text | undefined {
  for (const n of [...shape, values.length]) {
    if (n > 1 && Math.abs(r / n - 1) < 1e-3) return t`perhaps a missing 1/${n}`;
    if (n > 1 && Math.abs(r * n - 1) < 1e-3) return t`perhaps divided by ${n} once too often`;
  }
  return undefined;
}

const transposed: Pattern = wrong => {
  const [rows, columns] = wrong.input.shape;
  if (wrong.input.shape.length !== 2 || !(rows! > 1 && columns! > 1)) return undefined;
  const {measured, steepest} = measuredIn(wrong);
  const sizable = measured.filter(({numerical}) => Math.abs(numerical) > 1e-3 * steepest);
  if (sizable.length < Math.min(4, wrong.analytic.length)) return undefined;
  const fits = (position: (row: number, column: number) => number) =>
    measured.every(({at, numerical}) => {
      const analytic = wrong.analytic[position(Math.floor(at / columns!), at % columns!)]!;
      return Math.abs(analytic - numerical) <= 1e-3 * Math.max(Math.abs(numerical), 1e-3 * steepest);
    });
  // One that fits as it stands is off by less than this can tell.
  if (fits((row, column) => row * columns! + column)) return undefined;
  // A square one, or one of the other shape that was reshaped to fit.
  if (!fits((row, column) => column * rows! + row)) return undefined;
  return {diagnosis: 'transposed', predicate: t`is transposed`};
};

const permuted: Pattern = wrong => {
  const {measured} = measuredIn(wrong);
  if (measured.length < wrong.analytic.length || measured.length < 2) return undefined;
  // In their places already, and off by less than this can tell.
  if (measured.every(({analytic, numerical}) => isClose(analytic, numerical))) return undefined;
  const [analytic, numerical] = [wrong.analytic, wrong.results.numerical].map(values =>
    Array.from(values).sort((a, b) => a - b),
  );
  if (!analytic!.every((a, k) => isClose(a, numerical![k]!))) return undefined;
  return {diagnosis: 'permuted', predicate: t`has the right values in the wrong places: it is permuted`};
};

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b)) + 1e-9;
}

const oneEntry: Pattern = wrong => {
  const entries = wrongEntries(wrong);
  if (entries.length !== 1 || wrong.analytic.length < 2) return undefined;
  const at = entries[0]!;
  const {analytic, numerical} = wrong.results.checks.get(at)!;
  const percent = (100 * Math.abs(analytic - numerical)) / Math.abs(numerical);
  // A share of a slope that is 0, or next to it, says nothing.
  const index = formatIndex(at, wrong.input.shape);
  const entry = percent < 1000 ? t`${index}, by ${formatNumber(percent, 4)} %` : index;
  return {diagnosis: 'one-entry', predicate: t`is wrong in one entry of ${wrong.analytic.length}: ${entry}`};
};
