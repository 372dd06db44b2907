/** Errors that rounding, float32 inside the function or fine ripples could hide, and right gradients that these could make look wrong. */
import * as tf from '@tensorflow/tfjs';
import {checkGradients} from '../../src/gradients/checkGradients';
import type {GradientCheckOptions} from '../../src/gradients/GradientCheck';

type Fn = (x: tf.Tensor) => tf.Tensor;
type Case = [name: string, fn: Fn, at: number[], options?: GradientCheckOptions];

const spoil = (x: tf.Tensor, gradFunc: (dy: tf.Tensor) => tf.Tensor) =>
  tf.customGrad(x => ({value: (x as tf.Tensor).clone(), gradFunc}))(x);
const detach = (x: tf.Tensor) => spoil(x, dy => dy.zerosLike());

/** An op as people write it: the numbers out, JavaScript on a Float32Array, and a gradient by the same way. */
const inJavaScript =
  (f: (z: number) => number, slope: (z: number) => number): Fn =>
  x =>
    tf
      .customGrad((...args) => {
        const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
        save([x]);
        const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) =>
          dy.mul(tf.tensor1d(Float32Array.from(saved[0]!.dataSync(), slope)));
        return {value: tf.tensor1d(Float32Array.from(x.dataSync(), f)), gradFunc};
      })(x)
      .sum();

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const run = ([, fn, at, options]: Case) => checkGradients(fn, [tf.tensor1d(at)], options);
const named = (cases: Case[]) => cases.map((each): [string, Case] => [each[0], each]);

const rightInJavaScript: Case[] = [
  ['the sigmoid', inJavaScript(sigmoid, z => sigmoid(z) * (1 - sigmoid(z))), [1, 0.3]],
  ['cos beside 0', inJavaScript(Math.cos, z => -Math.sin(z)), [0.1, 0.05]],
  ['log', inJavaScript(Math.log, z => 1 / z), [50, 100]],
  [
    'a squared error',
    inJavaScript(
      z => (z - 20) ** 2,
      z => 2 * (z - 20),
    ),
    [0.3, 0.7, 1],
  ],
  ['10 + sin', inJavaScript(z => 10 + Math.sin(z), Math.cos), [0.3, -0.7, 1.1, 0.5]], // prettier-ignore
  ['1000 + sin', inJavaScript(z => 1000 + Math.sin(z), Math.cos), [0.3, -0.7, 1.1, 0.5]], // prettier-ignore
];

test.each(named(rightInJavaScript))(
  'checkGradients() passes %s in JavaScript, and notes that it rounds',
  async (_, each) => {
    const check = await run(each);
    expect({ok: check.ok, text: String(check)}).toEqual({ok: true, text: String(check)});
    expect(check.notes.join()).toContain('it rounds by itself');
  },
);

const wrongInJavaScript: Case[] = [
  [
    'a squared error without a gradient',
    inJavaScript(
      z => (z - 20) ** 2,
      () => 0,
    ),
    [0.3, 0.7, 1],
  ],
  ['cos without a gradient', inJavaScript(Math.cos, () => 0), [0.1, 0.05]],
  [
    '10 + sin without a gradient',
    inJavaScript(
      z => 10 + Math.sin(z),
      () => 0,
    ),
    [0.3, -0.7, 1.1],
  ],
  ['a sigmoid off by a tenth', inJavaScript(sigmoid, z => 1.1 * sigmoid(z) * (1 - sigmoid(z))), [1, 0.3]],
  ['10 + sin off by a fifth', inJavaScript(z => 10 + Math.sin(z), z => 1.2 * Math.cos(z)), [0.3, -0.7]], // prettier-ignore
  ['a kink softened at 1e-10', x => softened(x), [0, 1]],
  ['a ripple of 1e12 that is detached', x => x.add(detach(x).mul(1e12).sin().div(1e12)).sum(), [0.3, 0.7]],
  ['a ripple of 3e10 that is detached', x => x.add(detach(x).mul(3e10).sin().div(3e10)).sum(), [0.3, 0.7]],
];

/** ln(1 + e^(10¹⁰ x)) / 10¹⁰ has the slope ½ at 0, and not that of one side. */
function softened(x: tf.Tensor): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [x, save] = args as [tf.Tensor, tf.GradSaveFunc];
    save([x]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(saved[0]!.greaterEqual(0));
    return {value: x.mul(1e10).softplus().div(1e10), gradFunc};
  });
  return op(x).sum();
}

test.each(named(wrongInJavaScript))('checkGradients() finds %s', async (_, each) => {
  const check = await run(each);
  expect({verdict: check.verdict, text: String(check)}).toEqual({verdict: 'wrong', text: String(check)});
});

