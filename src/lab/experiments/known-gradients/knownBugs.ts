import * as tf from '@tensorflow/tfjs';
import {numericalGradient} from '../../../gradients/numericalGradient';
import {splitTexts, type Text} from '../../../text';
import {releaseTape} from '../../../tfjs/tape';
import {withReused} from './configurations';

const ln2 = Math.LN2;

/** Gradients of gradients that take the output which an op saved for its own gradient for a constant. */
const secondBugs = [
  bug('grad(grad(exp))', [vector(0)], {at: [0, 0], given: 2, truth: 4}, x => tf.exp(x).square())`
      the second derivative of tf.exp(x).square() at x = 0
      → e²ˣ has the second derivative 4e²ˣ. The gradient of exp multiplies by its saved output. tfjs records
      that copy before exp itself, so that the outer gradient takes it for a constant.`,
  bug('grad(grad(sigmoid))', [vector(ln2)], {at: [0, 0], given: 8 / 81, truth: 0}, x =>
    tf.sigmoid(x).square(),
  )`
      the second derivative of tf.sigmoid(x).square() at x = ln 2, where σ = ⅔
      → As exp: it is 2σ'² + 2σσ'', and tfjs forgets the second term.`,
  bug('grad(grad(tanh))', [vector(Math.log(3) / 2)], {at: [0, 0], given: 9 / 8, truth: 3 / 8}, x =>
    tf.tanh(x).square(),
  )`
      the second derivative of tf.tanh(x).square() at x = ½ ln 3, where the tangent is ½
      → As exp: with t = ½ and t' = ¾ it is 2t'² − 4t²t', and tfjs forgets the second term.`,
  bug('grad(grad(softmax))', [vector(ln2, 0)], {at: [0, 0], given: 16 / 81, truth: 12 / 81}, z =>
    tf.softmax(z).square(),
  )`
      the second derivative of tf.softmax(z).square() by z[0], at [ln 2, 0]
      → As exp: Σp² with p = ⅔ and ⅓ has 4/27. tfjs takes the saved p for constants.`,
  bug('grad(grad(logSoftmax))', [vector(0, 0)], {at: [0, 0], given: 1, truth: 1 + ln2}, z =>
    tf.logSoftmax(z).square(),
  )`
      the second derivative of tf.logSoftmax(z).square() by z[0], at [0, 0]
      → As exp: Σ ln²p has 1 − Σ ½ ln p = 1 + ln 2, and tfjs forgets the second term.`,
  bug('grad(grad(pow))', [vector(0)], {at: [0, 0], given: 2 * ln2 ** 2, truth: 4 * ln2 ** 2}, x =>
    tf.pow(2, x).square(),
  )`
      the second derivative of tf.pow(2, x).square() at x = 0
      → As exp: 4ˣ has (ln 4)², of which tfjs gives half.`,
  bug(
    'grad(grad(losses.softmaxCrossEntropy))',
    [shaped([1, 2], 0, 0)],
    {at: [0, 0], given: 1 / 2, truth: 1 / 2 + ln2 / 2},
    z => tf.losses.softmaxCrossEntropy(tf.tensor2d([[1, 0]]), z).square(),
  )`
      the second derivative of tf.losses.softmaxCrossEntropy(t, z).square() by z[0], at t = [[1, 0]] and z =
      [[0, 0]]
      → As exp: with p = ½ it is 2(p − 1)² − 2 ln p · p(1 − p), and tfjs forgets the second term.`,
].map(withSlope);

