import * as tf from '@tensorflow/tfjs';
import {accuracy} from '../../metrics';
import {releaseTape} from '../../releaseTape';

/** The three ways in which tfjs keeps the truth about accuracy's derivative from its user. */
export interface Mechanisms {
  /** What `tf.grad` of accuracy throws. */
  thrown: string;
  /** Entries of `tf.grad` through argMax, which has a registered gradient of zeros, that are not 0. */
  zerosThroughArgMax: number;
  entries: number;
  /** The same without argMax: what there is to lose. */
  nonZeroWithoutArgMax: number;
  /** `tf.grad` of x → int(x) → float, whose derivative is 0 almost everywhere. */
  throughCast: number;
}

/** Asks live code for the gradient of accuracy with respect to a layer's weights, in three ways. */
export function gradientMechanisms(
  inputs: tf.Tensor2D,
  labels: tf.Tensor1D,
  kernel: tf.Tensor2D,
): Mechanisms {
  return tf.tidy(() => {
    const logits = (w: tf.Tensor) => tf.matMul(inputs, w);
    // The distance of labels from argMax alone, without the comparison that has no gradient; and from the greatest logit.
    const distance = (guess: (z: tf.Tensor) => tf.Tensor) => (w: tf.Tensor) =>
      guess(logits(w)).toFloat().sub(labels.toFloat()).square().mean();
    const nonZero = (objective: (w: tf.Tensor) => tf.Tensor) =>
      tf.grad(objective)(kernel).notEqual(0).sum().dataSync()[0]!;
    return {
      thrown: messageOf(() => tf.grad(w => accuracy(labels, logits(w)))(kernel)),
      zerosThroughArgMax: nonZero(distance(z => z.argMax(-1))),
      nonZeroWithoutArgMax: nonZero(distance(z => z.max(-1))),
      entries: kernel.size,
      throughCast: tf
        .grad(x => x.toInt().toFloat().sum())(tf.tensor1d([0.3]))
        .dataSync()[0]!,
    };
  });
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    releaseTape();
    return (error as Error).message.split('\n', 1)[0]!;
  }
  return 'nothing';
}
