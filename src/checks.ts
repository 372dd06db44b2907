/** Checks of arguments that several folders share. Each throws one sentence: who, what was expected, what came. */
import type * as tf from '@tensorflow/tfjs';

/** @throws {RangeError} Unless `value` is a whole number of at least `least`. */
export function assertWhole(who: string, name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least)) {
    throw new RangeError(`${who}: expected ${name} to be a whole number of at least ${least}, got ${value}`);
  }
}

/** @throws {RangeError} Unless `value` is one of `allowed`. */
export function assertOneOf<T extends string>(
  who: string,
  name: string,
  value: string,
  allowed: readonly T[],
): asserts value is T {
  if (!(allowed as readonly string[]).includes(value)) {
    throw new RangeError(`${who}: expected ${name} to be one of ${allowed.join(', ')}, got ${value}`);
  }
}

/**
 * A misspelt option would be ignored without a word, and the default taken for what was asked.
 *
 * @throws {RangeError} If `options` has a key that is none of `known`.
 */
export function assertKnownOptions(who: string, options: object, known: readonly string[]): void {
  const stranger = Object.keys(options).find(key => !known.includes(key));
  if (stranger !== undefined) {
    throw new RangeError(`${who}: expected options of ${known.join(', ')}, got ${stranger}`);
  }
}

/** A tensor as TensorFlow.js makes it; `value` may come from JavaScript, where types promise nothing. */
function isTensor(value: unknown): value is tf.Tensor {
  return typeof value === 'object' && value !== null && 'dataId' in value && 'shape' in value;
}

/** @throws {TypeError} Unless `tensor` is a numeric or boolean tensor `[batch, classes]` or `[classes]` with an element. */
export function assertExamples(who: string, name: string, tensor: tf.Tensor): void {
  assertNumeric(who, name, tensor);
  if (!((tensor.rank === 1 || tensor.rank === 2) && tensor.size > 0)) {
    throw new TypeError(
      `${who}: expected ${name} of shape [batch, classes] or [classes] with at least one example and one class, ` +
        `got ${formatShape(tensor.shape)}`,
    );
  }
}

/**
 * Integers are refused because they carry no gradient, and because a network's outputs are never integers:
 * `tf.oneHot` labels in the place of the predictions are.
 *
 * @throws {TypeError} Unless `predictions` is a float32 tensor `[batch, classes]` or `[classes]` with an element.
 */
export function assertPredictions(who: string, name: string, predictions: tf.Tensor): void {
  assertExamples(who, name, predictions);
  if (predictions.dtype !== 'float32') {
    throw new TypeError(`${who}: expected float32 ${name}, got ${predictions.dtype}; labels come first`);
  }
}

/** @throws {TypeError} Unless `tensor` is numeric and has one of the `shapes`; `advice` ends the sentence. */
export function assertShape(
  who: string,
  name: string,
  tensor: tf.Tensor,
  shapes: readonly (readonly number[])[],
  advice = '',
): void {
  assertNumeric(who, name, tensor);
  const got = formatShape(tensor.shape);
  const expected = shapes.map(formatShape);
  if (!expected.includes(got)) {
    throw new TypeError(`${who}: expected ${name} of shape ${expected.join(' or ')}, got ${got}${advice}`);
  }
}

/** The shapes in which integer labels may come for predictions of a shape: one label an example. */
export function integerLabelShapes(predictions: readonly number[]): number[][] {
  const batch = predictions.slice(0, -1);
  return [batch, [...batch, 1]];
}

function assertNumeric(who: string, name: string, tensor: unknown): void {
  if (!isTensor(tensor)) {
    throw new TypeError(
      `${who}: expected ${name} to be a tensor, got ${tensor === null ? 'null' : typeof tensor}`,
    );
  }
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64') {
    throw new TypeError(`${who}: expected ${name} to be real numbers, got ${tensor.dtype}`);
  }
}

function formatShape(shape: readonly number[]): string {
  return `[${shape.join(',')}]`;
}
