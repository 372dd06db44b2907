import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../../../src/backends/selectBackend';
import {describeMinibatch, minibatch} from '../../../../src/lab/experiments/minibatch';
import {gradientEstimates, type MinibatchFindings} from '../../../../src/lab/experiments/minibatch/sampling';
import {untrainedNet} from '../../../../src/lab/experiments/trainedNet';
import type {ExperimentResult} from '../../../../src/lab/experiments/experiment';
import {labFor} from '../labFor';
import {smallDigits} from '../smallDigits';

const lab = labFor(smallDigits(2200, 2), smallDigits(500, 2, 2), 'wasm');
beforeAll(() => selectBackend('wasm'));

describe('minibatch', () => {
  let result: ExperimentResult;
  let again: ExperimentResult;
  let leaked: number;
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    result = await minibatch.run(lab);
    again = await minibatch.run(lab);
    leaked = tf.memory().numTensors - before;
  });

  test('all claims hold, and nothing is leaked', () => {
    expect(result.claims.filter(({holds}) => holds !== true)).toEqual([]);
    expect(leaked).toBe(0);
  });

  test('the metrics are finite, the same twice, and have no time in them', () => {
    expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
    expect(again.metrics).toEqual(result.metrics);
    expect(again.answer).toEqual(result.answer);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  });

  test('a pass takes N/n steps', () => {
    const {rows} = result.tables.find(({id}) => id === 'batch-size')!;
    expect(rows.map(([size, , steps]) => [size, steps])).toEqual([
      [1, 2200],
      [10, 220],
      [100, 22],
      [1000, 3],
    ]);
  });
});

test('gradientEstimates() of the full batch point where the full gradient points', () => {
  const model = untrainedNet(lab);
  const {cosines, epochMeanError} = gradientEstimates(model, smallDigits(1000, 2), 1);
  // A permutation of all 1,000 images: the same gradient but for float32.
  expect(cosines[cosines.length - 1]!.cosine).toBeCloseTo(1, 5);
  expect(epochMeanError).toBeLessThan(1e-5);
  model.dispose();
});

test('an epoch whose last batch is smaller does not spoil the mean of the gradients', async () => {
  const {metrics, claims} = await minibatch.run(labFor(smallDigits(1150, 4), smallDigits(300, 4, 2), 'wasm'));
  expect(metrics['gradient.epochMeanError']).toBeLessThan(1e-5);
  expect(claims.filter(({id, holds}) => id !== 'minibatch.steps' && holds !== true)).toEqual([]);
});

describe('claims turn false', () => {
  const spread = {size: 100, replaced: true, spread: 0.1, predicted: 0.1, error: 0.02, bias: 0};
  const half = {...spread, size: 500, spread: 0.05, predicted: 0.05};
  const found: MinibatchFindings = {
    lab,
    perExample: new Float32Array(1000).map((_, i) => i % 3),
    spreads: [
      spread,
      {...spread, replaced: false},
      half,
      {...half, replaced: false, spread: 0.05 * Math.SQRT1_2, predicted: 0.05 * Math.SQRT1_2},
    ],
    gradients: {
      epochMeanError: 0,
      sumOverMean: 100,
      cosines: [
        {size: 10, cosine: 0.2},
        {size: 100, cosine: 0.5},
        {size: 1000, cosine: 0.9},
      ],
    },
    accuracies: {epoch: 0.8, replacement: 0.8},
    unseen: {replaced: [{epochs: 1, unseen: Math.exp(-1)}], distinct: [{epochs: 1, unseen: 0}]},
    sizes: [10, 1000].map(batchSize => ({
      batchSize,
      images: 1000,
      steps: 1000 / batchSize,
      learningRate: 0.1,
      testAccuracy: batchSize === 10 ? 0.5 : 0.2,
      seconds: 1,
    })),
  };
  const falseClaims = (changed: Partial<MinibatchFindings>) =>
    describeMinibatch({...found, ...changed})
      .claims.filter(({holds}) => holds === false)
      .map(({id}) => id);

  test.each([
    ['nothing is wrong', {}, []],
    ['σ is off', {spreads: [{...spread, spread: 0.15}, ...found.spreads.slice(1)]}, ['minibatch.spread']],
    [
      'it makes no difference',
      {spreads: [...found.spreads.slice(0, 3), {...half, replaced: false}]},
      ['minibatch.half'],
    ],
    [
      'means are off to one side',
      {spreads: [{...spread, bias: 9}, ...found.spreads.slice(1)]},
      ['minibatch.unbiased'],
    ],
    [
      'all images are seen with replacement',
      {unseen: {...found.unseen, replaced: [{epochs: 1, unseen: 0}]}},
      ['minibatch.unseen'],
    ],
    [
      'an image is left over without replacement',
      {unseen: {...found.unseen, distinct: [{epochs: 1, unseen: 0.001}]}},
      ['minibatch.unseen'],
    ],
    ['training notices', {accuracies: {epoch: 0.8, replacement: 0.7}}, ['minibatch.sampling']],
    [
      'a larger batch points further away',
      {gradients: {...found.gradients, cosines: [10, 100, 1000].map(size => ({size, cosine: 1 / size}))}},
      ['minibatch.direction'],
    ],
    ['sums are divided', {gradients: {...found.gradients, sumOverMean: 1}}, ['minibatch.sum']],
  ])('where %s', (_, changed, ids) => {
    expect(falseClaims(changed)).toEqual(ids);
  });
});
