/** Each correction at its smallest example, whose gradient was worked out by hand: red without it, right with it. */
import * as tf from '@tensorflow/tfjs';
import {corrections} from '../../src/corrections/corrections';
import {correctGradients} from '../../src/corrections';
import {gradientsOf} from '../../src/corrections/proof';

describe.each(corrections.map(each => [each.op, each] as const))('the correction of %s', (op, {example}) => {
  test('is needed: the example is wrong or throws while all others are in place', () => {
    const undo = correctGradients({except: [op]});
    try {
      const found = gradientsOf(example);
      const isRight = found?.flat().every((g, i) => Math.abs(g - example.gradients.flat()[i]!) < 1e-4);
      expect(isRight ?? false).toBe(false);
    } finally {
      undo();
    }
  });

  test('makes the example right, and leaves no tensor behind', () => {
    const undo = correctGradients();
    const before = tf.memory().numTensors;
    try {
      const found = gradientsOf(example);
      expect(found?.map(({length}) => length)).toEqual(example.gradients.map(({length}) => length));
      // float32 with numbers of the order of 1
      for (const [i, g] of found!.flat().entries()) expect(g).toBeCloseTo(example.gradients.flat()[i]!, 4);
      expect(tf.memory().numTensors).toBe(before);
    } finally {
      undo();
    }
  });
});
