/** What a check does to its surroundings, and what it takes from them: backends, tensors, options. */
import {spawnSync} from 'node:child_process';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {selectBackend} from '../../src/backends/selectBackend';
import {checkGradients} from '../../src/gradients/checkGradients';

const cube = (x: tf.Tensor) => x.pow(3).sum();
/** Where every check has to come back to. */
const home = tf.getBackend();

test('checkGradients() passes in the example of its docstring', async () => {
  const x = tf.tensor1d([1, 2, 3]);
  const check = await checkGradients(x => x.square().sum(), x);
  expect(check.verdict).toBe('pass');
  // By hand: 2x, at every entry.
  expect(check.worst.map(({analytic}) => analytic).sort()).toEqual([2, 4, 6]);
  for (const {analytic, numerical, errorBar} of check.worst) {
    expect(Math.abs(analytic - numerical)).toBeLessThanOrEqual(errorBar);
    expect(errorBar).toBeLessThan(1e-8);
  }
  expect(x.isDisposed).toBe(false);
  x.dispose();
});

test.each([1, 4, 9])(
  'checkGradients() throws on what the function throws (call %d), and leaves nothing behind',
  async failing => {
    const before = tf.memory().numTensors;
    const error = new Error('out of cheese');
    let calls = 0;
    const fn = (x: tf.Tensor) => {
      const y = x.exp().mul(x).sum();
      if (++calls === failing) throw error;
      return y;
    };
    await expect(checkGradients(fn, [[1, 2]])).rejects.toBe(error);
    expect(tf.memory().numTensors).toBe(before);
    expect(tf.getBackend()).toBe(home);
    expect((await checkGradients(cube, [[1, 2]])).verdict).toBe('pass');
  },
);

test('checkGradients() leaves captured tensors usable', async () => {
  const captured = tf.tensor1d([0.1, 0.2]);
  const variable = tf.variable(tf.scalar(2));
  const check = await checkGradients(x => x.mul(captured).sum().mul(variable), [[1, 2]]);
  expect(check.verdict).toBe('pass');
  expect(Array.from(captured.dataSync())).toEqual([0.1, 0.2].map(Math.fround));
  expect(tf.tidy(() => captured.mul(variable).dataSync()[1])).toBeCloseTo(0.4, 6);
  tf.dispose([captured, variable]);
});

test('checkGradients() started together run one after the other', async () => {
  const checks = await Promise.all(
    [cube, (x: tf.Tensor) => x.round().sum(), cube].map(fn => checkGradients(fn, [[1.2, 2.1]])),
  );
  expect(checks.map(({verdict}) => verdict)).toEqual(['pass', 'flat', 'pass']);
  expect(tf.getBackend()).toBe(home);
});

test('checkGradients() in float32 stays on the backend, says so, and still finds 5 %', async () => {
  const right = await checkGradients(cube, [[0.7, -1.3, 2]], {dtype: 'float32'});
  expect({verdict: right.verdict, backend: right.backend, dtype: right.dtype}).toEqual({
    verdict: 'pass',
    backend: home,
    dtype: 'float32',
  });
  expect(right.toString()).toContain(`float32 on ${home}`);
  expect(right.notes[0]).toMatch(/two digits/);
  const wrong = (x: tf.Tensor) =>
    tf
      .customGrad((...args) => {
        const input = args[0] as tf.Tensor;
        return {value: input.square(), gradFunc: dy => dy.mul(input.mul(2.1))};
      })(x)
      .sum();
  expect((await checkGradients(wrong, [[0.7, -1.3, 2]], {dtype: 'float32'})).verdict).toBe('wrong');
});

test('checkGradients() tells a wrong kernel from a wrong formula', async () => {
  const pooled = (x: tf.Tensor) =>
    tf
      .maxPool(x as tf.Tensor4D, 2, 2, 'valid')
      .square()
      .sum();
  // Of a window that is negative throughout, the stock kernel takes the first element for the maximum.
  const image = [
    [
      [[-2], [-1]],
      [[-3], [-4]],
    ],
  ];
  await selectBackend('wasm', {stock: true});
  await tf.setBackend(home);
  const check = await checkGradients(pooled, [image], {backends: ['cpu', 'wasm']});
  expect(check.backends.map(({backend, verdict}) => [backend, verdict])).toEqual([
    ['cpu', 'pass'],
    ['wasm', 'wrong'],
  ]);
  expect({verdict: check.verdict, diagnosis: check.diagnosis}).toEqual({
    verdict: 'wrong',
    diagnosis: 'wrong-kernel',
  });
  expect(check.reason).toMatch(/formula is right.*wasm.*kernel MaxPoolGrad/);
  expect(tf.getBackend()).toBe(home);
});

