import type * as tf from '@tensorflow/tfjs';

/**
 * How the losses of a batch become one number: their average, their sum, or not at all.
 *
 * `mean` keeps the gradient's size independent of the batch's. `sum` makes the batch size a hidden learning rate.
 * `none` is for weights by example: with `classWeight` tfjs multiplies what the loss returns by one weight an
 * example and averages afterwards, which is right for `[batch]` losses and wrong for a mean:
 *
 *     loss: (labels, predictions) => crossEntropy(labels, predictions, {reduction: 'none'})
 */
export type Reduction = 'mean' | 'sum' | 'none';

export interface LossOptions<R extends Reduction = Reduction> {
  /** `mean` unless given. */
  readonly reduction?: R;
}

export interface CrossEntropyOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /**
   * A finite number ≥ 0, added to every probability before the logarithm: it caps the loss of one example at
   * −ln ε nats. 1e-7 unless given, which is about the spacing of float32 numbers at 1.
   */
  readonly epsilon?: number;
}

/** A scalar, or for `reduction: 'none'` one number an example: `[batch]`, and `[]` for an example of rank 1. */
export type Reduced<R extends Reduction> = 'none' extends R ? tf.Tensor : tf.Scalar;

/** Labels first, as in tfjs; fits `model.compile({loss})`. */
export type LossFunction = <R extends Reduction = 'mean'>(
  labels: tf.Tensor,
  predictions: tf.Tensor,
  options?: LossOptions<R>,
) => Reduced<R>;
