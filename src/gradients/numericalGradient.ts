import * as tf from '@tensorflow/tfjs';
import {assertFunction, assertLiveTensor} from '../argumentKinds';
import {assertBoolean, assertKnownOptions, assertOneOf, describe, formatShape} from '../checks';
import {chosenSteps} from './numerical/chosenSteps';
import {
  DIFFERENCE_METHODS,
  differenceQuotient,
  type DifferenceMethod,
  type StepRule,
  entryEstimator,
  flatIndices,
  type EntryIndex,
} from './numerical/differenceQuotient';
import {SampledFunction} from './numerical/SampledFunction';
import {activePrecision} from './precision';
import {InvalidTypeError, InvalidValueError} from '../errors';

export interface NumericalGradientOptions {
  /**
   * `central`, (f(x + h) − f(x − h)) / 2h, with an error of order h²; `forward`, (f(x + h) − f(x)) / h, of order h, at
   * half the cost; `ridders`, central quotients extrapolated to h = 0, at up to ten times the cost. Default `central`.
   */
  method?: DifferenceMethod;
  /**
   * The step h, in units of the input; for `ridders` the largest. It is taken as given. If it is not, steps are chosen
   * from the measured noise of the function's values and from how its quotients change with h.
   */
  step?: number;
  /** Whether a `step` that is given is to be multiplied by max(|x|, 1). Default false. */
  relative?: boolean;
  /**
   * The entries to differentiate by, as flat or as multi-dimensional indices; the others come out as NaN. With an empty
   * list all are NaN, and `fn` is not called.
   */
  entries?: readonly EntryIndex[];
}

/** A function of a tensor of this rank, or of one that is declared narrower than the input, which only a method may be. */
type RankedFunction<R extends tf.Rank> = {call(x: tf.Tensor<R>): tf.Tensor}['call'];

/**
 * The gradient of a scalar function by finite differences, entry by entry, on the active backend.
 *
 *     central:  ∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h
 *
 * The divisor is the distance between the two numbers as the backend stores them.
 *
 * How good it is depends on how much a step changes f beside the noise of f. Measured with the steps chosen by default,
 * the worst entry's error relative to the largest entry, at the textbook net's first weights (784-50-10, batch 100) at
 * the start and after 300 steps, and for smooth functions of one entry at a time (sin x, sin 1000x, eˣ, ln x down to
 * 1e-8, values of 1e-6 and 1e6, up to 10,000 of them summed):
 *
 *                         central            forward            ridders
 *     float32, net        2e-3, 2e-4         5e-3, 3e-3         -
 *     float32, functions  5e-3 or better     2e-2 or better     5e-4 or better
 *     float64, net        6e-9, 9e-10        8e-7, 4e-7         -
 *     float64, functions  1e-8 or better     2e-6 or better     2e-11 or better
 *
 * Where f rounds x ((x + 1000)², or sin 512πx at 8) expect 1e-2, 2e-2, 2e-2 and 1e-8, 2e-6, 1e-10 instead. Where f is
 * large beside its slopes digits are lost too: 2.3 + 1e-4 Σ sin x is good to 2e-2 in float32, and an entry that
 * is small beside the largest one may have no right digit. {@link numericalGradientWithErrorBar} says how many there
 * are.
 *
 * Kinks within a step are averaged: at a net of relus (20-50-10, batch 32) the worst entry is 0.1 to 0.2 of the largest one off in
 * float32, whatever the method.
 *
 * @param fn Takes a tensor shaped like `input`, gives a real scalar. Called twice per entry (`forward`: once, and once
 *   more for all). Choosing the steps takes some 100 calls, 500 where entries differ much in size, however many they are.
 * @param input The point, `float32`, of any shape. Not changed.
 * @returns A tensor shaped like `input`, in units of f per unit of x; yours to dispose, and the only one left. An entry
 *   is not finite where a value of f that it is made of is not.
 * @throws {TypeError} If the input is not `float32`, or `fn` does not return a real scalar tensor.
 * @throws {RangeError} If an option is unknown, the step is not finite and > 0, or too small to change an entry, or an
 *   index is out of range.
 *
 * @example
 * numericalGradient(x => x.square().sum(), tf.tensor1d([3, 4]));  // [6, 8]
 *
 * @see Saitoh, "Deep Learning from Scratch", 4.3 and 4.4; Nocedal and Wright, "Numerical Optimization", 8.1.
 */
export function numericalGradient<R extends tf.Rank>(
  fn: RankedFunction<R>,
  input: tf.Tensor<R>,
  options: NumericalGradientOptions = {},
): tf.Tensor<R> {
  const plan = planDifferences('numericalGradient', fn, input, options);
  const {sampled, method, step} = plan;
  if (method === 'ridders') {
    const estimate = entryEstimator(sampled, method, step);
    return fill(plan, index => estimate(index).value);
  }
  const quotient = differenceQuotient(sampled, method);
  return fill(plan, index => quotient(index, step(index)).value);
}

