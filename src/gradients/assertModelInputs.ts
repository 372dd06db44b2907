import type * as tf from '@tensorflow/tfjs';
import {assertLiveTensor} from '../argumentKinds';
import {formatShape} from '../checks';
import {InvalidTypeError} from '../errors';

/**
 * Refuses inputs that a model does not take. tfjs says it too, but within the work, and in its own words.
 *
 * @param xs One tensor for each input of the model.
 * @throws {TypeError} If one is no tensor, has another shape, or holds texts or complex numbers.
 */
export function assertModelInputs(who: string, {inputs}: tf.LayersModel, xs: readonly unknown[]): void {
  for (const [i, {shape}] of inputs.entries()) {
    const x = xs[i];
    assertLiveTensor(who, 'xs', x);
    const fits =
      x.rank === shape.length && shape.every((length, axis) => (length ?? x.shape[axis]) === x.shape[axis]);
    if (fits && x.dtype !== 'string' && x.dtype !== 'complex64') continue;
    const expected = `[${shape.map(length => length ?? 'batch').join()}]`;
    throw new InvalidTypeError(
      `${who}: expected xs of shape ${expected}, got ${x.dtype} of ${formatShape(x.shape)}`,
    );
  }
}

/** @throws {TypeError} If labels are no tensor, or hold texts or complex numbers. */
export function assertLabels(who: string, ys: unknown): asserts ys is tf.Tensor {
  assertLiveTensor(who, 'ys', ys);
  if (ys.dtype !== 'string' && ys.dtype !== 'complex64') return;
  throw new InvalidTypeError(`${who}: expected ys to hold real numbers, got ${ys.dtype}`);
}
