import * as tf from '@tensorflow/tfjs';
import {assembleBatch} from '../../../src/data/minibatches/assembleBatch';

const allBytes = {
  images: Uint8Array.from({length: 512}, (_, i) => i & 255),
  labels: Uint8Array.of(0, 1),
  size: 2,
  rows: 16,
  columns: 16,
  classes: 2,
};

// Some backends divide themselves, and none may round in another way: the same seed is to give the same images everywhere.
test('assembleBatch() gives float32(b / 255) for every byte b', () => {
  const before = tf.memory().numTensors;
  const batch = assembleBatch(allBytes, Int32Array.of(1, 0), {labels: 'integer', layout: 'flat'});
  const expected = Array.from(allBytes.images, byte => Math.fround(byte / 255));
  expect(Array.from(batch.xs.dataSync())).toEqual(expected);
  expect(tf.memory().numTensors).toBe(before + 2);
  tf.dispose([batch.xs, batch.ys]);
});

test('a batch is not changed by the next one', () => {
  const form = {labels: 'integer', layout: 'flat'} as const;
  const first = assembleBatch({...allBytes, images: allBytes.images.map(() => 7)}, Int32Array.of(0), form);
  const second = assembleBatch({...allBytes, images: allBytes.images.map(() => 9)}, Int32Array.of(0), form);
  expect(new Set(first.xs.dataSync())).toEqual(new Set([Math.fround(7 / 255)]));
  expect(new Set(second.xs.dataSync())).toEqual(new Set([Math.fround(9 / 255)]));
  tf.dispose([first.xs, first.ys, second.xs, second.ys]);
});
