/** Checks of arguments that several folders share. Each throws one sentence: who, what was expected, what came. */
import type * as tf from '@tensorflow/tfjs';
import {InvalidTypeError, InvalidValueError} from './errors';
import {shown} from './visibleText';

/**
 * @throws {TypeError} Unless `value` is a number.
 * @throws {RangeError} Unless it is a whole number of at least `least`.
 */
export function assertWhole(
  who: string,
  name: string,
  value: unknown,
  least: number,
): asserts value is number {
  const bound = least > -Infinity ? ` of at least ${least}` : '';
  const expected = `${who}: expected ${name} to be a whole number${bound}, got ${describe(value)}`;
  if (typeof value !== 'number') throw new InvalidTypeError(expected);
  if (!(Number.isSafeInteger(value) && value >= least)) throw new InvalidValueError(expected);
}

/**
 * @param bounds `atLeast`, `atMost`: from there on, up to there; `above`: more than that; none: any finite number.
 * @throws {TypeError} Unless `value` is a number.
 * @throws {RangeError} Unless it is finite and within the bounds.
 */
export function assertFinite(
  who: string,
  name: string,
  value: unknown,
  {
    atLeast = -Infinity,
    above = -Infinity,
    atMost = Infinity,
  }: {readonly atLeast?: number; readonly above?: number; readonly atMost?: number} = {},
): asserts value is number {
  const least = atLeast > -Infinity ? ` of at least ${atLeast}` : above > -Infinity ? ` above ${above}` : '';
  const most = atMost < Infinity ? ` and at most ${atMost}` : '';
  const expected = `${who}: expected ${name} to be a finite number${least}${most}, got ${describe(value)}`;
  if (typeof value !== 'number') throw new InvalidTypeError(expected);
  if (!(Number.isFinite(value) && value >= atLeast && value > above && value <= atMost)) {
    throw new InvalidValueError(expected);
  }
}

/** @throws {RangeError} If `value` is a text and none of `allowed`; a TypeError if it is no text. */
export function assertOneOf<T extends string>(
  who: string,
  name: string,
  value: unknown,
  allowed: readonly T[],
): asserts value is T {
  const expected = `${who}: expected ${name} to be one of ${allowed.join(', ')}, got `;
  if (typeof value !== 'string') throw new InvalidTypeError(expected + describe(value));
  if (!(allowed as readonly string[]).includes(value)) throw new InvalidValueError(expected + shown(value));
}

/** @throws {TypeError} Unless `value` is a boolean: `'false'` would count as true. */
export function assertBoolean(who: string, name: string, value: unknown): asserts value is boolean {
  if (typeof value !== 'boolean') {
    throw new InvalidTypeError(`${who}: expected ${name} to be true or false, got ${describe(value)}`);
  }
}

/** @throws {TypeError} Unless `value` is a function or undefined. */
export function assertCallback(who: string, name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') {
    throw new InvalidTypeError(`${who}: expected ${name} to be a function, got ${describe(value)}`);
  }
}

/** @throws {TypeError} Unless `value` is an AbortSignal or undefined. */
export function assertSignal(who: string, value: unknown): void {
  // Not instanceof: a signal may come from another realm or from a polyfill.
  const isSignal = isObject(value) && 'aborted' in value && typeof value['throwIfAborted'] === 'function';
  if (value !== undefined && !isSignal) {
    throw new InvalidTypeError(`${who}: expected signal to be an AbortSignal, got ${describe(value)}`);
  }
}

/**
 * A misspelt option would be ignored without a word, and the default taken for what was asked.
 *
 * @param options What the caller gave, which in JavaScript may be anything.
 * @throws {TypeError} If `options` is no object.
 * @throws {RangeError} If it has a key that is none of `known`; the sentence names the nearest one.
 */
export function assertKnownOptions(who: string, options: unknown, known: readonly string[]): void {
  if (!isObject(options) || Array.isArray(options) || isTensor(options)) {
    throw new InvalidTypeError(`${who}: expected options to be an object, got ${describe(options)}`);
  }
  // Inherited ones too: destructuring reads those as well.
  for (const key in options) {
    if (known.includes(key)) continue;
    const nearest = key.length > 200 ? undefined : nearestName(key, known);
    const all = known.length === 0 ? '; there are none' : `; known are ${known.join(', ')}`;
    const advice = nearest === undefined ? all : `, did you mean ${nearest}?`;
    throw new InvalidValueError(`${who}: unknown option ${shown(key)}${advice}`);
  }
}

