import * as tf from '@tensorflow/tfjs';
import {cleaningTape} from './backpropagate';
import {type KernelCall, recordKernels} from './recordKernels';
import type {Subject} from './Subject';

/** One kernel between the inputs and the output. */
export interface PathStep {
  readonly call: KernelCall;
  /** The names of those inputs that depend on the subject's. */
  readonly active: readonly string[];
  /** Whether a `tf.grad` inside the function differentiates it. */
  readonly differentiated: boolean;
  /** Of a custom gradient: how many of them were run before it. */
  readonly customsBefore: number;
}

/**
 * The kernels on the way from the inputs to the output, in the order in which they were run.
 *
 * Recorded while tfjs records its tape, because some ops, the fused ones for instance, are made of other
 * kernels then.
 */
export function recordPath(subject: Subject): PathStep[] {
  const path: PathStep[] = [];
  const dependent = new Set<number>();
  let customs = 0;
  const visit = (call: KernelCall) => {
    const customsBefore = customs;
    if (call.isCustom) customs++;
    const active = [...call.inputs].filter(([, {id}]) => dependent.has(id)).map(([name]) => name);
    if (active.length === 0) return;
    for (const output of call.outputs) dependent.add(output.id);
    for (const [copy, original] of call.copies) if (dependent.has(original)) dependent.add(copy);
    const floats = active.filter(name => call.inputs.get(name)!.dtype === 'float32');
    path.push({call, active: floats, differentiated: call.gradientDepth > 1, customsBefore});
  };
  underTape(subject, tensors => {
    for (const tensor of tensors) dependent.add(tensor.id);
    recordKernels(() => void subject.fn(...tensors), visit);
  });
  return path.filter(({active}) => active.length > 0);
}

class ForwardDone extends Error {}

/** Runs `forward` as the function of a gradient, which is then not computed. */
function underTape(subject: Subject, forward: (tensors: tf.Tensor[]) => void): void {
  subject.evaluations++;
  const record = () => {
    tf.tidy(() => {
      const tensors = subject.tensors(subject.base);
      const run = () => {
        forward(tensors);
        throw new ForwardDone();
      };
      tf.engine().gradients(run, tensors, undefined, true);
    });
  };
  try {
    cleaningTape(record);
  } catch (error) {
    if (!(error instanceof ForwardDone)) throw error;
  }
}