/** Gradients that have another shape or type than their input, so that `tf.grad` throws. */
const loudBugs = [
  bug('maximum', [vector(2), vector(0, 1)], {at: [0, 0], given: undefined, truth: 2}, (a, b) =>
    tf.maximum(a, b),
  )`
      tf.maximum(a, b) by a, at [2] and [0, 1]
      → a is the greater one in both places, so its slopes add up to 1 + 1. tfjs does not sum over the
      broadcast axis.`,
  bug('minimum', [vector(-1), vector(0, 1)], {at: [0, 0], given: undefined, truth: 2}, (a, b) =>
    tf.minimum(a, b),
  )`
      tf.minimum(a, b) by a, at [−1] and [0, 1]
      → a is the smaller one in both places: 1 + 1. tfjs does not sum over the broadcast axis.`,
  bug('squaredDifference', [vector(1, 2), vector(0)], {at: [1, 0], given: undefined, truth: -6}, (a, b) =>
    tf.squaredDifference(a, b),
  )`
      tf.squaredDifference(a, b) by b, at [1, 2] and [0]
      → Σ (aᵢ − b)² has the slope −2 Σ (aᵢ − b) = −2 (1 + 2). tfjs does not sum over the broadcast axis.`,
  bug('prelu', [vector(-1), vector(0.25, 0.5)], {at: [0, 0], given: undefined, truth: 0.75}, (x, alpha) =>
    tf.prelu(x, alpha),
  )`
      tf.prelu(x, α) by x, at [−1] and [0.25, 0.5]
      → Left of 0 the slope is α, here 0.25 + 0.5. tfjs does not sum over the broadcast axis.`,
  bug(
    'matMul',
    [shaped([1, 1, 1], 2), shaped([2, 1, 1], 3, 4)],
    {at: [0, 0], given: undefined, truth: 7},
    (a, b) => tf.matMul(a, b),
  )`
      tf.matMul(a, b) by a, shapes [1,1,1] and [2,1,1], b = 3 and 4
      → a·3 + a·4 has the slope 7. tfjs does not sum over the batches that share a.`,
  bug('resizeBilinear', [shaped([1, 1, 2, 1], 1, 2)], {at: [0, 0], given: undefined, truth: 1.5}, x =>
    tf.image.resizeBilinear(x as tf.Tensor4D, [1, 4]),
  )`
      tf.image.resizeBilinear(x, [1, 4]) by the first of 2 pixels
      → The samples lie at 0, ½, 1, 1½ and give x₀ the weights 1, ½, 0, 0. The gradient of an image that is
      not square has height and width exchanged (cpu).`,
  bug('gather', [vector(1, 2)], {at: [0, 1], given: undefined, truth: 1}, x => tf.gather(x, tf.argMax(x)))`
      tf.gather(x, tf.argMax(x)) by x[1] of [1, 2]
      → It is the greatest entry, with the slope 1. As the gradient by the indices tfjs returns the indices,
      and stumbles over their being integers when they depend on x.`,
  bug('fused.depthwiseConv2d', [shaped([1, 1, 1], 2)], {at: [0, 0], given: undefined, truth: 3}, x => {
    const filter = tf.tensor4d([3], [1, 1, 1, 1]);
    return tf.fused.depthwiseConv2d({x: x as tf.Tensor3D, filter, strides: 1, pad: 0});
  })`
      tf.fused.depthwiseConv2d({x, filter: w, strides: 1, pad: 0}) by the only pixel, shape [1,1,1], w = 3
      → The slope is w. On its way back tfjs does not give a single image without a batch its fourth axis
      again.`,
];

const nine = shaped([1, 3, 3, 1], 1, 2, 3, 4, 5, 6, 7, 8, 9);

