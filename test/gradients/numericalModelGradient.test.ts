import * as tf from '@tensorflow/tfjs';
import {
  binaryCrossEntropy,
  crossEntropy,
  crossEntropyFromLogits,
  numericalGradient,
  numericalModelGradient,
  onFloat64,
  sparseCrossEntropy,
  sumSquaredError,
  twoLayerNet,
  type ModelLoss,
} from '../../src';
import {withWeightValues} from '../../src/tfjs/layers';

const batch = 6;
const step = 1e-4;

/** Pixels of which some are exactly 0: those rows are not computed again. */
const xs = tf.tidy(() => tf.randomUniform([batch, 5], -1, 1, 'float32', 1).relu());
const oneHot = tf.tidy(() => tf.oneHot([0, 1, 2, 0, 1, 2], 3).toFloat());

function dense(layers: readonly (readonly [number, string])[]): tf.Sequential {
  return tf.sequential({
    layers: layers.map(([units, activation], i) =>
      tf.layers.dense({
        units,
        activation: activation as 'sigmoid',
        kernelInitializer: tf.initializers.randomNormal({stddev: 0.7, seed: i + 1}),
        biasInitializer: tf.initializers.randomNormal({stddev: 0.3, seed: i + 5}),
        ...(i === 0 && {inputShape: [5]}),
      }),
    ),
  });
}

/** The book's way: the whole net, twice for each weight. */
function plainly(model: tf.LayersModel, loss: ModelLoss, ys: tf.Tensor): Promise<number[][]> {
  return onFloat64(() =>
    tf.tidy(() =>
      model.trainableWeights.map(weight => {
        const fn = (w: tf.Tensor) =>
          withWeightValues([weight], [w], () => loss(ys, model.apply(xs) as tf.Tensor));
        return Array.from(numericalGradient(fn, weight.read(), {step}).dataSync());
      }),
    ),
  );
}

/** Both sides round each loss to 2e-16 and divide by 2e-4. */
const tolerance = 1e-10;

test.each<[string, readonly (readonly [number, string])[], ModelLoss, tf.Tensor]>([
  [
    'a sigmoid layer and softmax',
    [
      [4, 'sigmoid'],
      [3, 'softmax'],
    ],
    crossEntropy,
    oneHot,
  ],
  [
    'the sum of squares',
    [
      [4, 'tanh'],
      [3, 'softmax'],
    ],
    sumSquaredError,
    oneHot,
  ],
  [
    'three layers',
    [
      [4, 'relu'],
      [6, 'elu'],
      [3, 'softmax'],
    ],
    crossEntropy,
    oneHot,
  ],
  [
    'logits',
    [
      [4, 'hardSigmoid'],
      [3, 'linear'],
    ],
    crossEntropyFromLogits,
    oneHot,
  ],
  [
    'integer labels',
    [
      [4, 'sigmoid'],
      [3, 'softmax'],
    ],
    sparseCrossEntropy,
    tf.tensor1d([0, 1, 2, 0, 1, 2], 'int32'),
  ],
  [
    'sigmoid outputs',
    [
      [4, 'sigmoid'],
      [3, 'sigmoid'],
    ],
    binaryCrossEntropy,
    oneHot,
  ],
  ['a single layer', [[3, 'softmax']], crossEntropy, oneHot],
  [
    'a loss that is not of the table',
    [
      [4, 'sigmoid'],
      [3, 'softmax'],
    ],
    (t, y) => y.sub(t).abs().max(),
    oneHot,
  ],
])('numericalModelGradient() of %s is the plain numerical gradient', async (_, layers, loss, ys) => {
  const model = dense(layers);
  const before = model.getWeights().map(weight => Array.from(weight.dataSync()));
  const expected = await plainly(model, loss, ys);
  const tensors = tf.memory().numTensors;
  const gradient = await numericalModelGradient(model, loss, xs, ys, {step});
  expect(tf.memory().numTensors).toBe(tensors + model.trainableWeights.length);
  model.trainableWeights.forEach(({name, shape}, i) => {
    expect(gradient[name]!.shape).toEqual(shape);
    const values = Array.from(gradient[name]!.dataSync());
    values.forEach((value, k) => expect(Math.abs(value - expected[i]![k]!)).toBeLessThan(tolerance));
  });
  expect(model.getWeights().map(weight => Array.from(weight.dataSync()))).toEqual(before);
  tf.dispose(gradient);
  model.dispose();
});

test('numericalModelGradient() leaves frozen weights out, and takes images behind a layer that flattens them', async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({inputShape: [5, 1]}),
      tf.layers.dense({units: 4, activation: 'sigmoid', trainable: false}),
      tf.layers.dense({units: 3, activation: 'softmax', useBias: false}),
    ],
  });
  const images = xs.reshape([batch, 5, 1]);
  const gradient = await numericalModelGradient(model, crossEntropy, images, oneHot);
  expect(Object.keys(gradient)).toEqual([model.trainableWeights[0]!.name]);
  const analytic = tf.tidy(() => {
    const loss = () => crossEntropy(oneHot, model.apply(images) as tf.Tensor).asScalar();
    const trained = model.trainableWeights.map(weight => weight.read() as tf.Variable);
    return Array.from(Object.values(tf.variableGrads(loss, trained).grads)[0]!.dataSync());
  });
  const [numerical] = Object.values(gradient).map(tensor => Array.from(tensor.dataSync()));
  // Backpropagation in float32.
  numerical!.forEach((value, k) => expect(value).toBeCloseTo(analytic[k]!, 5));
  tf.dispose([gradient, images]);
  model.dispose();
});

test('numericalModelGradient() refuses what is no step, no option and no loss', async () => {
  const model = twoLayerNet({inputs: 5, hidden: 2, classes: 3});
  const call = (loss: unknown, options: object) =>
    numericalModelGradient(model, loss as ModelLoss, xs, oneHot, options);
  await expect(call(crossEntropy, {step: NaN})).rejects.toThrow(RangeError);
  await expect(call(crossEntropy, {stepp: 1})).rejects.toThrow('did you mean step?');
  await expect(call('crossEntropy', {})).rejects.toThrow(TypeError);
  model.dispose();
});
