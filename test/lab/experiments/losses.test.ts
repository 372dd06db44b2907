import * as tf from '@tensorflow/tfjs';
import {losses} from '../../../src/lab/experiments/losses';
import {describeLosses} from '../../../src/lab/experiments/losses';
import {
  confidentMistake,
  measureLosses,
  type LossFindings,
} from '../../../src/lab/experiments/losses/measureLosses';
import type {ExperimentResult} from '../../../src/lab/experiments/experiment';
import {syntheticDigits} from '../../../src/data/syntheticDigits';
import {labFor} from './labFor';

const lab = labFor(syntheticDigits({size: 10, seed: 1}));

describe('losses', () => {
  let result: ExperimentResult;
  beforeAll(async () => {
    result = await losses.run(lab);
  });

  test('all claims hold', () => {
    expect(result.claims.filter(({holds}) => holds !== true)).toEqual([]);
  });

  // The textbook's two guesses, worked out in float64.
  test.each([
    ['sse.right', 0.0975],
    ['sse.wrong', 0.5975],
    ['cee.right', 0.510825457],
    ['cee.wrong', 2.302584093],
    ['cee.batchMean', 1.406704775],
    ['cee.cap', 16.118096],
    ['cee.sure', -1.19e-7],
    ['sse.uniform', 0.45],
    ['cee.uniform', 2.302584],
  ])('%s is %d', (metric, published) => {
    expect(Math.abs(result.metrics[metric]! - published)).toBeLessThan(1.5e-6);
  });

  test('leaks no tensor, refers only to metrics it has, and gives the same numbers twice', async () => {
    const before = tf.memory().numTensors;
    expect(await losses.run(lab)).toEqual(result);
    expect(tf.memory().numTensors).toBe(before);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  });

  test('log axes hold positive data only', () => {
    for (const {x, marks} of result.figures.filter(figure => figure.x.scale === 'log')) {
      expect(x.scale).toBe('log');
      expect(marks.flatMap(({points}) => points).every(point => Number(point.x) > 0)).toBe(true);
    }
  });
});

const found: LossFindings = measureLosses();

test('the gradient on the logit is p(1 − p)/(p + ε), 1 − p and 10/9 p(1 − p)², worked out by hand', () => {
  for (const {p, cee, logits, sse} of found.pushes.curve) {
    expect(Math.abs(cee - (p * (1 - p)) / (p + 1e-7))).toBeLessThan(2e-6);
    expect(Math.abs(logits - (1 - p))).toBeLessThan(2e-6);
    expect(Math.abs(sse - (10 / 9) * p * (1 - p) ** 2)).toBeLessThan(2e-6);
  }
});

test('the loss with an ε is −ln ε at 0, −ln(1 + ε) at 1, and about −ε/y_t between', () => {
  for (const {epsilon, cap, sure, shift, push} of found.epsilons.effects) {
    expect(cap).toBeCloseTo(-Math.log(epsilon), 5);
    expect(Math.abs(sure + Math.log1p(epsilon))).toBeLessThan(2 ** -23);
    expect(shift / (-epsilon / 0.6)).toBeCloseTo(1, 2);
    expect(push / (confidentMistake / (confidentMistake + epsilon))).toBeCloseTo(1, 4);
  }
});

describe('claims turn false', () => {
  const falseClaims = (changed: Partial<LossFindings>) =>
    describeLosses({...found, ...changed})
      .claims.filter(({holds}) => holds === false)
      .map(({id}) => id);

  test('where a loss is off by a millionth', () => {
    const {right} = found.guesses;
    const guesses = {...found.guesses, right: {...right, sse: right.sse + 1e-6}};
    expect(falseClaims({guesses})).toEqual(['losses.values']);
  });

  test('where CEE without ε is a number', () => {
    const epsilons = {...found.epsilons, without: {loss: 0.5108, gradientNaNs: 0}};
    expect(falseClaims({epsilons})).toEqual(['losses.nan']);
  });

  test('where CEE with the 1e-7 is NaN, too', () => {
    expect(falseClaims({epsilons: {...found.epsilons, gradientNaNsWith: 9}})).toEqual(['losses.nan']);
  });

  test('where a probability costs more than the cap', () => {
    const [first, ...rest] = found.epsilons.effects;
    const effects = [{...first!, greatest: first!.cap + 1}, ...rest];
    expect(falseClaims({epsilons: {...found.epsilons, effects}})).toEqual(['losses.cap']);
  });

  test('where a sure, right guess costs something without the 1e-7', () => {
    expect(falseClaims({epsilons: {...found.epsilons, sureWithout: 1e-3}})).toEqual(['losses.negative']);
  });

  test('where integer labels make the wrong guess the better one', () => {
    const {right, wrong} = found.guesses;
    const guesses = {
      ...found.guesses,
      right: {...right, sparse: wrong.sparse},
      wrong: {...wrong, sparse: right.sparse},
    };
    expect(falseClaims({guesses})).toEqual(['losses.values', 'losses.order', 'losses.sparse']);
  });

  test('where SSE pushes a sure mistake', () => {
    const [first, ...rest] = found.pushes.curve;
    const pushes = {...found.pushes, curve: [{...first!, sse: 0.1}, ...rest]};
    expect(falseClaims({pushes})).toEqual(['losses.gives-up']);
  });

  test('where the gradient is 0 at a loss of 0', () => {
    const mistakes = {...found.mistakes, atLossZero: {loss: 0, gradient: 0}};
    expect(falseClaims({mistakes})).toEqual(['losses.standstill']);
  });
});
