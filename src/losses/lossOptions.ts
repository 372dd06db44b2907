import type * as tf from '@tensorflow/tfjs';

/**
 * How the losses of a batch become one number: their average, their sum, or not at all.
 *
 * `mean` keeps the gradient's size independent of the batch's. `sum` makes the batch size a hidden learning rate.
 * `none` is for weights by example. In `model.compile` its form is {@link perExample}, which `classWeight`
 * needs.
 */
export type Reduction = 'mean' | 'sum' | 'none';

export interface LossOptions<R extends Reduction = Reduction> {
  /** `mean` unless given. */
  readonly reduction?: R;
}

export interface CrossEntropyOptions<R extends Reduction = Reduction> extends LossOptions<R> {
  /**
   * A finite number ≥ 0, added to every probability before the logarithm: it caps the loss of one example at
   * −ln ε nats. Unless given 1e-7, which is about the spacing of float32 numbers at 1; on a backend of 16
   * bits its own, 1e-4, below which another number than 0 is refused.
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
