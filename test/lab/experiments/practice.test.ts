import * as tf from '@tensorflow/tfjs';
import {measurePractice, type Practice} from '../../../src/lab/experiments/gradient-check/practice';
import {practiceTable, storyOf} from '../../../src/lab/experiments/gradient-check/story';

let practice: Practice;
let leaked: number;
beforeAll(async () => {
  const before = tf.memory().numTensors;
  practice = await measurePractice();
  leaked = tf.memory().numTensors - before;
});

test('the practical half has the verdicts that it speaks of, and leaks nothing', () => {
  const {right, single, kink, wrong, corrected, planted} = practice;
  const verdicts = [right, single, kink, wrong, corrected, planted.fresh, planted.trained].map(
    ({check: {verdict}}) => verdict,
  );
  expect(verdicts).toEqual(['pass', 'pass', 'kink', 'wrong', 'pass', 'pass', 'wrong']);
  expect(wrong.check.op).toBe('AvgPool');
  expect(single.check.dtype).toBe('float32');
  expect(leaked).toBe(0);
});

test('between a right and a wrong gradient in float64 lie more than six powers of ten', () => {
  const {right, wrong, corrected, planted} = practice;
  for (const {relativeError} of [right, corrected, planted.fresh]) expect(relativeError).toBeLessThan(1e-8);
  for (const {relativeError} of [wrong, planted.trained]) expect(relativeError).toBeGreaterThan(1e-2);
});

test('the entry that is looked at is one of the image, whose error is no rounding', () => {
  const {place, analytic, numerical, errorBar} = practice.wrong.entry!;
  expect(place).toMatch(/^image\[0,\d,\d,0\]$/);
  expect(Math.abs(analytic - numerical)).toBeGreaterThan(1e6 * errorBar);
});

test('what a run does not bear out is not told', () => {
  const kinds = (found: Practice) => storyOf(found).parts.map(({kind}) => kind);
  expect(kinds(practice)).toEqual(['prose', 'table', 'prose', 'prose', 'prose', 'prose', 'steps']);
  const pass = {...practice.right, check: {...practice.right.check, dtype: 'float32' as const}};
  const nothing = {right: pass, single: pass, kink: pass, wrong: pass, corrected: pass};
  expect(kinds({...nothing, planted: {fresh: pass, trained: pass}})).toEqual(['prose', 'table']);
  expect(practiceTable(practice).rows).toHaveLength(7);
});
