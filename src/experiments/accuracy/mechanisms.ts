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
    // The number of hits from argMax alone, without the comparison that has no gradient.
    const throughArgMax = (w: tf.Tensor) =>
      logits(w).argMax(-1).toFloat().sub(labels.toFloat()).square().mean();
    return {
      thrown: messageOf(() => tf.grad(w => accuracy(labels, logits(w)))(kernel)),
      zerosThroughArgMax: tf.grad(throughArgMax)(kernel).notEqual(0).sum().dataSync()[0]!,
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
