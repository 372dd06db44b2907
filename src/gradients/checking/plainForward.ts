import type {Random} from '../../random';
import * as tf from '@tensorflow/tfjs';
import {interceptKernels} from '../../tfjs/kernels';
import {Finding} from './backpropagate';
import type {PathStep} from './recordPath';
import type {Subject} from './Subject';

/** One gradient for each input, undefined where no op connects it with the output. */
export type Gradients = readonly (Float64Array | undefined)[];

/**
 * The gradients while a step's custom gradient is replaced by tfjs's own of what it computes; undefined if
 * there are none.
 */
export function plainGradients({customsBefore}: PathStep, subject: Subject): Gradients | undefined {
  let customs = 0;
  let depth = 0;
  return interceptKernels(
    ({forwardFunc}, run) => {
      const isMeant = forwardFunc !== undefined && depth === 0 && customs++ === customsBefore;
      if (isMeant) return forwardFunc(tf.backend(), () => undefined);
      depth++;
      try {
        return run();
      } finally {
        depth--;
      }
    },
    () => gradientsOf(subject),
  );
}

/** Undefined where tfjs has none. */
export function gradientsOf(subject: Subject): Gradients | undefined {
  try {
    return subject.gradients();
  } catch (error) {
    if (error instanceof Finding) return undefined;
    throw error;
  }
}

/**
 * Whether the function's gradient becomes right, along a random direction, once that of the step's custom one
 * is tfjs's own.
 */
export function mends(step: PathStep, subject: Subject, random: Random): boolean {
  const plain = plainGradients(step, subject);
  if (!plain) return false;
  const directions = subject.base.map(x => x.map(value => random.normal() * (Math.abs(value) || 1)));
  const slope = (gradients: Gradients) =>
    gradients.reduce(
      (sum, gradient, i) => sum + (gradient?.reduce((dot, g, at) => dot + g * directions[i]![at]!, 0) ?? 0),
      0,
    );
  const difference = (h: number) => {
    const [right, left] = [h, -h].map(step =>
      subject.value(subject.base.map((x, i) => x.map((value, at) => value + step * directions[i]![at]!))),
    );
    return (right! - left!) / (2 * h);
  };
  const {step: wide, tolerance} = subject.precision;
  const [coarse, fine] = [difference(wide / 4), difference(wide / 8)];
  const numerical = (4 * fine - coarse) / 3;
  const allowed = Math.abs(coarse - fine) / 10 + tolerance * Math.abs(numerical);
  return Math.abs(slope(plain) - numerical) <= allowed;
}
