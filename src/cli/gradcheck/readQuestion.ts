import * as tf from '@tensorflow/tfjs';
import {
  Random,
  type DifferentiableFunction,
  type GradientCheckOptions,
  type InputValue,
  type ModelLoss,
} from '../..';
import {nearestName} from '../../checks';
import {optionNames} from '../../gradients/checkGradients';
import {assertBearable, shapeOfNested} from '../../nesting';
import {loadUserModule, nameOfPlace} from '../../node/loadUserModule';
import {t} from '../../text';
import {UsageError} from '../exitCodes';

/** What a user's module asks: a function or a model, where, and how to look at it. */
export type Question = FunctionQuestion | ModelQuestion;

interface Named {
  /** File and export, as reports call them. */
  readonly name: string;
  readonly options: GradientCheckOptions;
}

interface FunctionQuestion extends Named {
  readonly fn: DifferentiableFunction;
  readonly inputs: readonly InputValue[];
}

/** A model's loss on a batch, as `checkModelGradients` takes them. */
interface ModelQuestion extends Named {
  readonly model: tf.LayersModel;
  readonly loss: ModelLoss;
  readonly xs: tf.Tensor | tf.Tensor[];
  readonly ys: tf.Tensor;
}

/**
 * Reads `FILE` or `FILE#export`: an object `{fn, inputs, options?}`, a function beside the module's `inputs` and `options`, or an
 * object `{model, loss, xs, ys, options?}`.
 *
 * @param place An absolute path, with or without `#export`.
 * @param seed Of the inputs that are only given by shape and range.
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {UsageError} If it cannot be loaded, there is no such export, function or inputs in it, or a name beside them that would not
 *   be read and is nearly one that is.
 */
export async function readQuestion(place: string, seed: number): Promise<Question> {
  const at = place.lastIndexOf('#');
  const [file, wanted] = at < 0 ? [place] : [place.slice(0, at), place.slice(at + 1)];
  const name = nameOfPlace(place);
  const exported = await loadUserModule(file);
  const subject = pick(exported, wanted, name);
  const random = new Random(seed);
  // What a function goes with stands beside it.
  const holder = typeof subject === 'function' ? exported : subject;
  assertRead(name, holder);
  const options = property(subject, 'options') ?? property(holder, 'options') ?? {};
  const named: Named = {name, options}; // checkGradients looks at them itself
  const model = await readModel(subject, named, random);
  if (model !== undefined) return model;
  const inputs = property(subject, 'inputs') ?? property(exported, 'inputs');
  const fn = typeof subject === 'function' ? subject : property(subject, 'fn');
  if (typeof fn !== 'function') {
    throw new UsageError(
      t`${name}: expected a function fn(...inputs) that gives a scalar, got ${kindOf(fn)}`,
    );
  }
  if (inputs === undefined || inputs === null) {
    throw new UsageError(
      t`${name}: expected the module to give inputs, as in inputs: [[1, 2, 3]] or inputs: [{shape: [2, 3], range: [-1, 1]}], got none`,
    );
  }
  const list: readonly unknown[] = Array.isArray(inputs) ? inputs : [inputs];
  return {
    ...named,
    fn: fn as DifferentiableFunction, // what it takes and gives is known when it is called, and checked there
    inputs: list.map((input, i) => readInput(input, `${name}: inputs[${i}]`, random)),
  };
}

/**
 * A module may export what it likes, but `option` in the place of `options` would be ignored without a word, and so would an option
 * that stands beside the function.
 *
 * @throws {UsageError} If a name is nearly one that is read and not there, or is that of an option.
 */
function assertRead(name: string, holder: unknown): void {
  if (typeof holder !== 'object' || holder === null) return;
  const wanted = ['inputs', 'options'].filter(key => property(holder, key) === undefined);
  for (const key of Object.keys(holder)) {
    if (['inputs', 'options'].includes(key)) continue;
    const isOption =
      (optionNames as readonly string[]).includes(key) && typeof property(holder, key) !== 'function';
    const near = nearestName(/^opts?$/i.test(key) ? 'options' : key, wanted);
    const meant = isOption ? `options.${key}` : near;
    if (meant === undefined) continue;
    const what = t`${name}: unknown export ${key}`;
    throw new UsageError(t`${what}, did you mean ${meant}?`);
  }
}

/** The export that was named, else the default one, else the module itself. */
function pick(exported: unknown, wanted: string | undefined, name: string): unknown {
  if (wanted === undefined) return property(exported, 'default') ?? exported;
  const found = property(exported, wanted) ?? property(property(exported, 'default'), wanted);
  if (found !== undefined) return found;
  const known = Object.keys(exported as object).filter(key => key !== 'default' && key !== 'module.exports');
  throw new UsageError(t`${name}: expected an export of ${known.join(', ') || t`nothing`}, got ${wanted}`);
}