/**
 * {@link numericalGradient} with an error bar for every entry: how far it may be from the true derivative, for
 * truncation and for rounding, where f is smooth within the steps.
 *
 * The rounding of f is measured with up to 40 evaluations near the point. Each entry then takes twice the evaluations of
 * `numericalGradient`, or as many for `ridders`. An error bar is an estimate: where f jumps or has a corner it is a
 * measure of how little a derivative means there.
 *
 * @returns Two tensors shaped like `input`, in units of f per unit of x, yours to dispose. An error bar is ≥ 0, and NaN
 *   where the gradient is, or where f is not finite all around the point.
 * @throws {TypeError} As numericalGradient.
 * @throws {RangeError} As numericalGradient.
 *
 * @example
 * const {gradient, errorBar} = numericalGradientWithErrorBar(x => x.exp().sum(), tf.tensor1d([1]), {method: 'ridders'});
 */
export function numericalGradientWithErrorBar<R extends tf.Rank>(
  fn: RankedFunction<R>,
  input: tf.Tensor<R>,
  options: NumericalGradientOptions = {},
): {gradient: tf.Tensor<R>; errorBar: tf.Tensor<R>} {
  const plan = planDifferences('numericalGradientWithErrorBar', fn, input, options);
  const estimate = entryEstimator(plan.sampled, plan.method, plan.step);
  const errorBars = new Map<number, number>();
  const gradient = fill<R>(plan, index => {
    const {value, errorBar} = estimate(index);
    errorBars.set(index, errorBar);
    return value;
  });
  return {gradient, errorBar: fill(plan, index => errorBars.get(index)!)};
}

interface Plan {
  sampled: SampledFunction;
  method: DifferenceMethod;
  step: StepRule;
  /** Flat indices of the entries to differentiate by. */
  indices: number[];
}

function planDifferences<R extends tf.Rank>(
  who: string,
  fn: RankedFunction<R>,
  input: tf.Tensor<R>,
  options: NumericalGradientOptions,
): Plan {
  assertKnownOptions(who, options, ['method', 'step', 'relative', 'entries']);
  const {method = 'central', step, relative = false, entries} = options;
  assertBoolean(who, 'relative', relative);
  if (relative && step === undefined) {
    throw new InvalidValueError(`${who}: expected a step beside relative, got none`);
  }
  assertOneOf(who, 'method', method, DIFFERENCE_METHODS);
  if (step !== undefined && !(typeof step === 'number' && step > 0 && Number.isFinite(step))) {
    throw new InvalidValueError(`${who}: expected a finite step > 0, got ${describe(step)}`);
  }
  assertFunction(who, 'fn', fn);
  assertLiveTensor(who, 'input', input);
  const sampled = sampledAround(who, fn, input);
  const indices = flatIndices(who, input.shape, entries);
  if (step === undefined) return {sampled, method, step: chosenSteps(sampled, method, indices), indices};
  const size = (index: number) => Math.max(Math.abs(sampled.base[0]![index]!), 1);
  return {sampled, method, step: index => (relative ? step * size(index) : step), indices};
}

/** @throws {TypeError} If the input is not `float32`; from each evaluation, if `fn` does not return a real scalar. */
function sampledAround<R extends tf.Rank>(
  who: string,
  fn: RankedFunction<R>,
  input: tf.Tensor<R>,
): SampledFunction {
  if (input.dtype !== 'float32') {
    throw new InvalidTypeError(`${who}: expected an input of dtype float32, got ${input.dtype}`);
  }
  const precision = activePrecision();
  const values = Float64Array.from(input.dataSync(), value => precision.store(value));
  const asScalar = (output: unknown) => {
    if (!(output instanceof tf.Tensor)) {
      const kind = typeof output === 'object' ? describe(output) : typeof output;
      const got = output instanceof Promise ? 'a promise' : kind;
      throw new InvalidTypeError(`${who}: expected the function to return a scalar tensor, got ${got}`);
    }
    const {rank, dtype, shape} = output as tf.Tensor;
    if (rank !== 0 || dtype === 'string' || dtype === 'complex64') {
      const got = `${dtype} of shape ${formatShape(shape)}`;
      throw new InvalidTypeError(`${who}: expected the function to return a real scalar, got ${got}`);
    }
    return output as tf.Tensor;
  };
  return new SampledFunction(who, fn, [{shape: input.shape, values}], precision, asScalar);
}

/** A tensor shaped like the input with the entries of the plan; NaN elsewhere. */
function fill<R extends tf.Rank>({sampled, indices}: Plan, entry: (index: number) => number): tf.Tensor<R> {
  const values = new Float64Array(sampled.base[0]!.length).fill(NaN);
  for (const index of indices) values[index] = entry(index);
  return sampled.precision.tensor(values, sampled.inputs[0]!.shape) as tf.Tensor<R>;
}
