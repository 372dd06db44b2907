import * as tf from '@tensorflow/tfjs';
import {softmaxRegression} from '../../src/models/softmaxRegression';

test('softmaxRegression() has one weight for every input and class, and one bias a class', () => {
  const model = softmaxRegression();
  expect(model.countParams()).toBe(7850);
  model.dispose();
});

test('softmaxRegression() gives probabilities, or logits that soften to them', () => {
  const before = tf.memory().numTensors;
  const shape = {inputs: 5, classes: 3, initialStd: 1, seed: 2};
  const [probabilities, logits] = [softmaxRegression(shape), softmaxRegression({...shape, output: 'linear'})];
  const difference = tf.tidy(() => {
    const x = tf.tensor2d([[1, -1, 0.5, 2, 0]]);
    const softened = tf.softmax(logits.predict(x) as tf.Tensor);
    return softened
      .sub(probabilities.predict(x) as tf.Tensor)
      .abs()
      .max()
      .dataSync()[0]!;
  });
  expect(difference).toBeLessThan(1e-6);
  [probabilities, logits].forEach(model => model.dispose());
  expect(tf.memory().numTensors).toBe(before);
});
