import * as tf from '@tensorflow/tfjs';
import {Random} from '../../random';
import type {CheckedFunction} from '../GradientCheck';
import {formatIndex} from './CheckedInput';
import {Finding} from './backpropagate';
import type {Subject} from './Subject';
import {watchData} from '../../tfjs/kernels';
import {gradientNoise} from './roundingNoise';

/**
 * Asks whether there is a question at all: a pure function with a finite, scalar (or weighted) output.
 *
 * The function is called three times on the same numbers. Settles the subject's output shape.
 *
 * @returns What is worth a note: tensors that the function leaks.
 * @throws {Finding} `refused`, `nonfinite` or `nondeterministic`.
 */
export function inspect(subject: Subject, random: Random, vector: boolean): string[] {
  const backend = tf.getBackend();
  const first = watchReads(subject, (output, tensors) => {
    if (tf.getBackend() !== backend) throw new Finding('refused', 'The function changes the backend.');
    assertUntouched(subject, tensors);
    settleOutput(subject, output, random, vector);
    return Float64Array.from(output.dataSync());
  });
  assertFinite(first, subject, 'The value');
  // The first call may fill a cache of the function's own; what later calls leave behind is a leak.
  const tensorsBefore = tf.memory().numTensors;
  const variablesBefore = contentsOfVariables();
  for (let call = 0; call < 2; call++) assertSame(first, subject.outputs(subject.base), subject);
  const leaked = (tf.memory().numTensors - tensorsBefore) / 2;
  const notes: string[] = [];
  if (leaked > 0)
    notes.push(`The function leaks ${leaked} tensor${leaked === 1 ? '' : 's'} with every call.`);
  const ours = new Set(subject.inputs.map(({variable}) => variable?.name));
  const assigned = [...contentsOfVariables()].filter(
    ([name, id]) => variablesBefore.get(name) !== id && !ours.has(name),
  );
  if (assigned.length > 0)
    notes.push(`The function assigns variables with every call: ${assigned[0]![0]} for one.`);
  return [...notes, ...noteOnArguments(subject)];
}

/** @throws {Finding} `refused`, if the function takes no arguments and reads none of its inputs in another way either. */
function watchReads<T>(subject: Subject, use: (output: tf.Tensor, inputs: tf.Tensor[]) => T): T {
  const touched = new Set<object>();
  let own: object[] = [];
  let isWatching = true;
  let result: {value: T} | undefined;
  const onRead = (id: object) => {
    if (isWatching) touched.add(id);
  };
  watchData(onRead, () => {
    const value = subject.run(subject.base, (output, tensors) => {
      isWatching = false;
      own = tensors.map(({dataId}) => dataId);
      touched.add(output.dataId); // the identity touches nothing on its way
      return use(output, tensors);
    });
    result = {value};
  });
  const isRead = takesArguments(subject.fn) || own.some(id => touched.has(id));
  if (!isRead) throw new Finding('refused', NOT_READ);
  return result!.value;
}

const NOT_READ =
  'The function takes no argument and reads none of its inputs. Take them as arguments, or give the tf.variable that it closes over.';

