/** What moves, picks, puts, resizes and crops, in every form, against difference quotients. */
import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../src/corrections';
import {expectRightGradients, scattered, slopeOf} from './againstDifferences';

const int = (values: number[], shape?: number[]) => tf.tensor(values, shape ?? [values.length], 'int32');

describe('moving', () => {
  test.each<[string, (x: tf.Tensor) => tf.Tensor, number[]]>([
    ['mirrorPad, reflected', x => tf.mirrorPad(x, [[1, 2], [2, 1]], 'reflect'), [3, 4]],
    ['mirrorPad, symmetric', x => tf.mirrorPad(x, [[1, 2], [0, 3]], 'symmetric'), [3, 4]],
    ['stridedSlice', x => tf.stridedSlice(x, [0, 1], [3, 4], [2, 1]), [3, 4]],
    ['stridedSlice, backwards and masked', x => tf.stridedSlice(x, [2, 3], [0, 0], [-1, -2], 0, 2), [3, 4]],
    ['stridedSlice that drops an axis', x => tf.stridedSlice(x, [1, 0], [2, 4], [1, 1], 0, 0, 0, 0, 1), [3, 4]],
    ['depthToSpace', x => tf.depthToSpace(x as tf.Tensor4D, 2), [2, 2, 3, 8]],
    ['rotation', x => tf.image.rotateWithOffset(x as tf.Tensor4D, 0.6, 0.25, [0.4, 0.5]), [2, 4, 3, 2]],
    ['flip', x => tf.image.flipLeftRight(x as tf.Tensor4D), [2, 2, 3, 2]],
    ['diag of a matrix', x => tf.diag(x), [2, 3]],
    ['diag', x => tf.diag(x), [4]],
    ['unstack', x => tf.concat(tf.unstack(x, 1).map((row, i) => tf.mul(row, i + 1))), [2, 3, 2]],
    ['split', x => tf.concat(tf.split(x, [1, 3], 1).map((part, i) => tf.mul(part, i + 1)), 1), [2, 4]],
    ['tile of rank 5', x => tf.tile(x, [2, 1, 3, 1, 2]), [2, 1, 2, 3, 2]],
    ['tile of rank 6', x => tf.tile(x, [1, 2, 1, 1, 1, 2]), [1, 2, 2, 1, 2, 3]],
    ['tile', x => tf.tile(x, [2, 3]), [2, 3]],
  ])('%s', (_, fn, shape) => {
    expectRightGradients({fn, inputs: [scattered(...shape)]});
    expectRightGradients({fn: slopeOf(fn), inputs: [scattered(...shape)]});
  }); // prettier-ignore
});

