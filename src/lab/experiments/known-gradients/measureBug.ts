import * as tf from '@tensorflow/tfjs';
import {numericalGradient} from '../../../gradients/numericalGradient';
import {releaseTape} from '../../../tfjs/tape';
import type {KnownBug} from './knownBugs';

/** What is really the case for a known bug's example. */
export interface MeasuredBug {
  readonly bug: KnownBug;
  /** What tfjs says; undefined if it throws. */
  readonly given: number | undefined;
  /** What finite differences say. */
  readonly numerical: number;
}

/** Measures a bug's example on the active backend, float64 for the sake of the differences. */
export function measureBug(bug: KnownBug): MeasuredBug {
  let measured: MeasuredBug = {bug, given: undefined, numerical: NaN};
  tf.tidy(() => {
    const inputs = bug.inputs.map(({shape, values}) => tf.tensor(values, shape, 'float32'));
    const [input, entry] = bug.at;
    const sum = (x: tf.Tensor) => bug.fn(...inputs.map((other, i) => (i === input ? x : other))).sum();
    const numerical = numericalGradient(sum, inputs[input]!, {method: 'ridders', entries: [entry]});
    measured = {bug, given: given(sum, inputs[input]!, entry), numerical: numerical.dataSync()[entry]!};
  });
  return measured;
}

function given(fn: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, entry: number): number | undefined {
  try {
    return tf.grad(fn)(x).dataSync()[entry]!;
  } catch {
    releaseTape();
    return undefined;
  }
}
