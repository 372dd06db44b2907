// Somebody's ES module: named imports from every entry.
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import {crossEntropy, minibatches, syntheticDigits, train, twoLayerNet} from 'losslab';
import {correctGradients} from 'losslab/corrections';
import {gradientMatchers} from 'losslab/jest';
import {loadMnist, saveModel} from 'losslab/node';

for (const entry of [crossEntropy, correctGradients, gradientMatchers.toBeFlat, loadMnist, saveModel]) {
  assert.equal(typeof entry, 'function');
}
const undo = correctGradients();
const cumulated = tf.grad(x => tf.cumsum(x, 0))(tf.tensor2d([1, 2, 3, 4], [2, 2]));
assert.deepEqual([...cumulated.dataSync()], [2, 2, 1, 1]);
undo();
const model = twoLayerNet({hidden: 10, seed: 1});
const digits = minibatches(syntheticDigits({size: 500, seed: 1}), {batchSize: 50, seed: 1});
const {losses} = await train(model, digits, {loss: crossEntropy, learningRate: 0.5, epochs: 4});
assert.ok(losses[3] < losses[0], `losses ${losses.join(', ')}`);
