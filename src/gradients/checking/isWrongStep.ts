import * as tf from '@tensorflow/tfjs';
import type {Random} from '../../random';
import type {CheckedInput} from './CheckedInput';
import {compareEntries, sampleEntries} from './compareEntries';
import {Comparison} from './Comparison';
import {Finding} from './backpropagate';
import type {PathStep} from './recordPath';
import {replayKernel, restore} from './recordKernels';
import {Subject} from './Subject';

/** A kernel as a function of those of its inputs that matter. */
export type Op = (...tensors: tf.Tensor[]) => tf.Tensor;

/** The step's kernel alone, a function of its active inputs. */
export function replaying({call, active}: PathStep): Op {
  return (...tensors) => replayKernel(call, new Map(active.map((name, i) => [name, tensors[i]!])));
}

/**
 * Whether the kernel's own gradient is wrong, on the numbers that it got; undefined where it cannot be asked
 * by itself.
 */
export function isWrongStep(
  step: PathStep,
  subject: Subject,
  random: Random,
  fn = replaying(step),
): boolean | undefined {
  const inputs = inputsOf(step);
  if (step.call.isCustom && isDeaf(fn, inputs, subject, random)) return undefined;
  return isWrong(fn, inputs, subject, random);
}

/**
 * Whether a custom op gives the same for other inputs: it computes with tensors that it closes over, as `tf.fused.matMul`
 * does, and cannot be asked alone.
 */
function isDeaf(fn: Op, inputs: readonly CheckedInput[], {precision}: Subject, random: Random): boolean {
  const op = new Subject(fn, inputs, precision);
  try {
    const here = op.outputs(op.base);
    const there = op.outputs(
      op.base.map(values => values.map(x => x + 1e-2 * (Math.abs(x) || 1) * random.normal())),
    );
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
export function isWrongAtTies(step: PathStep, subject: Subject, random: Random): boolean | undefined {
  if (!hasEqualEntries(step)) return false;
  const op = replaying(step);
  const {active, call} = step;
  const shifted: Op = shift => op(...active.map(name => restore(call.inputs.get(name)!).add(shift)));
  return isWrong(shifted, [{name: 'shift', shape: [], values: Float64Array.of(0)}], subject, random);
}

/** Whether the kernel is right for numbers next to those that it got. */
export function isRightNearby(step: PathStep, subject: Subject, random: Random): boolean {
  const nearby = inputsOf(step).map(input => ({
    ...input,
    values: input.values.map(x => x + (1e-2 + 1e-2 * Math.abs(x)) * random.normal()),
  }));
  return isWrong(replaying(step), nearby, subject, random) === false;
}

function hasEqualEntries(step: PathStep): boolean {
  const values = inputsOf(step).flatMap(input => Array.from(input.values));
  return new Set(values).size < values.length;
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
  {precision}: Subject,
  random: Random,
): boolean | undefined {
  const kernel = new Subject(fn, inputs, precision);
  try {
    kernel.expectOutput(
      kernel.run(kernel.base, output => [...output.shape]),
      random,
    );
    const gradients = kernel
      .gradients()
      .map((gradient, i) => gradient ?? new Float64Array(inputs[i]!.values.length));
    const comparison = new Comparison(kernel, gradients);
    return inputs.some((_, i) => {
      const {judgements} = compareEntries(comparison, i, sampleEntries(gradients[i]!, 24, random));
      return [...judgements.values()].some(({verdict}) => verdict === 'wrong');
    });
  } catch (error) {
    // A custom gradient may close over tensors that are gone by now.
    return error instanceof Finding && error.verdict === 'wrong' ? true : undefined;
  }
}
