/** What can be asked of one op on the path: whether its gradient is wrong at its numbers, at ties, nearby, or differentiated twice. */
import * as tf from '@tensorflow/tfjs';
import type {Random} from '../../random';
import {t, type Text} from '../../text';
import {interceptKernels} from '../../tfjs/kernels';
import {connectingOutputs, isCallers, isCustom, type TapeNode} from '../../tfjs/tape';
import {dot} from '../numerical/arrays';
import {cancel} from '../numerical/extrapolate';
import {EarlyVerdict} from './backpropagate';
import {CheckContext} from './CheckContext';
import {CheckedFunction, type Gradients} from './CheckedFunction';
import type {CheckedInput} from './CheckedInput';
import {compareEntries, sampleEntries} from './compareEntries';
import {type PathStep, replayKernel, restore} from './recordKernels';

/** A kernel as a function of those of its inputs that depend on the checked function's. */
type Op = (...tensors: tf.Tensor[]) => tf.Tensor;

function replaying({call, active}: PathStep): Op {
  return (...tensors) => replayKernel(call, new Map(active.map((name, i) => [name, tensors[i]!])));
}

/** Whether the kernel's own gradient is wrong, on the numbers that it got; undefined where it cannot be run by itself. */
export function isWrongStep(
  step: PathStep,
  checkedFn: CheckedFunction,
  random: Random,
  fn = replaying(step),
): boolean | undefined {
  const inputs = inputsOf(step);
  if (step.call.isCustom && ignoresInputs(fn, inputs, checkedFn, random)) return undefined;
  return isWrong(fn, inputs, checkedFn, random);
}

/**
 * Whether a custom op gives the same for other inputs: it computes with tensors that it closes over, as `tf.fused.matMul`
 * does, and cannot be checked alone.
 */
function ignoresInputs(
  fn: Op,
  inputs: readonly CheckedInput[],
  {precision}: CheckedFunction,
  random: Random,
): boolean {
  const op = new CheckedFunction(fn, inputs, precision);
  try {
    const here = op.outputs(op.base);
    const there = op.outputs(op.movedAlong(op.randomDirection(random), 1e-2));
    return here.every((value, at) => value === there[at]);
  } catch {
    return true; // what it closes over is gone
  }
}

/**
 * Whether the kernel is wrong for all its inputs moved together, by the same. Where entries are equal each of
 * their gradients may be legal, and all of them together too much: the maximum of two equal numbers has the
 * slope 1, not 2.
 */
export function isWrongAtTies(
  step: PathStep,
  checkedFn: CheckedFunction,
  random: Random,
): boolean | undefined {
  const values = inputsOf(step).flatMap(input => Array.from(input.values));
  if (new Set(values).size === values.length) return false;
  const op = replaying(step);
  const {active, call} = step;
  const shifted: Op = shift => op(...active.map(name => restore(call.inputs.get(name)!).add(shift)));
  return isWrong(shifted, [{name: 'shift', shape: [], values: Float64Array.of(0)}], checkedFn, random);
}

/** Whether the kernel is right for numbers next to those that it got. */
export function isRightNearby(step: PathStep, checkedFn: CheckedFunction, random: Random): boolean {
  const nearby = inputsOf(step).map(input => ({
    ...input,
    values: input.values.map(x => x + (1e-2 + 1e-2 * Math.abs(x)) * random.normal()),
  }));
  return isWrong(replaying(step), nearby, checkedFn, random) === false;
}

function inputsOf({call, active}: PathStep): CheckedInput[] {
  return active.map(name => {
    const {shape, values} = call.inputs.get(name)!;
    return {name, shape, values: Float64Array.from(values)};
  });
}

function isWrong(
  fn: Op,
  inputs: readonly CheckedInput[],
  {precision}: CheckedFunction,
  random: Random,
): boolean | undefined {
  const kernel = new CheckedFunction(fn, inputs, precision);
  try {
    const shape = kernel.run(kernel.base, output => [...output.shape]);
    kernel.expectOutput(shape, random);
    const gradients = kernel.filled(kernel.gradients());
    return new CheckContext(kernel, gradients).inputs.some(input => {
      const sample = sampleEntries(input.gradient, 24, random);
      // Most wrong ops are wrong in the first few.
      return [sample.slice(0, 6), sample.slice(6)].some(entries => {
        const {checks} = compareEntries(input, entries, {atMost: 1});
        return [...checks.values()].some(({verdict}) => verdict === 'wrong');
      });
    });
  } catch (error) {
    // A custom gradient may close over tensors that are gone by now.
    return error instanceof EarlyVerdict && error.verdict === 'wrong' ? true : undefined;
  }
}

