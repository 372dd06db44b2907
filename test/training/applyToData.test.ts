import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {softmaxRegression} from '../../src/models/softmaxRegression';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {applyToData} from '../../src/training/Descent';
import {normalTensor} from '../wasm/kernels/onBackend';

const nets: Record<string, () => tf.LayersModel> = {
  'a sigmoid net': () => twoLayerNet({inputs: 6, hidden: 4, classes: 3}),
  'a net of logits': () =>
    twoLayerNet({inputs: 6, hidden: 4, classes: 3, activation: 'relu', output: 'linear'}),
  'softmax regression': () => softmaxRegression({inputs: 6, classes: 3}),
  'a dense layer without bias, after a reshape': () =>
    tf.sequential({
      layers: [
        tf.layers.reshape({inputShape: [6], targetShape: [3, 2]}),
        tf.layers.flatten(),
        tf.layers.dense({units: 3, useBias: false, activation: 'tanh'}),
      ],
    }),
  'a dense layer along the last of three axes': () =>
    tf.sequential({
      layers: [tf.layers.reshape({inputShape: [6], targetShape: [3, 2]}), tf.layers.dense({units: 3})],
    }),
  'a functional model': () => {
    const input = tf.input({shape: [6]});
    const hidden = tf.layers.dense({units: 3}).apply(input) as tf.SymbolicTensor;
    return tf.model({inputs: input, outputs: hidden});
  },
};

describe.each(['cpu', 'wasm'])('applyToData() on %s', backend => {
  beforeAll(() => selectBackend(backend));

  test.each(Object.keys(nets))('gives %s its own predictions and gradients, and leaks nothing', name => {
    const before = tf.memory().numTensors;
    const model = nets[name]!();
    const xs = normalTensor([5, 6], 1);
    const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
    const gradients = (apply: () => tf.Tensor) =>
      tf.tidy(() => {
        const {value, grads} = tf.variableGrads(() => apply().square().sum().asScalar(), weights);
        return [value, ...Object.values(grads)].map(tensor => Array.from(tensor.dataSync()));
      });
    const ours = gradients(() => applyToData(model, xs));
    const stock = gradients(() => model.apply(xs, {training: true}) as tf.Tensor);
    // The bias is added to the sum of products or before it: some roundings of 6e-8 apart.
    ours.forEach((tensor, i) =>
      tensor.forEach((entry, j) => expect(Math.abs(entry - stock[i]![j]!)).toBeLessThan(1e-5)),
    );
    expect(model.layers.some(layer => Object.hasOwn(layer, 'call'))).toBe(false);
    model.dispose();
    xs.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('a gradient of the data is not computed, where the layer itself would', async () => {
  await selectBackend('cpu');
  const model = twoLayerNet({inputs: 6, hidden: 4, classes: 3});
  const xs = normalTensor([5, 6], 1);
  const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  const products = async (apply: () => tf.Tensor) => {
    const {kernels} = await tf.profile(() =>
      tf.tidy(() => void tf.variableGrads(() => apply().sum().asScalar(), weights)),
    );
    return kernels.filter(({outputShapes}) => String(outputShapes) === '1,5,6').length;
  };
  expect(await products(() => model.apply(xs, {training: true}) as tf.Tensor)).toBeGreaterThan(0);
  expect(await products(() => applyToData(model, xs))).toBe(0);
  model.dispose();
  xs.dispose();
});

test('a layer on which the user listens is left alone, and one that throws as it was', async () => {
  await selectBackend('cpu');
  const model = twoLayerNet({inputs: 6, hidden: 4, classes: 3});
  let heard = 0;
  model.layers[0]!.setCallHook(() => heard++);
  const xs = normalTensor([5, 6], 1);
  applyToData(model, xs).dispose();
  expect(heard).toBe(1);
  model.layers[0]!.clearCallHook();
  const narrow = normalTensor([5, 5], 1);
  expect(() => applyToData(model, narrow)).toThrow();
  expect(Object.hasOwn(model.layers[0]!, 'call')).toBe(false);
  tf.dispose([xs, narrow]);
  model.dispose();
});

test('a `call` of the user’s own is called, and stays', async () => {
  await selectBackend('cpu');
  const model = twoLayerNet({inputs: 6, hidden: 4, classes: 3});
  const [layer] = model.layers;
  const stock = layer!.call.bind(layer);
  let calls = 0;
  layer!.call = (inputs, kwargs) => {
    calls++;
    return stock(inputs, kwargs);
  };
  const xs = normalTensor([5, 6], 1);
  applyToData(model, xs).dispose();
  expect(calls).toBe(1);
  expect(Object.hasOwn(layer!, 'call')).toBe(true);
  xs.dispose();
  model.dispose();
});
