// Somebody's tests with Vitest.
import type * as tf from '@tensorflow/tfjs';
import {expect, test} from 'vitest';
import 'losslab/vitest';

test('a right gradient', async () => {
  await expect((x: tf.Tensor) => x.square().sum()).toHaveCorrectGradients([[1, 2]]);
});

test('a flat function', async () => {
  await expect((x: tf.Tensor) => x.round().sum()).toBeFlat([[1.2, 2.7]]);
});

// checkPackage takes the await away and expects the test to fail.
test('an awaited matcher', async () => {
  await expect((x: tf.Tensor) => x.sin().sum()).toHaveCorrectGradients([[1, 2]]);
});
