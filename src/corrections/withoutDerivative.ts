/** A kernel that no gradient is asked of, and why. */
export interface WithoutDerivative {
  readonly kernels: readonly string[];
  readonly reason: string;
}

/** The kernels of tfjs 4.22 that have no derivative, or none that could be registered. The sweep looks at all others. */
export const withoutDerivative: readonly WithoutDerivative[] = [
  {
    kernels: ['Fill', 'LinSpace', 'Range', 'RaggedRange', 'BroadcastArgs', 'SparseReshape'],
    reason: 'They take no numbers that could vary: sizes and shapes, as attributes or integers.',
  },
  {
    kernels: ['FromPixels', 'Draw'],
    reason: 'They take pixels from outside, or put them there.',
  },
  {
    kernels: ['StaticRegexReplace', 'StringNGrams', 'StringSplit', 'StringToHashBucketFast'],
    reason: 'They are functions of texts.',
  },
  {
    kernels: ['Multinomial'],
    reason: 'It draws at random; the gradient of an expectation is not that of a draw.',
  },
  {
    kernels: ['NonMaxSuppressionV3', 'NonMaxSuppressionV4', 'NonMaxSuppressionV5'],
    reason: 'They choose boxes by their indices; TensorFlow marks them as not differentiable.',
  },
  {
    kernels: ['Unique'],
    reason: 'The shape of its result jumps where two entries become equal.',
  },
  {
    kernels: ['RaggedGather', 'RaggedTensorToTensor'],
    reason:
      'Linear in their values, but tfjs hands them a list of tensors under one name, which its tape cannot record.',
  },
  {
    kernels: [
      'BroadcastTo',
      'LogSoftmax',
      'LogicalXor',
      'LowerBound',
      'MatrixBandPart',
      'Pool',
      'UpperBound',
    ],
    reason: 'Names without a kernel: tfjs makes these ops of others.',
  },
];
