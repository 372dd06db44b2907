import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {softmax} from './float64';

/** A random batch, in numbers that float32 holds exactly, so that both sides of a comparison see the same. */
export interface Batch {
  readonly logits: number[][];
  readonly probabilities: number[][];
  readonly soft: number[][];
  readonly labels: number[];
}

/** 1 to 4 examples of 2 to 6 classes; logits in ±6, so that no probability is below 2e-6. */
export const batches: fc.Arbitrary<Batch> = fc
  .tuple(fc.integer({min: 1, max: 4}), fc.integer({min: 2, max: 6}))
  .chain(([size, classes]) => {
    const rows = (limit: number) =>
      fc.array(fc.array(fc.integer({min: -limit, max: limit}), sized(classes)), sized(size));
    const labels = fc.array(fc.integer({min: 0, max: classes - 1}), sized(size));
    return fc.tuple(rows(600), rows(200), labels);
  })
  .map(([logits, soft, labels]) => ({
    logits: logits.map(row => row.map(x => Math.fround(x / 100))),
    probabilities: logits.map(row => softmax(row.map(x => x / 100)).map(Math.fround)),
    // Positive and of any sum: what the losses promise for soft labels.
    soft: soft.map(row => row.map(x => (x + 200) / 128)),
    labels,
  }));

/**
 * float32 results against float64 ones. A result is a sum of up to 6 terms from `log`, `exp` and products, each rounded to
 * 6e-8 of its size; the largest size here is about 60, from labels of up to 3.1 on losses of up to 12 nats. 2e-6 relative to
 * the greatest entry, and never below 1, leaves a factor of three for the order of the sums.
 */
export function expectClose(actual: tf.Tensor, expected: readonly number[]): void {
  const got = Array.from(actual.dataSync());
  actual.dispose();
  expect(got).toHaveLength(expected.length);
  const scale = Math.max(1, ...expected.map(Math.abs));
  got.forEach((x, i) => {
    if (!(Math.abs(x - expected[i]!) <= 2e-6 * scale))
      throw new Error(`at ${i}: expected ${expected[i]!}, got ${x}`);
  });
}

function sized(length: number): {minLength: number; maxLength: number} {
  return {minLength: length, maxLength: length};
}
