import * as tf from '@tensorflow/tfjs';
import {describe, formatShape, isObject} from '../../checks';
import {InvalidTypeError, InvalidValueError} from '../../errors';
import {shapeOfNested} from '../../nesting';
import {t} from '../../text';
import type {InputValue} from '../GradientCheck';
import type {SampledInput} from '../numerical/SampledFunction';
import {EarlyVerdict} from './backpropagate';

export interface CheckedInput extends SampledInput {
  readonly name: string;
}

/**
 * Reads the inputs off their backend.
 *
 * @throws {RangeError} If `names` are not as many as the inputs, there are no inputs, or a variable is given twice.
 * @throws {EarlyVerdict} `refused` for integers, booleans, complex numbers, strings and empty tensors; `nonfinite`.
 */
export async function readInputs(
  inputs: InputValue | readonly InputValue[],
  names?: readonly string[],
): Promise<CheckedInput[]> {
  await tf.ready(); // wasm may be the default backend and not be initialised yet
  const isList = isObject(inputs) && Array.isArray(inputs);
  const list: readonly InputValue[] = isList ? (inputs as readonly InputValue[]) : [inputs];
  if (list.length === 0) throw new InvalidValueError('checkGradients: expected at least one input, got none');
  if (names && names.length !== list.length) {
    throw new InvalidValueError(
      `checkGradients: expected ${list.length} names, one for each input, got ${names.length}`,
    );
  }
  assertDistinctVariables(list);
  const read: CheckedInput[] = [];
  for (const [i, value] of list.entries()) read.push(await readInput(value, names?.[i] ?? `inputs[${i}]`));
  return read;
}

/** A variable is given its values in place, and so cannot have those of two inputs. */
function assertDistinctVariables(list: readonly unknown[]): void {
  const twice = list.findIndex(
    (value, i) => isObject(value) && (value as object) instanceof tf.Variable && list.indexOf(value) < i,
  );
  if (twice < 0) return;
  const first = list.indexOf(list[twice]);
  throw new InvalidValueError(
    `checkGradients: expected each variable once, got one as inputs[${first}] and inputs[${twice}]`,
  );
}

async function readInput(value: InputValue, name: string): Promise<CheckedInput> {
  if (typeof value === 'object' && !isObject(value)) throw wrongInput(name, describe(value));
  const own = (value as unknown) instanceof tf.Tensor ? undefined : toTensor(value, name);
  const tensor = own ?? (value as tf.Tensor);
  try {
    if (tensor.isDisposed)
      throw new InvalidTypeError(`checkGradients: expected ${name} to be a live tensor, got a disposed one`);
    assertDifferentiable(tensor, name);
    // A Float64Array is finer than the tensor made of it, as is a plain number.
    const values = own ? exactNumbers(value, tensor.shape, name) : Float64Array.from(await tensor.data());
    const at = values.findIndex(x => !Number.isFinite(x));
    if (at >= 0) {
      const reason = t`${name} holds ${values[at]!} at ${formatIndex(at, tensor.shape)}.`;
      throw new EarlyVerdict('nonfinite', reason);
    }
    const variable = value instanceof tf.Variable && {variable: value as tf.Variable};
    return {name, shape: [...tensor.shape], values, ...variable};
  } finally {
    own?.dispose();
  }
}

function wrongInput(name: string, got: string): InvalidTypeError {
  const expected = `${name} to be a tensor, a number or nested arrays`;
  return new InvalidTypeError(`checkGradients: expected ${expected}, got ${got}`);
}

function noNumber(name: string, got: unknown): InvalidTypeError {
  const expected = `${name} to be a tensor, a number or nested arrays of numbers`;
  return new InvalidTypeError(`checkGradients: expected ${expected}, got ${describe(got)}`);
}

/** tfjs finds shape and dtype; whether the arrays are ragged it checks in its own tests only. */
function toTensor(value: InputValue, name: string): tf.Tensor {
  if (Array.isArray(value)) {
    shapeOfNested('checkGradients', name, value);
    const leaves = (value as unknown[]).flat(Infinity).filter(leaf => !ArrayBuffer.isView(leaf));
    // Before tfjs has it: some backends fail at an array of mixed kinds, in words of their own.
    const odd = leaves.find(leaf => leaf === null || typeof leaf !== typeof leaves[0]);
    if (odd !== undefined) throw noNumber(name, odd);
  }
  try {
    const content = value instanceof Float64Array ? Array.from(value) : value;
    return tf.tensor(content as tf.TensorLike);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InvalidTypeError(
      `checkGradients: expected ${name} to be a tensor, a number or nested arrays: ${message}`,
      {cause: error},
    );
  }
}

/** The numbers unrounded, row-major. */
function exactNumbers(value: InputValue, shape: readonly number[], name: string): Float64Array {
  const numbers: number[] = [];
  const visit = (part: unknown, depth: number): void => {
    const items =
      Array.isArray(part) || ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : undefined;
    if (items?.length !== shape[depth]) {
      const got = `${items?.length ?? 'a number in place of'} entries`;
      throw new InvalidTypeError(
        `checkGradients: expected ${name} to be a tensor, a number or nested arrays of one shape, [${shape.join(',')}], got ${got} at depth ${depth}`,
      );
    }
    if (items) for (const item of items) visit(item, depth + 1);
    // Number() would make 0 of null and 2.5 of '2.5'.
    else if (typeof part === 'number') numbers.push(part);
    else throw noNumber(name, part);
  };
  visit(value, 0);
  return Float64Array.from(numbers);
}

function assertDifferentiable(tensor: tf.Tensor, name: string): void {
  if (tensor.dtype !== 'float32') {
    const hint =
      tensor.dtype === 'complex64' ? t`Pass its real and imaginary parts.` : t`Cast it, or close over it.`;
    const reason = t`${name} is ${tensor.dtype}: there is no derivative with respect to it. ${hint}`;
    throw new EarlyVerdict('refused', reason);
  }
  if (tensor.size === 0) {
    const shape = formatShape(tensor.shape);
    throw new EarlyVerdict('refused', t`${name} is empty (shape ${shape}): there is nothing to check.`);
  }
}

/** `[1,0,2]` for the flat position `at`; `[]` for a scalar. */
export function formatIndex(at: number, shape: readonly number[]): string {
  return formatShape(indexOf(at, shape));
}

export function indexOf(at: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1, rest = at; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}

/** Keeps what the variables among the inputs hold while a check gives them other values. */
export class HeldVariables {
  private readonly held: {readonly variable: tf.Variable; readonly own: tf.Tensor}[];

  constructor(inputs: readonly CheckedInput[]) {
    this.held = inputs.flatMap(({variable}) =>
      variable ? [{variable, own: tf.keep(variable.clone())}] : [],
    );
  }

  restore(): void {
    for (const {variable, own} of this.held) if (!variable.isDisposed) variable.assign(own);
  }

  /** Restores, and keeps nothing any more. */
  release(): void {
    this.restore();
    tf.dispose(this.held.map(({own}) => own));
    this.held.length = 0;
  }
}