/** A parameter list that is empty in the source; rest parameters, which `length` does not count, are there. */
function takesArguments(fn: CheckedFunction): boolean {
  const isEmpty = /^\s*(?:async\s*)?(?:function\b[^(]*|[\w$]+\s*)?\(\s*\)/.test(
    Function.prototype.toString.call(fn),
  );
  return fn.length > 0 || !isEmpty;
}

function contentsOfVariables(): Map<string, tf.DataId> {
  const variables = Object.entries(tf.engine().state.registeredVariables);
  return new Map(variables.map(([name, {dataId}]) => [name, dataId]));
}

/** One vector, given where a list of inputs is expected. */
function noteOnArguments({fn, inputs}: Subject): string[] {
  const strays =
    fn.length > 0 && inputs.length > fn.length && inputs.every(({values}) => values.length === 1);
  return strays
    ? [
        `The function takes ${fn.length} of the ${inputs.length} inputs, all of them numbers: [1, 2] are two inputs, [[1, 2]] is one.`,
      ]
    : [];
}

/** @throws {Finding} `nonfinite`, naming the first entry of the first gradient that is. */
export function assertFiniteGradients(
  subject: Subject,
  gradients: readonly (Float64Array | undefined)[],
): void {
  for (const [i, gradient] of gradients.entries()) {
    const at = gradient?.findIndex(g => !Number.isFinite(g)) ?? -1;
    if (at < 0) continue;
    const {name, shape, values} = subject.inputs[i]!;
    const where = `${name}${formatIndex(at, shape)} = ${values[at]!}`;
    const hint =
      'An infinite slope times 0 is NaN: guard the argument of log, sqrt, pow or a division inside tf.where, not its result.';
    const reason = `The value is finite, the gradient is ${gradient![at]!} at ${where}.`;
    throw new Finding('nonfinite', Number.isNaN(gradient![at]!) ? `${reason} ${hint}` : reason);
  }
}

/** @throws {Finding} `nondeterministic`, if the gradient changes between calls. */
export function assertSameGradients(
  subject: Subject,
  first: readonly (Float64Array | undefined)[],
  again: readonly (Float64Array | undefined)[],
): void {
  for (const [i, gradient] of first.entries()) {
    const largest = gradient?.reduce((most, g) => Math.max(most, Math.abs(g)), 0) ?? 0;
    const slack = Math.max(1e4 * subject.precision.epsilon, subject.nondeterminism) * largest;
    const at = gradient?.findIndex((g, k) => !(Math.abs(g - again[i]![k]!) <= slack)) ?? -1;
    if (at < 0) continue;
    const entry = `${subject.inputs[i]!.name}${formatIndex(at, subject.inputs[i]!.shape)}`;
    const reason = `The same input gives the gradient ${gradient![at]!} at ${entry}, then ${again[i]![at]!}`;
    throw new Finding(
      'nondeterministic',
      `${reason}: the backward pass draws random numbers or keeps state.`,
    );
  }
}

function assertUntouched(subject: Subject, tensors: readonly tf.Tensor[]): void {
  for (const [i, tensor] of tensors.entries()) {
    const {name, shape, values} = subject.inputs[i]!;
    if (tensor.isDisposed)
      throw new Finding('refused', `The function disposes ${name}, which is not its own.`);
    const now = tensor.dataSync();
    const at = values.findIndex((x, j) => subject.precision.store(x) !== now[j]);
    if (at < 0) continue;
    const change = `${values[at]!} became ${now[at]!}`;
    throw new Finding(
      'refused',
      `The function changes its input: ${change} at ${name}${formatIndex(at, shape)}.`,
    );
  }
}

function settleOutput(subject: Subject, output: tf.Tensor, random: Random, vector: boolean): void {
  const shape = `[${output.shape.join(',')}]`;
  if (output.dtype === 'complex64' || output.dtype === 'string') {
    throw new Finding('refused', `The output is ${output.dtype}: it has no gradient.`);
  }
  if (output.size === 0) throw new Finding('refused', `The output is empty (shape ${shape}).`);
  if (output.size > 1 && !vector) {
    const hint = 'Reduce it to a scalar, or pass {vector: true} to check a random weighted sum.';
    throw new Finding('refused', `The output has shape ${shape}; a gradient is that of a scalar. ${hint}`);
  }
  subject.expectOutput([...output.shape], output.size > 1 ? random : undefined);
}

function assertFinite(outputs: Float64Array, subject: Subject, what: string): void {
  const at = outputs.findIndex(y => !Number.isFinite(y));
  if (at < 0) return;
  const where = outputs.length > 1 ? ` at output ${at}` : '';
  const at0 = subject.inputs.map(({name}) => name).join(', ');
  throw new Finding('nonfinite', `${what} is ${outputs[at]!}${where} for the given ${at0}.`);
}

function assertSame(first: Float64Array, again: Float64Array, subject: Subject): void {
  // GPU sums may differ in their last bits from run to run.
  const own = subject.precision.dtype === 'float64' ? 0 : 8 * subject.precision.epsilon;
  const slack = Math.max(own, subject.nondeterminism);
  const at = first.findIndex((y, i) => !(Math.abs(y - again[i]!) <= slack * Math.abs(y)));
  if (at < 0) return;
  const reason = `The same input gives ${first[at]!}, then ${again[at]!}: the function draws random numbers or keeps state.`;
  throw new Finding(
    'nondeterministic',
    `${reason} Seed it, draw outside and close over the draw, or, where only the last digits differ, give {nondeterminism}.`,
  );
}

/**
 * Checks that the gradient is linear in the gradient that comes in from above: the gradient of c·f is c times that of
 * f, for c = 0, 2 and −0.7. A custom gradient that forgets `dy` passes every other test of f alone.
 *
 * @param gradients The gradients for c = 1, finite.
 * @throws {Finding} `wrong`, diagnosed as `ignores-dy` or `nonlinear-dy`.
 */
export function assertLinearInDy(subject: Subject, gradients: readonly (Float64Array | undefined)[]): void {
  const scaled = new Map([0, 2, -0.7].map(c => [c, subject.gradients(c)]));
  const {epsilon} = subject.precision;
  const filled = gradients.map(
    (gradient, i) => gradient ?? new Float64Array(subject.inputs[i]!.values.length),
  );
  let noise: number[][] | undefined;
  const random = new Random(0);
  const draw = () => gradientNoise(subject, filled, random);
  // Where rounding decides which of two is the larger one, a single draw may leave an entry's gradient out.
  const roundingOf = (input: number) => {
    noise ??= [draw(), draw(), draw()];
    return Math.max(...noise.map(each => each[input]!));
  };
  for (const [i, gradient] of gradients.entries()) {
    if (!gradient) continue;
    const {name} = subject.inputs[i]!;
    for (const [c, gradientsOfScaled] of scaled) {
      const found = gradientsOfScaled[i];
      if (found && !isMultiple(found, gradient, c, epsilon, () => roundingOf(i), subject.nondeterminism)) {
        throw ignoresDy(found, gradient) ? ignoring(name) : nonlinear(name, c);
      }
    }
  }
}

/** `rounding` is asked only in doubt: where sums cancel, all of a gradient may be the rounding of larger numbers. */
function isMultiple(
  found: Float64Array,
  gradient: Float64Array,
  c: number,
  epsilon: number,
  rounding: () => number,
  nondeterminism: number,
): boolean {
  // Sums inside the backward pass round differently; wrong gradients are off by a part of 1.
  const slack = Math.max(1e-9, 1e4 * epsilon, 2 * nondeterminism);
  const isOff = (allowed: number) =>
    found.some((g, k) => !(Math.abs(g - c * gradient[k]!) <= slack * Math.abs(gradient[k]!) + allowed));
  return !isOff(0) || !isOff(64 * rounding());
}

function ignoresDy(found: Float64Array, gradient: Float64Array): boolean {
  return found.every((g, k) => g === gradient[k]!);
}

function ignoring(name: string): Finding {
  const reason = `The gradient of ${name} ignores dy: the gradient of 2f is the same as that of f.`;
  return new Finding('wrong', `${reason} Multiply by dy in the custom gradient.`, {diagnosis: 'ignores-dy'});
}

function nonlinear(name: string, c: number): Finding {
  const reason = `The gradient of ${name} is not linear in dy: that of ${c}·f is not ${c} times that of f.`;
  return new Finding('wrong', `${reason} Whatever it computes, dy has to be a factor of it.`, {
    diagnosis: 'nonlinear-dy',
  });
}