/** Of the ops that a `tf.grad` inside the function differentiates, the first whose own second derivative is wrong, and why. */
export function wrongSecondDerivative(
  path: readonly PathStep[],
  checkedFn: CheckedFunction,
  random: Random,
): {step: PathStep; remark: Text; isOfTape: boolean} | undefined {
  const inner = path.filter(({differentiated}) => differentiated);
  if (inner.length === 0) return undefined;
  const before = gradientsIfAny(checkedFn);
  for (const step of inner) {
    const ofTape = remarkOnSavedOutput(step, checkedFn, before);
    const remark = ofTape ?? remarkOnConstants(step, checkedFn, before, random);
    if (remark !== undefined) return {step, remark, isOfTape: ofTape !== undefined};
  }
  return undefined;
}

/** If the function's gradient changes once what the op saves of its output is connected with it. */
function remarkOnSavedOutput(
  {call, customsBefore}: PathStep,
  checkedFn: CheckedFunction,
  before: Gradients | undefined,
): Text | undefined {
  // The step's nodes on a tape: those of its kernel or, custom gradients having no names, its own.
  let customs = 0;
  const isOfStep = (node: TapeNode) =>
    isCustom(node) ? customs++ === customsBefore && call.isCustom : node.kernelName === call.kernel;
  const after = connectingOutputs(isOfStep, () => gradientsIfAny(checkedFn));
  if (isSame(before, after)) return undefined;
  const remark = t`differentiated twice, tfjs takes the output that it saved for its gradient for a constant`;
  return after ? remark : t`${remark}, and has no gradient for what it computes of it`;
}

/** If a custom gradient is made of numbers that have lost their connection with its input. */
function remarkOnConstants(
  step: PathStep,
  checkedFn: CheckedFunction,
  before: Gradients | undefined,
  random: Random,
): Text | undefined {
  if (!step.call.custom || !step.call.isCustom) return undefined;
  const op = replaying(step);
  // Of the sum of squares: the gradient of a sum alone may be one of saved outputs only, which leads nowhere.
  const sumOfSquares: Op = (...inputs) => tf.sum(tf.square(op(...inputs)));
  const gradient: Op = (...inputs) =>
    tf.concat(
      tf
        .grads(sumOfSquares)(inputs)
        .map(each => each.flatten()),
    );
  if (!isWrongStep(step, checkedFn, random, gradient)) return undefined;
  if (isSame(before, gradientsWithoutCustom(step, checkedFn))) return undefined;
  const remark = t`differentiated twice, its gradient is made of numbers that no op connects with its inputs`;
  return isCallers(step.call.kernel) ? t`${remark}: save the inputs, and compute with these` : remark;
}

function isSame(before: Gradients | undefined, after: Gradients | undefined): boolean {
  if (!before || !after) return before === after;
  const isClose = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  return after.every(
    (gradient, i) => gradient?.every((value, at) => isClose(value, before[i]?.[at] ?? 0)) ?? true,
  );
}

/** Undefined where tfjs has none. */
function gradientsIfAny(checkedFn: CheckedFunction): Gradients | undefined {
  try {
    return checkedFn.gradients();
  } catch (error) {
    if (error instanceof EarlyVerdict) return undefined;
    throw error;
  }
}

/** The gradients with tfjs's own in place of the step's custom gradient; undefined if there are none. */
function gradientsWithoutCustom(
  {customsBefore}: PathStep,
  checkedFn: CheckedFunction,
): Gradients | undefined {
  let customs = 0;
  let depth = 0;
  return interceptKernels(
    ({forwardFunc}, run) => {
      const isOfStep = forwardFunc !== undefined && depth === 0 && customs++ === customsBefore;
      if (isOfStep) return forwardFunc(tf.backend(), () => undefined);
      depth++;
      try {
        return run();
      } finally {
        depth--;
      }
    },
    () => gradientsIfAny(checkedFn),
  );
}

/** Whether the function's gradient is right, along a random direction, with tfjs's own in place of the step's custom gradient. */
export function isRightWithoutCustom(step: PathStep, checkedFn: CheckedFunction, random: Random): boolean {
  const gradients = gradientsWithoutCustom(step, checkedFn);
  if (!gradients) return false;
  const direction = checkedFn.randomDirection(random);
  const analytic = checkedFn.filled(gradients).reduce((sum, g, i) => sum + dot(g, direction[i]!), 0);
  const slopeOver = (h: number) => {
    const [right, left] = [h, -h].map(at => checkedFn.value(checkedFn.movedAlong(direction, at)));
    return (right! - left!) / (2 * h);
  };
  const {step: wide, tolerance} = checkedFn.precision;
  const [coarse, fine] = [slopeOver(wide / 4), slopeOver(wide / 8)];
  const numerical = cancel(fine, coarse, 4);
  const allowed = Math.abs(coarse - fine) / 10 + tolerance * Math.abs(numerical);
  return Math.abs(analytic - numerical) <= allowed;
}
