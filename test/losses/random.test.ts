import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import {crossEntropy, crossEntropyFromLogits, entropy, klDivergence} from '../../src/losses';
import {sparseCrossEntropy, sparseCrossEntropyFromLogits, sumSquaredError} from '../../src/losses';
import {batches, expectClose} from './batches';
import * as float64 from './float64';
import type {Reference, Row} from './float64';

type Loss = (predictions: tf.Tensor, reduction: 'mean' | 'sum' | 'none') => tf.Tensor;

/** Values in all three reductions and the gradient of the mean, against the same by example in float64. */
function expectLoss(
  predictions: number[][],
  loss: Loss,
  reference: (row: Row, n: number) => Reference,
): void {
  tf.tidy(() => {
    const x = tf.tensor2d(predictions);
    const size = predictions.length;
    const expected = predictions.map(reference);
    const values = expected.map(example => example.value);
    expectClose(loss(x, 'none'), values);
    expectClose(loss(x, 'sum'), [float64.sum(values)]);
    expectClose(loss(x, 'mean'), [float64.sum(values) / size]);
    const gradient = tf.grad(z => loss(z, 'mean'))(x);
    expectClose(
      gradient,
      expected.flatMap(example => example.gradient.map(g => g / size)),
    );
  });
}

const numRuns = 60;
const epsilon = Math.fround(1e-7);

test('sumSquaredError() and its gradient y - t agree with float64 on random batches', () => {
  fc.assert(
    fc.property(batches, ({logits, soft}) => {
      const labels = tf.tensor2d(soft);
      const loss: Loss = (y, reduction) => sumSquaredError(labels, y, {reduction});
      expectLoss(logits, loss, (y, n) => float64.sumSquaredError(soft[n]!, y));
    }),
    {numRuns},
  );
});

test('crossEntropy() and its gradient -t/(y + epsilon) agree with float64, soft labels of any sum included', () => {
  fc.assert(
    fc.property(batches, ({probabilities, soft}) => {
      const labels = tf.tensor2d(soft);
      const loss: Loss = (y, reduction) => crossEntropy(labels, y, {reduction});
      expectLoss(probabilities, loss, (y, n) => float64.crossEntropy(soft[n]!, y, epsilon));
    }),
    {numRuns},
  );
});

test.each([['int32'], ['float32']] as const)(
  'sparseCrossEntropy() of %s labels agrees with float64',
  dtype => {
    fc.assert(
      fc.property(batches, fc.boolean(), ({probabilities, labels}, column) => {
        const flat = tf.tensor1d(labels, dtype);
        const integers = column ? flat.expandDims<tf.Tensor>(1) : flat;
        const loss: Loss = (y, reduction) => sparseCrossEntropy(integers, y, {reduction});
        const hot = (y: Row, n: number) => float64.oneHot(labels[n]!, y.length);
        expectLoss(probabilities, loss, (y, n) => float64.crossEntropy(hot(y, n), y, epsilon));
      }),
      {numRuns},
    );
  },
);

test('crossEntropyFromLogits() and its gradient softmax(z) sum(t) - t agree with float64, for any sum of labels', () => {
  fc.assert(
    fc.property(batches, ({logits, soft}) => {
      const labels = tf.tensor2d(soft);
      const loss: Loss = (z, reduction) => crossEntropyFromLogits(labels, z, {reduction});
      expectLoss(logits, loss, (z, n) => float64.crossEntropyFromLogits(soft[n]!, z));
    }),
    {numRuns},
  );
});

test('sparseCrossEntropyFromLogits() and its gradient softmax(z) - t agree with float64', () => {
  fc.assert(
    fc.property(batches, ({logits, labels}) => {
      const integers = tf.tensor1d(labels, 'int32');
      const loss: Loss = (z, reduction) => sparseCrossEntropyFromLogits(integers, z, {reduction});
      const hot = (z: Row, n: number) => float64.oneHot(labels[n]!, z.length);
      expectLoss(logits, loss, (z, n) => float64.crossEntropyFromLogits(hot(z, n), z));
    }),
    {numRuns},
  );
});

test('crossEntropy() behind softmax has the gradient (softmax(z) - t)/N, as from logits', () => {
  fc.assert(
    fc.property(batches, ({logits, labels}) => {
      const hot = logits.map((z, n) => float64.oneHot(labels[n]!, z.length));
      const t = tf.tensor2d(hot);
      // Without epsilon, which moves this gradient by up to epsilon / y = 5 %.
      const loss: Loss = (z, reduction) => crossEntropy(t, tf.softmax(z), {reduction, epsilon: 0});
      expectLoss(logits, loss, (z, n) => float64.crossEntropyFromLogits(hot[n]!, z));
    }),
    {numRuns},
  );
});

test('entropy() and klDivergence() agree with float64, and their gradients with the closed forms', () => {
  fc.assert(
    fc.property(batches, ({probabilities, logits}) => {
      const p = probabilities;
      const q = logits.map(row => float64.softmax(row.map(z => -z / 2)).map(Math.fround));
      const truth = tf.tensor2d(p);
      expectLoss(
        p,
        (x, reduction) => entropy(x, {reduction}),
        row => ({value: float64.entropy(row), gradient: row.map(x => -Math.log(x) - 1)}),
      );
      expectLoss(
        q,
        (x, reduction) => klDivergence(truth, x, {reduction}),
        (row, n) => ({value: float64.klDivergence(p[n]!, row), gradient: row.map((x, k) => -p[n]![k]! / x)}),
      );
      expectLoss(
        p,
        (x, reduction) => klDivergence(x, tf.tensor2d(q), {reduction}),
        (row, n) => ({
          value: float64.klDivergence(row, q[n]!),
          gradient: row.map((x, k) => Math.log(x / q[n]![k]!) + 1),
        }),
      );
    }),
    {numRuns},
  );
});
