import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import {Random} from '../../src/random';

function normals(count: number, seed: number): number[] {
  const random = new Random(seed);
  return Array.from({length: count}, () => random.normal());
}

/** Σ x², whose gradient is multiplied by `factors`. */
function mistaken(factors: Map<number, number>): (x: tf.Tensor) => tf.Tensor {
  return x =>
    tf.customGrad((...args) => {
      const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
      save([input]);
      const factor = Array.from({length: input.size}, (_, i) => factors.get(i) ?? 1);
      const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
        dy.mul(saved[0]!.mul(2).mul(tf.tensor1d(factor)));
      return {value: input.square().sum(), gradFunc};
    })(x);
}

test.each([0, 1, 2, 3])(
  'checkGradients() finds one entry in 5,000 that is off by 1 %% (seed %d)',
  async seed => {
    const at = new Random(seed).integer(5000);
    const values = normals(5000, seed);
    values[at] = 1; // of usual size: 1 % of an entry that is next to 0 is nothing
    const check = await checkGradients(mistaken(new Map([[at, 1.01]])), [values], {seed});
    expect(check.verdict).toBe('wrong');
    expect(check.diagnosis).toBe('one-entry');
    expect(check.inputs[0]!.worst.index).toEqual([at]);
    expect(check.inputs[0]!.worst.analytic / check.inputs[0]!.worst.numerical).toBeCloseTo(1.01, 6);
    // 64 of the sample and a search of 2 · (32 blocks + 2 log2(5000)) lines, four to sixteen evaluations each.
    expect(check.evaluations).toBeLessThan(1500);
  },
);

test('checkGradients() finds two entries whose mistakes cancel in a plain sum', async () => {
  const values = normals(3000, 1).fill(1);
  const check = await checkGradients(
    mistaken(
      new Map([
        [700, 1.02],
        [2100, 0.98],
      ]),
    ),
    [values],
  );
  expect(check.verdict).toBe('wrong');
});

test('checkGradients() raises no false alarm over 3,000 right entries', async () => {
  const values = normals(3000, 2);
  for (const fn of [(x: tf.Tensor) => x.erf().sum(), (x: tf.Tensor) => x.mul(3).sigmoid().log().mean()]) {
    const check = await checkGradients(fn, [values]);
    expect({verdict: check.verdict, text: check.toString()}).toEqual({
      verdict: 'pass',
      text: check.toString(),
    });
    expect(check.taylorRate).toBeCloseTo(2, 1);
  }
});

test('checkGradients() tells hundreds of kinks among a thousand entries from errors', async () => {
  const values = normals(1000, 3).map((x, i) => (i % 3 === 0 ? 0 : x));
  const check = await checkGradients(x => x.relu().sum(), [values]);
  expect({verdict: check.verdict, text: check.toString()}).toEqual({verdict: 'kink', text: check.toString()});
});

/** Every second entry exactly 0, the others normal. */
function halfZeros(count: number): number[] {
  return normals(count, 7).map((x, i) => (i % 2 ? x : 0));
}

/** Right, and at 0 with a jump of the curvature or of the slope. */
const ZEROS: {name: string; fn: (x: tf.Tensor) => tf.Tensor; verdict: 'pass' | 'kink'}[] = [
  {name: 'max(x, 0)²', fn: x => x.relu().square().sum(), verdict: 'pass'},
  {name: 'x |x|', fn: x => x.mul(x.abs()).sum(), verdict: 'pass'},
  {name: 'elu', fn: x => x.elu().sum(), verdict: 'pass'},
  {name: 'relu', fn: x => x.relu().sum(), verdict: 'kink'},
  {name: '|x|', fn: x => x.abs().mul(0.05).sum(), verdict: 'kink'},
  {name: 'selu', fn: x => x.selu().sum(), verdict: 'kink'},
];

test.each(ZEROS)(
  'checkGradients() is not blinded by thousands of zeros under $name',
  async ({fn, verdict}) => {
    for (const count of [200, 2000, 10_000]) {
      const check = await checkGradients(fn, [halfZeros(count)]);
      expect({count, verdict: check.verdict, text: String(check)}).toEqual({
        ...{count, verdict, text: String(check)},
      });
    }
  },
);

test.each(ZEROS)(
  'checkGradients() finds one wrong entry beside thousands of zeros under $name',
  async ({fn}) => {
    const values = halfZeros(4000);
    for (const at of [1001, 3333]) {
      values[at] = 1;
      const sign = Float32Array.from(values, (_, i) => (i === at ? -1 : 1));
      // The value is that of fn; the gradient of one entry has the other sign.
      const wrong = (x: tf.Tensor) => {
        const turned = x.mul(tf.tensor1d(sign));
        const passes = tf.customGrad((...args) => ({
          value: (args[0] as tf.Tensor).mul(tf.tensor1d(sign)),
          gradFunc: (dy: tf.Tensor) => dy,
        }));
        return fn(passes(turned));
      };
      const check = await checkGradients(wrong, [values]);
      expect({verdict: check.verdict, index: check.inputs[0]!.worst.index}).toEqual({
        ...{verdict: 'wrong', index: [at]},
      });
    }
  },
);

test('checkGradients() sees hundreds of entries on the edge of clipByValue', async () => {
  const values = normals(300, 3).map((x, i) => (i % 2 ? 0.5 : x));
  expect((await checkGradients(x => x.clipByValue(-0.5, 0.5).sum(), [values])).verdict).toBe('kink');
});

test('checkGradients() sees hundreds of entries on both edges of clipByValue', async () => {
  const values = normals(3000, 4).map(x => Math.round(2 * x) / 2);
  const check = await checkGradients(x => x.clipByValue(-1, 1).sum(), [values]);
  expect({verdict: check.verdict, text: String(check)}).toEqual({verdict: 'kink', text: String(check)});
});

test('checkGradients() names the tie where all of 200 entries are the largest', async () => {
  const check = await checkGradients(x => x.max(), [new Array<number>(200).fill(1)]);
  expect(check.ok).toBe(false);
  expect(check.reason).toContain('In Max there is a tie');
});

test('checkGradients() says the same for the same seed, and samples others for another', async () => {
  const values = normals(600, 4);
  const [first, again, other] = await Promise.all(
    [7, 7, 8].map(seed => checkGradients(x => x.pow(3).sum(), [values], {seed})),
  );
  expect(first!.toString()).toBe(again!.toString());
  expect(JSON.stringify(first!.worst)).toBe(JSON.stringify(again!.worst));
  expect(JSON.stringify(other!.worst)).not.toBe(JSON.stringify(first!.worst));
});
