/** What is usually used in place of an op that has no gradient, or one that breaks down; a whole sentence. */
export function substituteFor(op: string): string {
  return SUBSTITUTES[op] ?? 'Write it with ops that have one, or give it one with tf.customGrad.';
}

const SMOOTH_COMPARISON =
  'For a mask use tf.greaterEqual, whose gradient is a registered 0; ' +
  'as a score a comparison is no use: descend a smooth loss (cross entropy for accuracy, a sigmoid for a step).';
const ONE_HOT_MASK = 'Select with a one-hot mask (mul, then sum) or with tf.gather, which has a gradient.';
const COMPLEX = 'Write the transform as a product with cosine and sine matrices.';

const SUBSTITUTES: Readonly<Record<string, string>> = {
  Equal: SMOOTH_COMPARISON,
  NotEqual: SMOOTH_COMPARISON,
  Greater: SMOOTH_COMPARISON,
  Less: SMOOTH_COMPARISON,
  LessEqual: SMOOTH_COMPARISON,
  TopK: 'Find the indices outside the function, then tf.gather, or use softmax in place of the choice.',
  GatherNd: ONE_HOT_MASK,
  StridedSlice: 'Use tf.slice, or tf.gather for strides other than 1.',
  Einsum: 'Write it with tf.matMul, tf.transpose and tf.sum.',
  ScatterNd: 'Multiply by a one-hot matrix instead.',
  TensorScatterUpdate: 'Combine both parts with tf.where and a constant mask.',
  LogicalAnd: 'Multiply masks instead.',
  LogicalOr: 'Take tf.maximum of the masks instead.',
  LogicalNot: 'Use 1 - mask instead.',
  Cumprod: 'Use tf.exp of tf.cumsum of tf.log where the factors are positive.',
  DepthToSpace: 'Use tf.reshape and tf.transpose.',
  FFT: COMPLEX,
  IFFT: COMPLEX,
  Real: COMPLEX,
  Imag: COMPLEX,
  EluGrad: 'This is a second derivative; tfjs has only the first one of elu.',
  DenseBincount: 'Use a softened histogram: a sum of kernels.',
  MaxPoolWithArgmax: 'Use tf.maxPool.',
  FusedBatchNorm: 'Its gradient needs scale and offset: pass both to tf.batchNorm.',
  Prod: 'Its gradient does not know negative axes: count from the front.',
  Unpack:
    'Its gradient breaks where tf.unstack (or tf.linalg.bandPart) gives one tensor only: ' +
    'use tf.squeeze, or a mask.',
  Pack: 'Its gradient breaks where tf.stack is given one tensor only: use tf.expandDims.',
  CropAndResize: 'Use tf.slice and tf.image.resizeBilinear.',
};
