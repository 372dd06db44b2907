import * as tf from '@tensorflow/tfjs';
import {Random} from '../../src/random';
import {checkModelGradients, type ModelLoss} from '../../src/gradients/checkModelGradients';
import {crossEntropy} from '../../src/losses/crossEntropy';

const squared: ModelLoss = (labels, predictions) => predictions.sub(labels).square().mean();

afterEach(() => tf.disposeVariables());

function dense(...units: number[]): tf.Sequential {
  const kernelInitializer = () => tf.initializers.randomNormal({stddev: 0.5, seed: 1});
  return tf.sequential({
    layers: units.slice(1).map((n, i) =>
      tf.layers.dense({
        units: n,
        kernelInitializer: kernelInitializer(),
        activation: i < units.length - 2 ? 'sigmoid' : 'softmax',
        ...(i === 0 && {inputShape: [units[0]!]}),
      }),
    ),
  });
}

async function withBatch<T>(xs: tf.Tensor, ys: tf.Tensor, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } finally {
    tf.dispose([xs, ys]);
  }
}

test('checkModelGradients() passes a small network, by the names of its weights, and leaves it as it was', async () => {
  const model = dense(3, 4, 2);
  const [xs, ys] = [tf.randomNormal([5, 3], 0, 1, 'float32', 1), tf.oneHot([0, 1, 1, 0, 1], 2).toFloat()];
  const before = model.getWeights().map(weight => weight.dataSync());
  const tensors = tf.memory().numTensors;
  const check = await withBatch(xs, ys, () => checkModelGradients(model, crossEntropy, xs, ys));
  expect({verdict: check.verdict, text: check.toString()}).toEqual({verdict: 'pass', text: check.toString()});
  expect(check.inputs.map(({name}) => name)).toEqual(model.weights.map(({name}) => name));
  expect(check.inputs.map(({checked}) => checked)).toEqual([12, 4, 8, 2]);
  expect(model.getWeights().map(weight => weight.dataSync())).toEqual(before);
  expect(tf.memory().numTensors).toBe(tensors - 2);
});

test('checkModelGradients() judges a network of 39,760 weights', async () => {
  const model = dense(784, 50, 10);
  const xs = tf.randomUniform([3, 784], 0, 1, 'float32', 2);
  const ys = tf.oneHot([3, 1, 4], 10).toFloat();
  const check = await withBatch(xs, ys, () => checkModelGradients(model, crossEntropy, xs, ys));
  expect({verdict: check.verdict, text: check.toString()}).toEqual({verdict: 'pass', text: check.toString()});
  expect(check.evaluations).toBeLessThan(500);
  expect(check.reason).toMatch(/all 39760 in random projections/);
});

test('checkModelGradients() finds a loss whose gradient forgets the batch size', async () => {
  const model = dense(3, 2);
  const [xs, ys] = [tf.randomNormal([4, 3], 0, 1, 'float32', 3), tf.oneHot([0, 1, 1, 0], 2).toFloat()];
  const forgetful: ModelLoss = (labels, predictions) =>
    tf.customGrad((...args) => {
      const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
      const difference = input.sub(labels);
      save([difference]);
      const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(saved[0]!.mul(2));
      return {value: difference.square().sum().div(4), gradFunc};
    })(predictions);
  const check = await withBatch(xs, ys, () => checkModelGradients(model, forgetful, xs, ys));
  expect(check.verdict).toBe('wrong');
  expect(check.reason).toMatch(/is 4 times the numerical one/);
});

test('checkModelGradients() leaves frozen weights out', async () => {
  const model = dense(3, 4, 2);
  model.layers[0]!.trainable = false;
  const [xs, ys] = [tf.ones([2, 3]), tf.zeros([2, 2])];
  const check = await withBatch(xs, ys, () => checkModelGradients(model, squared, xs, ys));
  expect(check.inputs.map(({name}) => name)).toEqual(model.layers[1]!.weights.map(({name}) => name));
});

test.each([1, 3, 5, 7, 9, 11])(
  'checkModelGradients() knows that no bias counts before batch normalisation (%d)',
  async seed => {
    const random = new Random(seed);
    const model = tf.sequential({
      layers: [tf.layers.dense({units: 2, inputShape: [3]}), tf.layers.batchNormalization()],
    });
    const kernel = Array.from({length: 6}, () => random.normal());
    model.layers[0]!.setWeights([tf.tensor2d(kernel, [3, 2]), tf.zeros([2])]);
    const [xs, ys] = [0, 1].map(k => tf.randomNormal([6, 3 - k], 0, 1, 'float32', seed + k)) as [
      tf.Tensor,
      tf.Tensor,
    ];
    const check = await withBatch(xs, ys, () =>
      checkModelGradients(model, squared, xs, ys, {training: true}),
    );
    const {ok, inputs} = check;
    expect({ok, bias: inputs[1]!.verdict, text: String(check)}).toEqual({
      ok: true,
      bias: 'flat',
      text: String(check),
    });
  },
);

test('checkModelGradients() in training restores the moving averages of batch normalisation', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({units: 2, inputShape: [3]}),
      tf.layers.batchNormalization(),
      tf.layers.activation({activation: 'tanh'}),
    ],
  });
  const [xs, ys] = [tf.randomNormal([6, 3], 0, 1, 'float32', 4), tf.randomNormal([6, 2], 0, 1, 'float32', 5)];
  const before = model.getWeights().map(weight => weight.dataSync().slice());
  const check = await withBatch(xs, ys, () => checkModelGradients(model, squared, xs, ys, {training: true}));
  expect({ok: check.ok, text: check.toString()}).toEqual({ok: true, text: check.toString()});
  expect(model.getWeights().map(weight => weight.dataSync())).toEqual(before);
});

test('checkModelGradients() calls dropout in training nondeterministic', async () => {
  const model = tf.sequential({
    layers: [tf.layers.dense({units: 8, inputShape: [3]}), tf.layers.dropout({rate: 0.5})],
  });
  const [xs, ys] = [tf.ones([4, 3]), tf.zeros([4, 8])];
  const check = await withBatch(xs, ys, () => checkModelGradients(model, squared, xs, ys, {training: true}));
  expect(check.verdict).toBe('nondeterministic');
});

test('checkModelGradients() refuses a model without trainable weights', async () => {
  const model = tf.sequential({layers: [tf.layers.flatten({inputShape: [2, 2]})]});
  const [xs, ys] = [tf.ones([1, 2, 2]), tf.zeros([1, 4])];
  await expect(withBatch(xs, ys, () => checkModelGradients(model, squared, xs, ys))).rejects.toThrow(
    'checkModelGradients: expected trainable weights, got a model without',
  );
});

test('checkModelGradients() runs the example of its docstring', async () => {
  const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3]})]});
  const loss: ModelLoss = (labels, predictions) => tf.losses.meanSquaredError(labels, predictions);
  const [xs, ys] = [tf.ones([4, 3]), tf.zeros([4, 2])];
  expect((await withBatch(xs, ys, () => checkModelGradients(model, loss, xs, ys))).verdict).toBe('pass');
});
