import {t} from '../../../text';
import type {Text} from '../../../text';
import * as tf from '@tensorflow/tfjs';
import {withReused} from './configurations';

const ln2 = Math.LN2;

/** Gradients of gradients that take the output which an op saved for its own gradient for a constant. */
const secondBugs: readonly KnownBug[] = [
  {
    op: 'grad(grad(exp))',
    example: t`the second derivative of tf.exp(x).square() at x = 0`,
    fn: tf.grad(x => tf.exp(x).square()),
    inputs: [vector(0)],
    at: [0, 0],
    given: 2,
    truth: 4,
    why: t`e²ˣ has the second derivative 4e²ˣ. The gradient of exp multiplies by its saved output. tfjs
        records that copy before exp itself, so that the outer gradient takes it for a constant.`,
  },
  {
    op: 'grad(grad(sigmoid))',
    example: t`the second derivative of tf.sigmoid(x).square() at x = ln 2, where σ = ⅔`,
    fn: tf.grad(x => tf.sigmoid(x).square()),
    inputs: [vector(ln2)],
    at: [0, 0],
    given: 8 / 81,
    truth: 0,
    why: t`As exp: it is 2σ'² + 2σσ'', and tfjs forgets the second term.`,
  },
  {
    op: 'grad(grad(tanh))',
    example: t`the second derivative of tf.tanh(x).square() at x = ½ ln 3, where the tangent is ½`,
    fn: tf.grad(x => tf.tanh(x).square()),
    inputs: [vector(Math.log(3) / 2)],
    at: [0, 0],
    given: 9 / 8,
    truth: 3 / 8,
    why: t`As exp: with t = ½ and t' = ¾ it is 2t'² − 4t²t', and tfjs forgets the second term.`,
  },
  {
    op: 'grad(grad(softmax))',
    example: t`the second derivative of tf.softmax(z).square() by z[0], at [ln 2, 0]`,
    fn: z =>
      tf
        .grad(y => tf.softmax(y).square())(z)
        .slice(0, 1),
    inputs: [vector(ln2, 0)],
    at: [0, 0],
    given: 16 / 81,
    truth: 12 / 81,
    why: t`As exp: Σp² with p = ⅔ and ⅓ has 4/27. tfjs takes the saved p for constants.`,
  },
  {
    op: 'grad(grad(logSoftmax))',
    example: t`the second derivative of tf.logSoftmax(z).square() by z[0], at [0, 0]`,
    fn: z =>
      tf
        .grad(y => tf.logSoftmax(y).square())(z)
        .slice(0, 1),
    inputs: [vector(0, 0)],
    at: [0, 0],
    given: 1,
    truth: 1 + ln2,
    why: t`As exp: Σ ln²p has 1 − Σ ½ ln p = 1 + ln 2, and tfjs forgets the second term.`,
  },
  {
    op: 'grad(grad(pow))',
    example: t`the second derivative of tf.pow(2, x).square() at x = 0`,
    fn: tf.grad(x => tf.pow(2, x).square()),
    inputs: [vector(0)],
    at: [0, 0],
    given: 2 * ln2 ** 2,
    truth: 4 * ln2 ** 2,
    why: t`As exp: 4ˣ has (ln 4)², of which tfjs gives half.`,
  },
  {
    op: 'grad(grad(losses.softmaxCrossEntropy))',
    example: t`the second derivative of tf.losses.softmaxCrossEntropy(t, z).square() by z[0], at t = [[1, 0]]
        and z = [[0, 0]]`,
    fn: z => {
      const labels = tf.tensor2d([[1, 0]]);
      return tf
        .grad(y => tf.losses.softmaxCrossEntropy(labels, y).square())(z)
        .slice([0, 0], [1, 1]);
    },
    inputs: [shaped([1, 2], 0, 0)],
    at: [0, 0],
    given: 1 / 2,
    truth: 1 / 2 + ln2 / 2,
    why: t`As exp: with p = ½ it is 2(p − 1)² − 2 ln p · p(1 − p), and tfjs forgets the second term.`,
  },
];

