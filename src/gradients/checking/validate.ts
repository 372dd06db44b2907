import * as tf from '@tensorflow/tfjs';
import {formatShape} from '../../checks';
import {Random} from '../../random';
import {listed, t, type Text} from '../../text';
import {watchData} from '../../tfjs/kernels';
import type {TensorFunction} from '../GradientCheck';
import {largest} from '../numerical/arrays';
import {EarlyVerdict} from './backpropagate';
import {changedInput, type CheckedFunction, type Gradients, noScalar} from './CheckedFunction';
import {formatIndex} from './CheckedInput';
import {gradientNoise} from './roundingNoise';

/**
 * Whether the function can be checked at all: pure, with a finite, scalar (or weighted) output.
 *
 * The function is called three times on the same numbers. Sets the output's shape.
 *
 * @returns Notes: tensors that the function leaks, variables that it assigns.
 * @throws {EarlyVerdict} `refused`, `nonfinite` or `nondeterministic`.
 */
export function validateFunction(checkedFn: CheckedFunction, random: Random, vector: boolean): Text[] {
  const backend = tf.getBackend();
  const first = watchReads(checkedFn, (output, tensors) => {
    if (tf.getBackend() !== backend) throw new EarlyVerdict('refused', t`The function changes the backend.`);
    assertUntouched(checkedFn, tensors);
    assertOutput(output, vector);
    checkedFn.expectOutput([...output.shape], output.size > 1 ? random : undefined);
    return Float64Array.from(output.dataSync());
  });
  assertFinite(first, checkedFn);
  // The first call may fill a cache of the function's own; what later calls leave behind is a leak.
  const tensorsBefore = tf.memory().numTensors;
  const variablesBefore = contentsOfVariables();
  for (let call = 0; call < 2; call++) assertSame(first, checkedFn.outputs(checkedFn.base), checkedFn);
  const leaked = (tf.memory().numTensors - tensorsBefore) / 2;
  const notes: Text[] = [];
  if (leaked > 0) {
    const isOne = leaked === 1;
    notes.push(
      isOne
        ? t`The function leaks 1 tensor with every call.`
        : t`The function leaks ${leaked} tensors with every call.`,
    );
  }
  const inputVariables = new Set(checkedFn.inputs.map(({variable}) => variable?.name));
  const assigned = [...contentsOfVariables()].find(
    ([name, id]) => variablesBefore.get(name) !== id && !inputVariables.has(name),
  );
  if (assigned) notes.push(t`The function assigns variables with every call: ${assigned[0]} for example.`);
  return [...notes, ...noteOnArguments(checkedFn)];
}

/**
 * Whether tfjs's gradient is one: finite, repeatable, and linear in `dy`.
 *
 * @param gradients For dy = 1.
 * @throws {EarlyVerdict} `nonfinite`, `nondeterministic`, or `wrong`, diagnosed as `ignores-dy` or `nonlinear-dy`.
 */
export function validateGradients(checkedFn: CheckedFunction, gradients: Gradients): void {
  assertFiniteGradients(checkedFn, gradients);
  assertSameGradients(checkedFn, gradients, checkedFn.gradients());
  assertLinearInDy(checkedFn, gradients);
}

/** @throws {EarlyVerdict} `refused`, if the function takes no arguments and reads none of its inputs in another way either. */
function watchReads<T>(checkedFn: CheckedFunction, use: (output: tf.Tensor, inputs: tf.Tensor[]) => T): T {
  const touched = new Set<object>();
  let inputs: object[] = [];
  let isWatching = true;
  let result: {value: T} | undefined;
  const onRead = (id: object) => {
    if (isWatching) touched.add(id);
  };
  watchData(onRead, () => {
    const value = checkedFn.run(checkedFn.base, (output, tensors) => {
      isWatching = false;
      inputs = tensors.map(({dataId}) => dataId);
      touched.add(output.dataId); // the identity touches nothing on its way
      return use(output, tensors);
    });
    result = {value};
  });
  const isRead = takesArguments(checkedFn.fn) || inputs.some(id => touched.has(id));
  if (!isRead) throw new EarlyVerdict('refused', NOT_READ);
  return result!.value;
}

const NOT_READ = t`The function takes no argument and reads none of its inputs. Take them as arguments, or give the
  tf.variable that it closes over.`;

