import * as tf from '@tensorflow/tfjs';
import {sweepWeight} from '../../examples/browser/src/sweepWeight';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {evaluate} from '../../src/training/evaluate';

const [UNIT, DIGIT, MOVE] = [3, 8, 0.7];
const digits = syntheticDigits({size: 200, seed: 1});

/** A net whose weights are large enough that it says something, and what its outputs and hidden units give. */
function outputs() {
  const model = twoLayerNet({hidden: 6, initialStd: 0.5, seed: 2});
  const [probabilities, hidden] = tf.tidy(() => {
    const x = tf.tensor2d(digits.images, [digits.size, 784], 'float32').div(255);
    return [model.predict(x) as tf.Tensor, model.layers[0]!.apply(x) as tf.Tensor].map(each =>
      each.dataSync(),
    );
  }) as [Float32Array, Float32Array];
  const activations = Float32Array.from({length: digits.size}, (_, i) => hidden[6 * i + UNIT]!);
  return {model, given: {probabilities, activations, labels: digits.labels, digit: DIGIT, classes: 10}};
}

test('sweepWeight() says what tfjs measures after the weight was moved', async () => {
  const {model, given} = outputs();
  const [kernel] = model.layers[1]!.getWeights();
  const moved = kernel!.bufferSync();
  moved.set(moved.get(UNIT, DIGIT) + MOVE, UNIT, DIGIT);
  const weights = model.layers[1]!.getWeights();
  model.layers[1]!.setWeights([moved.toTensor(), weights[1]!]);
  const measured = await evaluate(model, digits);
  const swept = sweepWeight(given, MOVE);
  expect(swept.accuracy).toBe(measured.accuracy);
  // float32 on tfjs's side.
  expect(swept.crossEntropy).toBeCloseTo(measured.crossEntropy, 5);
  expect(swept.sumSquaredError).toBeCloseTo(measured.sumSquaredError, 5);
});

test('sweepWeight() gives the slopes that difference quotients have', () => {
  const {given} = outputs();
  const h = 1e-5;
  const [before, here, after] = [MOVE - h, MOVE, MOVE + h].map(move => sweepWeight(given, move));
  const quotient = (key: 'crossEntropy' | 'sumSquaredError') => (after![key] - before![key]) / (2 * h);
  // In float64 a central difference of this step is right to about 1e-10.
  expect(here!.crossEntropySlope).toBeCloseTo(quotient('crossEntropy'), 8);
  expect(here!.sumSquaredErrorSlope).toBeCloseTo(quotient('sumSquaredError'), 8);
  expect(here!.crossEntropySlope).not.toBeCloseTo(0, 4);
});
