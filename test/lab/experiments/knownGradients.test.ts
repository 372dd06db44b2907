import {render} from '../../../src/lab/language/language';
import * as tf from '@tensorflow/tfjs';
import {experiments} from '../../../src/lab/experiments';
import {
  analyticGradients,
  kernelFault,
  judgeFormula,
  type Judged,
} from '../../../src/lab/experiments/known-gradients/sweep';
import {between, op, configurations} from '../../../src/lab/experiments/known-gradients/configurations';
import {familyFigure} from '../../../src/lab/experiments/known-gradients/figures';
import {knownBugs, measureBug} from '../../../src/lab/experiments/known-gradients/knownBugs';
import {onKernels} from '../../../src/backends/onKernels';

const all = Object.values(configurations).flat();
/** One seed, and of the right ones every tenth: `npm run experiment -- known-gradients` looks at all. */
const sample = all.filter(({expected}, i) => expected !== 'right' || i % 10 === 0);
const patience = 600_000;

test('is registered, with more than 200 configurations', () => {
  expect(experiments.map(({id}) => id)).toContain('known-gradients');
  expect(all.length).toBeGreaterThan(200);
});

test('the picture counts every configuration once, and its title is true of each family', () => {
  const judged = all.map(configuration => ({configuration, found: configuration.expected})) as Judged[];
  const [right, wrong, missing] = familyFigure(judged).marks.map(({points}) => points.map(({y}) => y));
  expect([...right!, ...wrong!, ...missing!].reduce((a, b) => a + b)).toBe(all.length);
  const shares = right!.map((count, i) => 1 - count / (count + wrong![i]! + missing![i]!));
  expect(Math.min(...shares)).toBeGreaterThan(0);
  expect(Object.keys(configurations)[shares.indexOf(Math.max(...shares))]).toBe('secondDerivatives');
});

test('every op with a configuration marked wrong has an example, and every example such an op', () => {
  const marked = all.filter(({expected}) => expected === 'wrong').map(configuration => configuration.op);
  expect(new Set(knownBugs.map(bug => bug.op))).toEqual(new Set(marked));
});

test.each(knownBugs.map(bug => [bug.example, bug] as const))(
  '%s is as the mathematics and the mistake predict',
  async (_, bug) => {
    const measured = (await onKernels('float64', () => measureBug(bug)))!;
    expect(measured.numerical).toBeCloseTo(bug.truth, 8);
    if (bug.given === undefined) expect(measured.given).toBeUndefined();
    else expect(measured.given).toBeCloseTo(bug.given, 8);
    expect(bug.given).not.toBe(bug.truth);
  },
);

test(
  'the checker finds the wrong and the missing ones, calls no other one wrong, and leaks nothing',
  async () => {
    const strays: string[] = [];
    for (const [i, configuration] of sample.entries()) {
      const before = tf.memory().numTensors;
      const {found, reason} = await judgeFormula(configuration, 7 + i);
      if (found !== configuration.expected)
        strays.push(`${configuration.op}: ${found}, ${render(reason, 'en')}`);
      // Where tfjs breaks down on the way forward it keeps what it had saved, and nobody can get at it.
      const leaked = tf.memory().numTensors - before;
      if (leaked !== 0 && !render(reason, 'en').startsWith('tfjs throws'))
        strays.push(`${configuration.op}: leaks`);
    }
    expect(strays).toEqual([]);
  },
  patience,
);

test('onKernels() comes back to the backend of before, also when the work throws', async () => {
  await expect(
    onKernels('wasm, stock', () => {
      throw new Error('no luck');
    }),
  ).rejects.toThrow('no luck');
  expect(tf.getBackend()).toBe('cpu');
});

test('the stock kernels of wasm lose a negative maximum, the corrected ones do not', async () => {
  // All in the window are negative; the gradient of the greatest goes to it alone.
  const pool = op('maxPool', (x: tf.Tensor4D) => tf.maxPool(x, 2, 2, 'valid'), between(-2, -1, 1, 2, 2, 1));
  const gradients = () => analyticGradients(pool, 3);
  const reference = (await onKernels('float64', gradients))!;
  expect(reference.gradients![0]!.filter(g => g !== 0)).toHaveLength(1);
  const stock = (await onKernels('wasm, stock', gradients))!;
  expect(kernelFault(pool, reference, stock)).toMatchObject({found: 'wrong'});
  const corrected = (await onKernels('wasm', gradients))!;
  expect(kernelFault(pool, reference, corrected)).toBeUndefined();
});
