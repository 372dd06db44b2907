import * as tf from '@tensorflow/tfjs';
import {assertAwaitedIn} from '../../src/testing/forgottenAwaits';
import {assertAwaited, gradientMatchers} from '../../src/testing/jest';

const wrong = (x: tf.Tensor) =>
  tf
    .customGrad((...args) => ({value: (args[0] as tf.Tensor).square(), gradFunc: dy => dy}))(x)
    .sum();

/** What a failing matcher says. */
async function failure(matching: Promise<void>): Promise<string> {
  return matching.then(
    () => 'no failure',
    (error: unknown) => (error as Error).message,
  );
}

test('toHaveCorrectGradients() passes a right gradient and fails a wrong one with the report', async () => {
  await expect((x: tf.Tensor) => x.square().sum()).toHaveCorrectGradients([[1, 2]]);
  await expect(wrong).not.toHaveCorrectGradients([[1, 2]]);
  const message = await failure(expect(wrong).toHaveCorrectGradients([[1, 2]], {names: ['x']}));
  expect(message).toMatch(/^expected correct gradients, got\n\nwrong: The gradient of x /);
});

test('toHaveCorrectGradients() negated fails on a right gradient with the report', async () => {
  const message = await failure(expect((x: tf.Tensor) => x.square().sum()).not.toHaveCorrectGradients([3]));
  expect(message).toMatch(/^expected the gradients not to be correct, got\n\npass: /);
});

test('toBeFlat() passes rounding and fails a square', async () => {
  const square = (x: tf.Tensor) => x.square().sum();
  await expect((x: tf.Tensor) => x.round().sum()).toBeFlat([[1.2, 2.7]]);
  await expect(square).not.toBeFlat([[1.2, 2.7]]);
  expect(await failure(expect(square).toBeFlat([[1.2, 2.7]]))).toMatch(
    /^expected the function to be flat, got\n\npass: /,
  );
});

test('assertAwaited() names the matcher that a test has not awaited, and waits for its check', async () => {
  const matching = expect((x: tf.Tensor) => x.sin().sum()).toHaveCorrectGradients([3]);
  await expect(assertAwaited()).rejects.toThrow(
    'toHaveCorrectGradients: expected the matcher to be awaited, got a test that ended first',
  );
  await matching;
  await expect(assertAwaited()).resolves.toBeUndefined();
});

test('assertAwaited() names a matcher that ended, and failed, while its test went on without awaiting it', async () => {
  void expect(wrong).toHaveCorrectGradients([[1, 2]]);
  for (let i = 0; i < 3; i++) await expect((x: tf.Tensor) => x.sin().sum()).toHaveCorrectGradients([3]);
  await expect(assertAwaited()).rejects.toThrow('toHaveCorrectGradients: expected the matcher to be awaited');
});

test('a matcher that is awaited is no fault of a test that runs beside it', async () => {
  const matching = expect((x: tf.Tensor) => x.sin().sum()).toHaveCorrectGradients([3]);
  const awaited = matching.then(() => 'ended');
  await expect(assertAwaitedIn({name: 'another'})).resolves.toBeUndefined();
  await expect(assertAwaitedIn({concurrent: true})).resolves.toBeUndefined();
  expect(await awaited).toBe('ended');
});

test('a matcher may be made of one of these', async () => {
  const composed = {
    async toBeSmooth(this: jest.MatcherContext, fn: (x: tf.Tensor) => tf.Tensor) {
      return gradientMatchers.toHaveCorrectGradients.call(this, fn, [1, 2]);
    },
  };
  expect.extend(composed);
  await (expect((x: tf.Tensor) => x.sin().sum()) as unknown as {toBeSmooth(): Promise<void>}).toBeSmooth();
  await expect(assertAwaited()).resolves.toBeUndefined();
});