/** Gradients that are numbers, and the wrong ones. */
const silentBugs = [
  bug('cast', [vector(0.3)], {at: [0, 0], given: 1, truth: 0}, x => tf.cast(x, 'int32').toFloat())`
      x.cast('int32') at x = 0.3
      → Cutting off the decimals is a staircase: its slope is 0 between the steps. tfjs passes dy through.`,
  bug('floorDiv', [vector(3.5), vector(2)], {at: [0, 0], given: 1 / 2, truth: 0}, (a, b) =>
    tf.floorDiv(a, b),
  )`
      tf.floorDiv(a, b) by a, at 3.5 and 2
      → ⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is 1/b.`,
  bug('floorDiv', [vector(3.5), vector(2)], {at: [1, 0], given: -3.5 / 4, truth: 0}, (a, b) =>
    tf.floorDiv(a, b),
  )`
      tf.floorDiv(a, b) by b, at 3.5 and 2
      → ⌊a/b⌋ is a staircase. tfjs has the slope of a/b, which is −a/b².`,
  bug('cumsum', [shaped([2, 2], 1, 2, 3, 4)], {at: [0, 1], given: 1, truth: 2}, x => tf.cumsum(x, 0))`
      tf.cumsum(x, 0) by x[0,1] of shape [2,2]
      → An entry of the first row is in both sums of its column. tfjs transposes the gradient unless the axis
      is the last.`,
  bug('split', [vector(1, 2)], {at: [0, 0], given: 3, truth: 5}, x =>
    tf.concat(tf.split(x, 2).reverse()).mul(tf.tensor1d([3, 5])),
  )`
      tf.split(x, 2).reverse(), joined, times [3, 5], by x[0]
      → Reversed, x[0] is the second factor of [3, 5]. The array that split returns is the tape's own:
      reversing it in place reverses the gradient back.`,
  bug('unstack', [vector(1, 2)], {at: [0, 0], given: 3, truth: 5}, x =>
    tf.stack(tf.unstack(x).reverse()).mul(tf.tensor1d([3, 5])),
  )`
      tf.unstack(x).reverse(), stacked, times [3, 5], by x[0]
      → As split: the returned array is the tape's own.`,
  bug('slice', [vector(1, 2)], {at: [0, 0], given: 0, truth: 1}, x =>
    withReused([0], begin => tf.slice(x, begin, 1), [1]),
  )`
      tf.slice(x, begin, 1) by x[0] of [1, 2], begin = [0], then begin[0] = 1
      → The slice was x[0]. The tape keeps the array begin itself and not a copy: when it is reused, as in a
      loop, the gradient goes to where it points at last.`,
  bug('tile', [vector(1)], {at: [0, 0], given: 1, truth: 2}, x =>
    withReused([2], reps => tf.tile(x, reps), [1]),
  )`
      tf.tile(x, reps) by x[0] of [1], reps = [2], then reps[0] = 1
      → As slice: the tape keeps the caller's array and not a copy.`,
  bug('transpose', [shaped([2, 2], 1, 2, 3, 4)], {at: [0, 1], given: 3, truth: 2}, x =>
    withReused([0, 1], perm => tf.transpose(x, perm), [1, 0]).mul(tf.tensor2d([1, 2, 3, 4], [2, 2])),
  )`
      tf.transpose(x, perm) times [[1, 2], [3, 4]] by x[0,1], perm = [0, 1], then perm.reverse()
      → As slice: the tape keeps the caller's array and not a copy.`,
  bug('sum', [shaped([2, 2], 1, 2, 3, 4)], {at: [0, 1], given: 2, truth: 1}, x =>
    withReused([1], axis => tf.sum(x, axis), [0]).mul(tf.tensor1d([1, 2])),
  )`
      tf.sum(x, axis) times [1, 2] by x[0,1], axis = [1], then axis[0] = 0
      → As slice: the tape keeps the caller's array and not a copy.`,
  bug('mirrorPad', [vector(1, 2)], {at: [0, 0], given: 1, truth: 2}, x =>
    tf.mirrorPad(x, [[1, 1]], 'reflect'),
  )`
      tf.mirrorPad(x, [[1, 1]], 'reflect') by x[0] of [1, 2]
      → The result is [2, 1, 2, 1]: each entry is there twice. tfjs forgets the mirror images.`,
  bug('maxPool3d', [shaped([1, 1, 2, 1, 1], 1, 2)], {at: [0, 1], given: 0, truth: 1}, x =>
    tf.maxPool3d(x as tf.Tensor5D, [1, 2, 1], [1, 2, 1], 'valid'),
  )`
      tf.maxPool3d(x, [1, 2, 1], [1, 2, 1], 'valid') by the second of 2 rows, 1 and 2
      → The greater one is the output. The cpu backend numbers the window's cells by its height on one way and
      by its width on the other, so an oblong window loses its gradient.`,
  bug('conv2d', [nine], {at: [0, 8], given: 0, truth: 5}, x => {
    const filter = tf.tensor4d([5, 6, 7, 8], [2, 2, 1, 1]);
    return tf.conv2d(x as tf.Tensor4D, filter, 2, 0, 'NHWC', 1, 'ceil');
  })`
      tf.conv2d(x, w, 2, 0, 'NHWC', 1, 'ceil') by the last of 3 × 3 pixels, w = [[5, 6], [7, 8]]
      → Rounded up there are 2 × 2 windows, and the last pixel lies in the last one, under the 5. The gradient
      forgets dimRoundingMode and knows of one window only.`,
  bug('fused.conv2d', [nine], {at: [0, 8], given: 0, truth: 5}, x => {
    const filter = tf.tensor4d([5, 6, 7, 8], [2, 2, 1, 1]);
    return tf.fused.conv2d({x: x as tf.Tensor4D, filter, strides: 2, pad: 0, dimRoundingMode: 'ceil'});
  })`
      tf.fused.conv2d({x, filter: w, strides: 2, pad: 0, dimRoundingMode: 'ceil'}), the same
      → As conv2d.`,
  bug('maxPool', [nine], {at: [0, 8], given: 0, truth: 1}, x =>
    tf.maxPool(x as tf.Tensor4D, 2, 2, 0, 'ceil'),
  )`
      tf.maxPool(x, 2, 2, 0, 'ceil') by the last of 3 × 3 pixels
      → As conv2d: the last pixel has a window of its own, of which the gradient does not know.`,
  bug('avgPool', [shaped([1, 1, 2, 1], 1, 2)], {at: [0, 1], given: 1, truth: 1.5}, x =>
    tf.avgPool(x as tf.Tensor4D, [1, 2], 1, 'same'),
  )`
      tf.avgPool(x, [1, 2], 1, 'same') by the second of 2 pixels
      → The means are (x₀ + x₁)/2 and, at the edge, x₁ alone: ½ + 1. tfjs divides both by the window, 2.`,
  bug('avgPool3d', [shaped([1, 1, 1, 2, 1], 1, 2)], {at: [0, 1], given: 1, truth: 1.5}, x =>
    tf.avgPool3d(x as tf.Tensor5D, [1, 1, 2], 1, 'same'),
  )`
      tf.avgPool3d(x, [1, 1, 2], 1, 'same') by the second of 2 cells
      → As avgPool: ½ + 1, of which tfjs makes ½ + ½.`,
  bug('layers.averagePooling2d', [shaped([1, 1, 2, 1], 1, 2)], {at: [0, 1], given: 1, truth: 1.5}, x => {
    const pool = tf.layers.averagePooling2d({poolSize: [1, 2], strides: [1, 1], padding: 'same'});
    return pool.apply(x) as tf.Tensor;
  })`
      layers.averagePooling2d({poolSize: [1, 2], strides: 1, padding: 'same'}) by the second of 2 pixels
      → It is avgPool: ½ + 1, of which tfjs makes ½ + ½.`,
  bug('resizeBilinear', [shaped([1, 2, 2, 1], 1, 2, 3, 4)], {at: [0, 0], given: 1.5, truth: 2}, x =>
    tf.image.resizeBilinear(x as tf.Tensor4D, [2, 4], false, true),
  )`
      tf.image.resizeBilinear(x, [2, 4], false, true) by the first of 2 × 2 pixels
      → With half-pixel centres the samples lie at −¼, ¼, ¾, 1¼ and give x₀ the weights 1, ¾, ¼, 0. tfjs
      differentiates as if at 0, ½, 1, 1½.`,
  bug('resizeNearestNeighbor', [shaped([1, 2, 2, 1], 1, 2, 3, 4)], {at: [0, 0], given: 2, truth: 1}, x =>
    tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [2, 3], false, true),
  )`
      tf.image.resizeNearestNeighbor(x, [2, 3], false, true) by the first of 2 × 2 pixels
      → With half-pixel centres ⌊(j + ½)·⅔⌋ is 0, 1, 1: x₀ is taken once. tfjs differentiates ⌊j·⅔⌋ = 0, 0, 1.`,
  bug('resizeNearestNeighbor', [shaped([2, 1, 1, 1], 5, 6)], {at: [0, 1], given: 5, truth: 7}, x =>
    tf.image.resizeNearestNeighbor(x as tf.Tensor4D, [1, 2]).mul(tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1])),
  )`
      tf.image.resizeNearestNeighbor(x, [1, 2]) of 2 images of one pixel, times [1, 2] and [3, 4], by the
      second image
      → Each image is there twice, the second times 3 and 4. The cpu backend looks for the second image after
      as many numbers as the small one has, not the resized one, and finds 2 and 3.`,
  bug(
    'losses.softmaxCrossEntropy',
    [shaped([1, 2], 1, 0), shaped([1, 2], 0, 0)],
    {at: [0, 0], given: 0.5, truth: Math.LN2},
    (t, z) => tf.losses.softmaxCrossEntropy(t, z),
  )`
      tf.losses.softmaxCrossEntropy(t, z) by the labels t[0], at [[1, 0]] and [[0, 0]]
      → −Σ t ln p has the slope −ln p₀ = ln 2 by t₀. tfjs gives t₀ − p₀ = 1 − ½ (soft labels that are learned,
      as in distillation).`,
  bug(
    'losses.softmaxCrossEntropy',
    [shaped([1, 2], 1, 1), shaped([1, 2], 0.5, 0)],
    {at: [1, 0], given: 1 / (1 + Math.exp(-0.5)) - 1, truth: 2 / (1 + Math.exp(-0.5)) - 1},
    (t, z) => tf.losses.softmaxCrossEntropy(t, z),
  )`
      tf.losses.softmaxCrossEntropy(t, z) by z[0], at the labels [[1, 1]] and [[0.5, 0]]
      → The slope is p₀ Σt − t₀. tfjs gives p₀ − t₀, which is right only where the labels sum to 1.`,
  bug('layers.upSampling2d', [shaped([2, 1, 1, 1], 5, 6)], {at: [0, 1], given: 5, truth: 7}, x =>
    (tf.layers.upSampling2d({size: [1, 2]}).apply(x) as tf.Tensor).mul(
      tf.tensor4d([1, 2, 3, 4], [2, 1, 2, 1]),
    ),
  )`
      layers.upSampling2d({size: [1, 2]}) of 2 images of one pixel, times [1, 2] and [3, 4], by the second
      image
      → It is resizeNearestNeighbor: 3 + 4, of which the cpu backend makes 2 + 3.`,
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

/** A bug by its op, its inputs, its numbers and its function; its text is the example, an arrow, and why. */
function bug(
  op: string,
  inputs: KnownBug['inputs'],
  {at, given, truth}: Pick<KnownBug, 'at' | 'given' | 'truth'>,
  fn: KnownBug['fn'],
) {
  return (parts: TemplateStringsArray, ...args: readonly Text[]): KnownBug => {
    const [example, why] = splitTexts(parts, args) as [Text, Text];
    return {op, example, fn, inputs, at, given, truth, why};
  };
}

/** The slope by the first entry of the input in place of the function itself. */
function withSlope(bug: KnownBug): KnownBug {
  const slope = (x: tf.Tensor) => tf.grad(bug.fn)(x).flatten();
  return {...bug, fn: x => slope(x).slice(0, 1)};
}

function vector(...values: number[]): KnownBug['inputs'][number] {
  return {shape: [values.length], values};
}

function shaped(shape: number[], ...values: number[]): KnownBug['inputs'][number] {
  return {shape, values};
}

/** A known bug's example as it is: what tfjs says, undefined if it throws, and what finite differences say. */
export interface MeasuredBug {
  readonly bug: KnownBug;
  readonly given: number | undefined;
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
