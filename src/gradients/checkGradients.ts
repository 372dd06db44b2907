import {inEnglish, t} from '../text';
import * as tf from '@tensorflow/tfjs';
import {onFloat64, prepareFloat64} from '../backends/float64';
import {assertKnownOptions, assertOneOf} from '../checks';
import {readInputs, HeldVariables} from './checking/CheckedInput';
import {assertBackends, compareBackend} from './checking/compareBackends';
import {ENTRIES, examine, type Examination} from './checking/examine';
import {Finding} from './checking/backpropagate';
import {formatCheck, keepReason} from './checking/formatCheck';
import {gradientOf} from './checking/gradientOf';
import {checkPrecision} from './precision';
import {type Limits, Subject} from './checking/Subject';
import type {
  BackendCheck,
  CheckedFunction,
  GradientCheck,
  GradientCheckOptions,
  InputValue,
  Verdict,
} from './GradientCheck';
import {InvalidTypeError, InvalidValueError} from '../errors';

/**
 * Checks the gradient that tfjs computes for a function against finite differences, and says what it found.
 *
 * The function is run unchanged, on the float64 backend where that can be had, so that a right gradient agrees to
 * eight digits or more and a wrong one stands out. Up to `entries` (128) numbers in all inputs are checked one by one;
 * beyond, a stratified sample is, and random projections with adaptive group testing cover every other entry, so that
 * one wrong entry among thousands is still found if it is off by more than `resolution` says. Also checked: that the
 * gradient is linear in `dy`, that the function is pure and repeats itself, that kinks and flat places are told from
 * errors, and, where the gradient is wrong, how, and which op is to blame.
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
  fn: CheckedFunction,
  inputs: InputValue | readonly InputValue[],
  options: GradientCheckOptions = {},
): Promise<GradientCheck> {
  assertOptions(fn, options);
  const dtype = chooseDtype(options.dtype);
  const precision = checkPrecision(dtype.dtype, options.tolerance);
  const settings = {nondeterminism: options.nondeterminism ?? 0, limits: limitsOf(options)};
  const order = options.order ?? 1;
  let subject: Subject;
  try {
    const checked = order === 2 ? gradientOf(fn, options.seed ?? 0, options.vector ?? false) : fn;
    subject = new Subject(checked, await readInputs(inputs, options.names), precision, settings);
  } catch (error) {
    if (error instanceof Finding)
      return report(new Subject(fn, [], precision), refusal(error), [], dtype.note);
    throw error;
  }
  return oneAtATime(async () => {
    const held = new HeldVariables(subject.inputs);
    try {
      const examination = await onChosenBackend(precision.dtype, () => {
        try {
          return examine(subject, options);
        } finally {
          held.restore();
        }
      });
      const backends: BackendCheck[] = [];
      for (const backend of examination.gradients ? (options.backends ?? []) : []) {
        backends.push(await compareBackend(backend, subject, examination.gradients!, examination.worst));
        held.restore();
      }
      return report(subject, withBackends(examination, backends), backends, dtype.note);
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
  return {evaluations, deadline: Date.now() + 1000 * seconds};
}

/** What a check can be told. */
export const optionNames: readonly (keyof GradientCheckOptions)[] = [
  'names',
  'vector',
  'tolerance',
  'seed',
  'entries',
  'order',
  'nondeterminism',
  'budget',
  'dtype',
  'backends',
];

