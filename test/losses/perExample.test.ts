import * as tf from '@tensorflow/tfjs';
import {crossEntropy, losses, perExample, type LossFunction, type LossName} from '../../src/losses';
import {lossOfPerExample} from '../../src/losses/perExample';

const labels = tf.tensor2d([
  [1, 0],
  [0, 1],
  [1, 0],
]);
const xs = tf.tensor2d([[0.5], [3], [2]]);

/** One logit z = x and 0: probabilities σ(x) and 1 − σ(x). */
function build(loss: (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor): tf.LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.dense({units: 2, inputShape: [1], activation: 'softmax'}));
  model.setWeights([tf.tensor2d([[1, 0]]), tf.zeros([2])]);
  // So small a step that the weights stay where they are.
  model.compile({optimizer: tf.train.sgd(1e-12), loss});
  return model;
}

const weights = {0: 3, 1: 0.5};
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
// By hand: mean of w_n l_n, as Keras and tfjs have it, with l = −ln σ(.5), −ln(1 − σ(3)), −ln σ(2).
const expected =
  (-3 * Math.log(sigmoid(0.5)) - 0.5 * Math.log(1 - sigmoid(3)) - 3 * Math.log(sigmoid(2))) / 3;

test('with classWeight, perExample(crossEntropy) in fit reports the weighted loss; the mean does not', async () => {
  const options = {epochs: 1, batchSize: 3, shuffle: false, classWeight: weights, verbose: 0} as const;
  const right = await build(perExample(crossEntropy)).fit(xs, labels, options);
  expect(right.history['loss']).toEqual([expect.closeTo(expected, 5)]);
  const wrong = await build(crossEntropy).fit(xs, labels, options);
  expect(Math.abs((wrong.history['loss']![0] as number) - expected)).toBeGreaterThan(0.05);
});

test('with classWeight, fitDataset reports the same', async () => {
  const batch = tf.data
    .array([
      {xs: [0.5], ys: [1, 0]},
      {xs: [3], ys: [0, 1]},
      {xs: [2], ys: [1, 0]},
    ])
    .batch(3);
  const dataset = batch as tf.data.Dataset<{xs: tf.Tensor; ys: tf.Tensor}>;
  const {history} = await build(perExample(crossEntropy)).fitDataset(dataset, {
    epochs: 1,
    classWeight: weights,
    verbose: 0,
  });
  expect(history['loss']).toEqual([expect.closeTo(expected, 5)]);
});

test('with classWeight the weights go where the weighted gradient points', async () => {
  const model = build(perExample(crossEntropy));
  model.compile({optimizer: tf.train.sgd(1), loss: perExample(crossEntropy)});
  await model.fit(xs, labels, {epochs: 1, batchSize: 3, shuffle: false, classWeight: weights, verbose: 0});
  const residual = [3 * (sigmoid(0.5) - 1), 0.5 * sigmoid(3), 3 * (sigmoid(2) - 1)];
  const slope = residual.reduce((total, r) => total + r, 0) / 3;
  const [, bias] = model.getWeights();
  expect(bias!.dataSync()[0]).toBeCloseTo(-slope, 5);
});

test.each(Object.keys(losses) as LossName[])(
  'without weights perExample(%s) trains as its mean does',
  async name => {
    const target = name.startsWith('sparse') ? tf.tensor1d([0, 1, 0]) : labels;
    const predictions = tf.tensor2d([
      [0.3, 0.7],
      [0.6, 0.4],
      [0.5, 0.5],
    ]);
    const each = perExample(losses[name])(target, predictions);
    expect(each.shape).toEqual([3]);
    expect(each.mean().dataSync()[0]).toBeCloseTo(losses[name](target, predictions).dataSync()[0]!, 6);
    await Promise.resolve();
  },
);

test('perExample() gives the same function for the same loss, and itself for its own', () => {
  expect(perExample(crossEntropy)).toBe(perExample(crossEntropy));
  expect(perExample(perExample(crossEntropy) as LossFunction)).toBe(perExample(crossEntropy));
  expect(perExample(crossEntropy).name).toBe('crossEntropy');
});

test('perExample() refuses a name, and a loss that does not keep its examples apart', () => {
  const named = 'crossEntropy' as unknown as LossFunction; // What JavaScript may pass.
  expect(() => perExample(named)).toThrow(
    new TypeError(
      'perExample: expected the loss to be a function, got "crossEntropy"; give the function itself, from losslab',
    ),
  );
  const mean = tf.losses.meanSquaredError as unknown as LossFunction; // A loss of another signature.
  const averaged = perExample((t: tf.Tensor, y: tf.Tensor) => t.sub(y).square().mean());
  expect(() => averaged(labels, labels)).toThrow(
    new TypeError('perExample: expected one loss an example, of shape [3], got []'),
  );
  expect(() => perExample(mean)(labels, labels)).toThrow();
});

describe('perExample() of a loss of its own', () => {
  /** A loss that gives a tensor of this shape, whatever it is asked. */
  const giving = (shape: number[]) => perExample(function zeros() {
    return tf.zeros(shape);
  } as unknown as LossFunction); // prettier-ignore

  test.each([
    [[2], '[2]'],
    [[2, 3], '[2,3]'],
    [[], '[]'],
  ])('refuses losses of shape %j for three examples', (shape, got) => {
    expect(() => giving(shape)(labels, labels)).toThrow(
      new TypeError(`perExample: expected one loss an example, of shape [3], got ${got}`),
    );
  });

  test('has its name, and is known as its form', () => {
    const squares: LossFunction = (t: tf.Tensor, y: tf.Tensor) => t.sub(y).square().sum<tf.Scalar>(-1);
    const form = perExample(squares);
    expect(form.name).toBe('squares');
    expect(lossOfPerExample(form)).toBe(squares);
    expect(lossOfPerExample(squares)).toBeUndefined();
    // What a saved model or a caller may hold in its place.
    for (const other of ['squares', undefined, null, {}]) expect(lossOfPerExample(other)).toBeUndefined();
  });
});

test('perExample() gives advice for a name only', () => {
  expect(() => perExample(3 as unknown as LossFunction)).toThrow(
    new TypeError('perExample: expected the loss to be a function, got 3'),
  );
});

test('perExample() refuses options in place of losing them', () => {
  const withOptions = perExample as (loss: LossFunction, options: object) => unknown;
  expect(() => withOptions(crossEntropy, {labelSmoothing: 0.1})).toThrow(
    'perExample: unknown option labelSmoothing; there are none',
  );
});