/**
 * Reads `{model, loss, xs, ys}`. Model and data may be promises, for a CommonJS module cannot wait for one; data are
 * tensors, nested arrays, or shapes and ranges, and `xs` is an array of tensors for a model of several inputs.
 *
 * @returns undefined if none of the four is there.
 */
async function readModel(subject: unknown, named: Named, random: Random): Promise<ModelQuestion | undefined> {
  const {name} = named;
  const own = typeof subject === 'object' ? subject : undefined; // a function has a name and a length, but no model
  const has = (key: string) => property(own, key) !== undefined;
  const parts = ['model', 'loss', 'xs', 'ys'];
  const there = parts.filter(has);
  if (there.length === 0) return undefined;
  const others = ['fn', 'inputs'].filter(has);
  if (others.length > 0 || there.length < parts.length) {
    const got = [...others, ...there].join(', ');
    throw new UsageError(t`${name}: expected either fn and inputs or model, loss, xs and ys, got ${got}`);
  }
  const [model, loss, xs, ys] = await Promise.all(parts.map(key => property(own, key)));
  // The module's own tfjs made it, which is the same one: `loadUserModule` sees to that.
  if (!(model instanceof tf.LayersModel)) {
    throw new UsageError(t`${name}: expected model to be a tf.LayersModel, got ${kindOf(model)}`);
  }
  if (typeof loss !== 'function') {
    throw new UsageError(
      t`${name}: expected loss to be a function of labels and predictions, got ${kindOf(loss)}`,
    );
  }
  const isList = Array.isArray(xs) && xs.length > 0 && xs.every(each => each instanceof tf.Tensor);
  return {
    ...named,
    model,
    loss: loss as ModelLoss, // what it gives is looked at when it is called
    xs: isList ? (xs as tf.Tensor[]) : readTensor(xs, `${name}: xs`, random),
    ys: readTensor(ys, `${name}: ys`, random),
  };
}

/** A property of whatever a module exports; undefined of what can have none. */
function property(value: unknown, key: string): unknown {
  const holds = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holds ? (value as Record<string, unknown>)[key] : undefined;
}

/** What to call a value that is not what it should be. */
function kindOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}

function readInput(input: unknown, name: string, random: Random): InputValue {
  const shape = property(input, 'shape');
  if (input instanceof tf.Tensor || !Array.isArray(shape)) return input as InputValue; // checkGradients refuses what is none
  const other = Object.keys(input as object).find(key => key !== 'shape' && key !== 'range');
  if (other !== undefined) {
    throw new UsageError(t`${name}: expected an input of {shape, range}, got ${other} as well`);
  }
  const {range = [-1, 1]} = input as {range?: unknown};
  if (!shape.every(n => Number.isInteger(n) && (n as number) >= 1)) {
    throw new UsageError(t`${name}: expected a shape of whole numbers of at least 1, got [${shape.join()}]`);
  }
  assertBearable('gradcheck', name, shape as number[]);
  const [low, high] = (Array.isArray(range) ? range : []) as [number?, number?];
  if (low === undefined || high === undefined || !(low <= high && Number.isFinite(high - low))) {
    const got = JSON.stringify(range);
    throw new UsageError(t`${name}: expected a range of two numbers, the lower one first, got ${got}`);
  }
  const draw = ([length, ...rest]: readonly number[]): InputValue =>
    length === undefined ? low + (high - low) * random.uniform() : Array.from({length}, () => draw(rest));
  return draw(shape as number[]);
}

function readTensor(value: unknown, name: string, random: Random): tf.Tensor {
  const input = readInput(value, name, random);
  if (input instanceof tf.Tensor) return input;
  if (Array.isArray(input)) shapeOfNested('gradcheck', name, input);
  if (!ArrayBuffer.isView(input) && shapeOf(input) === undefined) {
    throw new UsageError(
      t`${name}: expected a tensor, nested arrays of numbers of one length, or {shape, range}, got ${kindOf(value)}`,
    );
  }
  return tf.tensor(input as tf.TensorLike); // readonly is what it lacks
}

/** The shape of nested arrays; undefined if they are ragged, which tf.tensor takes for something else, or not of numbers. */
function shapeOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return typeof value === 'number' ? '' : undefined;
  const inner = value.map(shapeOf);
  const isEven = inner.length > 0 && inner.every(each => each === inner[0] && each !== undefined);
  return isEven ? `${value.length},${inner[0]}` : undefined;
}
