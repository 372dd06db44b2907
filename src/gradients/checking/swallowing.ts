/**
 * Tells a function that does not depend on an input from one whose dependence is lost in rounding: 10⁻²⁰ sin x + 10⁸ has
 * the same value everywhere, as has step(x) + 10⁸, but only one of them has the slope 0.
 */
import * as tf from '@tensorflow/tfjs';
import {Random} from '../../random';
import {scaleEntries} from './perturbKernels';
import type {Point, Subject} from './Subject';
import {watchKernels} from '../../tfjs/kernels';

interface Pass {
  readonly kernel: string;
  readonly inputs: readonly ArrayLike<number>[];
  readonly outputs: readonly ArrayLike<number>[];
}

/**
 * Whether some kernel's result stays as it is between the point and `moved` only since the change of what it is given is far
 * below the last digit of what it gives, though the function does depend on that result.
 */
export function isSwallowed(subject: Subject, moved: Point): boolean {
  const [here, there] = [record(subject, subject.base), record(subject, moved)];
  if (here.length !== there.length || here.some(({kernel}, k) => kernel !== there[k]!.kernel)) return false;
  const losing = here.map((pass, k) => entriesThatLose(pass, there[k]!, subject.precision.epsilon));
  if (losing.every(entries => entries.size === 0)) return false;
  const value = subject.value(subject.base);
  const shaken = shake(subject, losing);
  return !(Math.abs(shaken - value) <= 4 * subject.precision.epsilon * Math.abs(value));
}

function record(subject: Subject, point: Point): Pass[] {
  const passes: Pass[] = [];
  watchKernels(
    () => void subject.value(point),
    ({kernelName, inputs}, run) => {
      const given = Object.values(inputs).filter(input => input instanceof tf.Tensor);
      const before = given.map(numbersOf);
      const result = run();
      passes.push({kernel: kernelName!, inputs: before, outputs: [result].flat().map(numbersOf)});
      return result;
    },
  );
  return passes;
}

function numbersOf(tensor: tf.Tensor): ArrayLike<number> {
  return tensor.dtype === 'float32' ? Float64Array.from(tensor.dataSync()) : [];
}

/** Of the first output the entries that did not change, though an input changed by more than its own rounding. */
function entriesThatLose(here: Pass, there: Pass, epsilon: number): Set<number> {
  let change = 0;
  for (const [i, before] of here.inputs.entries()) {
    const after = there.inputs[i]!;
    if (after.length !== before.length) return new Set();
    const own = largest(before);
    const most = largest(Array.from(before, (x, at) => x - after[at]!));
    if (most > 16 * epsilon * own) change = Math.max(change, most);
  }
  const [before, after] = [here.outputs[0] ?? [], there.outputs[0] ?? []];
  const loses = (x: number, at: number) =>
    Math.abs(x - after[at]!) <= 2 * epsilon * Math.abs(x) && change < 64 * epsilon * Math.abs(x);
  if (change === 0 || before.length !== after.length) return new Set();
  return new Set(Array.from(before, (x, at) => (loses(x, at) ? at : -1)).filter(at => at >= 0));
}

/** The value with the given entries of each kernel's first output moved by a millionth. */
function shake(subject: Subject, entries: readonly ReadonlySet<number>[]): number {
  const random = new Random(0);
  let next = 0;
  let value = NaN;
  watchKernels(
    () => (value = subject.value(subject.base)),
    (_, run) => {
      const result = run();
      const chosen = entries[next++] ?? new Set<number>();
      if (chosen.size === 0) return result;
      const factor = (at: number) => (chosen.has(at) ? 1 + 2 ** -20 * (0.5 + random.uniform()) : 1);
      const [first, ...others] = [result].flat();
      const shaken = scaleEntries(first!, factor);
      return Array.isArray(result) ? [shaken, ...others] : shaken;
    },
  );
  return value;
}

function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size < Infinity && size > most) most = size;
  }
  return most;
}
