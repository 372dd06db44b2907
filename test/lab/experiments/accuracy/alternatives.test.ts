import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../../../src/losses';
import {twoLayerNet} from '../../../../src/models/twoLayerNet';
import {Random} from '../../../../src/random';
import {
  compareAlternatives,
  labelProbabilities,
  layerAccuracy,
  layerGradient,
  layerSize,
  sliceUnits,
  type UnitBatch,
  evolutionGradient,
  withWrongLabels,
} from '../../../../src/lab/experiments/accuracy/alternatives';
import {denseNet64} from '../../../../src/lab/experiments/denseNet64';
import {gradientHistogram} from '../../../../src/lab/experiments/accuracy/flatness';
import {
  compareStraightThrough,
  softAccuracy,
  straightThroughAccuracy,
} from '../../../../src/lab/experiments/accuracy/mechanisms';
import {accuracy} from '../../../../src/metrics';
import {labFor} from '../labFor';
import {smallDigits} from '../smallDigits';

const random = new Random(4);
const batch: UnitBatch = {
  size: 6,
  hidden: 4,
  classes: 3,
  units: Float64Array.from({length: 24}, () => random.uniform()),
  labels: Uint8Array.of(0, 1, 2, 2, 1, 0),
};
const weights = Float64Array.from({length: layerSize(batch)}, () => random.normal());

/** The layer in tfjs: [W, b] → probabilities. */
function probabilities(flat: tf.Tensor): tf.Tensor {
  const units = tf.tensor2d([...batch.units], [6, 4]);
  return tf.softmax(units.matMul(flat.slice(0, 12).reshape([4, 3])).add(flat.slice(12, 3)));
}
function oneHot(): tf.Tensor {
  return tf.oneHot(tf.tensor1d([...batch.labels], 'int32'), 3).toFloat();
}

test.each([
  ['cee', (y: tf.Tensor) => crossEntropy(oneHot(), y, {epsilon: 0})],
  ['soft', (y: tf.Tensor) => softAccuracy(oneHot(), y).neg()],
] as const)('layerGradient() of %s is what tf.grad computes', (objective, loss) => {
  const expected = tf.tidy(() =>
    tf
      .grad(w => loss(probabilities(w)))(tf.tensor1d([...weights]))
      .dataSync(),
  );
  const gradient = layerGradient(weights, batch, objective);
  expected.forEach((slope, i) => expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-6));
});

test('layerAccuracy() and labelProbabilities() are those of tfjs, of a slice too', () => {
  tf.tidy(() => {
    const y = probabilities(tf.tensor1d([...weights]));
    expect(layerAccuracy(weights, batch)).toBeCloseTo(accuracy(oneHot(), y).dataSync()[0]!, 6);
    const own = y.mul(oneHot()).sum(-1).dataSync();
    labelProbabilities(weights, batch).forEach((p, n) => expect(p).toBeCloseTo(own[n]!, 6));
    const slice = labelProbabilities(weights, sliceUnits(batch, 2, 3));
    slice.forEach((p, n) => expect(p).toBeCloseTo(own[n + 2]!, 6));
  });
});

test('straightThroughAccuracy() is accuracy forwards and soft accuracy backwards, scaled by dy', () => {
  tf.tidy(() => {
    const y = probabilities(tf.tensor1d([...weights]));
    const labels = oneHot();
    expect(straightThroughAccuracy(labels, y).dataSync()).toEqual(accuracy(labels, y).dataSync());
    const slope = (f: (y: tf.Tensor) => tf.Tensor) => tf.grad(f)(y).dataSync();
    expect(slope(x => straightThroughAccuracy(labels, x).mul(10))).toEqual(
      slope(x => softAccuracy(labels, x).mul(10)),
    );
    // Σ t·y / 6: a sixth where the label is.
    expect(slope(x => softAccuracy(labels, x))[0]!).toBeCloseTo(1 / 6, 7);
  });
});

test('compareStraightThrough() finds one gradient and the value that evaluate() counts, and leaks nothing', async () => {
  const model = twoLayerNet({inputs: 49, hidden: 8, seed: 1});
  const lab = labFor(smallDigits(100, 4));
  const before = tf.memory().numTensors;
  const {gradient, difference, soft, hard, counted} = await compareStraightThrough(model, lab);
  expect(hard).toBeCloseTo(counted, 6);
  expect(tf.memory().numTensors).toBe(before);
  expect(difference).toBe(0);
  expect(gradient).toBeGreaterThan(0);
  // At the start every class has about a tenth.
  expect(soft).toBeCloseTo(0.1, 1);
  model.dispose();
});

test('evolutionGradient() of a straight line comes to its slope, and of a staircase to the blurred one', () => {
  const slopes = Float64Array.of(1, -2, 3);
  const line = (w: Float64Array) => w.reduce((sum, value, i) => sum + slopes[i]! * value, 0);
  const estimate = evolutionGradient(line, new Float64Array(3), {sigma: 0.3, pairs: 20_000}, new Random(1));
  // The deviation of one entry is at most √(‖slopes‖² + 9)/√20,000 = 0.034; four of them.
  estimate.forEach((slope, i) => expect(Math.abs(slope - slopes[i]!)).toBeLessThan(0.14));
  // A unit step blurred by σ rises at 0 with 1/(σ√2π), where its own slope is 0 or none.
  const unit = (w: Float64Array) => (w[0]! > 0 ? 1 : 0);
  const [rise] = evolutionGradient(unit, Float64Array.of(0), {sigma: 0.5, pairs: 20_000}, new Random(2));
  expect(Math.abs(rise! - 1 / (0.5 * Math.sqrt(2 * Math.PI)))).toBeLessThan(0.02);
});

test('withWrongLabels() gives just so many images a label of another class', () => {
  const digits = smallDigits(400, 4);
  const {split, wrong} = withWrongLabels(digits, 0.05, 1);
  expect(wrong.reduce((sum, flag) => sum + flag, 0)).toBe(20);
  wrong.forEach((flag, i) => expect(split.labels[i] !== digits.labels[i]).toBe(flag === 1));
  expect(Math.max(...split.labels)).toBeLessThan(10);
  expect(split.images).toBe(digits.images);
});

test('gradientHistogram() sets the zeros of black pixels apart and counts the rest by powers of ten', () => {
  // Two pixels, the second black, two hidden units; then two biases.
  const entries = Float64Array.of(0.02, 0, 0, 0, -0.5, 1e-20);
  expect(gradientHistogram(entries, Uint8Array.of(0, 1), 2)).toEqual({
    blackPixels: 2,
    otherZeros: 1,
    decades: [
      {exponent: -12, count: 1},
      {exponent: -2, count: 1},
      {exponent: -1, count: 1},
    ],
  });
});

test('compareAlternatives() learns by each way, and wrong labels push soft accuracy less', () => {
  const lab = labFor(smallDigits(600, 2), smallDigits(300, 2, 2));
  const model = twoLayerNet({inputs: 196, hidden: 50, initialStd: 0.2, seed: 1});
  const alternatives = compareAlternatives(lab, denseNet64(model), () => undefined);
  model.dispose();
  expect(alternatives).toHaveLength(6);
  for (const {points, wrongLabels, outlierPush, way} of alternatives) {
    expect(points[points.length - 1]!.step).toBe(60);
    expect(points[points.length - 1]!.accuracy).toBeGreaterThan(points[0]!.accuracy);
    if (wrongLabels === 0) expect(outlierPush).toEqual({cee: 0, soft: 0});
    else if (way !== 'evolution') expect(outlierPush.soft).toBeLessThan(outlierPush.cee);
  }
});
