import * as tf from '@tensorflow/tfjs';
import type {InputValue, ModelLoss} from '../../index';
import {UsageError} from '../exitCodes';

/** A model's loss on a batch, as `checkModelGradients` takes them. */
export interface ModelQuestionParts {
  readonly model: tf.LayersModel;
  readonly loss: ModelLoss;
  readonly xs: tf.Tensor | tf.Tensor[];
  readonly ys: tf.Tensor;
}

const parts = ['model', 'loss', 'xs', 'ys'] as const;

/**
 * Reads `{model, loss, xs, ys}`. Model and data may be promises, for a CommonJS module cannot wait for one; data are
 * tensors, nested arrays, or shapes and ranges, and `xs` is an array of tensors for a model of several inputs.
 *
 * @param readInput Draws what is only given by shape and range.
 * @returns undefined if none of the four is there.
 * @throws {UsageError} If only some are, if `fn` or `inputs` is beside them, or one of them is something else.
 */
export async function readModelQuestion(
  subject: unknown,
  name: string,
  readInput: (input: unknown, which: string) => InputValue,
): Promise<ModelQuestionParts | undefined> {
  const own = typeof subject === 'object' ? subject : undefined; // a function has a name and a length, but no model
  const has = (key: string) => property(own, key) !== undefined;
  const there = parts.filter(has);
  if (there.length === 0) return undefined;
  const others = ['fn', 'inputs'].filter(has);
  if (others.length > 0 || there.length < parts.length) {
    const got = [...others, ...there].join(', ');
    throw new UsageError(`${name}: expected either fn and inputs or model, loss, xs and ys, got ${got}`);
  }
  const [model, loss, xs, ys] = await Promise.all(parts.map(key => property(own, key)));
  if (!isModel(model)) {
    throw new UsageError(`${name}: expected model to be a tf.LayersModel, got ${kindOf(model)}`);
  }
  if (typeof loss !== 'function') {
    throw new UsageError(
      `${name}: expected loss to be a function of labels and predictions, got ${kindOf(loss)}`,
    );
  }
  const tensor = (value: unknown, which: string) =>
    toTensor(value, `${name}: ${which}`, () => readInput(value, which));
  return {
    model,
    loss: loss as ModelLoss, // what it gives is looked at when it is called
    xs: isTensorList(xs) ? xs : tensor(xs, 'xs'),
    ys: tensor(ys, 'ys'),
  };
}

/** A property of whatever a module exports; undefined of what can have none. */
export function property(value: unknown, key: string): unknown {
  const holds = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holds ? (value as Record<string, unknown>)[key] : undefined;
}

/** What to call a value that is not what it should be. */
export function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

/** The module's own tfjs made it, which is the same one: `loadUserModule` sees to that. */
function isModel(value: unknown): value is tf.LayersModel {
  return value instanceof tf.LayersModel;
}

function isTensorList(value: unknown): value is tf.Tensor[] {
  return Array.isArray(value) && value.length > 0 && value.every(each => each instanceof tf.Tensor);
}

function toTensor(value: unknown, who: string, read: () => InputValue): tf.Tensor {
  const input = read();
  if (input instanceof tf.Tensor) return input;
  if (!ArrayBuffer.isView(input) && shapeOf(input) === undefined) {
    throw new UsageError(
      `${who}: expected a tensor, nested arrays of numbers of one length, or {shape, range}, got ${kindOf(value)}`,
    );
  }
  return tf.tensor(input as tf.TensorLike); // readonly is what it lacks
}

/** The shape of nested arrays; undefined if they are ragged, which tf.tensor takes for something else, or not of numbers. */
function shapeOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return typeof value === 'number' ? '' : undefined;
  const inner = value.map(shapeOf);
  return value.length > 0 && inner.every(each => each === inner[0] && each !== undefined)
    ? `${value.length},${inner[0]}`
    : undefined;
}
