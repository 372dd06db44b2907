import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../src/corrections';
import {Random} from '../../src/random';

/** A function of tensors, and where to differentiate it: values with their shapes. */
export interface Case {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- lets a case ask for tensors of certain ranks
  readonly fn: (...inputs: any[]) => tf.Tensor;
  readonly inputs: readonly tf.Tensor[];
}

/**
 * Numbers without order, each 1/4 or more from every other, so that a step of 1/16 changes no maximum and crosses no kink at 0. Exact in
 * float32.
 */
export function scattered(...shape: number[]): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const random = new Random(size);
  const order = Array.from({length: size}, (_, i) => ({i, key: random.uniform()}));
  order.sort((a, b) => a.key - b.key);
  return tf.tensor(
    order.map(({i}) => (i - Math.floor(size / 2)) / 4 + 1 / 8),
    shape,
  );
}

const step = 1 / 16;

/**
 * Compares the gradients of Σ_j w_j f_j, w_j different for every output, with difference quotients of the function itself.
 *
 * Most of these functions are linear in each number near the point, and the quotient is exact but for rounding: some 1e-6 of the values over
 * 1/8. What is left for the others is h² f‴ / 6, 7e-4 f‴.
 */
export function expectRightGradients({fn, inputs}: Case, tolerance = 2e-3): void {
  const undo = correctGradients();
  try {
    tf.tidy(() => {
      const weighted = (...xs: tf.Tensor[]) => {
        const y = fn(...xs);
        const weights = Array.from({length: y.size}, (_, j) => Math.cos(1 + 2 * j));
        return tf.sum(tf.mul(y, tf.tensor(weights, y.shape)));
      };
      const found = tf.grads(weighted)([...inputs]);
      for (const [i, input] of inputs.entries()) {
        const expected = differenceQuotients(weighted, inputs, i);
        const gradient = Array.from(found[i]!.dataSync());
        expect(found[i]!.shape).toEqual(input.shape);
        const scale = Math.max(1, ...expected.map(Math.abs));
        const errors = gradient.map((g, k) => Math.abs(g - expected[k]!) / scale);
        if (!errors.every(error => error < tolerance)) {
          throw new Error(`input ${i}: expected ${expected.join()}, got ${gradient.join()}`);
        }
      }
    });
  } finally {
    undo();
  }
}

function differenceQuotients(
  fn: (...xs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly tf.Tensor[],
  i: number,
): number[] {
  const values = inputs[i]!.dataSync();
  return Array.from(values, (value, k) => {
    const at = (x: number) =>
      tf.tidy(() => {
        const moved = Float32Array.from(values);
        moved[k] = x;
        return fn(
          ...inputs.map((input, j) => (j === i ? tf.tensor(moved, input.shape) : input)),
        ).dataSync()[0]!;
      });
    return (at(value + step) - at(value - step)) / (2 * step);
  });
}

/** The gradients of Σ f², by one input, as a function of all inputs: what a second derivative is taken of. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
export function slopeOf(fn: (...inputs: any[]) => tf.Tensor, by = 0): (...inputs: tf.Tensor[]) => tf.Tensor {
  return (...inputs) =>
    tf.grad(x => tf.square(fn(...inputs.map((input, i) => (i === by ? x : input)))))(inputs[by]!);
}
