import * as tf from '@tensorflow/tfjs';
import type {Random} from '../../random';
import {watchKernels} from '../../tfjs/kernels';

/** Kernels whose results are parts of their inputs, or whole numbers: nothing is rounded in them. */
const EXACT = new Set(
  [
    'Identity Reshape Slice StridedSlice Concat Pack Unpack SplitV Transpose Reverse GatherV2 GatherNd Tile PadV2',
    'MirrorPad Cast Step Sign Floor Ceil Round Maximum Minimum Max Min MaxPool MaxPool3D Relu Relu6 ClipByValue Abs Neg',
    'Select ZerosLike OnesLike Fill OneHot Range BroadcastTo ArgMax ArgMin TopK SpaceToBatchND BatchToSpaceND',
    'FlipLeftRight ExpandDims Equal Greater Less MaxPoolGrad FloorDiv FloorMod',
  ].flatMap(names => names.split(' ')),
);

/**
 * Runs `work` while the result of every kernel that rounds is multiplied by 1 + δu, u uniform in [−1, 1], and more for
 * one that sums many numbers up.
 *
 * The numbers are changed where they lie, which a tape that is being recorded does not notice. On a backend that hands out
 * copies the result is replaced, and left alone where a tape would lose it.
 */
export function perturbKernels(delta: number, random: Random, work: () => void): void {
  watchKernels(work, ({kernelName, inputs}, run) => {
    const result = run();
    if (EXACT.has(kernelName!)) return result;
    const given = Object.values(inputs).filter(input => input instanceof tf.Tensor);
    const perturb = (output: tf.Tensor) => {
      if (output.dtype !== 'float32' || given.some(({dataId}) => dataId === output.dataId)) return output;
      const summed = Math.sqrt(Math.max(1, ...given.map(({size}) => size / Math.max(1, output.size))));
      return scaleEntries(output, () => 1 + delta * summed * (2 * random.uniform() - 1));
    };
    return Array.isArray(result) ? result.map(perturb) : perturb(result);
  });
}

/** Multiplies every entry by what `factor` gives for it; where it can be done in place, in place. */
export function scaleEntries(output: tf.Tensor, factor: (at: number) => number): tf.Tensor {
  return changeEntries(output, (value, at) => value * factor(at));
}

/** Puts what `change` gives in place of every entry; in place where the backend hands out its own numbers. */
export function changeEntries(output: tf.Tensor, change: (value: number, at: number) => number): tf.Tensor {
  const values = output.dataSync();
  for (let at = 0; at < values.length; at++) values[at] = change(values[at]!, at);
  if (sharesMemory(values, output.dataSync())) return output;
  if (tf.engine().state.gradientDepth > 0) return output;
  return tf.tensor(values, output.shape, output.dtype);
}

function sharesMemory(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return a === b || (a.buffer === b.buffer && a.byteOffset === b.byteOffset);
}
