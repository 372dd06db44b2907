import {mkdtemp, readdir, rm, truncate} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {registerFileHandlers} from '../../src/node/fileHandlers';
import {loadModel} from '../../src/node/loadModel';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losslab-test-'));
});
afterEach(() => rm(folder, {recursive: true}));

test('plain tfjs saves to file:// and loads from it, and leaves other addresses alone', async () => {
  expect(tf.io.getLoadHandlers('file://anywhere')).toEqual([]);
  expect(registerFileHandlers()).toBe(true);
  expect(registerFileHandlers()).toBe(false);
  const before = tf.memory().numTensors;
  const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2, initialStd: 1});
  const predictionOf = (net: tf.LayersModel) =>
    tf.tidy(() => Array.from((net.predict(tf.tensor2d([[1, -1, 0.5, 2]])) as tf.Tensor).dataSync()));
  await model.save(`file://${folder}/net`);
  expect((await readdir(join(folder, 'net'))).sort()).toEqual(['model.json', 'weights.bin']);
  const relatively = `file://${relative(process.cwd(), join(folder, 'net'))}/model.json`;
  const loaded = [
    await tf.loadLayersModel(`file://${folder}/net/model.json`),
    await tf.loadLayersModel(relatively),
    await loadModel(join(folder, 'net')),
  ];
  for (const net of loaded) expect(predictionOf(net)).toEqual(predictionOf(model));
  for (const net of [model, ...loaded]) net.dispose();
  expect(tf.memory().numTensors).toBe(before);
  await truncate(join(folder, 'net/weights.bin'), 8);
  await expect(tf.loadLayersModel(`file://${folder}/net/model.json`)).rejects.toThrow(
    /bytes of weights, got 8/,
  );
  expect(tf.io.getLoadHandlers('http://example.org/model.json')).not.toHaveLength(0);
  expect(tf.io.getSaveHandlers('mailbox://nobody')).toEqual([]);
});

test('plain tfjs gets its optimizer back where it saved it, and so does loadModel()', async () => {
  registerFileHandlers();
  const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2, initialStd: 1});
  model.compile({
    loss: 'categoricalCrossentropy',
    optimizer: tf.train.momentum(0.25, 0.9),
    metrics: ['accuracy'],
  });
  const [x, labels] = [tf.tensor2d([[1, -1, 0.5, 2]]), tf.tensor2d([[0, 1]])];
  const descend = (net: tf.LayersModel) => net.fit(x, labels, {epochs: 2, verbose: 0, shuffle: false});
  await descend(model);
  await model.save(`file://${folder}/net`, {includeOptimizer: true});
  const again = [
    await tf.loadLayersModel(`file://${folder}/net/model.json`),
    await loadModel(join(folder, 'net')),
  ];
  await descend(model);
  for (const net of again) {
    expect(net.loss).toBe('categoricalCrossentropy');
    expect(net.optimizer.getConfig()).toMatchObject({learningRate: 0.25, momentum: 0.9});
    await descend(net);
    net.getWeights().forEach((weight, i) => {
      expect([...weight.dataSync()]).toEqual([...model.getWeights()[i]!.dataSync()]);
    });
  }
  [model, ...again].forEach(net => net.dispose());
  tf.dispose([x, labels]);
});