/** A parameter list that is empty in the source; rest parameters, which `length` does not count, are there. */
function takesArguments(fn: TensorFunction): boolean {
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
function noteOnArguments({fn, inputs}: CheckedFunction): Text[] {
  const isScalars = inputs.every(({values}) => values.length === 1);
  if (!(fn.length > 0 && inputs.length > fn.length && isScalars)) return [];
  return [
    t`The function takes ${fn.length} of the ${inputs.length} inputs, all of them numbers: [1, 2] are two inputs,
      [[1, 2]] is one.`,
  ];
}

function assertUntouched({inputs, precision}: CheckedFunction, tensors: readonly tf.Tensor[]): void {
  for (const [i, tensor] of tensors.entries()) {
    const {name, shape, values} = inputs[i]!;
    if (tensor.isDisposed)
      throw new EarlyVerdict('refused', t`The function disposes ${name}, which is not its own.`);
    const now = tensor.dataSync();
    const at = values.findIndex((x, j) => precision.store(x) !== now[j]);
    if (at < 0) continue;
    const place = `${name}${formatIndex(at, shape)}`;
    throw new EarlyVerdict('refused', changedInput(values[at]!, now[at]!, place));
  }
}

function assertOutput({shape, dtype, size}: tf.Tensor, vector: boolean): void {
  if (dtype === 'complex64' || dtype === 'string') {
    throw new EarlyVerdict('refused', t`The output is ${dtype}: it has no gradient.`);
  }
  if (size === 0) throw new EarlyVerdict('refused', t`The output is empty (shape ${formatShape(shape)}).`);
  if (size > 1 && !vector) throw noScalar(shape);
}

function assertFinite(outputs: Float64Array, {inputs}: CheckedFunction): void {
  const at = outputs.findIndex(y => !Number.isFinite(y));
  if (at < 0) return;
  const names = inputs.map(({name}) => name).join(', ');
  const reason =
    outputs.length > 1
      ? t`The value is ${outputs[at]!} at output ${at} for the given ${names}.`
      : t`The value is ${outputs[at]!} for the given ${names}.`;
  throw new EarlyVerdict('nonfinite', reason);
}

function assertSame(first: Float64Array, again: Float64Array, checkedFn: CheckedFunction): void {
  // GPU sums may differ in their last bits from run to run.
  const own = checkedFn.precision.dtype === 'float64' ? 0 : 8 * checkedFn.precision.epsilon;
  const slack = Math.max(own, checkedFn.nondeterminism);
  const at = first.findIndex((y, i) => !(Math.abs(y - again[i]!) <= slack * Math.abs(y)));
  if (at < 0) return;
  const reason = t`The same input gives ${first[at]!}, then ${again[at]!}: the function draws random numbers or keeps
    state. Seed it, draw outside and close over the draw, or, where only the last digits differ, give
    {nondeterminism}.`;
  throw new EarlyVerdict('nondeterministic', reason);
}

function assertFiniteGradients({inputs}: CheckedFunction, gradients: Gradients): void {
  for (const [i, gradient] of gradients.entries()) {
    const at = gradient?.findIndex(g => !Number.isFinite(g)) ?? -1;
    if (at < 0) continue;
    const {name, shape, values} = inputs[i]!;
    const where = `${name}${formatIndex(at, shape)} = ${values[at]!}`;
    const reason = t`The value is finite, the gradient is ${gradient![at]!} at ${where}.`;
    const said = Number.isNaN(gradient![at]!) ? listed([reason, UNGUARDED], ' ') : reason;
    throw new EarlyVerdict('nonfinite', said);
  }
}

const UNGUARDED = t`An infinite slope times 0 is NaN: guard the argument of log, sqrt, pow or a division inside tf.where,
  not its result.`;

function assertSameGradients(checkedFn: CheckedFunction, first: Gradients, again: Gradients): void {
  for (const [i, gradient] of first.entries()) {
    const share = Math.max(1e4 * checkedFn.precision.epsilon, checkedFn.nondeterminism);
    const slack = share * largest(gradient ?? []);
    const at = gradient?.findIndex((g, k) => !(Math.abs(g - again[i]![k]!) <= slack)) ?? -1;
    if (at < 0) continue;
    const {name, shape} = checkedFn.inputs[i]!;
    const entry = `${name}${formatIndex(at, shape)}`;
    const reason = t`The same input gives the gradient ${gradient![at]!} at ${entry}, then ${again[i]![at]!}: the
      backward pass draws random numbers or keeps state.`;
    throw new EarlyVerdict('nondeterministic', reason);
  }
}

/** The gradient of c·f is c times that of f, for c = 0, 2 and −0.7: one that forgets `dy` passes every other test of f alone. */
function assertLinearInDy(checkedFn: CheckedFunction, gradients: Gradients): void {
  const scaledBy = (c: number) => ({c, found: checkedFn.gradients(c)});
  const scaled = [scaledBy(0), ...twice(checkedFn), scaledBy(-0.7)];
  const random = new Random(0);
  const draw = () => gradientNoise(checkedFn, checkedFn.filled(gradients), random);
  let noise: number[][] | undefined;
  // Where rounding decides which of two is the larger one, a single draw may leave an entry's gradient out.
  const roundingOf = (input: number) => {
    noise ??= [draw(), draw(), draw()];
    return Math.max(...noise.map(each => each[input]!));
  };
  // Sums inside the backward pass round differently; wrong gradients are off by a part of 1.
  const {epsilon, least} = checkedFn.precision;
  const slack = Math.max(1e-9, 1e4 * epsilon, 2 * checkedFn.nondeterminism);
  for (const [i, gradient] of gradients.entries()) {
    if (!gradient) continue;
    for (const {c, found: all} of scaled) {
      const found = all[i];
      const isOff = (allowed: number) =>
        found?.some((g, k) => !(Math.abs(g - c * gradient[k]!) <= slack * Math.abs(gradient[k]!) + allowed));
      // Rounding is only measured in doubt: where sums cancel, all of a gradient may be the rounding of larger numbers.
      if (!isOff(least) || !isOff(64 * roundingOf(i))) continue;
      const isIgnored = found!.every((g, k) => g === gradient[k]!);
      throw notLinear(checkedFn.inputs[i]!.name, c, isIgnored);
    }
  }
}

/** The gradient of 2f; where that is no number any more, as twice 2·10³⁸ is no float32, of 1.1f. */
function twice(checkedFn: CheckedFunction): {c: number; found: Gradients}[] {
  for (const c of [2, 1.1]) {
    const found = checkedFn.gradients(c);
    if (found.every(gradient => gradient?.every(Number.isFinite) ?? true)) return [{c, found}];
  }
  return [];
}

function notLinear(name: string, c: number, isIgnored: boolean): EarlyVerdict {
  const reason = isIgnored
    ? t`The gradient of ${name} ignores dy: the gradient of 2f is the same as that of f. Multiply by dy in the custom
        gradient.`
    : t`The gradient of ${name} is not linear in dy: that of ${c}·f is not ${c} times that of f. Whatever it computes,
        dy has to be a factor of it.`;
  return new EarlyVerdict('wrong', reason, {diagnosis: isIgnored ? 'ignores-dy' : 'nonlinear-dy'});
}
