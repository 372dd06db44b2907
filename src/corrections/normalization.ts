/**
 * Batch normalization, y = (x − μ) / √(σ² + ε) · γ + β with r = 1 / √(σ² + ε):
 *
 *     ∂L/∂x = r γ ∂L/∂y    ∂L/∂μ = −Σ r γ ∂L/∂y    ∂L/∂σ² = −½ Σ (x − μ) r³ γ ∂L/∂y    ∂L/∂γ = Σ (x − μ) r ∂L/∂y    ∂L/∂β = Σ ∂L/∂y
 *
 * the sums over what each was repeated for. Then the local response normalization.
 *
 * @see Ioffe and Szegedy, "Batch Normalization", 2015; Krizhevsky and others, "ImageNet Classification",
 *   2012, section 3.3.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {sumTo} from './composing';
import {correction, example, type Correction, type Gradients} from './Correction';

export const normalization: readonly Correction[] = [
  correction(
    'FusedBatchNorm',
    'throws without a scale and beyond rank 4, and sums for one mean a channel only',
    {
      saves: {inputsToSave: ['x', 'mean', 'variance', 'scale']},
      gradient: ([dy], saved, attrs, stock) => {
        const [x, mean, , scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?];
        const isStock = scale !== undefined && mean.rank === 1 && x.rank === 4;
        const {varianceEpsilon} = attrs as {varianceEpsilon: number};
        return isStock ? stock() : normalized(dy, saved, varianceEpsilon);
      },
      // σ² + ε is 4, so that r is ½ and r³ is ⅛.
      example: example(
        (x: tf.Tensor2D, m: tf.Tensor2D, v: tf.Tensor2D) => tf.batchNorm(x, m, v, undefined, undefined, 1),
        [[[3], [5]], [[1]], [[3]]],
        [[0.5, 0.5], [-1], [-(2 + 4) / 16]],
      ),
    },
  ),
  correction('LRN', 'has no second derivative', {
    saves: {inputsToSave: ['x'], outputsToSave: [true]},
    gradient: ([dy], saved, attrs, stock) =>
      isDifferentiating() ? {x: () => responseGradient(dy, saved[0]!, attrs as Response)} : stock(),
    // One channel, ε = 0: x (x²)^−½ is the sign of x, and 0 its slope. With β = −½ it is x |x|: 2 |x| and
    // then 2.
    example: example(
      x => tf.grad(z => tf.localResponseNormalization(z as tf.Tensor4D, 0, 0, 1, -0.5))(x),
      [[[[[3]]]]],
      [[2]],
    ),
  }),
];

/** With the ops and the order of tfjs's own, for the same bits where that is right. */
function normalized(dy: tf.Tensor, saved: readonly tf.Tensor[], epsilon: number): Gradients {
  const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor?];
  const inverse = () => tf.rsqrt(tf.add(variance, epsilon));
  const scaled = (t: tf.Tensor) => (scale ? tf.mul(t, scale) : t);
  return {
    x: () => scaled(tf.mul(dy, inverse())),
    mean: () => sumTo(tf.mul(tf.neg(inverse()), scaled(dy)), mean.shape),
    variance: () => {
      const r = inverse();
      // In tfjs's own order, so that what was right keeps its bits.
      const cube = tf.mul(tf.mul(tf.mul(r, r), r), -0.5);
      return sumTo(tf.mul(tf.mul(cube, tf.sub(x, mean)), scaled(dy)), variance.shape);
    },
    scale: () => sumTo(tf.mul(dy, tf.mul(tf.sub(x, mean), inverse())), scale!.shape),
    // tfjs takes an offset of the mean's shape.
    offset: () => sumTo(dy, mean.shape),
  };
}

type Response = {
  readonly depthRadius: number;
  readonly bias: number;
  readonly alpha: number;
  readonly beta: number;
};

/**
 * y_c = x_c n_c^−β with n_c = b + α Σ x_d² over the neighbours d of channel c   ⇒
 *
 *     ∂L/∂x_c = ∂L/∂y_c n_c^−β − 2αβ x_c Σ_d ∂L/∂y_d x_d n_d^(−β−1)
 */
function responseGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  {depthRadius, bias, alpha, beta}: Response,
): tf.Tensor {
  const channels = x.shape.at(-1)!;
  const neighbours = tf.linalg.bandPart(
    tf.ones([channels, channels]),
    Math.min(depthRadius, channels - 1),
    Math.min(depthRadius, channels - 1),
  );
  const overNeighbours = (t: tf.Tensor) =>
    tf.reshape(tf.matMul(tf.reshape(t, [-1, channels]), neighbours), x.shape);
  const norms = tf.add(tf.mul(overNeighbours(tf.square(x)), alpha), bias);
  const inner = tf.mul(tf.mul(dy, x), tf.pow(norms, tf.scalar(-beta - 1)));
  const direct = tf.mul(dy, tf.pow(norms, tf.scalar(-beta)));
  return tf.sub(direct, tf.mul(tf.mul(x, overNeighbours(inner)), 2 * alpha * beta));
}
