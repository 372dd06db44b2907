import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../src/data/minibatches';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {losses, perExample, type LossName} from '../../src/losses';
import {softmaxRegression} from '../../src/models/softmaxRegression';
import {evaluate} from '../../src/training/evaluate';
import {train, type TrainOptions} from '../../src/training/train';

const digits = syntheticDigits({size: 40, seed: 1});
const labelsOf = (loss: LossName) => (loss.startsWith('sparse') ? 'integer' : 'one-hot');
const net = (output: 'softmax' | 'sigmoid' | 'linear') => softmaxRegression({output});

function trainOn(output: 'softmax' | 'sigmoid' | 'linear', loss: LossName) {
  return train(net(output), minibatches(digits, {labels: labelsOf(loss)}), {loss, steps: 1});
}

describe('train() of a loss on outputs that it is not made for', () => {
  test.each<['softmax' | 'sigmoid' | 'linear', LossName, string]>([
    [
      'softmax',
      'crossEntropyFromLogits',
      'linear for crossEntropyFromLogits, got softmax; for softmax outputs use crossEntropy',
    ],
    [
      'softmax',
      'sparseCrossEntropyFromLogits',
      'linear for sparseCrossEntropyFromLogits, got softmax; for softmax outputs use sparseCrossEntropy',
    ],
    [
      'linear',
      'crossEntropy',
      'softmax for crossEntropy, got linear; for linear outputs use crossEntropyFromLogits',
    ],
    [
      'linear',
      'sparseCrossEntropy',
      'softmax for sparseCrossEntropy, got linear; for linear outputs use sparseCrossEntropyFromLogits',
    ],
    [
      'sigmoid',
      'crossEntropy',
      'softmax for crossEntropy, got sigmoid; for sigmoid outputs use binaryCrossEntropy',
    ],
    ['sigmoid', 'sparseCrossEntropy', 'softmax for sparseCrossEntropy, got sigmoid'],
    [
      'sigmoid',
      'binaryCrossEntropyFromLogits',
      'linear for binaryCrossEntropyFromLogits, got sigmoid; for sigmoid outputs use binaryCrossEntropy',
    ],
    [
      'softmax',
      'binaryCrossEntropyFromLogits',
      'linear for binaryCrossEntropyFromLogits, got softmax; for softmax outputs use crossEntropy',
    ],
    [
      'linear',
      'binaryCrossEntropy',
      'sigmoid for binaryCrossEntropy, got linear; for linear outputs use binaryCrossEntropyFromLogits',
    ],
  ])('refuses %s outputs for %s', async (output, loss, message) => {
    await expect(trainOn(output, loss)).rejects.toThrow(
      new RangeError(`train: expected a model that ends in ${message}`),
    );
  });

  test('refuses the loss as a function, and its form that keeps examples apart, as well', async () => {
    const loss = losses.crossEntropyFromLogits;
    for (const form of [loss, perExample(loss)]) {
      const training = train(net('softmax'), minibatches(digits, {}), {loss: form, steps: 1});
      await expect(training).rejects.toThrow(/ends in linear for crossEntropyFromLogits, got softmax/);
    }
  });

  test('sees softmax as a layer of its own and behind a reshape', async () => {
    const model = net('linear') as tf.Sequential;
    model.add(tf.layers.softmax());
    model.add(tf.layers.reshape({targetShape: [10]}));
    const training = train(model, minibatches(digits, {}), {loss: 'crossEntropyFromLogits', steps: 1});
    await expect(training).rejects.toThrow(/got softmax/);
    await expect(
      train(model, minibatches(digits, {}), {loss: 'crossEntropy', steps: 1}),
    ).resolves.toBeDefined();
  });

  test.each<['softmax' | 'sigmoid' | 'linear', LossName]>([
    ['softmax', 'crossEntropy'],
    ['softmax', 'sparseCrossEntropy'],
    ['linear', 'crossEntropyFromLogits'],
    ['linear', 'sparseCrossEntropyFromLogits'],
    ['sigmoid', 'binaryCrossEntropy'],
    ['softmax', 'binaryCrossEntropy'],
    ['linear', 'binaryCrossEntropyFromLogits'],
    ['linear', 'sumSquaredError'],
    ['sigmoid', 'sumSquaredError'],
  ])('takes %s outputs for %s', async (output, loss) => {
    await expect(trainOn(output, loss)).resolves.toMatchObject({steps: 1});
  });

  test('does not judge a loss of the caller, or a model whose last layer it does not know', async () => {
    const own = (t: tf.Tensor, y: tf.Tensor) => losses.crossEntropyFromLogits(t, y);
    await expect(
      train(net('softmax'), minibatches(digits, {}), {loss: own, steps: 1}),
    ).resolves.toBeDefined();
    const input = tf.input({shape: [784]});
    const branch = () =>
      tf.layers.dense({units: 10, activation: 'softmax'}).apply(input) as tf.SymbolicTensor;
    const outputs = tf.layers.average().apply([branch(), branch()]) as tf.SymbolicTensor;
    const model = tf.model({inputs: input, outputs});
    await expect(
      train(model, minibatches(digits, {}), {loss: 'crossEntropy', steps: 1}),
    ).resolves.toBeDefined();
  });
});

