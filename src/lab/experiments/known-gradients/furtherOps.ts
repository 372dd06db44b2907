import * as tf from '@tensorflow/tfjs';
import {between, inner, missing, op, positive, real, wrong} from './configurations';

type T1 = tf.Tensor1D;
type T2 = tf.Tensor2D;
type T4 = tf.Tensor4D;

const int = (values: number[]) => tf.tensor1d(values, 'int32');
const places = (values: number[][]) => tf.tensor2d(values, undefined, 'int32');

/** Ops of the registry that the other families leave out, and further forms of some of theirs. */
// prettier-ignore
export const furtherOps = [
  // Slopes of 0, behind which the other factor's gradient flows.
  missing(op('lessEqual', x => tf.mul(x, tf.cast(tf.lessEqual(x, 0.5), 'float32')), real(4))),
  missing(op('notEqual', x => tf.mul(x, tf.cast(tf.notEqual(x, 0.5), 'float32')), real(4))),
  missing(op('logicalAnd', x => tf.mul(x, tf.cast(tf.logicalAnd(tf.cast(x, 'bool'), tf.greater(x, 0)), 'float32')), real(4))),
  missing(op('logicalOr', x => tf.mul(x, tf.cast(tf.logicalOr(tf.less(x, -1), tf.greater(x, 1)), 'float32')), real(4))),
  missing(op('logicalXor', x => tf.mul(x, tf.cast(tf.logicalXor(tf.less(x, 1), tf.greater(x, 0)), 'float32')), real(4))),
  missing(op('bitwiseAnd', x => tf.mul(x, tf.cast(tf.bitwiseAnd(tf.cast(x, 'int32'), int([1, 1, 1])), 'float32')), positive(3))),
  missing(op('all', x => tf.mul(x, tf.cast(tf.all(tf.cast(x, 'bool')), 'float32')), real(3))),
  missing(op('any', x => tf.mul(x, tf.cast(tf.any(tf.cast(x, 'bool')), 'float32')), real(3))),
  missing(op('searchSorted', x => tf.mul(x, tf.cast(tf.searchSorted(tf.tensor1d([-1, 0, 1]), x), 'float32')), real(4))),
  op('isInf', x => tf.isInf(x), real(3)),
  op('oneHot', x => tf.mul(x, tf.oneHot(tf.argMax(x), 3)), real(3)),
  // By index.
  missing(op('tensorScatterUpdate', (x, u) => tf.tensorScatterUpdate(tf.mul(x, 1), places([[2], [0]]), u), real(4), real(2))),
  missing(op('tensorScatterUpdate', (x, u) => tf.tensorScatterUpdate(tf.mul(x, 1), places([[1], [1]]), u), real(3), real(2))),
  missing(op('gatherND', x => tf.gatherND(x, places([[1], [0], [1]])), real(2, 3))),
  missing(op('scatterND', x => tf.scatterND(places([[1], [1]]), x, [3, 2]), real(2, 2))),
  missing(op('topk', x => tf.topk(x, 2).values, real(2, 4))),
  missing(op('bincount', w => tf.bincount(int([0, 2, 2, 1]), w as T1, 4), real(4))),
  missing(op('bincount', w => tf.bincount(int([0, 2, 5, 1]), w as T1, 3), real(4))),
  missing(op('denseBincount', w => tf.denseBincount(places([[0, 1, 1], [2, 2, 0]]), w as T2, 3), real(2, 3))),
  missing(op('sparseToDense', (v, d) => tf.sparseToDense(places([[0, 1], [1, 2]]), v, [2, 3], d as tf.Scalar), real(2), real())),
  missing(op('sparse.sparseSegmentSum', x => tf.sparse.sparseSegmentSum(x as T2, int([2, 0, 2]), int([0, 0, 1])), real(3, 2))),
  missing(op('sparse.sparseSegmentMean', x => tf.sparse.sparseSegmentMean(x as T2, int([2, 0, 2]), int([0, 0, 1])), real(3, 2))),
  missing(op('sparse.sparseFillEmptyRows', (v, d) => tf.sparse.sparseFillEmptyRows(places([[0, 0], [2, 1]]), v as T1, int([4, 2]), d as tf.Scalar)['outputValues']!, real(2), real())),
  // Shapes.
  missing(op('stridedSlice', x => tf.stridedSlice(x, [3, 0], [0, 3], [-1, 2]), real(4, 3))),
  missing(op('stridedSlice', x => tf.stridedSlice(x, [1, 0], [2, 3], [1, 1], 0, 0, 0, 0, 1), real(2, 3))),
  missing(op('diag', x => tf.diag(x), real(2, 2))),
  missing(op('cumprod', x => tf.cumprod(x, 0, true, true), real(3, 2))),
  missing(op('cumprod', x => tf.cumprod(x, 1), real(2, 3))),
  missing(op('unstack', x => tf.unstack(x)[0]!, real(1, 3))),
  missing(op('split', x => tf.split(x, [3])[0]!, real(3))),
  missing(op('tile', x => tf.tile(x, [2, 1, 3, 1, 2]), real(1, 2, 1, 1, 2))),
  // Einstein sums.
  missing(op('einsum', (a, b) => tf.einsum('bij,bjk->bik', a, b), real(2, 2, 3), real(2, 3, 1))),
  missing(op('einsum', (a, b) => tf.einsum('ij,kj->ki', a, b), real(2, 3), real(4, 3))),
  missing(op('einsum', x => tf.einsum('ij->j', x), real(2, 3))),
  missing(op('einsum', x => tf.einsum('ij->ji', x), real(2, 3))),
  missing(op('einsum', (a, b) => tf.einsum('i,j->ij', a, b), real(2), real(3))),
  // Images.
  missing(op('image.cropAndResize', (x, boxes) => tf.image.cropAndResize(x as T4, boxes as T2, [1, 0], [3, 2]), real(2, 4, 5, 2), between(0.1, 0.9, 2, 4))),
  missing(op('image.cropAndResize', x => tf.image.cropAndResize(x as T4, [[-0.2, 0.1, 1.3, 0.8]], [0], [4, 3], 'bilinear', 0.5), real(1, 3, 4, 1))),
  missing(op('image.cropAndResize', x => tf.image.cropAndResize(x as T4, [[0.1, 0.1, 0.8, 0.9]], [0], [3, 3], 'nearest'), real(1, 4, 4, 1))),
  missing(op('image.transform', x => tf.image.transform(x as T4, tf.tensor2d([[0.9, 0.2, 0.3, -0.1, 1.1, 0.4, 0.01, 0.02]]), 'bilinear'), real(1, 4, 5, 2))),
  missing(op('image.transform', x => tf.image.transform(x as T4, tf.tensor2d([[0.9, 0.2, -1.3, -0.1, 1.1, 0.4, 0, 0]]), 'bilinear', 'reflect'), real(1, 4, 5, 1))),
  missing(op('image.transform', x => tf.image.transform(x as T4, tf.tensor2d([[0.9, 0.2, -1.3, -0.1, 1.1, 0.4, 0, 0]]), 'nearest', 'constant', 0.7), real(1, 4, 5, 1))),
  missing(op('image.rotateWithOffset', x => tf.image.rotateWithOffset(x as T4, 0.7, 0.4), real(2, 4, 5, 2))),
  wrong(op('resizeBilinear', x => tf.image.resizeBilinear(x as T4, [7, 2], false, true), real(2, 3, 5, 1))),
  wrong(op('resizeBilinear', x => tf.image.resizeBilinear(x as T4, [7, 2], true), real(2, 3, 5, 1))),
  wrong(op('resizeNearestNeighbor', x => tf.image.resizeNearestNeighbor(x as T4, [5, 3], true), real(2, 3, 4, 2))),
  missing(op('maxPoolWithArgmax', x => tf.maxPoolWithArgmax(x as T4, 2, 1, 'same')['result']!, real(1, 3, 4, 2))),
  wrong(op('avgPool', x => tf.avgPool(x as T4, [3, 2], [2, 1], 'same'), real(1, 4, 5, 2))),
  wrong(op('avgPool3d', x => tf.avgPool3d(x as tf.Tensor5D, [2, 3, 1], [1, 2, 1], 'same'), real(1, 3, 4, 2, 1))),
  // Convolutions with dilations.
  missing(op('conv2d', (x, w) => tf.conv2d(x as T4, w as T4, 1, 'same', 'NHWC', [2, 1]), real(1, 4, 3, 2), real(2, 2, 2, 1))),
  missing(op('conv2d', (x, w) => tf.conv2d(x as T4, w as T4, 1, 'same', 'NCHW', 2), real(1, 2, 4, 3), real(2, 2, 2, 1))),
  missing(op('depthwiseConv2d', (x, w) => tf.depthwiseConv2d(x as T4, w as T4, 1, 'same', 'NHWC', [2, 1]), real(1, 4, 3, 2), real(2, 2, 2, 2))),
  missing(op('conv3d', (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, 1, 'same', 'NDHWC', [1, 2, 1]), real(1, 2, 4, 2, 1), real(1, 2, 2, 1, 2))),
  missing(op('conv3dTranspose', (x, w) => tf.conv3dTranspose(x as tf.Tensor5D, w as tf.Tensor5D, [1, 4, 4, 4, 2], 2, 'same'), real(1, 2, 2, 2, 1), real(2, 2, 2, 2, 1))),
  missing(op('fused.conv2d', (x, filter, bias) => tf.fused.conv2d({x: x as T4, filter: filter as T4, bias, strides: 1, pad: 'same', dilations: 2}), real(1, 4, 3, 2), real(2, 2, 2, 1), real(1))),
  missing(op('fused.depthwiseConv2d', (x, filter, bias) => tf.fused.depthwiseConv2d({x: x as T4, filter: filter as T4, bias, strides: 1, pad: 'same', dilations: 2}), real(1, 4, 3, 2), real(2, 2, 2, 1), real(2))),
  wrong(op('fused.matMul', (a, b, bias) => tf.fused.matMul({a, b, bias}), real(1, 2, 3), real(2, 3, 2), real(2))),
  // Batch normalization with a mean for each of two axes.
  missing(op('batchNorm', (x, m, v) => tf.batchNorm(x as T4, m as T4, v as T4), real(2, 1, 2, 2), real(2, 1, 2, 2), positive(2, 1, 2, 2))),
  // Complex numbers.
  missing(op('spectral.fft', (a, b) => tf.abs(tf.spectral.fft(tf.complex(a, b))), real(2, 3), real(2, 3))),
  missing(op('spectral.ifft', (a, b) => tf.imag(tf.spectral.ifft(tf.complex(a, b))), real(4), real(4))),
  missing(op('spectral.irfft', (a, b) => tf.spectral.irfft(tf.complex(a, b)), real(2, 3), real(2, 3))),
  missing(op('spectral.rfft', x => tf.real(tf.spectral.rfft(x)), real(2, 4))),
  missing(op('real', (a, b) => tf.real(tf.mul(tf.complex(a, b), tf.complex(b, a))), real(3), real(3))),
  missing(op('imag', (a, b) => tf.imag(tf.mul(tf.complex(a, b), tf.complex(a, b))), real(3), real(3))),
  missing(op('complex', (a, b) => tf.imag(tf.concat([tf.complex(a, b), tf.complex(b, a)])), real(3), real(3))),
  missing(op('linalg.bandPart', x => tf.linalg.bandPart(x, tf.argMax<tf.Scalar>(tf.reshape(x, [-1])), 1), inner(3, 3))),
];
