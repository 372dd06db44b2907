import * as tf from '@tensorflow/tfjs';
import {syntheticDigits} from '../../../../src/data/syntheticDigits';
import {knobState, weightAt} from '../../../../src/lab/report/story/knobState';
import {knobAndOracle} from './tfjsAtWeight';

test('the knob says what tfjs computes with the weight where the knob is, all along', async () => {
  const before = tf.memory().numTensors;
  const {knob, tfjsAt, dispose} = await knobAndOracle();
  for (const position of [-100, -37, 0, 1, 50, 100]) {
    const weight = weightAt(knob, position);
    const {right, loss} = knobState(knob, weight);
    const expected = tfjsAt(weight);
    expect({position, right}).toEqual({position, right: expected.right});
    // Logits are rounded to 5e-6; float32 is off by 1e-6 of numbers of this size.
    expect(Math.abs(loss - expected.loss)).toBeLessThan(3e-5);
  }
  // It crosses the line with several digits on its way.
  const levels = [-100, -50, 0, 50, 100].map(position => knobState(knob, weightAt(knob, position)).right);
  expect(new Set(levels).size).toBeGreaterThan(2);
  dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('the knob packs the test images, two pixels a byte, the brighter half of each', async () => {
  const {knob, dispose} = await knobAndOracle();
  const {images, labels} = syntheticDigits({size: 100, seed: 2});
  const packed = Buffer.from(knob.images, 'base64');
  expect(packed).toHaveLength((100 * 784) / 2);
  images.forEach((grey, i) => {
    const nibble = i % 2 === 0 ? packed[i >> 1]! >> 4 : packed[i >> 1]! & 15;
    if (nibble !== grey >> 4) throw new Error(`pixel ${i}: expected ${grey >> 4}, got ${nibble}`);
  });
  expect(knob.digits.map(({label}) => label)).toEqual([...labels]);
  dispose();
});
