import * as tf from '@tensorflow/tfjs';
import {shaped, vector, type KnownBug} from './KnownBug';

/** Gradients that have another shape or type than their input, so that `tf.grad` throws. */
export const loudBugs: readonly KnownBug[] = [
  {
    op: 'maximum',
    example: 'tf.maximum(a, b) by a, at [2] and [0, 1]',
    fn: (a, b) => tf.maximum(a, b),
    inputs: [vector(2), vector(0, 1)],
    at: [0, 0],
    given: undefined,
    truth: 2,
    why: 'a is the greater one in both places, so its slopes add up to 1 + 1. tfjs does not sum over the broadcast axis.',
  },
  {
    op: 'minimum',
    example: 'tf.minimum(a, b) by a, at [−1] and [0, 1]',
    fn: (a, b) => tf.minimum(a, b),
    inputs: [vector(-1), vector(0, 1)],
    at: [0, 0],
    given: undefined,
    truth: 2,
    why: 'a is the smaller one in both places: 1 + 1. tfjs does not sum over the broadcast axis.',
  },
  {
    op: 'squaredDifference',
    example: 'tf.squaredDifference(a, b) by b, at [1, 2] and [0]',
    fn: (a, b) => tf.squaredDifference(a, b),
    inputs: [vector(1, 2), vector(0)],
    at: [1, 0],
    given: undefined,
    truth: -6,
    why: 'Σ (aᵢ − b)² has the slope −2 Σ (aᵢ − b) = −2 (1 + 2). tfjs does not sum over the broadcast axis.',
  },
  {
    op: 'prelu',
    example: 'tf.prelu(x, α) by x, at [−1] and [0.25, 0.5]',
    fn: (x, alpha) => tf.prelu(x, alpha),
    inputs: [vector(-1), vector(0.25, 0.5)],
    at: [0, 0],
    given: undefined,
    truth: 0.75,
    why: 'Left of 0 the slope is α, here 0.25 + 0.5. tfjs does not sum over the broadcast axis.',
  },
  {
    op: 'matMul',
    example: 'tf.matMul(a, b) by a, shapes [1,1,1] and [2,1,1], b = 3 and 4',
    fn: (a, b) => tf.matMul(a, b),
    inputs: [shaped([1, 1, 1], 2), shaped([2, 1, 1], 3, 4)],
    at: [0, 0],
    given: undefined,
    truth: 7,
    why: 'a·3 + a·4 has the slope 7. tfjs does not sum over the batches that share a.',
  },
  {
    op: 'resizeBilinear',
    example: 'tf.image.resizeBilinear(x, [1, 4]) by the first of 2 pixels',
    fn: x => tf.image.resizeBilinear(x as tf.Tensor4D, [1, 4]),
    inputs: [shaped([1, 1, 2, 1], 1, 2)],
    at: [0, 0],
    given: undefined,
    truth: 1.5,
    why: 'The samples lie at 0, ½, 1, 1½ and give x₀ the weights 1, ½, 0, 0. The gradient of an image that is not square has height and width exchanged (cpu).',
  },
  {
    op: 'gather',
    example: 'tf.gather(x, tf.argMax(x)) by x[1] of [1, 2]',
    fn: x => tf.gather(x, tf.argMax(x)),
    inputs: [vector(1, 2)],
    at: [0, 1],
    given: undefined,
    truth: 1,
    why: 'It is the greatest entry, with the slope 1. As the gradient by the indices tfjs returns the indices, and stumbles over their being integers when they depend on x.',
  },
  {
    op: 'fused.depthwiseConv2d',
    example:
      'tf.fused.depthwiseConv2d({x, filter: w, strides: 1, pad: 0}) by the only pixel, shape [1,1,1], w = 3',
    fn: x => {
      const filter = tf.tensor4d([3], [1, 1, 1, 1]);
      return tf.fused.depthwiseConv2d({x: x as tf.Tensor3D, filter, strides: 1, pad: 0});
    },
    inputs: [shaped([1, 1, 1], 2)],
    at: [0, 0],
    given: undefined,
    truth: 3,
    why: 'The slope is w. On its way back tfjs does not give a single image without a batch its fourth axis again.',
  },
];