/** Gradients that have another shape or type than their input, so that `tf.grad` throws. */
const loudBugs: readonly KnownBug[] = [
  {
    op: 'maximum',
    example: t`tf.maximum(a, b) by a, at [2] and [0, 1]`,
    fn: (a, b) => tf.maximum(a, b),
    inputs: [vector(2), vector(0, 1)],
    at: [0, 0],
    given: undefined,
    truth: 2,
    why: t`a is the greater one in both places, so its slopes add up to 1 + 1. tfjs does not sum over the
        broadcast axis.`,
  },
  {
    op: 'minimum',
    example: t`tf.minimum(a, b) by a, at [−1] and [0, 1]`,
    fn: (a, b) => tf.minimum(a, b),
    inputs: [vector(-1), vector(0, 1)],
    at: [0, 0],
    given: undefined,
    truth: 2,
    why: t`a is the smaller one in both places: 1 + 1. tfjs does not sum over the broadcast axis.`,
  },
  {
    op: 'squaredDifference',
    example: t`tf.squaredDifference(a, b) by b, at [1, 2] and [0]`,
    fn: (a, b) => tf.squaredDifference(a, b),
    inputs: [vector(1, 2), vector(0)],
    at: [1, 0],
    given: undefined,
    truth: -6,
    why: t`Σ (aᵢ − b)² has the slope −2 Σ (aᵢ − b) = −2 (1 + 2). tfjs does not sum over the broadcast axis.`,
  },
  {
    op: 'prelu',
    example: t`tf.prelu(x, α) by x, at [−1] and [0.25, 0.5]`,
    fn: (x, alpha) => tf.prelu(x, alpha),
    inputs: [vector(-1), vector(0.25, 0.5)],
    at: [0, 0],
    given: undefined,
    truth: 0.75,
    why: t`Left of 0 the slope is α, here 0.25 + 0.5. tfjs does not sum over the broadcast axis.`,
  },
  {
    op: 'matMul',
    example: t`tf.matMul(a, b) by a, shapes [1,1,1] and [2,1,1], b = 3 and 4`,
    fn: (a, b) => tf.matMul(a, b),
    inputs: [shaped([1, 1, 1], 2), shaped([2, 1, 1], 3, 4)],
    at: [0, 0],
    given: undefined,
    truth: 7,
    why: t`a·3 + a·4 has the slope 7. tfjs does not sum over the batches that share a.`,
  },
  {
    op: 'resizeBilinear',
    example: t`tf.image.resizeBilinear(x, [1, 4]) by the first of 2 pixels`,
    fn: x => tf.image.resizeBilinear(x as tf.Tensor4D, [1, 4]),
    inputs: [shaped([1, 1, 2, 1], 1, 2)],
    at: [0, 0],
    given: undefined,
    truth: 1.5,
    why: t`The samples lie at 0, ½, 1, 1½ and give x₀ the weights 1, ½, 0, 0. The gradient of an image that
        is not square has height and width exchanged (cpu).`,
  },
  {
    op: 'gather',
    example: t`tf.gather(x, tf.argMax(x)) by x[1] of [1, 2]`,
    fn: x => tf.gather(x, tf.argMax(x)),
    inputs: [vector(1, 2)],
    at: [0, 1],
    given: undefined,
    truth: 1,
    why: t`It is the greatest entry, with the slope 1. As the gradient by the indices tfjs returns the
        indices, and stumbles over their being integers when they depend on x.`,
  },
  {
    op: 'fused.depthwiseConv2d',
    example: t`tf.fused.depthwiseConv2d({x, filter: w, strides: 1, pad: 0}) by the only pixel, shape [1,1,1], w = 3`,
    fn: x => {
      const filter = tf.tensor4d([3], [1, 1, 1, 1]);
      return tf.fused.depthwiseConv2d({x: x as tf.Tensor3D, filter, strides: 1, pad: 0});
    },
    inputs: [shaped([1, 1, 1], 2)],
    at: [0, 0],
    given: undefined,
    truth: 3,
    why: t`The slope is w. On its way back tfjs does not give a single image without a batch its fourth
        axis again.`,
  },
];

const nine = shaped([1, 3, 3, 1], 1, 2, 3, 4, 5, 6, 7, 8, 9);

