import {sayAll} from '../../../src/lab/report';
import * as tf from '@tensorflow/tfjs';
import {
  averageSurprise,
  coinEntropies,
  type InformationFindings,
  informationOf,
  measureDistributions,
  pushOnLogits,
  judgeLabels,
  likelihood,
  type Judgement,
  softenedGuess,
  spreadAndEntropy,
  towardsOneHot,
} from '../../../src/lab/experiments/information/distributions';
import {describeInformation} from '../../../src/lab/experiments/information';
import {twoLayerNet} from '../../../src/models/twoLayerNet';
import {settledByNothing} from './settledByNothing';
import {smallDigits} from './smallDigits';

/** So many images with one loss, and the probability that it comes from. */
function sameLoss(size: number, nats: number): Judgement {
  return {
    probabilities: new Float32Array(size).fill(Math.exp(-nats)),
    losses: new Float32Array(size).fill(nats),
  };
}

const found: InformationFindings = {
  distributions: measureDistributions(),
  path: towardsOneHot(),
  samples: averageSurprise(1),
  push: pushOnLogits(),
  coins: coinEntropies(),
  spreads: spreadAndEntropy(),
  // 2,000 images of 0.5 nats: e^−1000 is below the least float64.
  likelihood: likelihood(sameLoss(2000, 0.5)),
};

test('all claims hold, every number is finite, and nothing is leaked', () => {
  const result = describeInformation(found);
  const {claims, metrics, highlights} = result;
  expect(settledByNothing(result)).toEqual([]);
  expect(claims.filter(({holds}) => holds !== true)).toEqual([]);
  expect(Object.values(metrics).filter(value => !Number.isFinite(value))).toEqual([]);
  for (const {metric} of highlights) expect(metrics[metric]).toEqual(expect.any(Number));
  expect(tf.memory().numTensors).toBe(0);
});

test('the example has the published values', () => {
  const {entropy, crossEntropy, klDivergence} = found.distributions.example;
  expect(entropy).toBeCloseTo(1.03972, 5);
  expect(crossEntropy).toBeCloseTo(1.21301, 5);
  expect(klDivergence).toBeCloseTo(0.17329, 5);
});

test('coinEntropies() are −p ln p − (1 − p) ln (1 − p), and variances p (1 − p)', () => {
  for (const {p, entropy, variance} of found.coins) {
    const onPaper = [p, 1 - p].reduce((sum, each) => (each > 0 ? sum - each * Math.log(each) : sum), 0);
    expect(entropy).toBeCloseTo(onPaper, 6);
    expect(variance).toBeCloseTo(p - p * p, 12);
  }
});

test('spreadAndEntropy() has the variance and entropy of a die on paper, and of numbers far apart', () => {
  const [die, , , furthest] = found.spreads;
  expect(die!.variance).toBeCloseTo(35 / 12, 12);
  expect(die!.entropy).toBeCloseTo(Math.log(6), 6);
  expect(furthest!.variance).toBe(1e6);
  expect(furthest!.entropy).toBeCloseTo(Math.LN2, 6);
});

test('informationOf() passes over what cannot happen', () => {
  // A fair coin that somebody takes for a die: ln 2, ln 6, ln 3.
  const {entropy, crossEntropy, klDivergence} = informationOf([0.5, 0.5, 0, 0, 0, 0], Array(6).fill(1 / 6));
  expect(entropy).toBeCloseTo(Math.log(2), 6);
  expect(crossEntropy).toBeCloseTo(Math.log(6), 6);
  expect(klDivergence).toBeCloseTo(Math.log(3), 6);
});

test('towardsOneHot() goes from the uniform label to the one-hot one along float64 formulas', () => {
  for (const {sure, entropy, crossEntropy} of found.path) {
    const p = softenedGuess.map((_, k) => (k === 2 ? sure : (1 - sure) / 9));
    const sum = (log: (k: number) => number) =>
      p.reduce((s, value, k) => (value > 0 ? s - value * log(k) : s), 0);
    expect(Math.abs(entropy - sum(k => Math.log(p[k]!)))).toBeLessThan(2e-6);
    expect(Math.abs(crossEntropy - sum(k => Math.log(softenedGuess[k]!)))).toBeLessThan(2e-6);
  }
  expect(found.path[0]!.sure).toBeCloseTo(0.1, 12);
  expect(found.path[found.path.length - 1]).toMatchObject({sure: 1, entropy: 0});
});