/**
 * The known name that somebody probably meant: the one with the fewest edits (a letter added, left out, changed,
 * or swapped with its neighbour), capitals aside.
 *
 * @returns undefined if none is near: more than a third of the longer name would have to change, unless one
 *   name, of three letters or more, begins with the other, or the first word of `fashion-mnist` is near. Of equally near names the first.
 *
 * @example
 * nearestName('epoch', ['steps', 'epochs']);  // 'epochs'
 *
 * @see Damerau, "A technique for computer detection and correction of spelling errors", 1964.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const meant = name.toLowerCase();
  const near = known.flatMap(candidate => {
    const word = candidate.toLowerCase();
    const edits = editDistance(meant, word);
    const isBeginning = meant.length >= 3 && (word.startsWith(meant) || meant.startsWith(word));
    const words = meant.length < 3 ? [word] : [word, word.split('-')[0]!];
    const isNear = words.some(
      each => editDistance(meant, each) <= Math.max(1, Math.max(meant.length, each.length) / 3),
    );
    return isNear || isBeginning ? [{candidate, edits}] : [];
  });
  return near.sort((a, b) => a.edits - b.edits)[0]?.candidate;
}

/** The optimal string alignment distance of two words. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2]! + 1 : Infinity;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, changed, swapped);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}

/** A value as an error shows it: a text in quotation marks, so that "3" is told from 3. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return shown(JSON.stringify(value));
  if (typeof value === 'function') return 'a function';
  if (isRevoked(value)) return 'a revoked proxy';
  if (Array.isArray(value)) return 'an array';
  if (isTensor(value)) return 'a tensor';
  if (isObject(value)) return 'an object';
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

/** An object that can be asked for its properties; a proxy that was revoked cannot. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isRevoked(value);
}

/** A proxy that was revoked throws whatever is asked of it. */
function isRevoked(value: unknown): boolean {
  try {
    // The answer is used: a bundler takes out a call that it thinks to be without effect.
    return String(Array.isArray(value)) === '';
  } catch {
    return true;
  }
}

/** A tensor as TensorFlow.js makes it; `value` may come from JavaScript, where types promise nothing. */
function isTensor(value: unknown): value is tf.Tensor {
  return isObject(value) && 'dataId' in value && 'shape' in value;
}

/**
 * @param layout How the shapes of a batch are called.
 * @throws {TypeError} Unless `tensor` is a numeric or boolean tensor of rank 1 or more with an element.
 */
export function assertExamples(
  who: string,
  name: string,
  tensor: tf.Tensor,
  layout = '[batch, …, classes] or [classes] with at least one example and one class',
): void {
  assertNumeric(who, name, tensor);
  if (!(tensor.rank >= 1 && tensor.size > 0)) {
    throw new InvalidTypeError(
      `${who}: expected ${name} of shape ${layout}, got ${formatShape(tensor.shape)}`,
    );
  }
}

/**
 * Integers are refused because they carry no gradient, and because a network's outputs are never integers:
 * `tf.oneHot` labels in the place of the predictions are.
 *
 * @param layout As for {@link assertExamples}.
 * @throws {TypeError} Unless `predictions` is a float32 tensor of rank 1 or more with an element.
 */
export function assertPredictions(who: string, name: string, predictions: tf.Tensor, layout?: string): void {
  assertExamples(who, name, predictions, layout);
  if (predictions.dtype !== 'float32') {
    throw new InvalidTypeError(
      `${who}: expected float32 ${name}, got ${predictions.dtype}; labels come first`,
    );
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
    throw new InvalidTypeError(
      `${who}: expected ${name} of shape ${expected.join(' or ')}, got ${got}${advice}`,
    );
  }
}

/** The shapes in which integer labels may come for predictions of a shape: one label an example. */
export function integerLabelShapes(predictions: readonly number[]): number[][] {
  const batch = predictions.slice(0, -1);
  return [batch, [...batch, 1]];
}

function assertNumeric(who: string, name: string, tensor: unknown): void {
  if (!isTensor(tensor)) {
    throw new InvalidTypeError(
      `${who}: expected ${name} to be a tensor, got ${tensor === null ? 'null' : typeof tensor}`,
    );
  }
  if (tensor.isDisposed) {
    throw new InvalidTypeError(`${who}: expected ${name} to be a tensor, got one that is disposed`);
  }
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64') {
    throw new InvalidTypeError(`${who}: expected ${name} to be real numbers, got ${tensor.dtype}`);
  }
}

export function formatShape(shape: readonly number[]): string {
  return `[${shape.join(',')}]`;
}
