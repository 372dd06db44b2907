import * as tf from '@tensorflow/tfjs';
import {assertOneOf} from '../checks';
import {
  DIFFERENCE_METHODS,
  defaultStep,
  differenceQuotient,
  type DifferenceMethod,
  type StepRule,
} from './numerical/differenceQuotient';
import {entryEstimator} from './numerical/entryEstimator';
import {flatIndices, type EntryIndex} from './numerical/flatIndices';
import {sampledFunction, type SampledFunction} from './numerical/sampledFunction';

export interface NumericalGradientOptions {
  /**
   * `central`, (f(x + h) − f(x − h)) / 2h, with an error of order h²; `forward`, (f(x + h) − f(x)) / h, of order h, at
   * half the cost; `ridders`, central quotients extrapolated to h = 0, at up to ten times the cost. Default `central`.
   */
  method?: DifferenceMethod;
  /**
   * The step h, in units of the input; for `ridders` the largest. By default ε^⅓, ε^½ and ⅛ for the three methods,
   * with ε = 2^-52 on the float64 backend and 2^-23 on others, times max(|x|, 1).
   */
  step?: number;
  /** Whether `step` too is to be multiplied by max(|x|, 1). Default false. */
  relative?: boolean;
  /** The entries to differentiate by, as flat or as multi-dimensional indices; the others come out as NaN. */
  entries?: readonly EntryIndex[];
}

/**
 * The gradient of a scalar function by finite differences, entry by entry, on the active backend.
 *
 *     central:  ∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h
 *
 * The divisor is the distance between the two numbers as the backend stores them. In float32 expect three or four
 * digits, on the float64 backend nine or ten, with `ridders` twelve.
 *
 * @param fn Takes a tensor shaped like `input`, gives a real scalar. Called twice per entry (`forward`: once, and once
 *   more for all).
 * @param input The point, `float32`, of any shape. Not changed.
 * @returns A tensor shaped like `input`, in units of f per unit of x; yours to dispose, and the only one left. An entry
 *   is not finite where a value of f that it is made of is not.
 * @throws {TypeError} If the input is not `float32`, or `fn` does not return a real scalar tensor.
 * @throws {RangeError} If the step is not finite and > 0, too small to change an entry, or an index is out of range.
 *
 * @example
 * numericalGradient(x => x.square().sum(), tf.tensor1d([3, 4]));  // [6, 8]
 *
 * @see Saitoh, "Deep Learning from Scratch", 4.3 and 4.4; Nocedal and Wright, "Numerical Optimization", 8.1.
 */
export function numericalGradient(
  fn: (x: tf.Tensor) => tf.Tensor,
  input: tf.Tensor,
  options: NumericalGradientOptions = {},
): tf.Tensor {
  const plan = planDifferences('numericalGradient', fn, input, options);
  const {sampled, method, step} = plan;
  if (method === 'ridders') {
    const estimate = entryEstimator(sampled, method, step);
    return fill(plan, index => estimate(index).value);
  }
  const quotient = differenceQuotient(sampled, method);
  return fill(plan, index => quotient(index, step(sampled.point[index]!)).value);
}

/**
 * {@link numericalGradient} with an error bar for every entry: how far it may be from the true derivative, for
 * truncation and for rounding, where f is smooth within the steps.
 *
 * The rounding of f is measured with eight evaluations near the point. Each entry then takes twice the evaluations of
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
export function numericalGradientWithErrorBar(
  fn: (x: tf.Tensor) => tf.Tensor,
  input: tf.Tensor,
  options: NumericalGradientOptions = {},
): {gradient: tf.Tensor; errorBar: tf.Tensor} {
  const plan = planDifferences('numericalGradientWithErrorBar', fn, input, options);
  const estimate = entryEstimator(plan.sampled, plan.method, plan.step);
  const errorBars = new Map<number, number>();
  const gradient = fill(plan, index => {
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

function planDifferences(
  who: string,
  fn: (x: tf.Tensor) => tf.Tensor,
  input: tf.Tensor,
  {method = 'central', step, relative = false, entries}: NumericalGradientOptions,
): Plan {
  assertOneOf(who, 'method', method, DIFFERENCE_METHODS);
  if (step !== undefined && !(step > 0 && Number.isFinite(step))) {
    throw new RangeError(`${who}: expected a finite step > 0, got ${step}`);
  }
  const sampled = sampledFunction(who, fn, input);
  const indices = flatIndices(who, input.shape, entries);
  if (step === undefined)
    return {sampled, method, step: defaultStep(method, sampled.precision.epsilon), indices};
  return {sampled, method, step: x => (relative ? step * Math.max(Math.abs(x), 1) : step), indices};
}

/** A tensor shaped like the input with the entries of the plan; NaN elsewhere. */
function fill({sampled, indices}: Plan, entry: (index: number) => number): tf.Tensor {
  const values = new Float64Array(sampled.point.length).fill(NaN);
  for (const index of indices) values[index] = entry(index);
  return sampled.precision.tensor(values, sampled.shape);
}
