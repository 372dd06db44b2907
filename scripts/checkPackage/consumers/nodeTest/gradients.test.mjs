// Of Node's own runner, and of Mocha, which has the same words.
import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import {checkGradients, crossEntropy} from 'losslab';

const {describe, it} = globalThis.describe ? globalThis : await import('node:test');

describe('my loss', () => {
  it('has the right gradient', async () => {
    const labels = tf.tensor2d([[0, 1]]);
    const check = await checkGradients(x => crossEntropy(labels, x.softmax()), [[[0.3, -0.7]]]);
    assert.ok(check.ok, String(check));
    assert.equal(check.dtype, 'float64');
  });

  it('is refused with a wrong one', async () => {
    const doubled = tf.customGrad(x => ({value: x.square().sum(), gradFunc: dy => dy.mul(x).mul(4)}));
    assert.match(String(await checkGradients(x => doubled(x), [[1, 2]])), /2 times/);
  });
});