describe('train() looks at labels that others have made', () => {
  const data = (rows: number[][]) =>
    tf.data.generator(function* () {
      for (const ys of rows) yield {xs: tf.zeros([1, 784]), ys: tf.tensor2d([ys])};
    }) as unknown as tf.data.Dataset<{xs: tf.Tensor; ys: tf.Tensor}>; // tf.data.generator asks for typed containers.
  const hot = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const soft = [0.33, 0.33, 0.33, 0, 0, 0, 0, 0, 0, 0];
  const multi = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0];

  test.each<[string, number[]]>([
    ['several classes at once', multi],
    ['none', multi.map(() => 0)],
    ['a negative one', [2, -1, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('refuses labels of %s for both cross entropies, in whichever batch', async (_, row) => {
    for (const [loss, output] of [
      ['crossEntropy', 'softmax'],
      ['crossEntropyFromLogits', 'linear'],
    ] as const) {
      const model = net(output);
      const before = tf.memory().numTensors;
      await expect(train(model, data([hot, soft, row]), {loss, epochs: 1})).rejects.toThrow(
        `train: expected labels for ${loss} that are a distribution over the classes, got [${row.join(', ')}]; for `,
      );
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  test('takes several at once for the binary losses, and refuses there what is no probability', async () => {
    const loss = 'binaryCrossEntropy';
    await expect(train(net('sigmoid'), data([multi]), {loss, epochs: 1})).resolves.toMatchObject({steps: 1});
    await expect(train(net('sigmoid'), data([multi.map(t => 2 * t)]), {loss, epochs: 1})).rejects.toThrow(
      new RangeError('train: expected labels from 0 to 1 for binaryCrossEntropy, got 2'),
    );
  });
});

describe('train() with binaryCrossEntropy', () => {
  test.each(['binaryCrossEntropy', 'binaryCrossEntropyFromLogits'] as const)(
    '%s teaches ten independent outputs to tell digits, and evaluate() measures those',
    async loss => {
      const model = net(loss === 'binaryCrossEntropy' ? 'sigmoid' : 'linear');
      model.compile({loss: losses[loss], optimizer: 'sgd'});
      const before = await evaluate(model, digits);
      // Untrained, every unit says about ½: ten times ln 2.
      expect(before.crossEntropy).toBeCloseTo(10 * Math.LN2, 0);
      await train(model, minibatches(digits, {batchSize: 10}), {loss, epochs: 30, learningRate: 0.5});
      const after = await evaluate(model, digits);
      expect(after.accuracy).toBeGreaterThan(0.9);
      expect(after.crossEntropy).toBeLessThan(2);
    },
  );
});

describe('evaluate()', () => {
  test('refuses predictions that contradict the last activation, and outputs that are neither', async () => {
    await expect(evaluate(net('softmax'), digits, {predictions: 'logits'})).rejects.toThrow(
      new RangeError(
        'evaluate: expected predictions to be probabilities for a model that ends in softmax, got logits',
      ),
    );
    await expect(evaluate(net('linear'), digits, {predictions: 'probabilities'})).rejects.toThrow(RangeError);
    const relu = tf.sequential({
      layers: [tf.layers.dense({units: 10, inputShape: [784], activation: 'relu'})],
    });
    await expect(evaluate(relu, digits)).rejects.toThrow(/ends in softmax, sigmoid or linear, got relu/);
    await expect(evaluate(relu, digits, {predictions: 'logits'})).resolves.toBeDefined();
  });

  test('refuses images that are divided by 255 already', async () => {
    const images = Float32Array.from(digits.images, byte => byte / 255) as unknown as Uint8Array; // From JavaScript.
    await expect(evaluate(net('softmax'), {...digits, images})).rejects.toThrow(
      /^evaluate: expected images as bytes 0 to 255 in a Uint8Array, .* got Float32Array/,
    );
  });
});

test.each<[string, object, string]>([
  ['epoch', {epoch: 5}, 'train: unknown option epoch, did you mean epochs?'],
  [
    'learningRate',
    {learningRate: '3'},
    'train: expected the learning rate to be a finite number above 0, got "3"',
  ],
  [
    'learningRate',
    {learningRate: -1},
    'train: expected the learning rate to be a finite number above 0, got -1',
  ],
  ['epochs', {epochs: '5'}, 'train: expected epochs to be a whole number of at least 1, got "5"'],
  ['steps', {steps: null}, 'train: expected steps to be a whole number of at least 1, got null'],
  [
    'optimizer',
    {optimizer: 'adam'},
    'train: expected optimizer to be one of tf.train, such as tf.train.adam(0.001), got "adam"',
  ],
  ['onStep', {onStep: true}, 'train: expected onStep to be a function, got true'],
  ['signal', {signal: true}, 'train: expected signal to be an AbortSignal, got true'],
  ['loss', {loss: null}, 'train: expected loss to be a name or a function, got null'],
])('train() refuses a wrong %s', async (_, options, message) => {
  const all = {loss: 'crossEntropy', steps: 1, ...options} as TrainOptions; // What JavaScript may pass.
  await expect(train(net('softmax'), minibatches(digits, {}), all)).rejects.toThrow(message);
});
