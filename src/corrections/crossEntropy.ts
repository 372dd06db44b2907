/**
 * The cross entropy of softmax, L = −Σ_k t_k ln p_k with p = softmax(z):
 *
 *     ∂L/∂t_k = −ln p_k        ∂L/∂z_k = p_k Σ_j t_j − t_k
 *
 * tfjs has t − p for the first, and takes Σ t for 1 in the second. Where labels sum to 1 its own is right and
 * its numbers are kept.
 */
import * as tf from '@tensorflow/tfjs';
import {derivativeOrder, type CustomOpRule} from '../tfjs/mendedTape';
import {correction, example, type Correction} from './Correction';

/** Replaces tfjs's own custom gradient, which it hands labels and logits. */
const softmaxCrossEntropy: CustomOpRule = (_, customGrad) => (labels, logits) =>
  // What is saved half-way is a constant to a second derivative; then each op has its own gradient.
  derivativeOrder() > 1 ? composed(labels, logits) : customGrad(withGradients)(labels, logits);

const withGradients: Parameters<CustomOpRule>[0] = (...inputs) => {
  const [labels, logits, save] = inputs as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
  const axis = logits.rank - 1;
  // The ops and the order of tfjs, for the same bits.
  const logs = tf.sub(tf.cast(logits, 'float32'), tf.logSumExp(logits, [axis], true));
  save([labels, logs]);
  const value = tf.sum(tf.neg(tf.mul(logs, labels)), [axis]);
  const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
    const [labels, logs] = saved as [tf.Tensor, tf.Tensor];
    const weights = tf.expandDims(dy, axis);
    const targets = tf.cast(labels, 'float32');
    const whole = tf.sum(targets, axis, true);
    return [tf.mul(weights, tf.neg(logs)), tf.mul(weights, tf.sub(tf.mul(tf.exp(logs), whole), targets))];
  };
  return {value, gradFunc};
};

function composed(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const logs = tf.logSoftmax(tf.cast(logits, 'float32'));
  return tf.sum(tf.neg(tf.mul(logs, labels)), [logits.rank - 1]);
}

export const crossEntropy: readonly Correction[] = [
  correction(
    'softmaxCrossEntropy',
    'has t − p for the gradient by the labels t, takes their sum for 1, and half of it for constant in ' +
      'second derivatives',
    {
      needs: ['tape'],
      customOp: {name: 'softmaxCrossEntropy', rule: softmaxCrossEntropy},
      example: example(
        (t, z) => tf.losses.softmaxCrossEntropy(t, z),
        [[[1, 1]], [[0, 0]]],
        [
          [Math.LN2, Math.LN2],
          [0, 0],
        ],
      ),
    },
  ),
];
