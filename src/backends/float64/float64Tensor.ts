import * as tf from '@tensorflow/tfjs';
import {assertList, assertLiveTensor} from '../../argumentKinds';
import {describe, isObject} from '../../checks';
import {asBackendValues, isFloat64Array} from './exactNumbers';
import {InvalidTypeError} from '../../errors';
import {isList, shapeOfNested} from '../../nesting';

/** Numbers in an array of arrays, as deep as the tensor has dimensions. */
export type NestedNumbers = number | readonly NestedNumbers[];

/**
 * A tensor on the float64 backend that keeps all 53 bits of its values; they are copied.
 *
 * @param values A number, a nested array, a typed array, or a real-valued tensor of any backend, which is left as it is.
 * @param shape Taken from `values` unless given.
 * @returns A tensor whose dtype reads `float32` and whose `dataSync()` is a Float64Array; yours to dispose.
 * @throws {Error} Unless float64 is the active backend.
 * @throws {TypeError} If the values are not numbers, are ragged, or do not fill `shape`.
 *
 * @example
 * await onFloat64(() => float64Tensor([0.1, 0.2]).dataSync());  // Float64Array [0.1, 0.2]
 */
export function float64Tensor(
  values: NestedNumbers | ArrayLike<number> | tf.Tensor,
  shape?: number[],
): tf.Tensor {
  if (tf.getBackend() !== 'float64') {
    throw new Error(
      `float64Tensor: expected float64 to be the active backend, as inside onFloat64(), got ${tf.getBackend()}`,
    );
  }
  if (shape !== undefined) assertList('float64Tensor', 'shape to be a list of lengths', shape, isLength);
  const source = isTensor(values) ? tensorSource(values) : arraySource(values);
  const size = tf.util.sizeFromShape(shape ?? source.shape);
  if (size !== source.flat.length) {
    throw new InvalidTypeError(
      `float64Tensor: expected ${size} values for the shape [${String(shape)}], got ${source.flat.length}`,
    );
  }
  return adoptFloat64(source.flat, shape ?? source.shape);
}

/** A tensor whose memory is `values` itself, of which the caller keeps nothing. Float64 is the active backend. */
export function adoptFloat64(values: Float64Array, shape: number[]): tf.Tensor {
  return tf.engine().makeTensor(asBackendValues(values) as tf.DataValues, shape, 'float32');
}

interface Source {
  flat: Float64Array;
  shape: number[];
}

function isTensor(value: unknown): value is tf.Tensor {
  return isObject(value) && (value as unknown) instanceof tf.Tensor;
}

function tensorSource(tensor: tf.Tensor): Source {
  assertLiveTensor('float64Tensor', 'values', tensor);
  if (tensor.dtype === 'string' || tensor.dtype === 'complex64') {
    throw new InvalidTypeError(`float64Tensor: expected a tensor of real numbers, got ${tensor.dtype}`);
  }
  return {flat: Float64Array.from(tensor.dataSync()), shape: tensor.shape};
}

function arraySource(values: NestedNumbers | ArrayLike<number>): Source {
  // Nothing to ask of it, and checks make many.
  if (isFloat64Array(values)) return {flat: values.slice(), shape: [values.length]};
  const shape = ArrayBuffer.isView(values)
    ? [(values as ArrayLike<number>).length]
    : shapeOfNested('float64Tensor', 'values', values);
  const flat: number[] = [];
  append(values, 0);
  return {flat: Float64Array.from(flat), shape};

  function append(entry: unknown, depth: number): void {
    if (depth < shape.length && isList(entry) && entry.length === shape[depth]) {
      for (let i = 0; i < entry.length; i++) append(entry[i], depth + 1);
    } else if (depth === shape.length && typeof entry === 'number') {
      flat.push(entry);
    } else {
      const got = isList(entry) ? `${entry.length} entries` : describe(entry);
      throw new InvalidTypeError(
        `float64Tensor: expected numbers in an array of shape [${shape.join()}], got ${got} at depth ${depth}`,
      );
    }
  }
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
