import * as tf from '@tensorflow/tfjs';
import {describeDescent} from '../../../src/lab/experiments/descent';
import {measureDescent, measureSurface, type DescentFindings} from '../../../src/lab/experiments/descent/net';
import {noisyDescents, spreadOnPaper} from '../../../src/lab/experiments/descent/noise';
import {gradientsAt, steepestDirection, threeRates} from '../../../src/lab/experiments/descent/surface';
import {crossEntropy} from '../../../src/losses';
import {twoLayerNet} from '../../../src/models/twoLayerNet';
import {firstImages} from '../../../src/lab/experiments/trainedNet';
import {labFor} from './labFor';
import {settledByNothing} from './settledByNothing';
import {smallDigits} from './smallDigits';
import {withNumber} from './withNumber';

const lab = labFor(smallDigits(100, 4));
const model = twoLayerNet({inputs: 49, hidden: 6, initialStd: 0.7, seed: 3});
const before = tf.memory().numTensors;
const found = measureDescent(lab, model);
const leaked = tf.memory().numTensors - before;

test('all claims hold, numbers are finite, notes name what settles them, and nothing is leaked', () => {
  const result = describeDescent(found);
  expect(result.claims.filter(({holds}) => holds !== true)).toEqual([]);
  expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
  for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  expect(settledByNothing(result)).toEqual([]);
  expect(leaked).toBe(0);
});

test('gradientsAt() gives the partial derivatives that the book prints', () => {
  expect(gradientsAt()[0]!.numerical).toEqual([6.00000000000378, 7.999999999999119]);
});

test('threeRates() ends where the book does, and with the exact gradient at the power on paper', () => {
  const ends = threeRates().map(({end}) => end);
  expect(ends[0]!.map(x => x.toExponential(6))).toEqual(['-6.111108e-10', '8.148144e-10']);
  expect(ends[2]!.map(x => x.toExponential(8))).toEqual(['-2.58983747e+13', '-1.29524862e+12']);
  expect(ends[4]!.map(x => x.toFixed(8))).toEqual(['-2.99999994', '3.99999992']);
  // 19¹⁰⁰ as a whole number, which float64 has to its last digits but few.
  const power = Number(19n ** 100n);
  expect(ends[3]![0] / (-3 * power)).toBeCloseTo(1, 12);
  expect(ends[3]![1] / (4 * power)).toBeCloseTo(1, 12);
});

test('steepestDirection() is off by half a degree where −∇f is not among the directions', () => {
  expect(steepestDirection([[3, 0]])).toBeCloseTo(0, 6);
  expect(steepestDirection([[Math.cos(Math.PI / 360), Math.sin(Math.PI / 360)]])).toBeCloseTo(0.5, 6);
});

describe('spreadOnPaper()', () => {
  test('is that of an autoregressive process of first order where there is no momentum', () => {
    // Var = (ησ)² / (1 − φ²) with φ = 1 − 2η and σ = 2.
    const phi = 0.8;
    expect(spreadOnPaper({rate: 0.1, momentum: 0}).spread).toBeCloseTo(0.2 / Math.sqrt(1 - phi ** 2), 12);
  });

  test('solves the equations of the covariance with momentum', () => {
    // The stationary covariance of (x, v) by repeated multiplication, from 0.
    const [rate, momentum] = [0.1, 0.9];
    let [xx, xv, vv] = [0, 0, 0];
    for (let i = 0; i < 5000; i++) {
      // v' = βv − 2ηx − ησξ, x' = x + v'.
      const a = -2 * rate;
      const nextVV = momentum ** 2 * vv + 2 * momentum * a * xv + a * a * xx + (2 * rate) ** 2;
      const xNextV = momentum * xv + a * xx;
      [xx, xv, vv] = [xx + 2 * xNextV + nextVV, xNextV + nextVV, nextVV];
    }
    expect(spreadOnPaper({rate, momentum}).spread).toBeCloseTo(Math.sqrt(xx), 10);
  });

  test.each([1, 2, 3])('is what seed %d measures, within five standard errors', seed => {
    for (const {spread, onPaper} of noisyDescents(seed)) {
      expect(Math.abs(spread / onPaper.spread - 1)).toBeLessThan(5 * onPaper.error);
    }
  });
});

test('the arrows of CEE are the gradient of tfjs by the two weights, and ‖∇L‖² is its square', () => {
  const {xs, ys} = firstImages(lab.train, 100);
  const {gradient, squares} = tf.tidy(() => {
    const variables = model.trainableWeights.map(weight => weight.read() as tf.Variable);
    const {grads} = tf.variableGrads(
      () => crossEntropy(ys, model.apply(xs) as tf.Tensor) as tf.Scalar,
      variables,
    );
    const all = variables.map(({name}) => grads[name]!.dataSync<'float32'>());
    return {gradient: all[2]!, squares: all.flatMap(part => [...part]).reduce((s, g) => s + g * g, 0)};
  });
  tf.dispose([xs, ys]);
  const {unit, classes, fields, firstOrder} = found.net;
  const middle = fields.arrows.cee.find(({offsets}) => offsets.every(offset => offset === 0))!.gradient;
  // float32 on one side.
  classes.forEach((k, i) => expect(middle[i]).toBeCloseTo(gradient[unit * 10 + k]!, 6));
  expect(firstOrder.squaredNorm / squares).toBeCloseTo(1, 5);
});

describe('claims turn false', () => {
  const falseClaims = (changed: DescentFindings) =>
    describeDescent(changed)
      .claims.filter(({holds}) => holds === false)
      .map(({id}) => id);

  test.each([
    ['net.fields.arrows.accuracy.10.gradient.0', 1e-9, 'descent.arrows'],
    ['net.fields.arrows.sse.10.gradient', NaN, 'descent.arrows'],
    ['net.signs.5.against', 99, 'descent.sign'],
    ['net.firstOrder.steps.0.ratio', 0.98, 'descent.first-order'],
    ['noisy.1.spread', 0.9, 'descent.noise'],
    ['noisy.2.stepLength', 0.2, 'descent.momentum'],
    ['rates.2.gradientThere.0', 1, 'descent.rounding'],
    ['rates.3.end.0', -2.6e13, 'descent.exact'],
    ['rates.0.end.1', 8.5e-10, 'descent.book'],
    ['gradients.1.numerical.1', 4.001, 'descent.gradients'],
    ['steepest', 3, 'descent.steepest'],
  ])('where %s is %d', (name, value, claim) => {
    if (Number.isNaN(value)) {
      const changed = structuredClone(found);
      Object.assign(changed.net.fields.arrows.sse[10]!, {gradient: [0, 0]});
      expect(falseClaims(changed)).toEqual([claim]);
    } else expect(falseClaims(withNumber(found, name, value))).toEqual([claim]);
  });
});

test('measureSurface() gives the same numbers for the same seed', () => {
  expect(measureSurface(4)).toEqual(measureSurface(4));
});
