// A walk through what losslab does, beside whatever tfjs and Node are installed here. One JSON object, a line for the table
// of scripts/matrix: what ran, or the sentence that says why it is off.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const tf = require('@tensorflow/tfjs');
const losslab = require('losslab');
const node = require('losslab/node');

const close = (got, expected, tolerance) =>
  assert.ok(Math.abs(got - expected) <= tolerance, `expected ${expected}, got ${got}`);

const stops = {
  async losses() {
    const labels = tf.tensor1d([0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    const guess = tf.tensor1d([0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]);
    close(losslab.crossEntropy(labels, guess).dataSync()[0], 0.510825457, 1e-6);
    close(losslab.sumSquaredError(labels, guess).dataSync()[0], 0.0975, 1e-6);
    const logits = tf.tensor2d([[1, 2, 3]]);
    const gradient = tf.grad(x => losslab.sparseCrossEntropyFromLogits(tf.tensor1d([2], 'int32'), x))(logits);
    // A bundler may take a call for one without effect, and the check with it.
    const {proxy, revoke} = Proxy.revocable({}, {});
    revoke();
    assert.throws(() => losslab.crossEntropy(proxy, guess), /got a revoked proxy/);
    close(gradient.dataSync()[2], Math.exp(3) / (Math.exp(1) + Math.exp(2) + Math.exp(3)) - 1, 1e-6);
  },
  async training() {
    await tf.setBackend('cpu');
    close(await trained(), 1, 0.2);
  },
  async saving() {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-tour-'));
    const model = losslab.twoLayerNet({inputs: 4, hidden: 3, classes: 2, seed: 1});
    model.compile({optimizer: tf.train.sgd(0.1), loss: losslab.crossEntropy});
    await node.saveModel(model, directory);
    const xs = tf.randomNormal([5, 4]);
    const [before, after] = [model, await node.loadModel(directory)].map(m =>
      Array.from(m.predict(xs).dataSync()),
    );
    assert.deepEqual(after, before);
    await tf.loadLayersModel(tf.io.fromMemory(await artifacts(directory)));
    fs.rmSync(directory, {recursive: true});
  },
  async float64() {
    const {available, reason} = losslab.prepareFloat64();
    if (!available) return reason;
    // Closed forms to the last digits, through the kernels of several families.
    await losslab.onFloat64(() => {
      const x = losslab.float64Tensor([0.3, 0.7], [2]);
      close(x.sin().sum().dataSync()[0], Math.sin(0.3) + Math.sin(0.7), 1e-15);
      close(x.erf().dataSync()[0], 0.3286267594591274, 1e-15);
      close(x.softmax().dataSync()[0], 1 / (1 + Math.exp(0.7 - 0.3)), 1e-15);
      const kernel = losslab.float64Tensor([0.1, 0.2, 0.3, 0.4], [2, 2, 1, 1]);
      const image = losslab.float64Tensor([1 / 3, 1 / 7, 1 / 9, 1 / 11], [1, 2, 2, 1]);
      close(image.conv2d(kernel, 1, 'valid').dataSync()[0], 0.1 / 3 + 0.2 / 7 + 0.3 / 9 + 0.4 / 11, 1e-8);
      close(
        x
          .reshape([1, 2])
          .matMul(x.reshape([2, 1]))
          .dataSync()[0],
        0.3 * 0.3 + 0.7 * 0.7,
        1e-15,
      );
    });
    const right = await losslab.checkGradients(x => x.tanh().mul(x).sum(), [[0.3, -0.7]]);
    assert.deepEqual([right.verdict, right.dtype], ['pass', 'float64']);
    const wrong = await losslab.checkGradients((x, y) => x.floorDiv(y).sum(), [[7.5], [2]]);
    assert.equal(wrong.verdict, 'wrong');
  },
  async 'wasm kernels'() {
    try {
      assert.equal(await node.selectBackend('wasm'), 'wasm');
    } catch (error) {
      if (error instanceof losslab.BackendUnavailableError) return error.message;
      throw error;
    }
    const x = tf.tensor4d([-2, -1, -3, -4], [1, 2, 2, 1]);
    assert.deepEqual(
      Array.from(
        tf
          .grad(v => tf.maxPool(v, 2, 2, 'valid'))(x)
          .dataSync(),
      ),
      [0, 1, 0, 0],
    );
    const [a, b] = [tf.randomNormal([7, 5]), tf.randomNormal([9, 5])];
    const product = await tf.matMul(a, b, false, true).data();
    await tf.setBackend('cpu');
    const expected = await tf.matMul(a, b, false, true).data();
    product.forEach((value, i) => close(value, expected[i], 1e-5));
  },
  async 'replayed training on wasm'() {
    if (tf.findBackendFactory('wasm') == null) return 'no wasm backend';
    await tf.setBackend('wasm');
    close(await trained(), 1, 0.2);
    await tf.setBackend('cpu');
  },
};

async function trained() {
  const model = losslab.twoLayerNet({hidden: 20, seed: 1});
  const digits = losslab.minibatches(losslab.syntheticDigits({size: 1000, seed: 1}), {
    batchSize: 50,
    seed: 1,
  });
  await losslab.train(model, digits, {loss: losslab.crossEntropy, learningRate: 0.5, epochs: 12});
  return (await losslab.evaluate(model, losslab.syntheticDigits({size: 200, seed: 2}))).accuracy;
}

async function artifacts(directory) {
  const {modelTopology, weightsManifest} = JSON.parse(
    fs.readFileSync(path.join(directory, 'model.json'), 'utf8'),
  );
  const bytes = fs.readFileSync(path.join(directory, weightsManifest[0].paths[0]));
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  return {modelTopology, weightSpecs: weightsManifest[0].weights, weightData};
}

(async () => {
  const table = {};
  for (const [name, stop] of Object.entries(stops)) {
    try {
      table[name] = (await stop()) ?? 'ok';
    } catch (error) {
      table[name] = `FAILED: ${error.message.split('\n', 1)[0]}`;
    }
  }
  console.log(JSON.stringify({node: process.versions.node, tfjs: tf.version_core, ...table}));
  process.exitCode = Object.values(table).some(result => String(result).startsWith('FAILED')) ? 1 : 0;
})();