test.each([1, 2, 3])(
  'averageSurprise() of seed %d stays within four standard errors, and its own shrink',
  seed => {
    const samples = averageSurprise(seed);
    for (const {mean, standardError, draws} of samples) {
      expect(Math.abs(mean - 1.75 * Math.LN2)).toBeLessThan(4 * standardError);
      // −ln q is ln 4 with probability ¾ and ln 2 with ¼: a variance of 3/16 (ln 2)².
      expect(standardError).toBeCloseTo((Math.sqrt(3) / 4) * (Math.LN2 / Math.sqrt(draws)), 12);
    }
  },
);

test('likelihood() multiplies the few and gives up on the many', () => {
  const {few, all} = found.likelihood;
  // e^−½ in float32, a hundred times.
  expect(few.product / Math.exp(-50)).toBeCloseTo(1, 5);
  expect(few.fromLoss / Math.exp(-50)).toBeCloseTo(1, 12);
  // e^−½ of the least number is rounded back to it: the product sticks there, far above e^−1000.
  expect(all).toEqual({size: 2000, product: Number.MIN_VALUE, logarithm: -1000});
  expect(likelihood(sameLoss(1000, 1)).all.product).toBe(0);
});

test('judgeLabels() takes the probabilities from the net, and the losses are −ln of them', () => {
  const digits = smallDigits(1100, 4);
  const model = twoLayerNet({inputs: 49, hidden: 5, initialStd: 1, seed: 1});
  const before = tf.memory().numTensors;
  const {probabilities, losses} = judgeLabels(model, digits);
  expect(tf.memory().numTensors).toBe(before);
  const xs = tf.tensor2d(
    Float32Array.from(digits.images, byte => byte / 255),
    [1100, 49],
  );
  const rows = (model.predict(xs) as tf.Tensor2D).arraySync();
  tf.dispose(xs);
  expect(probabilities).toHaveLength(1100);
  rows.forEach((row, n) => {
    expect(probabilities[n]).toBeCloseTo(row[digits.labels[n]!]!, 6);
    expect(losses[n]).toBeCloseTo(-Math.log(row[digits.labels[n]!]!), 4);
  });
  model.dispose();
});

test('a product that float64 can hold shows nothing, and the claim says so', () => {
  const {claims} = sayAll(describeInformation({...found, likelihood: likelihood(sameLoss(200, 0.5))}));
  const claim = claims.find(({id}) => id === 'information.underflow')!;
  expect([claim.holds, claim.reason]).toEqual([
    'skipped',
    'needs a product below what float64 can hold, e to the −745',
  ]);
});

describe('claims turn false', () => {
  const falseClaims = (changed: Partial<InformationFindings>) =>
    describeInformation({...found, ...changed})
      .claims.filter(({holds}) => holds === false)
      .map(({id}) => id);

  test('where a divergence is off by a thousandth', () => {
    const {example} = found.distributions;
    const off = {...example, klDivergence: example.klDivergence * 1.001};
    expect(falseClaims({distributions: {...found.distributions, example: off}})).toEqual([
      'information.values',
      'information.decomposition',
    ]);
  });

  test('where the drawn mean is that of the entropy', () => {
    const samples = found.samples.map(sample => ({...sample, mean: 1.5 * Math.LN2}));
    expect(falseClaims({samples})).toEqual(['information.samples']);
  });

  test('where the losses are not those of the probabilities', () => {
    const {probabilities, losses} = sameLoss(2000, 0.5);
    const off = likelihood({probabilities, losses: losses.map(loss => loss * 1.001)});
    expect(falseClaims({likelihood: off})).toEqual(['information.likelihood']);
  });

  test('where something beside the divergence is left at the end of the path', () => {
    const path = [...found.path];
    const last = path.pop()!;
    path.push({...last, crossEntropy: last.crossEntropy + 0.01});
    expect(falseClaims({path})).toEqual(['information.path']);
  });

  test('where the entropy of a coin is greatest elsewhere, or grows with the variance', () => {
    const coins = found.coins.map(coin => (coin.p === 0.6 ? {...coin, entropy: 0.7} : coin));
    expect(falseClaims({coins})).toEqual(['information.coin']);
    const spreads = found.spreads.map(each => ({...each, entropy: 0.3 * Math.log(1 + each.variance)}));
    expect(falseClaims({spreads})).toEqual(['information.variance']);
  });

  test('where the push lacks a factor', () => {
    const push = {...found.push, crossEntropy: found.push.crossEntropy.map(entry => entry / 2)};
    expect(falseClaims({push})).toEqual(['information.push']);
  });
});