test('checkGradients() says of a backend that the function fails there, and does not throw', async () => {
  const before = tf.memory().numTensors;
  const channelsFirst = (x: tf.Tensor) =>
    tf.conv2d(x as tf.Tensor4D, tf.ones<tf.Rank.R4>([2, 2, 1, 1]), 1, 'valid', 'NCHW').sum();
  const image = [[[[1, 2], [3, 4]]]]; // prettier-ignore
  const check = await checkGradients(channelsFirst, [image], {backends: ['wasm']});
  expect(check.verdict).toBe('unsupported');
  expect(check.reason).toMatch(
    /formula is right, but not on the backend wasm: .* fails there: .*channelsFirst/,
  );
  expect({backend: tf.getBackend(), tensors: tf.memory().numTensors}).toEqual({
    backend: home,
    tensors: before,
  });
});

test('checkGradients() takes what float32 leaves of a gradient that cancels for no wrong kernel', async () => {
  // A number added to all logits changes nothing: its gradient is a sum that is 0 but for rounding.
  const shifted = (x: tf.Tensor, b: tf.Tensor) =>
    x
      .add(b)
      .softmax()
      .mul(tf.tensor1d([1, 2, 3]))
      .sum();
  const check = await checkGradients(shifted, [[1, 2, 3.3], 0.7], {backends: ['cpu']});
  expect({verdict: check.verdict, text: check.toString()}).toEqual({verdict: 'pass', text: check.toString()});
});

test('checkGradients() restores variables that the function assigns, and notes it', async () => {
  const counter = tf.variable(tf.scalar(0), false, 'counter');
  const counting = (x: tf.Tensor) => {
    counter.assign(counter.add(1));
    return x.square().sum();
  };
  const {verdict, notes} = await checkGradients(counting, 2);
  expect({verdict, notes}).toEqual({
    verdict: 'pass',
    notes: ['The function assigns variables with every call: counter for example.'],
  });
  expect(counter.dataSync()).toBeInstanceOf(Float32Array);
  counter.dispose();
});

test('checkGradients() refuses a function that changes the backend', async () => {
  const restless = (x: tf.Tensor) => {
    void tf.setBackend('cpu');
    return x.square().sum();
  };
  expect(await checkGradients(restless, 2)).toMatchObject({
    verdict: 'refused',
    reason: 'The function changes the backend.',
  });
  expect(tf.getBackend()).toBe(home);
});

test('checkGradients() notes a vector that was given as a list of inputs', async () => {
  const {notes} = await checkGradients((x: tf.Tensor) => x.square().sum(), [1, 2, 3]);
  expect(notes).toContainEqual(expect.stringMatching(/takes 1 of the 3 inputs.*\[\[1, 2\]\] is one/));
});

test('checkGradients() notes tensors that the function leaks', async () => {
  const kept: tf.Tensor[] = [];
  const leaky = (x: tf.Tensor) => {
    kept.push(tf.keep(tf.scalar(1)));
    return x.square().sum();
  };
  const check = await checkGradients(leaky, 2);
  expect(check.notes).toEqual(['The function leaks 1 tensor with every call.']);
  tf.dispose(kept);
});

test('checkGradients() of a vector finds a gradient that is right for equal dy only', async () => {
  const averaging = (x: tf.Tensor) =>
    tf.customGrad((...args) => {
      const input = args[0] as tf.Tensor;
      return {value: input.mul(3), gradFunc: dy => dy.mean().mul(tf.fill(input.shape, 3))};
    })(x);
  expect((await checkGradients(x => averaging(x).sum(), [[1, 2, 3]])).verdict).toBe('pass');
  expect((await checkGradients(averaging, [[1, 2, 3]], {vector: true})).verdict).toBe('wrong');
});

