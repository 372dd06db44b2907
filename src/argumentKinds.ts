/** What kind of thing an argument is, for functions that would otherwise fail within tfjs, or in the engine's own words. */
import type * as tf from '@tensorflow/tfjs';
import {describe, formatShape, isObject} from './checks';
import {InvalidTypeError} from './errors';

/** @throws {TypeError} Unless `model` has what every model of tfjs's layers has. */
export function assertModel(who: string, model: unknown): asserts model is tf.LayersModel {
  const isModel = isObject(model) && typeof model['apply'] === 'function' && Array.isArray(model['weights']);
  const got = !isModel ? describe(model) : isDisposedModel(model) ? 'one that is disposed' : undefined;
  if (got === undefined) return;
  throw new InvalidTypeError(`${who}: expected model to be a tf.LayersModel, got ${got}`);
}

/** A weight of a layer that is disposed cannot be read any more. */
function isDisposedModel(model: Readonly<Record<string, unknown>>): boolean {
  try {
    for (const weight of model['weights'] as tf.LayersModel['weights']) weight.read();
    return false;
  } catch {
    return true;
  }
}

/** @throws {TypeError} Unless `optimizer` has what every optimizer of tfjs has. */
export function assertOptimizer(who: string, optimizer: unknown): asserts optimizer is tf.Optimizer {
  const isOptimizer = isObject(optimizer) && typeof optimizer['applyGradients'] === 'function';
  const isDisposed =
    isOptimizer && Object.values(optimizer).some(value => isObject(value) && value['isDisposed'] === true);
  if (isOptimizer && !isDisposed) return;
  const expected = 'optimizer to be one of tf.train, such as tf.train.adam(0.001)';
  const got = isDisposed ? 'one that is disposed' : describe(optimizer);
  throw new InvalidTypeError(`${who}: expected ${expected}, got ${got}`);
}

/** @throws {TypeError} Unless `value` is a function. */
export function assertFunction(who: string, name: string, value: unknown): void {
  if (typeof value === 'function') return;
  throw new InvalidTypeError(`${who}: expected ${name} to be a function, got ${describe(value)}`);
}

/** @throws {TypeError} Unless `value` is an array, and each of its entries as it should be. */
export function assertList(
  who: string,
  name: string,
  value: unknown,
  isRight: (entry: unknown) => boolean = () => true,
): asserts value is unknown[] {
  const isList = isObject(value) && Array.isArray(value);
  const wrong = isList ? value.findIndex(entry => !isRight(entry)) : -1;
  if (isList && wrong === -1) return;
  const got: unknown = isList ? value[wrong] : value;
  throw new InvalidTypeError(`${who}: expected ${name}, got ${describe(got)}`);
}

/** @throws {TypeError} Unless `value` is a tensor that is not disposed. */
export function assertLiveTensor(who: string, name: string, value: unknown): asserts value is tf.Tensor {
  const isTensor = isObject(value) && 'dataId' in value && Array.isArray(value['shape']);
  if (isTensor && value['isDisposed'] !== true) return;
  const got = isTensor ? 'one that is disposed' : describe(value);
  throw new InvalidTypeError(`${who}: expected ${name} to be a tensor, got ${got}`);
}

/** @throws {TypeError} Unless `value` is a text. */
export function assertText(who: string, name: string, value: unknown): asserts value is string {
  if (typeof value === 'string') return;
  throw new InvalidTypeError(`${who}: expected ${name} to be a text, got ${describe(value)}`);
}

/** @throws {TypeError} Unless `directory` is a text that is not empty: an empty one would be the current directory. */
export function assertDirectory(who: string, directory: unknown): asserts directory is string {
  if (typeof directory !== 'string' || directory === '' || directory.includes('\0')) {
    throw new InvalidTypeError(`${who}: expected the name of a directory, got ${describe(directory)}`);
  }
  if (directory.startsWith('file://')) {
    throw new InvalidTypeError(
      `${who}: expected the path of a directory, got the address ${directory}; give fileURLToPath of it`,
    );
  }
}

/**
 * Refuses inputs that a model does not take. tfjs says it too, but within the work, in its own words, and without what
 * to do about images in the other layout.
 *
 * @param xs One tensor for each input of the model.
 * @param anyBatch Whether a batch may be smaller than that which a model was made for, as the last one of an epoch is.
 * @throws {TypeError} If one is no tensor, has another shape, or holds texts or complex numbers.
 */
export function assertModelInputs(
  who: string,
  {inputs}: tf.LayersModel,
  xs: readonly unknown[],
  {anyBatch = true} = {},
): void {
  for (const [i, {shape}] of inputs.entries()) {
    const x = xs[i];
    assertLiveTensor(who, 'xs', x);
    const fits =
      x.rank === shape.length &&
      shape.every((length, axis) => (anyBatch && axis === 0) || (length ?? x.shape[axis]) === x.shape[axis]);
    if (fits && x.dtype !== 'string' && x.dtype !== 'complex64') continue;
    const expected = `[${shape.map((length, axis) => length ?? (axis === 0 ? 'batch' : 'any')).join()}]`;
    throw new InvalidTypeError(
      `${who}: expected xs of shape ${expected}, got ${x.dtype} of ${formatShape(x.shape)}${advice(shape, x)}`,
    );
  }
}

/** Where the batches hold images, and only their layout is not the model's. */
function advice(shape: tf.Shape, {shape: {length: rank}, size}: tf.Tensor): string {
  const numbers = shape.slice(1).reduce<number>((product, length) => product * (length ?? NaN), 1);
  if (size % numbers !== 0) return '';
  if (rank === 2 && shape.length === 4) return "; minibatches(split, {layout: 'image'}) gives images";
  return rank === 4 && shape.length === 2
    ? "; minibatches(split, {layout: 'flat'}) gives rows of pixels"
    : '';
}

/** @throws {TypeError} If labels are no tensor, or hold texts or complex numbers. */
export function assertRealLabels(who: string, ys: unknown): asserts ys is tf.Tensor {
  assertLiveTensor(who, 'ys', ys);
  if (ys.dtype !== 'string' && ys.dtype !== 'complex64') return;
  throw new InvalidTypeError(`${who}: expected ys to hold real numbers, got ${ys.dtype}`);
}
