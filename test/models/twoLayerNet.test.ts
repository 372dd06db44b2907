import * as tf from '@tensorflow/tfjs';
import {twoLayerNet} from '../../src/models/twoLayerNet';

function weightsOf(model: tf.LayersModel): Float32Array[] {
  return model.getWeights().map(weight => weight.dataSync<'float32'>().slice());
}

test("twoLayerNet() has the textbook's 39,760 parameters and leaks nothing when disposed", () => {
  const before = tf.memory().numTensors;
  const model = twoLayerNet({seed: 1});
  expect(model.countParams()).toBe(39760);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('twoLayerNet() computes softmax(σ(x·W1 + b1)·W2 + b2), as plain float64 code does', () => {
  const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2, initialStd: 1, seed: 5});
  const x = [0.5, -1, 2, 0];
  const [w1, b1, w2, b2] = weightsOf(model).map(values => [...values]);
  const hidden = [0, 1, 2].map(j => {
    const sum = x.reduce((total, value, i) => total + value * w1![i * 3 + j]!, b1![j]!);
    return 1 / (1 + Math.exp(-sum));
  });
  const powers = [0, 1].map(k =>
    Math.exp(hidden.reduce((total, h, j) => total + h * w2![j * 2 + k]!, b2![k]!)),
  );
  const expected = powers.map(power => power / (powers[0]! + powers[1]!));
  const actual = tf.tidy(() => (model.predict(tf.tensor2d([x])) as tf.Tensor).dataSync());
  // A dozen float32 operations on numbers around 1.
  expected.forEach((probability, k) => expect(Math.abs(actual[k]! - probability)).toBeLessThan(1e-6));
  model.dispose();
});

test('twoLayerNet() draws weights of the asked deviation, zero biases, and the same for the same seed', () => {
  const models = [1, 1, 2].map(seed => twoLayerNet({seed}));
  const [first, same, other] = models.map(weightsOf);
  expect(first).toEqual(same);
  expect(first![0]).not.toEqual(other![0]);
  const [w1, b1] = first!;
  const deviation = Math.sqrt(w1!.reduce((sum, w) => sum + w * w, 0) / w1!.length);
  // 39,200 draws estimate a deviation to 1/√(2·39200) = 0.36 %; four of those.
  expect(Math.abs(deviation / 0.01 - 1)).toBeLessThan(0.0144);
  expect(b1!.every(bias => bias === 0)).toBe(true);
  models.forEach(model => model.dispose());
});

test.each([
  ['sigmoid', true],
  ['relu', true],
  ['step', false],
  ['straight-through', true],
] as const)(
  'twoLayerNet() with %s units: a gradient reaches the first layer is %s',
  (activation, reaches) => {
    const model = twoLayerNet({inputs: 6, hidden: 4, classes: 3, activation, initialStd: 1, seed: 3});
    const norm = tf.tidy(() => {
      const kernel = model.trainableWeights[0]!.read() as tf.Variable;
      const x = tf.tensor2d([
        [1, 2, 3, -1, -2, 0.5],
        [-1, 0, 1, 2, 0, 1],
      ]);
      const labels = tf.oneHot(tf.tensor1d([0, 2], 'int32'), 3).toFloat();
      const {grads} = tf.variableGrads(
        () => (model.apply(x) as tf.Tensor).sub(labels).square().sum().asScalar(),
        [kernel],
      );
      return grads[kernel.name]!.norm().dataSync()[0]!;
    });
    if (reaches) expect(norm).toBeGreaterThan(1e-3);
    else expect(norm).toBe(0);
    model.dispose();
  },
);

test('the straight-through unit steps forwards and has the slope of the sigmoid backwards', () => {
  const model = twoLayerNet({inputs: 1, hidden: 1, classes: 2, activation: 'straight-through', seed: 1});
  const layer = model.layers[1]!;
  const values = [-2, -0.1, 0, 0.1, 3];
  const x = tf.tensor2d(values, [5, 1]);
  const forward = tf.tidy(() => [...(layer.apply(x) as tf.Tensor).dataSync()]);
  expect(forward).toEqual([0, 0, 0, 1, 1]);
  const gradient = tf.tidy(() => [
    ...tf
      .grad(t => layer.apply(t) as tf.Tensor)(x)
      .dataSync(),
  ]);
  values.forEach((value, i) => {
    const s = 1 / (1 + Math.exp(-value));
    expect(gradient[i]).toBeCloseTo(s * (1 - s), 6);
  });
  x.dispose();
  model.dispose();
});

test('twoLayerNet() refuses impossible sizes, deviations and names, each with a sentence, and leaks nothing', () => {
  const before = tf.memory().numTensors;
  expect(() => twoLayerNet({hidden: 0})).toThrow(/expected hidden to be a whole number of at least 1, got 0/);
  expect(() => twoLayerNet({initialStd: NaN})).toThrow(
    /expected initialStd to be a number of at least 0, got NaN/,
  );
  expect(() => twoLayerNet({activation: 'tanh' as 'relu'})).toThrow(
    /expected activation to be one of sigmoid, relu, step/,
  );
  expect(tf.memory().numTensors).toBe(before);
});