test('checkGradients() takes numbers, arrays and typed arrays, and calls them by name', async () => {
  const fn = (a: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => a.mul(b.square().sum()).add(c.sum());
  const check = await checkGradients(fn, [2, [[1, 2]], Float64Array.of(0.1, 0.2)], {
    names: ['a', 'b', 'c'],
  });
  expect(check.inputs.map(({name, shape, checked, verdict}) => ({name, shape, checked, verdict}))).toEqual([
    {name: 'a', shape: [], checked: 1, verdict: 'pass'},
    {name: 'b', shape: [1, 2], checked: 2, verdict: 'pass'},
    {name: 'c', shape: [2], checked: 2, verdict: 'pass'},
  ]);
});

test('checkGradients() looks beside a wrong gradient at the Taylor remainder: rate 1, not 2', async () => {
  const half = (x: tf.Tensor) =>
    tf
      .customGrad((...args) => ({value: (args[0] as tf.Tensor).exp(), gradFunc: dy => dy}))(x)
      .sum();
  expect((await checkGradients(half, [[0.5, 1]])).taylorRate).toBeCloseTo(1, 1);
});

const weights = tf.variable(tf.tensor1d([1, 2, 3]));

test('checkGradients() takes one tensor in two places, and passes with a tolerance below a half', async () => {
  const x = tf.tensor1d([1, 2, 3]);
  const product = (a: tf.Tensor, b: tf.Tensor) => a.mul(b).sum();
  expect((await checkGradients(product, [x, x], {tolerance: 0.49})).verdict).toBe('pass');
  expect((await checkGradients(product, [weights, x])).verdict).toBe('pass');
});

const refusals: readonly (readonly [() => Promise<unknown>, new (text?: string) => Error, RegExp])[] = [
  [() => checkGradients(cube, []), RangeError, /checkGradients: expected at least one input, got none/],
  [() => checkGradients(cube, [1], {names: ['a', 'b']}), RangeError, /expected 1 names.* got 2/],
  [
    () => checkGradients(cube, [1], JSON.parse('{"tolerence": 1e-3}') as object),
    RangeError,
    /unknown option tolerence, did you mean tolerance\?/,
  ],
  [
    () => checkGradients(cube, [1], {tolerance: NaN}),
    RangeError,
    /tolerance above 0 and below 0\.5, .*, got NaN/,
  ],
  [() => checkGradients(cube, [1], {tolerance: 0.5}), RangeError, /below 0\.5, .* noisy, got 0\.5/],
  ...([null, '2.5', true, 1n, {}, undefined] as const).map(
    wrong =>
      [
        () => checkGradients(cube, [[1, wrong as never, 3]]),
        TypeError,
        /inputs\[0\] to be a tensor, a number or nested arrays of numbers, got /,
      ] as const,
  ),
  [
    () =>
      checkGradients(cube, [
        [
          [1, 2],
          [null as never, 4],
        ],
      ]),
    TypeError,
    /nested arrays of numbers, got null$/,
  ],
  [
    () => checkGradients((a, b) => a.mul(b).sum(), [weights, 1, weights]),
    RangeError,
    /checkGradients: expected each variable once, got one as inputs\[0\] and inputs\[2\]/,
  ],
  [() => checkGradients(cube, [1], {entries: -1}), RangeError, /entries/],
  [() => checkGradients(cube, [1], {entries: 1.5}), RangeError, /entries to be a whole number .* got 1\.5/],
  ...['entries', 'tolerance', 'nondeterminism', 'order', 'seed'].map(
    name =>
      [
        () => checkGradients(cube, [1], JSON.parse(`{"${name}": "0.1"}`) as object),
        TypeError,
        /got "0\.1"/,
      ] as const,
  ),
  [
    () => checkGradients(cube, [1], JSON.parse('{"vector": 1}') as object),
    TypeError,
    /vector to be true or false, got 1/,
  ],
  [
    () => checkGradients(cube, [1], JSON.parse('{"names": "x"}') as object),
    TypeError,
    /list of strings, got "x"/,
  ],
  [
    () => checkGradients(cube, [1], {backends: ['nonesuch']}),
    RangeError,
    /registered ones .*cpu.*, got nonesuch/,
  ],
  [
    () => checkGradients(cube, [[[1, 2], [3]]]),
    TypeError,
    /inputs\[0\] to be a tensor, a number or nested arrays/,
  ],
  [() => checkGradients(3 as never, [1]), TypeError, /expected a function, got number/],
];

test.each(refusals)('checkGradients() refuses bad arguments (%#)', async (call, type, message) => {
  await expect(call()).rejects.toThrow(type);
  await expect(call()).rejects.toThrow(message);
});

test('checkGradients() waits for a default backend that is not initialised yet, as wasm is at first', () => {
  const script = `
    require('@tensorflow/tfjs-backend-wasm');
    const {checkGradients} = require('./src');
    const check = checkGradients(x => x.square().sum(), [[1, 2]], {dtype: 'float32'});
    check.then(({verdict, backend}) => console.log(verdict, backend));`;
  const {stdout, stderr} = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {
    cwd: path.join(__dirname, '../..'),
    encoding: 'utf8',
  });
  expect({stdout, stderr}).toEqual({stdout: 'pass wasm\n', stderr: ''});
});
