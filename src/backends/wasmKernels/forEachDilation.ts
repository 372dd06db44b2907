import type {Convolution} from './convolution';
import type {HeapView} from './wasmBackend';

/** What a dilation adds up. */
interface Operands {
  readonly x: HeapView;
  readonly filter: HeapView;
}

/** An index into each. */
interface Place {
  readonly x: number;
  readonly filter: number;
}

/**
 * Visits each window of a grey-scale dilation in the order of the output: `output` is its number, `maximum` where input +
 * filter is greatest; undefined if no cell of the filter meets the input.
 */
export function forEachDilation(
  operands: Operands,
  info: Convolution,
  visit: (output: number, maximum: Place | undefined) => void,
): void {
  let output = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let i = 0; i < info.outHeight; i++) {
      for (let j = 0; j < info.outWidth; j++) {
        for (let channel = 0; channel < info.inChannels; channel++, output++) {
          visit(output, firstMaximum(operands, info, image, i, j, channel));
        }
      }
    }
  }
}

/** Where the first maximum of input + filter is in both; undefined if the window lies in the padding altogether. NaN yields to any number. */
function firstMaximum(
  {x, filter}: Operands,
  info: Convolution,
  image: number,
  i: number,
  j: number,
  channel: number,
): Place | undefined {
  const {inHeight, inWidth, inChannels, padInfo} = info;
  let best = NaN;
  let found: Place | undefined;
  for (let row = 0; row < info.filterHeight; row++) {
    const y = i * info.strideHeight + row * info.dilationHeight - padInfo.top;
    if (y < 0 || y >= inHeight) continue;
    for (let column = 0; column < info.filterWidth; column++) {
      const z = j * info.strideWidth + column * info.dilationWidth - padInfo.left;
      if (z < 0 || z >= inWidth) continue;
      const at = {
        x: ((image * inHeight + y) * inWidth + z) * inChannels + channel,
        filter: (row * info.filterWidth + column) * inChannels + channel,
      };
      const sum = x[at.x]! + filter[at.filter]!;
      if (sum > best || Number.isNaN(best)) {
        best = sum;
        found = at;
      }
    }
  }
  return found;
}
