/*
 * How a check goes, one verb a phase; the files are in checking/. Where the verdict is settled, an EarlyVerdict is thrown.
 *
 *   read           the inputs as plain numbers                             CheckedInput
 *   validate       fn is pure and finite, its gradient linear in dy        validate, CheckedFunction, backpropagate
 *   scale          by how much rounding moves values and gradients         CheckContext, roundingNoise
 *   compare        every input: entries one by one, all entries in blocks  compareInput, compareEntries, searchBlocks
 *   - check        one entry: from four values, then from many step sizes  checkSlopeQuickly, checkSlope, Direction
 *   - measure      one block                                               measureBlock
 *   recheck        what seems right, where it may be hidden                recheck
 *   find           the op with the wrong gradient                          findWrongOp, checkStep, recordKernels
 *   explain        the outcome in words                                    explain, diagnose
 *   compare again  on other backends, if asked for                         compareBackends, backendVerdict
 *   format         the report                                              formatCheck
 */
import * as tf from '@tensorflow/tfjs';
import {onFloat64, prepareFloat64} from '../backends/float64';
import {assertList} from '../argumentKinds';
import {assertBoolean, assertKnownOptions, assertOneOf, describe, isObject} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {inEnglish, t, type Text} from '../text';
import {EarlyVerdict} from './checking/backpropagate';
import {CheckedFunction, gradientOf, type Limits} from './checking/CheckedFunction';
import {HeldVariables, readInputs} from './checking/CheckedInput';
import {assertBackends, compareBackend, type ComparedBackend} from './checking/compareBackends';
import {formatCheck, keepTexts} from './checking/formatCheck';
import {ENTRIES, type Outcome, runPhases} from './checking/runPhases';
import type {GradientCheck, GradientCheckOptions, InputValue, TensorFunction, Verdict} from './GradientCheck';
import {checkPrecision} from './precision';

/**
 * Checks the gradient that tfjs computes for a function against finite differences, and says what it found.
 *
 * The function is run unchanged, on the float64 backend where that can be had, so that a right gradient agrees to
 * eight digits or more and a wrong one stands out. Up to `entries` (128) numbers in all inputs are checked one by one;
 * beyond, a stratified sample is, and random projections with adaptive group testing cover every other entry, so that
 * one wrong entry among thousands is still found if it is off by more than `resolution` says. Also checked: that the
 * gradient is linear in `dy`, that the function is pure and repeats itself, that kinks and flat places are told from
 * errors, and, where the gradient is wrong, how, and which op has the wrong gradient.
 *
 * The caller's backend, tensors and engine are afterwards as they were. Checks that are started together run one
 * after the other.
 *
 * @param fn Takes the inputs as float32-typed tensors (of 53 bits) and returns a scalar tensor. May close over tensors.
 * @param inputs One input: a tensor, a number or a typed array; or an array of inputs, each a tensor, a number or
 * nested arrays. So `[1, 2]` is two scalars and `[[1, 2]]` one vector. Read, not disposed.
 * @param options See {@link GradientCheckOptions}.
 * @returns The check; its numbers are in units of the output per unit of the input. `String(check)` is a report.
 * @throws {RangeError} If there are no inputs, an option is unknown or out of range, or a named backend is not registered.
 * @throws {TypeError} If an input is no tensor, number or array, or is disposed.
 * @throws Whatever `fn` throws, unless it is tfjs complaining of a gradient, which is a verdict.
 *
 * @example
 * const check = await checkGradients(x => x.square().sum(), tf.tensor1d([1, 2, 3]));
 * check.verdict;  // 'pass'
 *
 * @see Griewank and Walther, "Evaluating Derivatives", 2nd ed., 2008, on gradients and difference quotients.
 */
export async function checkGradients(
  fn: TensorFunction,
  inputs: InputValue | readonly InputValue[],
  options: GradientCheckOptions = {},
): Promise<GradientCheck> {
  assertOptions(fn, options);
  const {dtype, note} = chooseDtype(options.dtype);
  const precision = checkPrecision(dtype, options.tolerance);
  const limits = limitsOf(options);
  let checkedFn: CheckedFunction;
  try {
    const isSecond = options.order === 2;
    const checked = isSecond ? gradientOf(fn, options.seed ?? 0, options.vector ?? false) : fn;
    const read = await readInputs(inputs, options.names);
    checkedFn = new CheckedFunction(checked, read, precision, options.nondeterminism, limits);
  } catch (error) {
    if (!(error instanceof EarlyVerdict)) throw error;
    return report(new CheckedFunction(fn, [], precision), refusal(error), [], note);
  }
  return oneAtATime(async () => {
    const held = new HeldVariables(checkedFn.inputs);
    try {
      const outcome = await onChosenBackend(dtype, () => {
        try {
          return runPhases(checkedFn, options);
        } finally {
          held.restore();
        }
      });
      const backends: ComparedBackend[] = [];
      for (const backend of outcome.gradients ? (options.backends ?? []) : []) {
        backends.push(await compareBackend(backend, checkedFn, outcome.gradients!, outcome.worst));
        held.restore();
      }
      return report(checkedFn, withBackends(outcome, backends), backends, note);
    } finally {
      held.release();
    }
  });
}

/**
 * What a check may begin with, unless told otherwise: finishing what it has begun takes up to 20 more, so that no verdict takes
 * more than 600. Whoever asks for more entries one by one gets them.
 */
const EVALUATIONS = 580;

