import * as tf from '@tensorflow/tfjs';
import type {Random} from '../../random';
import {compareEntries, sampleEntries} from './compareEntries';
import {Comparison} from './Comparison';
import {Finding} from './Finding';
import {type KernelCall, recordKernels, type Snapshot} from './recordKernels';
import {replayKernel} from './replayKernel';
import {Subject} from './Subject';

/** The op whose own gradient is wrong, and what is known about it. */
export interface GuiltyOp {
  readonly op: string;
  readonly remark?: string;
}

/**
 * Looks for the first op on the way from the inputs to the output whose own gradient is wrong: every recorded kernel
 * is checked by itself, on the numbers that it got. Where the function differentiates inside itself, what is differentiated there
 * is then checked a second time, by the gradient of its gradient.
 *
 * A custom gradient whose definition was not seen (it was made before the check) cannot be run alone; it is named if
 * it is the only suspect left.
 */
export function findGuiltyOp(subject: Subject, random: Random): GuiltyOp | undefined {
  let unseen: GuiltyOp | undefined;
  const path = recordPath(subject);
  for (const step of path) {
    const {call} = step;
    const known = call.kernel !== 'customGrad' || call.custom !== undefined;
    const wrong = known ? hasWrongGradient(replaying(step), step, subject, random) : undefined;
    if (wrong) return {op: call.kernel, ...remarkOn(call)};
    if (wrong === undefined && call.kernel === 'customGrad') unseen = {op: call.kernel};
  }
  return findGuiltyTwice(path, subject, random) ?? unseen;
}

/** Of the ops that a `tf.grad` inside the function differentiates, the first whose own second derivative is wrong. */
function findGuiltyTwice(path: readonly PathStep[], subject: Subject, random: Random): GuiltyOp | undefined {
  const guilty = path.find(
    step =>
      step.call.differentiated &&
      // Below its inputs are saved by name; those of a list have none.
      !step.call.inputsAreList &&
      savesOutputs(step.call.kernel) &&
      hasWrongGradient(gradientOf(replaying(step)), step, subject, random) &&
      matters(step.call, subject),
  );
  if (guilty === undefined) return undefined;
  const remark = 'differentiated twice, tfjs takes the output that it saved for its gradient for a constant';
  return {op: guilty.call.kernel, remark};
}

function savesOutputs(kernel: string): boolean {
  // tfjs types it as never undefined.
  const gradient = tf.getGradient(kernel) as tf.GradConfig | undefined;
  return (gradient?.outputsToSave ?? []).some(Boolean);
}

/** Whether the function's gradient is another one once the op's own gradient computes anew what it would have saved. */
function matters(call: KernelCall, subject: Subject): boolean {
  const before = subject.gradients();
  const after = withNothingSaved(call, () => subject.gradients());
  return after.some(
    (gradient, i) => gradient?.some((value, at) => !close(value, before[i]?.[at] ?? 0)) ?? false,
  );
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** Runs work while the gradient of a kernel is made of its inputs alone, which the tape connects with what they come from. */
function withNothingSaved<T>({kernel, inputs}: KernelCall, work: () => T): T {
  const own = tf.getGradient(kernel);
  const names = [...inputs.keys()];
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const given = Object.fromEntries(names.map((name, i) => [name, saved[i]!]));
    const outputs = [tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(kernel, given, attrs)].flat();
    const kept = outputs.filter((_, i) => own.outputsToSave?.[i]);
    return own.gradFunc(dy, [...(own.inputsToSave ?? []).map(name => given[name]!), ...kept], attrs);
  };
  tf.unregisterGradient(kernel);
  tf.registerGradient({kernelName: kernel, inputsToSave: names, gradFunc});
  try {
    return work();
  } finally {
    tf.unregisterGradient(kernel);
    tf.registerGradient(own);
  }
}

interface PathStep {
  readonly call: KernelCall;
  /** The names of those inputs that depend on the subject's. */
  readonly active: readonly string[];
}

function recordPath(subject: Subject): PathStep[] {
  const path: PathStep[] = [];
  const dependent = new Set<number>();
  const visit = (call: KernelCall) => {
    const active = [...call.inputs].filter(([, {id}]) => dependent.has(id)).map(([name]) => name);
    if (active.length === 0) return;
    for (const output of call.outputs) dependent.add(output.id);
    path.push({call, active: active.filter(name => call.inputs.get(name)!.dtype === 'float32')});
  };
  tf.tidy(() => {
    const tensors = subject.tensors(subject.base);
    for (const tensor of tensors) dependent.add(tensor.id);
    recordKernels(() => void subject.fn(...tensors), visit);
  });
  return path.filter(({active}) => active.length > 0);
}

type Op = (...tensors: tf.Tensor[]) => tf.Tensor;

/** The step's kernel alone, a function of its active inputs. */
function replaying({call, active}: PathStep): Op {
  return (...tensors) => replayKernel(call, new Map(active.map((name, i) => [name, tensors[i]!])));
}

/** Of the sum of squares: the gradient of a sum alone may be one of saved outputs only, which leads nowhere. */
function gradientOf(op: Op): Op {
  const sumOfSquares: Op = (...inputs) => tf.sum(tf.square(op(...inputs)));
  return (...tensors) =>
    tf.concat(
      tf
        .grads(sumOfSquares)(tensors)
        .map(each => each.flatten()),
    );
}

/** Undefined where the kernel cannot be asked by itself. */
function hasWrongGradient(
  fn: Op,
  {call, active}: PathStep,
  {precision}: Subject,
  random: Random,
): boolean | undefined {
  const inputs = active.map(name => {
    const {shape, values} = call.inputs.get(name)!;
    return {name, shape, values: Float64Array.from(values)};
  });
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

function remarkOn({kernel, outputs, attrs}: KernelCall): {remark?: string} {
  if (kernel === 'FloorDiv') return {remark: 'its gradient is that of true division'};
  if (kernel === 'Cast' && isInteger(outputs[0]!))
    return {remark: 'it passes the gradient through the rounding'};
  if (kernel.startsWith('AvgPool') && attrs?.['pad'] === 'same') {
    return {remark: "with 'same' padding it divides by the window, not by the cells that are there"};
  }
  return {};
}

function isInteger({dtype}: Snapshot): boolean {
  return dtype === 'int32' || dtype === 'bool';
}
