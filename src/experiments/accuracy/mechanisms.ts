import * as tf from '@tensorflow/tfjs';
import {accuracy} from '../../metrics';

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
export function gradientMechanisms(inputs: tf.Tensor2D, labels: tf.Tensor1D, kernel: tf.Tensor2D): Mechanisms {
  return tf.tidy(() => {
    const logits = (w: tf.Tensor) => tf.matMul(inputs, w as tf.Tensor2D);
    // The number of hits from argMax alone, without the comparison that has no gradient.
    const throughArgMax = (w: tf.Tensor) => logits(w).argMax(-1).toFloat().sub(labels.toFloat()).square().mean();
    return {
      thrown: messageOf(() => accuracyGradient(inputs, labels, kernel)),
      zerosThroughArgMax: tf.grad(throughArgMax)(kernel).notEqual(0).sum().dataSync()[0]!,
      entries: kernel.size,
      throughCast: tf.grad(x => x.toInt().toFloat().sum())(tf.tensor1d([0.3])).dataSync()[0]!,
    };
  });
}

/** Throws; and as a tf.grad that throws keeps what it recorded, the forward pass holds as little as it can. */
function accuracyGradient(inputs: tf.Tensor2D, labels: tf.Tensor1D, kernel: tf.Tensor2D): tf.Tensor {
  return tf.grad(w => accuracy(labels, tf.matMul(inputs, w as tf.Tensor2D)))(kernel);
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as Error).message.split('\n', 1)[0]!;
  }
  return 'nothing';
}
