import type {Split} from '../../src/data/split';
import {Random} from '../../src/random';

/**
 * Noise of MNIST's form: how fast a batch is made, or trained on, hardly depends on what it shows. As in MNIST, four fifths of
 * the pixels are black.
 */
export function randomSplit(size: number): Split {
  const random = new Random(size);
  const images = new Uint8Array(size * 784).map(() => (random.uniform() < 0.2 ? random.bits() : 0));
  const labels = Uint8Array.from({length: size}, () => random.integer(10));
  return {images, labels, size, rows: 28, columns: 28, classes: 10};
}
