import * as tf from '@tensorflow/tfjs';
import {crossEntropy, sumSquaredError} from '../../../src/losses';
import {twoLayerNet} from '../../../src/models/twoLayerNet';
import {ascendAccuracy} from '../../../src/lab/experiments/accuracy/ascents';
import {
  denseNet64,
  forward,
  hit,
  objectives,
  type Batch64,
  type ExampleObjective,
} from '../../../src/lab/experiments/denseNet64';
import {differenceQuotients, objectiveAlong} from '../../../src/lab/experiments/differenceQuotients';
import {Random} from '../../../src/random';

const random = new Random(8);
const batch: Batch64 = {
  size: 5,
  // A third of the pixels black, as in digits; pixel 0 black everywhere.
  images: Uint8Array.from({length: 5 * 6}, (_, p) =>
    p % 6 === 0 || random.uniform() < 1 / 3 ? 0 : 1 + random.integer(255),
  ),
  labels: Uint8Array.of(0, 1, 2, 1, 0),
};
const model = twoLayerNet({inputs: 6, hidden: 4, classes: 3, initialStd: 1, seed: 7});
const net = denseNet64(model);
afterAll(() => model.dispose());

/** The textbook's way: the whole net, twice for every parameter. */
function textbookQuotients(objective: ExampleObjective, h: number): number[] {
  const mean = (parameters: Float64Array) => {
    const {logits} = forward({...net, parameters}, batch);
    let sum = 0;
    for (let n = 0; n < batch.size; n++)
      sum += objective(logits.subarray(n * 3, n * 3 + 3), batch.labels[n]!);
    return sum / batch.size;
  };
  return [...net.parameters].map((_, p) => {
    const [up, down] = [h, -h].map(offset => {
      const moved = net.parameters.slice();
      moved[p]! += offset;
      return mean(moved);
    });
    return (up! - down!) / (2 * h);
  });
}

test.each(['accuracy', 'sse', 'cee'] as const)(
  'differenceQuotients() of %s are those of running the whole net for every parameter',
  name => {
    const quick = differenceQuotients(net, batch, objectives[name], 1e-4);
    const slow = textbookQuotients(objectives[name], 1e-4);
    expect(quick).toHaveLength(slow.length);
    // 2^-52 of a loss of about 1, divided by 2h, times a few roundings.
    slow.forEach((quotient, p) => expect(Math.abs(quick[p]! - quotient)).toBeLessThan(2e-11));
  },
);

test.each([
  ['sse', sumSquaredError],
  ['cee', crossEntropy],
] as const)('differenceQuotients() of %s are the gradient that tf.grad computes', (name, loss) => {
  const quotients = differenceQuotients(net, batch, objectives[name], 1e-4);
  const gradient = tf.tidy(() => {
    const xs = tf.tensor2d(
      Float32Array.from(batch.images, byte => byte / 255),
      [5, 6],
    );
    const labels = tf.oneHot(tf.tensor1d([...batch.labels], 'int32'), 3).toFloat();
    const weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
    const {grads} = tf.variableGrads(() => loss(labels, model.apply(xs) as tf.Tensor), weights);
    return [...tf.concat(weights.map(weight => grads[weight.name]!.flatten())).dataSync()];
  });
  // float32 on the one side: seven digits of sums of five terms below 1.
  gradient.forEach((entry, p) => expect(Math.abs(quotients[p]! - entry)).toBeLessThan(1e-6));
});

test('a pixel that is black in every image has quotients of exactly 0, others of a loss do not', () => {
  const quotients = differenceQuotients(net, batch, objectives.cee, 1e-4);
  expect([...quotients.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  expect(quotients.subarray(4).filter(quotient => quotient === 0)).toHaveLength(0);
});

test('hit() gives a tie to the first class, as tf.argMax does', () => {
  expect(hit(Float64Array.of(1, 1, 0), 0)).toBe(1);
  expect(hit(Float64Array.of(1, 1, 0), 1)).toBe(0);
  expect(hit(Float64Array.of(0, 2, 1), 1)).toBe(1);
});

test('objectiveAlong() is the objective of the net with that weight moved', () => {
  const weight = {input: 2, unit: 1};
  const along = objectiveAlong(net, batch, objectives.cee, weight);
  const moved = net.parameters.slice();
  moved[weight.input * net.hidden + weight.unit]! += 0.7;
  const {logits} = forward({...net, parameters: moved}, batch);
  let sum = 0;
  for (let n = 0; n < 5; n++) sum += objectives.cee(logits.subarray(n * 3, n * 3 + 3), batch.labels[n]!);
  expect(along(0.7)).toBeCloseTo(sum / 5, 12);
});

test('ascendAccuracy() with a tiny h takes no step and leaves the net it was given alone', () => {
  const parameters = net.parameters.slice();
  const {moved, accuracies} = ascendAccuracy(net, batch, {h: 1e-9, steps: 5, rate: 1});
  expect(moved).toBe(0);
  expect(accuracies).toHaveLength(2);
  expect(net.parameters).toEqual(parameters);
});