describe('indexing', () => {
  test.each<[axis: number, batchDims: number, index: tf.Tensor]>([
    [0, 0, int([2, 0, 2])],
    [1, 0, int([1, 1, 0, 2], [2, 2])],
    [2, 0, int([0, 1, 1])],
    [1, 1, int([1, 1, 0, 2, 2, 2], [3, 2])],
    [2, 2, int([0, 1, 1, 1, 0, 0, 1, 0, 0], [3, 3, 1])],
    [2, 1, int([0, 1, 1, 1, 0, 0], [3, 2])],
  ])('gather along axis %d with %d batch dimensions', (axis, batchDims, index) => {
    const fn = (x: tf.Tensor) => tf.gather(x, index, axis, batchDims);
    expectRightGradients({fn, inputs: [scattered(3, 3, 2)]});
    expectRightGradients({fn: slopeOf(fn), inputs: [scattered(3, 3, 2)]});
  });

  test('gatherND and scatterND of rows, one of them twice', () => {
    const index = int([2, 1, 0, 0, 2, 1], [3, 2]);
    expectRightGradients({fn: (x: tf.Tensor) => tf.gatherND(x, index), inputs: [scattered(3, 2, 2)]});
    expectRightGradients({
      fn: (u: tf.Tensor) => tf.scatterND(index, u, [3, 2, 2]),
      inputs: [scattered(3, 2)],
    });
  });

  test('of several updates of one place the last one counts', () => {
    const index = int([2, 0, 2], [3, 1]);
    const fn = (x: tf.Tensor, u: tf.Tensor) => tf.tensorScatterUpdate(tf.mul(x, 1), index, u);
    expectRightGradients({fn, inputs: [scattered(4, 2), scattered(3, 2)]});
    const cells = (x: tf.Tensor, u: tf.Tensor) =>
      tf.tensorScatterUpdate(tf.mul(x, 1), int([1, 0, 3, 1], [2, 2]), u);
    expectRightGradients({fn: cells, inputs: [scattered(4, 2), scattered(2)]});
    const table = (x: tf.Tensor, u: tf.Tensor) =>
      tf.tensorScatterUpdate(tf.mul(x, 1), int([2, 2, 1, 0], [2, 2, 1]), u);
    expectRightGradients({fn: table, inputs: [scattered(4, 3), scattered(2, 2, 3)]});
  });

  test('unsortedSegmentSum of rows', () => {
    const fn = (x: tf.Tensor) => tf.unsortedSegmentSum(x, int([1, 0, 1]) as tf.Tensor1D, 3);
    expectRightGradients({fn, inputs: [scattered(3, 2)]});
  });

  test.each([
    [[5], 2],
    [[2, 4], 3],
    [[2, 2, 3], 1],
  ] as const)('topk of shape %j, %d of each', (shape, k) => {
    // prettier-ignore
    expectRightGradients({fn: (x: tf.Tensor) => tf.topk(x, k).values, inputs: [scattered(...shape)]});
  });

  test('bincount leaves out numbers beyond the bins, and binary counts have no gradient', () => {
    const counted = (w: tf.Tensor1D) => tf.bincount(int([1, 0, 3, 1, 2]) as tf.Tensor1D, w, 3);
    expectRightGradients({fn: counted, inputs: [scattered(5)]});
    const x = int([1, 0, 3, 1, 2, 2], [2, 3]) as tf.Tensor2D;
    for (const binary of [false, true]) {
      const dense = (w: tf.Tensor2D) => tf.denseBincount(x, w, 3, binary);
      expectRightGradients({fn: dense, inputs: [scattered(2, 3)]});
    }
    const none = (w: tf.Tensor1D) => tf.bincount(int([1, 0]) as tf.Tensor1D, w, 2);
    expectRightGradients({fn: none, inputs: [tf.zeros([0])]});
    const flat = (w: tf.Tensor1D) => tf.denseBincount(int([1, 0, 3]) as tf.Tensor1D, w, 3);
    expectRightGradients({fn: flat, inputs: [scattered(3)]});
  });
});

describe('sparse', () => {
  test.each<[tf.Tensor, number[], number[]]>([
    [int([2, 0, 1, 1], [2, 2]), [2], [3, 2]],
    [int([3, 1]), [2], [4]],
    [int([2, 0], [2, 1]), [], [3]],
    [tf.scalar(2, 'int32'), [], [3]],
  ])('sparseToDense', (index, values, shape) => {
    const fn = (v: tf.Tensor, other: tf.Scalar) => tf.sparseToDense(index, v, shape, other);
    expectRightGradients({fn, inputs: [scattered(...values), tf.scalar(0.5)]});
  });

  test('sums and means of segments of rows, with a segment left out', () => {
    const [index, ids] = [int([0, 2, 1, 2]), int([0, 0, 2, 2])] as [tf.Tensor1D, tf.Tensor1D];
    for (const reduce of [tf.sparse.sparseSegmentSum, tf.sparse.sparseSegmentMean]) {
      const fn = (x: tf.Tensor) => reduce(x, index, ids);
      expectRightGradients({fn, inputs: [scattered(3, 2)]});
      expectRightGradients({fn, inputs: [scattered(3, 2, 2)]});
    }
  });

  test('sparseFillEmptyRows', () => {
    const index = int([1, 0, 1, 2, 3, 0], [3, 2]) as tf.Tensor2D;
    const fn = (v: tf.Tensor1D, other: tf.Scalar) =>
      tf.sparse.sparseFillEmptyRows(index, v, int([5, 3]) as tf.Tensor1D, other)['outputValues']!;
    expectRightGradients({fn, inputs: [scattered(3), tf.scalar(0.5)]});
  });
});