/** Slopes that are small beside the value, and gradients of 0: whatever is said, it must not be that all is well. */
const hidden: Case[] = [
  ['exp(−30) beside 1', x => detach(x).neg().exp().sum().add(1), [30, 31]],
  ['a saturated sigmoid', x => detach(x).sigmoid().sum(), [30, 30.5]],
  ['a sigmoid that is 1', x => detach(x).sigmoid().sum(), [36, 36.5]],
  ['a saturated log loss', x => detach(x).sigmoid().log().neg().sum(), [30]],
  ['softplus beside 1', x => detach(x).neg().softplus().sum().add(1), [30, 31]],
  ['a saturated tanh', x => detach(x).tanh().sum(), [17, -17]],
  ['1e-14 · sin beside 3', x => detach(x).sin().mul(1e-14).sum().add(3), [1, 2]],
  ['sin beside 1e14', x => detach(x).sin().sum().add(1e14), [1, 2]],
  ['sin beside 3e14', x => detach(x).sin().sum().add(3e14), [1, 2]],
  ['a sum that loses it', x => tf.logSumExp(tf.concat([detach(x), tf.tensor1d([40])])), [1, 2]],
  [
    'half of it, saturated',
    x =>
      spoil(x, dy => dy.mul(0.5))
        .sigmoid()
        .sum(),
    [36, 36.5],
  ],
  ['elu of 1e-10', x => detach(x).mul(1e-10).elu().mul(1e10).sum(), [-0.3, -1.2]],
  ['selu of 1e-12', x => detach(x).mul(1e-12).selu().sum(), [-0.3, -1.2]],
  ['elu at 1e-17', x => detach(x).elu().sum(), [-1e-17, -2e-17]],
  ['cos of 1e-9', x => detach(x).mul(1e-9).cos().mul(1e18).sum(), [0.5, 0.3]],
  ['cosh of 1e-9', x => detach(x).mul(1e-9).cosh().mul(1e18).sum(), [0.5, 0.3]],
  ['float32, sin beside 1e6', x => detach(x).sin().sum().add(1e6), [0.3, -0.7, 1.1], {dtype: 'float32'}],
  ['float32, sin beside 3e5', x => detach(x).sin().sum().add(3e5), [0.3], {dtype: 'float32'}],
];

test.each(named(hidden))(
  'checkGradients() does not excuse a gradient that is missing: %s',
  async (_, each) => {
    const check = await run(each);
    expect({ok: check.ok, text: String(check)}).toEqual({ok: false, text: String(check)});
  },
);

function logisticMap(times: number): Fn {
  return x => {
    let h = x;
    for (let i = 0; i < times; i++) h = h.mul(4).mul(h.neg().add(1));
    return h.sum();
  };
}

/** Right, with slopes that a step of usual size does not see: `wrong` would be a lie. */
const fast: Case[] = [
  [
    '1 kHz at a time stamp',
    x =>
      x
        .mul(2000 * Math.PI)
        .sin()
        .sum(),
    [1.7e9],
  ],
  ['sin at 1e12', x => x.sin().sum(), [1.3e12]],
  ['sin at 1e13', x => x.sin().sum(), [1e13, 1.3e13]],
  ['sin at 1e14', x => x.sin().sum(), [1e14, 1.3e14]],
  ['cos(1000 x) at 1e10', x => x.mul(1e3).cos().sum(), [1e10, 1.3e10]],
  ...[3e9, 1e10, 1e11, 1e12, 1e13].flatMap(k =>
    [0.4, 1, 100].map((at): Case => [`sin(${k} x) at ${at}`, x => x.mul(k).sin().sum(), [at]]),
  ),
  ...[30, 40, 60].map((times): Case => [`${times} logistic maps`, logisticMap(times), [0.3, 0.4]]),
  ['float32, sin(1e6 x)', x => x.mul(1e6).sin().sum(), [0.3, 0.4], {dtype: 'float32'}],
  ...[3e10, 1e11, 1e12].map((k): Case => [
    `a ripple of ${k}`,
    x => x.add(x.mul(k).sin().div(k)).sum(),
    [0.3, 0.7],
  ]),
  ['elu of 1e-10', x => x.mul(1e-10).elu().mul(1e10).sum(), [-0.3, -1.2]],
  ['elu of 1e-9', x => x.mul(1e-9).elu().sum(), [-0.2644215524196625]],
  ['selu at 1e-14', x => x.selu().sum(), [-1e-14, -2e-14]],
  ...[
    [19769.697265625, 102.22391510009766, -12.849878311157227, 46.92298889160156] as const,
    [30580.31640625, 24.503345489501953, 77.23285675048828] as const,
  ].map(([k, ...at]): Case => [
    `relu(sin(${k} x))² on its flat side`,
    x => x.mul(k).sin().relu().square().sum(),
    at,
  ]),
];

test.each(named(fast))('checkGradients() does not call a right gradient wrong: %s', async (_, each) => {
  const check = await run(each);
  expect({verdict: check.verdict, text: String(check)}).not.toEqual({verdict: 'wrong', text: String(check)});
});

test('checkGradients() does not blame a kink for an entry of a large input that is wrong everywhere', async () => {
  const size = 3000;
  const factors = Float32Array.from({length: size}, (_, at) => (at === size - 7 ? 1.5 : 1));
  const fn: Fn = x =>
    spoil(x, dy => dy.mul(tf.tensor1d(factors)))
      .sin()
      .sum();
  const check = await checkGradients(fn, [tf.linspace(0.1, 1.2, size)]);
  expect(check.verdict).toBe('wrong');
  expect(check.reason).not.toContain('kink');
});
