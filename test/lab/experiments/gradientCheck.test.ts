import {inEnglish} from '../../../src/text';
import * as tf from '@tensorflow/tfjs';
import type {ExperimentResult} from '../../../src/lab/experiments/experiment';
import {gradientCheck} from '../../../src/lab/experiments/gradient-check';
import {agreementOf} from '../../../src/lab/experiments/gradient-check/measureLosses';
import {losses, type LossFunction} from '../../../src/losses';
import {twoLayerNet} from '../../../src/models/twoLayerNet';
import {onFloat64} from '../../../src/backends/float64';
import {labFor} from './labFor';
import {smallDigits} from './smallDigits';

// A quarter of an image's side: the experiment is about gradients.
const digits = smallDigits(30, 4);
const lab = labFor(digits);

describe('gradient-check', () => {
  let result: ExperimentResult;
  let leaked: number;
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    result = await gradientCheck.run(lab);
    leaked = tf.memory().numTensors - before;
  }, 500_000);

  test('the claims on agreement, verdict and evaluations hold, and nothing is leaked', () => {
    // The claim on the price is one about the textbook's 39,760 weights.
    const held = result.claims.filter(({holds}) => holds === true).map(({id}) => id);
    expect(held).toEqual(
      expect.arrayContaining([
        'gradient-check.agreement',
        'gradient-check.verdict',
        'gradient-check.evaluations',
      ]),
    );
    expect(leaked).toBe(0);
  });

  test('the picture of the price has the forward pass that its title speaks of', () => {
    expect(
      result.figures[0]!.marks[0]!.points.map(({x}) => (typeof x === 'number' ? x : inEnglish(x))),
    ).toEqual(['forward pass', 'backpropagation', 'checkGradients', 'numerical_gradient']);
  });

  test('every loss of the registry is there', () => {
    expect(result.tables[0]!.rows.map(([loss]) => loss)).toEqual(Object.keys(losses));
  });

  test('no metric is a time, which would never be the same twice', () => {
    expect(Object.keys(result.metrics).filter(key => /second|backpropagation/.test(key))).toEqual([]);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  });

  test('the price is two passes for every weight', () => {
    // 49 pixels, 50 hidden units, 10 classes.
    expect(result.metrics['numericalGradient.passes']).toBe(2 * (49 * 50 + 50 + 50 * 10 + 10));
  });
});

test.each([1e-3, 1e-6])('agreementOf() notices a gradient that is off by %p', async off => {
  const model = twoLayerNet({inputs: 4, hidden: 3, classes: 2});
  const xs = tf.tensor2d([[0.1, 0.9, 0.3, 0.5]]);
  const ys = tf.tensor2d([[1, 0]]);
  // The value is right, the gradient a little too large.
  const loss = ((labels: tf.Tensor, outputs: tf.Tensor) =>
    tf.customGrad((...args) => {
      const [y, save] = args as [tf.Tensor, tf.GradSaveFunc];
      save([y]);
      const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
        saved!.sub(labels).mul(dy).mul(tf.scalar(off).add(1));
      return {value: losses.sumSquaredError(labels, y), gradFunc};
    })(outputs)) as LossFunction; // it knows no other reduction than the mean
  const found = await onFloat64(() => agreementOf({model, output: 'softmax', loss, xs, ys}, lab));
  // Relative to the analytic gradient, which is the one that is off; h = 1e-4 itself costs 1e-9 or so.
  expect(found.relativeError).toBeCloseTo(off / (1 + off), 7);
  expect(found.extrapolatedError / found.rounding).toBeGreaterThan(40);
  tf.dispose([xs, ys]);
  model.dispose();
});