function limitsOf({budget = {}, entries = ENTRIES}: GradientCheckOptions): Limits {
  const wanted = EVALUATIONS + 8 * Math.max(0, Number.isFinite(entries) ? entries - ENTRIES : Infinity);
  const {evaluations = wanted, seconds = Infinity} = budget;
  return {evaluations, deadline: performance.now() + 1000 * seconds};
}

export const optionNames: readonly (keyof GradientCheckOptions)[] = [
  ...(['names', 'vector', 'tolerance', 'seed', 'entries'] as const),
  ...(['order', 'nondeterminism', 'budget', 'dtype', 'backends'] as const),
];

function assertOptions(fn: unknown, options: GradientCheckOptions): void {
  if (typeof fn !== 'function')
    throw new InvalidTypeError(`checkGradients: expected a function, got ${typeof fn}`);
  assertKnownOptions('checkGradients', options, optionNames);
  const {tolerance, entries, seed, order, nondeterminism, budget, dtype, backends, vector, names} = options;
  const assert = (value: number | undefined, isRight: (given: number) => boolean, expected: string) => {
    if (value === undefined || (typeof value === 'number' && isRight(value))) return;
    const ErrorClass = typeof value === 'number' ? InvalidValueError : InvalidTypeError;
    throw new ErrorClass(`checkGradients: expected ${expected}, got ${describe(value)}`);
  };
  assert(tolerance, x => x > 0 && x < 1, 'a tolerance between 0 and 1');
  assert(
    entries,
    x => x >= 0 && (Number.isInteger(x) || x === Infinity),
    'entries to be a whole number of at least 0',
  );
  assert(seed, x => Number.isInteger(x) && x >= 0, 'a seed that is a whole number of at least 0');
  assert(order, x => x === 1 || x === 2, 'an order of 1 or 2');
  assert(nondeterminism, x => x >= 0 && x < 1, 'nondeterminism of at least 0 and below 1');
  if (budget !== undefined) {
    if (!isObject(budget)) {
      const got = describe(budget);
      throw new InvalidTypeError(`checkGradients: expected budget to be {evaluations, seconds}, got ${got}`);
    }
    assertKnownOptions('checkGradients: budget', budget, ['evaluations', 'seconds']);
    for (const [name, amount] of Object.entries(budget))
      assert(amount, x => x > 0, `budget.${name} to be above 0`);
  }
  if (dtype !== undefined) assertOneOf('checkGradients', 'dtype', dtype, ['float64', 'float32']);
  if (vector !== undefined) assertBoolean('checkGradients', 'vector', vector);
  const isText = (name: unknown) => typeof name === 'string';
  if (names !== undefined) assertList('checkGradients', 'names to be a list of strings', names, isText);
  assertBackends(backends ?? []);
}

function chooseDtype(wanted: 'float64' | 'float32' | undefined): {
  dtype: 'float64' | 'float32';
  note?: Text;
} {
  if (wanted === 'float32')
    return {dtype: 'float32', note: t`float32, as asked: differences are good to two digits.`};
  const availability = prepareFloat64();
  if (availability.available) return {dtype: 'float64'};
  if (wanted === 'float64') {
    throw new InvalidValueError(
      `checkGradients: expected float64 to be available, got: ${availability.reason}`,
    );
  }
  const note = t`No float64 here, so float32, where differences are good to two digits (${availability.reason}).`;
  return {dtype: 'float32', note};
}

/** Two checks at once would switch the backend under each other. */
let last: Promise<unknown> = Promise.resolve();

function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}

async function onChosenBackend<T>(dtype: 'float64' | 'float32', work: () => T): Promise<T> {
  if (dtype === 'float64') return onFloat64(work);
  await tf.ready();
  return work();
}

/** A right formula on a wrong kernel is wrong all the same, for whoever runs it there. */
function withBackends(outcome: Outcome, backends: readonly ComparedBackend[]): Outcome {
  const bad = backends.find(({verdict}) => verdict !== 'pass');
  if (!bad || !isOk(outcome.verdict)) return outcome;
  const reason = t`The formula is right, but not on the backend ${bad.backend}: ${bad.reason}`;
  return {
    ...outcome,
    verdict: bad.verdict,
    reason,
    diagnosis: 'wrong-kernel',
    ...(bad.op && {op: bad.op}),
  };
}

function isOk(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'kink' || verdict === 'flat';
}

function refusal({verdict, reason}: EarlyVerdict): Outcome {
  return {verdict, reason, resolution: null, taylorRate: NaN, inputs: [], worst: [], notes: []};
}

function report(
  checkedFn: CheckedFunction,
  {verdict, reason, diagnosis, op, resolution, taylorRate, inputs, worst, notes}: Outcome,
  compared: readonly ComparedBackend[],
  note?: Text,
): GradientCheck {
  const {dtype} = checkedFn.precision;
  const texts = {
    reason,
    notes: note === undefined ? notes : [note, ...notes],
    backends: compared.map(one => one.reason),
  };
  const backends = compared.map(one => ({...one, reason: inEnglish(one.reason)}));
  const check: GradientCheck = {
    ok: isOk(verdict),
    ...{verdict, reason: inEnglish(reason), resolution, taylorRate, inputs, worst, backends, dtype},
    ...(diagnosis && {diagnosis}),
    ...(op !== undefined && {op}),
    backend: dtype === 'float64' ? dtype : tf.getBackend(),
    evaluations: checkedFn.evaluations,
    notes: texts.notes.map(inEnglish),
    toString: () => formatCheck(check),
  };
  keepTexts(check, texts);
  return check;
}
