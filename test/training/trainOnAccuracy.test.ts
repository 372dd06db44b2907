import * as tf from '@tensorflow/tfjs';
import {minibatches, syntheticDigits, twoLayerNet} from '../../src/index';
import {Random} from '../../src/random';
import {accuracyDifferences, trainOnAccuracy, type OutputBatch} from '../../src/training/trainOnAccuracy';

const [images, units, classes] = [12, 4, 3];

function randomBatch(seed: number): OutputBatch & {kernel: number[]; bias: number[]} {
  const random = new Random(seed);
  const draw = (length: number) => Array.from({length}, () => 2 * random.uniform() - 1);
  return {
    units: draw(images * units),
    labels: Array.from({length: images}, () => Math.floor(classes * random.uniform())),
    kernel: draw(units * classes),
    bias: draw(classes),
  };
}

/** Right answers, counted by hand: the whole product again, and the place of the greatest. */
function countRight({units: values, labels, kernel, bias}: OutputBatch): number {
  let right = 0;
  for (let n = 0; n < labels.length; n++) {
    const logits = Array.from(bias, (b, k) => {
      let sum = b;
      for (let j = 0; j < units; j++) sum += values[n * units + j]! * kernel[j * classes + k]!;
      return sum;
    });
    if (logits.indexOf(Math.max(...logits)) === labels[n]) right++;
  }
  return right;
}

test.each([1, 2, 3, 4])('accuracyDifferences() is what counting all answers anew gives, seed %i', seed => {
  const batch = randomBatch(seed);
  for (const h of [0.01, 0.3, 2]) {
    const {hits, gains} = accuracyDifferences(batch, h);
    const all = [...batch.kernel, ...batch.bias];
    const countWith = (at: number, shift: number) => {
      const moved = all.map((weight, i) => (i === at ? weight + shift : weight));
      return countRight({
        ...batch,
        kernel: moved.slice(0, units * classes),
        bias: moved.slice(units * classes),
      });
    };
    expect(hits).toBe(countRight(batch));
    expect([...gains]).toEqual(all.map((_, at) => countWith(at, h) - countWith(at, -h)));
    if (h === 2) expect(gains.some(gain => gain !== 0)).toBe(true);
  }
});

test('accuracyDifferences() takes the first of equal logits for the answer, as tf.argMax does', () => {
  // One image, both logits 0: class 0 is the answer. A little more of logit 1, or less of logit 0, makes it class 1.
  const tie = {units: [1], kernel: [0, 0], bias: [0, 0]};
  expect(accuracyDifferences({...tie, labels: [0]}, 1e-8)).toEqual({
    hits: 1,
    gains: Int32Array.of(1, -1, 1, -1),
  });
  expect(accuracyDifferences({...tie, labels: [1]}, 1e-8)).toEqual({
    hits: 0,
    gains: Int32Array.of(-1, 1, -1, 1),
  });
});

const split = syntheticDigits({size: 200, seed: 1});

async function trained(difference: number, rate = 0.1) {
  const model = twoLayerNet({inputs: 784, hidden: 5, seed: 1});
  const optimizer = tf.train.sgd(rate);
  const before = model.getWeights().map(weight => [...weight.dataSync()]);
  const data = minibatches(split, {batchSize: 20, seed: 1, labels: 'integer'});
  const tensors = tf.memory().numTensors;
  const result = await trainOnAccuracy(model, data, {difference, optimizer, epochs: 1});
  expect(tf.memory().numTensors).toBe(tensors);
  const after = model.getWeights().map(weight => [...weight.dataSync()]);
  model.dispose();
  optimizer.dispose();
  return {result, before, after};
}

test('trainOnAccuracy() leaves every weight where it was, bit for bit, as all differences with a small h are 0', async () => {
  const {result, before, after} = await trained(1e-9);
  // 5 · 10 weights and 10 biases, in each of 10 steps.
  expect(result).toMatchObject({steps: 10, epochs: 1, differences: 600, nonZero: 0, moved: 0, weights: 60});
  expect(after).toEqual(before);
});

test('trainOnAccuracy() moves only the output layer with a large h, by whole multiples of rate / 2hN', async () => {
  const [h, rate] = [1, 0.1];
  const {result, before, after} = await trained(h, rate);
  expect(result.nonZero).toBeGreaterThan(0);
  const moves = after.map((weights, i) => weights.map((weight, j) => weight - before[i]![j]!));
  expect(
    moves
      .slice(0, 2)
      .flat()
      .every(move => move === 0),
  ).toBe(true);
  const output = moves.slice(2).flat();
  expect(output.filter(move => move !== 0).length).toBe(result.moved);
  // float32 weights of some 0.1 have an error of 1e-8 after each of ten steps; a multiple is 2.5e-3.
  for (const move of output) {
    const multiple = move / (rate / (2 * h * 20));
    expect(Math.abs(multiple - Math.round(multiple))).toBeLessThan(1e-3);
  }
});

test('trainOnAccuracy() reports the error rate of each pass', async () => {
  const {result} = await trained(1e-9);
  const model = twoLayerNet({inputs: 784, hidden: 5, seed: 1});
  const pixels = tf.tensor2d(
    Float32Array.from(split.images, grey => grey / 255),
    [200, 784],
  );
  const answers = (model.predict(pixels) as tf.Tensor).argMax(-1).dataSync();
  const wrong = answers.filter((answer, n) => answer !== split.labels[n]).length;
  tf.dispose(pixels);
  model.dispose();
  expect(result.losses[0]).toBeCloseTo(wrong / 200, 12);
});

test('trainOnAccuracy() refuses a model without a dense layer at its end, and an h of 0', async () => {
  const data = minibatches(split, {batchSize: 20, seed: 1, labels: 'integer'});
  const optimizer = tf.train.sgd(0.1);
  const flat = tf.sequential({layers: [tf.layers.softmax({inputShape: [784]})]});
  await expect(trainOnAccuracy(flat, data, {difference: 1, optimizer, steps: 1})).rejects.toThrow(
    'trainOnAccuracy: expected layers in a row, the last a dense one with a bias, got Softmax',
  );
  const model = twoLayerNet({inputs: 784, hidden: 5, seed: 1});
  await expect(trainOnAccuracy(model, data, {difference: 0, optimizer, steps: 1})).rejects.toThrow(
    RangeError,
  );
  model.dispose();
});
