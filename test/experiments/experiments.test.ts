import * as tf from '@tensorflow/tfjs';
import {sliceSplit} from '../../src/data/split';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {experiments} from '../../src/experiments';
import type {ExperimentResult} from '../../src/experiments/experiment';
import {losses} from '../../src/experiments/losses';
import {labFor} from './labFor';

const digits = syntheticDigits({size: 300, seed: 1});
const lab = labFor(sliceSplit(digits, 0, 200), sliceSplit(digits, 200, 300));

test('every experiment has an id of its own and asks a question', () => {
  const ids = experiments.map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const {question} of experiments) expect(question).toMatch(/\?( \(.*\))?$/);
});

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
});

test('an experiment leaks no tensor, refers only to metrics it has, and gives the same numbers twice', async () => {
  const before = tf.memory().numTensors;
  const [first, second] = [await losses.run(lab), await losses.run(lab)];
  expect(tf.memory().numTensors).toBe(before);
  expect(second).toEqual(first);
  for (const {metric} of first.highlights) expect(first.metrics[metric]).toEqual(expect.any(Number));
});
