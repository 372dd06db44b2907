import type {Split} from '../../../src/data/split';
import {syntheticDigits} from '../../../src/data/syntheticDigits';

/** Drawn digits with every `factor`-th pixel of every `factor`-th row: a test's time is short. */
export function smallDigits(size: number, factor: number, seed = 1): Split {
  const {images, rows, columns, ...rest} = syntheticDigits({size, seed});
  const side = Math.floor(rows / factor);
  const small = Uint8Array.from({length: size * side * side}, (_, i) => {
    const [n, at] = [Math.floor(i / (side * side)), i % (side * side)];
    return images[n * rows * columns + factor * Math.floor(at / side) * columns + factor * (at % side)]!;
  });
  return {...rest, images: small, rows: side, columns: side};
}
