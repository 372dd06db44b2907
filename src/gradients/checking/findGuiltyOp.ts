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
 * is checked by itself, on the numbers that it got.
 *
 * A custom gradient whose definition was not seen (it was made before the check) cannot be run alone; it is named if
 * it is the only suspect left.
 */
export function findGuiltyOp(subject: Subject, random: Random): GuiltyOp | undefined {
  let unseen: GuiltyOp | undefined;
  for (const {call, active} of recordPath(subject)) {
    const known = call.kernel !== 'customGrad' || call.custom !== undefined;
    const wrong = known ? hasWrongGradient(call, active, subject, random) : undefined;
    if (wrong) return {op: call.kernel, ...remarkOn(call)};
    if (wrong === undefined && call.kernel === 'customGrad') unseen = {op: call.kernel};
  }
  return unseen;
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

/** Undefined where the kernel cannot be asked by itself. */
function hasWrongGradient(
  call: KernelCall,
  active: readonly string[],
  {precision}: Subject,
  random: Random,
): boolean | undefined {
  const inputs = active.map(name => {
    const {shape, values} = call.inputs.get(name)!;
    return {name, shape, values: Float64Array.from(values)};
  });
  const fn = (...tensors: tf.Tensor[]) =>
    replayKernel(call, new Map(active.map((name, i) => [name, tensors[i]!])));
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
