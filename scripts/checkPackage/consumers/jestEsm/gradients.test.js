import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from 'losslab';
import 'losslab/jest';

test('a right gradient passes, a wrong one fails', async () => {
  const labels = tf.tensor2d([[0, 1]]);
  await expect(x => crossEntropy(labels, x.softmax())).toHaveCorrectGradients([[[0.3, -0.7]]]);
  const doubled = tf.customGrad(x => ({value: x.square().sum(), gradFunc: dy => dy.mul(x).mul(4)}));
  await expect(expect(x => doubled(x)).toHaveCorrectGradients([[1, 2]])).rejects.toThrow('2 times');
}, 60_000);