describe('images', () => {
  const modes = [[false, false], [true, false], [false, true]] as const; // prettier-ignore
  const sizes = [[5, 4], [2, 7], [1, 1], [3, 3]] as const; // prettier-ignore

  test.each(modes.flatMap(mode => sizes.map(([height, width]) => [...mode, height, width] as const)))(
    'resized, corners aligned %s, centres at half pixels %s, to %d × %d',
    (align, half, height, width) => {
      for (const resize of [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor]) {
        for (const shape of [
          [2, 3, 4, 2],
          [1, 3, 3, 1],
          [1, 2, 3, 1],
          [2, 3, 3, 1],
        ]) {
          // prettier-ignore
          const fn = (x: tf.Tensor4D) => resize(x, [height, width], align, half);
          expectRightGradients({fn, inputs: [scattered(...shape)]});
        }
      }
    },
  );

  test('resized, twice, and of one row with aligned corners', () => {
    for (const resize of [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor]) {
      const fn = (x: tf.Tensor4D) => resize(x, [4, 5]);
      expectRightGradients({fn: slopeOf(fn), inputs: [scattered(1, 3, 3, 1)]});
      for (const shape of [
        [1, 1, 3, 1],
        [1, 3, 1, 1],
      ]) {
        // prettier-ignore
        const aligned = (x: tf.Tensor4D) => resize(x, [2, 2], true);
        expectRightGradients({fn: aligned, inputs: [scattered(...shape)]});
      }
    }
  });

  // One box turned round, one that reaches over the edges, one of each image.
  const boxes = tf.tensor2d([[0.1, 0.15, 0.72, 0.9], [0.83, 0.62, 0.13, 0.2], [-0.35, 0.3, 0.6, 1.1]]); // prettier-ignore

  test.each([
    [2, 3],
    [1, 2],
    [3, 1],
  ] as const)('cropped and resized to %d × %d', (height, width) => {
    // prettier-ignore
    const image = scattered(2, 4, 5, 2);
    const crop = (method: 'bilinear' | 'nearest') => (x: tf.Tensor4D, b: tf.Tensor2D) =>
      tf.image.cropAndResize(x, b, tf.tensor1d([1, 0, 1], 'int32'), [height, width], method, 0.5);
    expectRightGradients({fn: (x: tf.Tensor4D) => crop('nearest')(x, boxes), inputs: [image]});
    expectRightGradients({fn: (x: tf.Tensor4D) => crop('bilinear')(x, boxes), inputs: [image]});
  });

  test.each([
    [2, 3],
    [1, 2],
    [3, 1],
  ] as const)('the boxes of crops of %d × %d', (height, width) => {
    // No place of a crop is within 1/16 of a pixel's centre, where the slope jumps; a step moves one by 1/16 at most.
    const small = tf.tensor2d([[0.2, 0.2, 0.8, 0.8]]);
    const crop = (share: tf.Tensor) =>
      tf.image.cropAndResize(
        scattered(1, 2, 2, 2) as tf.Tensor4D,
        tf.add<tf.Tensor2D>(small, share),
        [0],
        [height, width],
      );
    expectRightGradients({fn: crop, inputs: [tf.zeros([1, 4])]});
  });

  test('the numbers of the images that crops are taken from have the gradient 0', () => {
    const crop = (x: tf.Tensor) =>
      tf.image.cropAndResize(
        scattered(2, 3, 3, 1) as tf.Tensor4D,
        boxes,
        tf.cast(x, 'int32') as tf.Tensor1D,
        [2, 2],
      );
    expectRightGradients({fn: crop, inputs: [tf.tensor1d([0.5, 1.5, 0.5])]});
  });

  test('boxes of a nearest crop have the gradient 0', () => {
    const undo = correctGradients();
    const crop = (b: tf.Tensor) =>
      tf.image.cropAndResize(scattered(1, 3, 3, 1) as tf.Tensor4D, b as tf.Tensor2D, [0], [2, 2], 'nearest');
    const gradient = Array.from(
      tf
        .grad(crop)(boxes.slice([0, 0], [1, 4]))
        .dataSync(),
    );
    undo();
    expect(gradient).toEqual([0, 0, 0, 0]);
  });

  test.each([
    ['bilinear', 'constant'],
    ['bilinear', 'reflect'],
    ['nearest', 'wrap'],
    ['nearest', 'nearest'],
  ] as const)('transformed, %s and filled by %s', (interpolation, fill) => {
    const transforms = tf.tensor2d([[0.8, 0.3, 0.4, -0.2, 1.1, 0.7, 0.01, 0.02], [1, 0, 1.3, 0, 1, -0.6, 0, 0]]); // prettier-ignore
    const fn = (x: tf.Tensor4D) => tf.image.transform(x, transforms, interpolation, fill, 0.5, [3, 5]);
    expectRightGradients({fn, inputs: [scattered(2, 4, 3, 2)]});
  });
});