/** Gradients that are numbers, and the wrong ones. */
const silentBugs: readonly KnownBug[] = [
  {
    op: 'cast',
    example: t`x.cast('int32') at x = 0.3`,
    fn: x => tf.cast(x, 'int32').toFloat(),
    inputs: [vector(0.3)],
    at: [0, 0],
    given: 1,
    truth: 0,
    why: t`Cutting off the decimals is a staircase: its slope is 0 between the steps. tfjs passes dy
        through.`,
  },
  {
    op: 'floorDiv',
    example: t`tf.floorDiv(a, b) by a, at 3.5 and 2`,
    fn: (a, b) => tf.floorDiv(a, b),
    inputs: [vector(3.5), vector(2)],
    at: [0, 0],
    given: 1 / 2,
    truth: 0,
    why: t`⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is 1/b.`,
  },
  {
    op: 'floorDiv',
    example: t`tf.floorDiv(a, b) by b, at 3.5 and 2`,
    fn: (a, b) => tf.floorDiv(a, b),
    inputs: [vector(3.5), vector(2)],
    at: [1, 0],
    given: -3.5 / 4,
    truth: 0,
    why: t`⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is −a/b².`,
  },
  {
    op: 'cumsum',
    example: t`tf.cumsum(x, 0) by x[0,1] of shape [2,2]`,
    fn: x => tf.cumsum(x, 0),
    inputs: [shaped([2, 2], 1, 2, 3, 4)],
    at: [0, 1],
    given: 1,
    truth: 2,
    why: t`An entry of the first row is in both sums of its column. tfjs transposes the gradient unless the
        axis is the last.`,
  },
  {
    op: 'split',
    example: t`tf.split(x, 2).reverse(), joined, times [3, 5], by x[0]`,
    fn: x => tf.concat(tf.split(x, 2).reverse()).mul(tf.tensor1d([3, 5])),
    inputs: [vector(1, 2)],
    at: [0, 0],
    given: 3,
    truth: 5,
    why: t`Reversed, x[0] is the second factor of [3, 5]. The array that split returns is the tape's own:
        reversing it in place reverses the gradient back.`,
  },
  {
    op: 'unstack',
    example: t`tf.unstack(x).reverse(), stacked, times [3, 5], by x[0]`,
    fn: x => tf.stack(tf.unstack(x).reverse()).mul(tf.tensor1d([3, 5])),
    inputs: [vector(1, 2)],
    at: [0, 0],
    given: 3,
    truth: 5,
    why: t`As split: the returned array is the tape's own.`,
  },
  {
    op: 'slice',
    example: t`tf.slice(x, begin, 1) by x[0] of [1, 2], begin = [0], then begin[0] = 1`,
    fn: x => withReused([0], begin => tf.slice(x, begin, 1), [1]),
    inputs: [vector(1, 2)],
    at: [0, 0],
    given: 0,
    truth: 1,
    why: t`The slice was x[0]. The tape keeps the array begin itself and not a copy: when it is reused, as
        in a loop, the gradient goes to where it points at last.`,
  },
  {
    op: 'tile',
    example: t`tf.tile(x, reps) by x[0] of [1], reps = [2], then reps[0] = 1`,
    fn: x => withReused([2], reps => tf.tile(x, reps), [1]),
    inputs: [vector(1)],
    at: [0, 0],
    given: 1,
    truth: 2,
    why: t`As slice: the tape keeps the caller's array and not a copy.`,
  },
  {
    op: 'transpose',
    example: t`tf.transpose(x, perm) times [[1, 2], [3, 4]] by x[0,1], perm = [0, 1], then perm.reverse()`,
    fn: x => withReused([0, 1], perm => tf.transpose(x, perm), [1, 0]).mul(tf.tensor2d([1, 2, 3, 4], [2, 2])),
    inputs: [shaped([2, 2], 1, 2, 3, 4)],
    at: [0, 1],
    given: 3,
    truth: 2,
    why: t`As slice: the tape keeps the caller's array and not a copy.`,
  },
  {
    op: 'sum',
    example: t`tf.sum(x, axis) times [1, 2] by x[0,1], axis = [1], then axis[0] = 0`,
    fn: x => withReused([1], axis => tf.sum(x, axis), [0]).mul(tf.tensor1d([1, 2])),
    inputs: [shaped([2, 2], 1, 2, 3, 4)],
    at: [0, 1],
    given: 2,
    truth: 1,
    why: t`As slice: the tape keeps the caller's array and not a copy.`,
  },
  {
    op: 'mirrorPad',
    example: t`tf.mirrorPad(x, [[1, 1]], 'reflect') by x[0] of [1, 2]`,
    fn: x => tf.mirrorPad(x, [[1, 1]], 'reflect'),
    inputs: [vector(1, 2)],
    at: [0, 0],
    given: 1,
    truth: 2,
    why: t`The result is [2, 1, 2, 1]: each entry is there twice. tfjs forgets the mirror images.`,
  },
  {
    op: 'maxPool3d',
    example: t`tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid') by the second of 2 rows, 1 and 2`,
    fn: x => tf.maxPool3d(x as tf.Tensor5D, [1, 2, 1], [1, 2, 1], 'valid'),
    inputs: [shaped([1, 1, 2, 1, 1], 1, 2)],
    at: [0, 1],
    given: 0,
    truth: 1,
    why: t`The greater one is the output. The cpu backend numbers the window's cells by its height on one
        way and by its width on the other, so an oblong window loses its gradient.`,
  },
  {
    op: 'conv2d',
    example: t`tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'ceil') by the last of 3 × 3 pixels, w = [[5, 6], [7, 8]]`,
    fn: x => {
      const filter = tf.tensor4d([5, 6, 7, 8], [2, 2, 1, 1]);
      return tf.conv2d(x as tf.Tensor4D, filter, 2, 0, 'NHWC', 1, 'ceil');
    },
    inputs: [nine],
    at: [0, 8],
    given: 0,
    truth: 5,
    why: t`Rounded up there are 2 × 2 windows, and the last pixel lies in the last one, under the 5. The
        gradient forgets dimRoundingMode and knows of one window only.`,
  },
  {
    op: 'fused.conv2d',
    example: t`tf.fused.conv2d({x, filter: w, strides: 2, pad: 0, dimRoundingMode: 'ceil'}), the same`,
    fn: x => {
      const filter = tf.tensor4d([5, 6, 7, 8], [2, 2, 1, 1]);
      return tf.fused.conv2d({x: x as tf.Tensor4D, filter, strides: 2, pad: 0, dimRoundingMode: 'ceil'});
    },
    inputs: [nine],
    at: [0, 8],
    given: 0,
    truth: 5,
    why: t`As conv2d.`,
  },
  {
    op: 'maxPool',
    example: t`tf.maxPool(x, 2, 2, 0, 'ceil') by the last of 3 × 3 pixels`,
    fn: x => tf.maxPool(x as tf.Tensor4D, 2, 2, 0, 'ceil'),
    inputs: [nine],
    at: [0, 8],
    given: 0,
    truth: 1,
    why: t`As conv2d: the last pixel has a window of its own, of which the gradient does not know.`,
  },
  {
    op: 'avgPool',
    example: t`tf.avgPool(x, [1, 2], 1, 'same') by the second of 2 pixels`,
    fn: x => tf.avgPool(x as tf.Tensor4D, [1, 2], 1, 'same'),
    inputs: [shaped([1, 1, 2, 1], 1, 2)],
    at: [0, 1],
    given: 1,
    truth: 1.5,
    why: t`The means are (x₀ + x₁)/2 and, at the edge, x₁ alone: ½ + 1. tfjs divides both by the window, 2.`,
  },
  {
    op: 'avgPool3d',
    example: t`tf.avgPool3d(x, [1, 1, 2], 1, 'same') by the second of 2 cells`,
    fn: x => tf.avgPool3d(x as tf.Tensor5D, [1, 1, 2], 1, 'same'),
    inputs: [shaped([1, 1, 1, 2, 1], 1, 2)],
    at: [0, 1],
    given: 1,
    truth: 1.5,
    why: t`As avgPool: ½ + 1, of which tfjs makes ½ + ½.`,
  },
  {
    op: 'layers.averagePooling2d',
    example: t`layers.averagePooling2d({poolSize: [1, 2], strides: 1, padding: 'same'}) by the second of 2
        pixels`,
    fn: x => {
      const pool = tf.layers.averagePooling2d({poolSize: [1, 2], strides: [1, 1], padding: 'same'});
      return pool.apply(x) as tf.Tensor;
    },
    inputs: [shaped([1, 1, 2, 1], 1, 2)],
    at: [0, 1],
    given: 1,
    truth: 1.5,
    why: t`It is avgPool: ½ + 1, of which tfjs makes ½ + ½.`,
  },
  {
    op: 'resizeBilinear',
    example: t`tf.image.resizeBilinear(x, [2, 4], false, true) by the first of 2 × 2 pixels`,
    fn: x => tf.image.resizeBilinear(x as tf.Tensor4D, [2, 4], false, true),
    inputs: [shaped([1, 2, 2, 1], 1, 2, 3, 4)],
    at: [0, 0],
    given: 1.5,
    truth: 2,
    why: t`With half-pixel centres the samples lie at −¼, ¼, ¾, 1¼ and give x₀ the weights 1, ¾, ¼, 0. tfjs
        differentiates as if at 0, ½, 1, 1½.`,
  },
  {
    op: 'resizeNearestNeighbor',
    example: t`tf.image.resizeNearestNeighbor(x, [2, 3], false, true) by the first of 2 × 2 pixels`,
    fn: x => tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2, 3], false, true),
    inputs: [shaped([1, 2, 2, 1], 1, 2, 3, 4)],
    at: [0, 0],
    given: 2,
    truth: 1,
    why: t`With half-pixel centres ⌊(j + ½)·⅔⌋ is 0, 1, 1: x₀ is taken once. tfjs differentiates ⌊j·⅔⌋ = 0,
        0, 1.`,
  },
  {
    op: 'resizeNearestNeighbor',
    example: t`tf.image.resizeNearestNeighbor(x, [1, 2]) of 2 images of one pixel, times [1, 2] and [3, 4], by
        the second image`,
    fn: x =>
      tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [1, 2]).mul(tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1])),
    inputs: [shaped([2, 1, 1, 1], 5, 6)],
    at: [0, 1],
    given: 5,
    truth: 7,
    why: t`Each image is there twice, the second times 3 and 4. The cpu backend looks for the second image
        after as many numbers as the small one has, not the resized one, and finds 2 and 3.`,
  },
  {
    op: 'losses.softmaxCrossEntropy',
    example: t`tf.losses.softmaxCrossEntropy(t, z) by the labels t[0], at [[1, 0]] and [[0, 0]]`,
    fn: (t, z) => tf.losses.softmaxCrossEntropy(t, z),
    inputs: [shaped([1, 2], 1, 0), shaped([1, 2], 0, 0)],
    at: [0, 0],
    given: 0.5,
    truth: Math.LN2,
    why: t`−Σ t ln p has the slope −ln p₀ = ln 2 by t₀. tfjs gives t₀ − p₀ = 1 − ½ (soft labels that are
        learned, as in distillation).`,
  },
  {
    op: 'losses.softmaxCrossEntropy',
    example: t`tf.losses.softmaxCrossEntropy(t, z) by z[0], at the labels [[1, 1]] and [[0.5, 0]]`,
    fn: (t, z) => tf.losses.softmaxCrossEntropy(t, z),
    inputs: [shaped([1, 2], 1, 1), shaped([1, 2], 0.5, 0)],
    at: [1, 0],
    given: 1 / (1 + Math.exp(-0.5)) - 1,
    truth: 2 / (1 + Math.exp(-0.5)) - 1,
    why: t`The slope is p₀ Σt − t₀. tfjs gives p₀ − t₀, which is right only where the labels sum to 1.`,
  },
  {
    op: 'layers.upSampling2d',
    example: t`layers.upSampling2d({size: [1, 2]}) of 2 images of one pixel, times [1, 2] and [3, 4], by the
        second image`,
    fn: x =>
      (tf.layers.upSampling2d({size: [1, 2]}).apply(x) as tf.Tensor).mul(
        tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1]),
      ),
    inputs: [shaped([2, 1, 1, 1], 5, 6)],
    at: [0, 1],
    given: 5,
    truth: 7,
    why: t`It is resizeNearestNeighbor: 3 + 4, of which the cpu backend makes 2 + 3.`,
  },
];

/**
 * The bugs that the sweep is to find again, each with a derivative that was worked out by hand. The function's output
 * is summed, as `tf.grad` does it.
 */
export const knownBugs: readonly KnownBug[] = [...silentBugs, ...secondBugs, ...loudBugs];

/** A gradient that tfjs 4.22 gets wrong, at the smallest input that shows it. */
export interface KnownBug {
  /** As in the configurations that are marked `wrong`. */
  readonly op: string;
  /** The example as a person types it. */
  readonly example: Text;
  readonly fn: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly inputs: readonly {readonly shape: number[]; readonly values: number[]}[];
  /** The entry to look at: of which input, and its flat position. */
  readonly at: readonly [input: number, entry: number];
  /** What tfjs says of ∂Σf/∂entry; undefined if it throws, because the gradient has another shape or type than its input. */
  readonly given: number | undefined;
  /** Worked out by hand, as `why` says. */
  readonly truth: number;
  readonly why: Text;
}

/** A vector as an example's input. */
function vector(...values: number[]): KnownBug['inputs'][number] {
  return {shape: [values.length], values};
}

/** A tensor as an example's input. */
function shaped(shape: number[], ...values: number[]): KnownBug['inputs'][number] {
  return {shape, values};
}
