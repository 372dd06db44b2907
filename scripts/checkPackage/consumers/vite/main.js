// Somebody's page: losslab trains a net, in a browser's world.
import * as tf from '@tensorflow/tfjs';
import {
  checkGradients,
  crossEntropy,
  evaluate,
  minibatches,
  syntheticDigits,
  train,
  twoLayerNet,
} from 'losslab';

globalThis.proof = (async () => {
  await tf.setBackend('cpu');
  const model = twoLayerNet({hidden: 20, seed: 1});
  const digits = minibatches(syntheticDigits({size: 1000, seed: 1}), {batchSize: 50, seed: 1});
  await train(model, digits, {loss: crossEntropy, learningRate: 0.5, epochs: 12});
  const {accuracy} = await evaluate(model, syntheticDigits({size: 200, seed: 2}));
  const check = await checkGradients(x => x.square().sum(), [[1, 2, 3]]);
  return {accuracy, check: check.toString()};
})();