function assertOptions(fn: unknown, options: GradientCheckOptions): void {
  const {tolerance, entries, backends, dtype, seed} = options;
  if (typeof fn !== 'function')
    throw new InvalidTypeError(`checkGradients: expected a function, got ${typeof fn}`);
  assertKnownOptions('checkGradients', options, optionNames);
  if (tolerance !== undefined && !(tolerance > 0 && tolerance < 1)) {
    throw new InvalidValueError(`checkGradients: expected a tolerance between 0 and 1, got ${tolerance}`);
  }
  if (entries !== undefined && !(entries >= 0)) {
    throw new InvalidValueError(
      `checkGradients: expected entries to be a count of at least 0, got ${entries}`,
    );
  }
  if (seed !== undefined && !(Number.isInteger(seed) && seed >= 0)) {
    throw new InvalidValueError(
      `checkGradients: expected a seed that is a whole number of at least 0, got ${seed}`,
    );
  }
  assertLimits(options);
  if (dtype !== undefined) assertOneOf('checkGradients', 'dtype', dtype, ['float64', 'float32']);
  assertBackends(backends ?? []);
}

function assertLimits({order, nondeterminism, budget}: GradientCheckOptions): void {
  if (order !== undefined && ![1, 2].includes(order)) {
    throw new InvalidValueError(`checkGradients: expected an order of 1 or 2, got ${String(order)}`);
  }
  if (nondeterminism !== undefined && !(nondeterminism >= 0 && nondeterminism < 1)) {
    throw new InvalidValueError(
      `checkGradients: expected nondeterminism of at least 0 and below 1, got ${String(nondeterminism)}`,
    );
  }
  if (budget === undefined) return;
  if (typeof budget !== 'object' || (budget as unknown) === null) {
    throw new InvalidTypeError(
      `checkGradients: expected budget to be {evaluations, seconds}, got ${typeof budget}`,
    );
  }
  assertKnownOptions('checkGradients: budget', budget, ['evaluations', 'seconds']);
  for (const [name, amount] of Object.entries(budget)) {
    if (amount !== undefined && !(typeof amount === 'number' && amount > 0)) {
      throw new InvalidValueError(
        `checkGradients: expected budget.${name} to be above 0, got ${String(amount)}`,
      );
    }
  }
}

function chooseDtype(wanted: 'float64' | 'float32' | undefined): {
  dtype: 'float64' | 'float32';
  note?: string;
} {
  if (wanted === 'float32')
    return {dtype: 'float32', note: 'float32, as asked: differences are good to two digits.'};
  const availability = prepareFloat64();
  if (availability.available) return {dtype: 'float64'};
  if (wanted === 'float64') {
    throw new InvalidValueError(
      `checkGradients: expected float64 to be available, got: ${availability.reason}`,
    );
  }
  const note = `No float64 here, so float32, where differences are good to two digits (${availability.reason}).`;
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
function withBackends(examination: Examination, backends: readonly BackendCheck[]): Examination {
  const bad = backends.find(({verdict}) => verdict !== 'pass');
  if (!bad || !isOk(examination.verdict)) return examination;
  const reason = t`The formula is right, but not on the backend ${bad.backend}: ${bad.reason}`;
  return {
    ...examination,
    verdict: bad.verdict,
    reason,
    diagnosis: 'wrong-kernel',
    ...(bad.op && {op: bad.op}),
  };
}

function isOk(verdict: Verdict): boolean {
  return verdict === 'pass' || verdict === 'kink' || verdict === 'flat';
}

function refusal({verdict, reason}: Finding): Examination {
  return {verdict, reason, resolution: null, taylorRate: NaN, inputs: [], worst: [], notes: []};
}

function report(
  subject: Subject,
  {verdict, reason, diagnosis, op, resolution, taylorRate, inputs, worst, notes}: Examination,
  backends: readonly BackendCheck[],
  note?: string,
): GradientCheck {
  const {dtype} = subject.precision;
  const check: GradientCheck = {
    ok: isOk(verdict),
    ...{verdict, reason: inEnglish(reason), resolution, taylorRate, inputs, worst, backends, dtype},
    ...(diagnosis && {diagnosis}),
    ...(op !== undefined && {op}),
    backend: dtype === 'float64' ? dtype : tf.getBackend(),
    evaluations: subject.evaluations,
    notes: note === undefined ? notes : [note, ...notes],
    toString: () => formatCheck(check),
  };
  keepReason(check, reason);
  return check;
}
