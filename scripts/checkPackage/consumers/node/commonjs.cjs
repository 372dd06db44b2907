// Somebody's CommonJS: losslab computes, and importing it has loaded nothing that only files or the command line need.
const assert = require('node:assert/strict');
const Module = require('node:module');
const path = require('node:path');

const loaded = [];
const load = Module._load;
Module._load = function (request, parent, ...rest) {
  if (parent?.filename?.includes(`${path.sep}losslab${path.sep}dist${path.sep}`)) loaded.push(request);
  return load.call(this, request, parent, ...rest);
};
const tf = require('@tensorflow/tfjs');
const losslab = require('losslab');
Module._load = load;
const strange = loaded.filter(
  request =>
    !(
      request === '@tensorflow/tfjs' ||
      (/^\.\.?\//.test(request) && !/\/(cli|node|report|experiments)(\/|$)/.test(request))
    ),
);
assert.deepEqual(strange, []);
assert.ok(loaded.length > 10, 'the hook saw nothing');

const {correctGradients} = require('losslab/corrections');
const undo = correctGradients();
const cumulated = tf.grad(x => tf.cumsum(x, 0))(tf.tensor2d([[1, 2], [3, 4]])); // prettier-ignore
assert.deepEqual([...cumulated.dataSync()], [2, 2, 1, 1]);
undo();

const node = require('losslab/node');
const models = path.dirname(require.resolve('losslab/models/convolution/model.json'));

(async () => {
  const labels = tf.tensor1d([0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  const guess = tf.tensor1d([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]);
  assert.ok(Math.abs(losslab.crossEntropy(labels, guess).dataSync()[0] - 0.510825457) < 1e-6);
  const check = await losslab.checkGradients(x => losslab.sumSquaredError(labels, x), [guess]);
  assert.equal(check.verdict, 'pass', String(check));
  assert.equal(await node.selectBackend('wasm'), 'wasm');
  const model = await node.loadModel(models);
  const {accuracy} = await losslab.evaluate(model, losslab.syntheticDigits({size: 200, seed: 1}));
  assert.ok(accuracy > 0.8, `accuracy ${accuracy}`);
})();
