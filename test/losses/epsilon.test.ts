import * as tf from '@tensorflow/tfjs';
import {binaryCrossEntropy, crossEntropy, sparseCrossEntropy} from '../../src/losses';

afterEach(() => jest.restoreAllMocks());

const zero = tf.tensor2d([[0, 1]]) as tf.Tensor;
/** The three losses with an ε, of a sure, wrong guess: −ln ε each, the binary one twice. */
const losses = {
  crossEntropy: (options: object) => crossEntropy(tf.tensor2d([[1, 0]]), zero, options),
  sparseCrossEntropy: (options: object) => sparseCrossEntropy(tf.tensor1d([0]), zero, options),
  binaryCrossEntropy: (options: object) => binaryCrossEntropy(tf.tensor2d([[1, 1]]), zero, options),
};

describe.each(Object.entries(losses))('%s', (name, loss) => {
  test('takes an ε of 1e-7 by default, and of 1e-4 where numbers have 16 bits', () => {
    expect(loss({}).dataSync()[0]).toBeCloseTo(-Math.log(1e-7), 4);
    jest.spyOn(tf.backend(), 'epsilon').mockReturnValue(1e-4);
    expect(loss({}).dataSync()[0]).toBeCloseTo(-Math.log(1e-4), 3);
  });

  test('refuses a smaller ε there that would be 0, and takes 0 and larger ones', () => {
    jest.spyOn(tf.backend(), 'epsilon').mockReturnValue(1e-4);
    expect(() => loss({epsilon: 1e-7})).toThrow(
      new RangeError(
        `${name}: expected epsilon to be 0 or at least 0.0001, the precision of the backend ${tf.getBackend()}, got 1e-7`,
      ),
    );
    expect(() => loss({epsilon: 0})).not.toThrow();
    expect(loss({epsilon: 1e-4}).dataSync()[0]).toBeCloseTo(-Math.log(1e-4), 3);
    expect(loss({epsilon: 0.01}).dataSync()[0]).toBeCloseTo(-Math.log(0.01), 1);
  });

  test('takes a smaller ε where numbers have 32 bits', () => {
    expect(loss({epsilon: 1e-10}).dataSync()[0]).toBeCloseTo(-Math.log(1e-10), 4);
  });

  test.each([true, '1e-7', null])('refuses an ε of %p', epsilon => {
    expect(() => loss({epsilon})).toThrow(TypeError);
  });
});
