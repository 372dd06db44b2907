import type * as tf from '@tensorflow/tfjs';
import type {HeapView} from './wasmBackend';

/** What both kinds of pooling have; in two dimensions everything is one layer deep. */
export type Pool = Pick<
  tf.backend_util.Conv3DInfo,
  'batchSize' | 'inChannels' | `${'in' | 'out' | 'filter' | 'stride'}${'Depth' | 'Height' | 'Width'}`
> & {readonly padInfo: {readonly front: number; readonly top: number; readonly left: number}};

/**
 * Visits each window of a max pooling in the order of the output: `output` is its number, `maximum` where in `x` its first
 * maximum is; −1 if the window lies in the padding altogether.
 */
export function forEachMaximum(
  x: HeapView,
  pool: Pool,
  visit: (output: number, maximum: number) => void,
): void {
  const {outDepth, outHeight, outWidth, inChannels} = pool;
  const {strideDepth, strideHeight, strideWidth, padInfo} = pool;
  let output = 0;
  for (let image = 0; image < pool.batchSize; image++) {
    for (let layer = 0; layer < outDepth; layer++) {
      const front = layer * strideDepth - padInfo.front;
      for (let row = 0; row < outHeight; row++) {
        const top = row * strideHeight - padInfo.top;
        for (let column = 0; column < outWidth; column++) {
          const left = column * strideWidth - padInfo.left;
          for (let channel = 0; channel < inChannels; channel++, output++) {
            visit(output, firstMaximum(x, pool, {image, front, top, left, channel}));
          }
        }
      }
    }
  }
}

/** Where a window begins, also before the first element. */
interface Corner {
  readonly image: number;
  readonly front: number;
  readonly top: number;
  readonly left: number;
  readonly channel: number;
}

/** Where the window's first maximum is; −1 if the window lies in the padding altogether. NaN yields to any number. */
function firstMaximum(x: HeapView, pool: Pool, {image, front, top, left, channel}: Corner): number {
  const {inDepth, inHeight, inWidth, inChannels, filterDepth, filterHeight, filterWidth} = pool;
  const [back, bottom, right] = [front + filterDepth, top + filterHeight, left + filterWidth];
  let best = NaN;
  let found = -1;
  for (let layer = Math.max(front, 0); layer < Math.min(back, inDepth); layer++) {
    for (let y = Math.max(top, 0); y < Math.min(bottom, inHeight); y++) {
      for (let z = Math.max(left, 0); z < Math.min(right, inWidth); z++) {
        const at = (((image * inDepth + layer) * inHeight + y) * inWidth + z) * inChannels + channel;
        const value = x[at]!;
        if (value > best || Number.isNaN(best)) {
          best = value;
          found = at;
        }
      }
    }
  }
  return found;
}
