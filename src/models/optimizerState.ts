import * as tf from '@tensorflow/tfjs';
import {assertList, assertOptimizer} from '../argumentKinds';
import {isObject} from '../checks';
import {InvalidValueError} from '../errors';
import {optimizerFields} from '../tfjs/models';

/** One variable of an optimizer: where it keeps it, and its numbers. */
export interface OptimizerVariable {
  /** The field, and in a list the place: `accBeta1`, `accumulatedFirstMoment/3`. */
  readonly name: string;
  readonly value: tf.Tensor;
}

/** What tfjs keeps in a list for every weight. */
interface Accumulator {
  readonly originalName: string;
  readonly variable: tf.Variable;
}

/**
 * All that an optimizer has remembered of its steps. tfjs's own `getWeights` is not enough: it leaves out the running powers
 * of Adam's betas, and computes them anew with another rounding.
 *
 * @returns The optimizer's own variables: neither to be changed nor disposed.
 */
export function optimizerState(optimizer: tf.Optimizer): OptimizerVariable[] {
  assertOptimizer('optimizerState', optimizer);
  return Object.entries(optimizer).flatMap(([field, held]: [string, unknown]) => {
    if (held instanceof tf.Variable) return [{name: field, value: held}];
    if (!isAccumulators(held)) return [];
    return held.map(({variable}, i) => ({name: `${field}/${i}`, value: variable}));
  });
}

/**
 * Gives a fresh optimizer of the same kind what another one had remembered.
 *
 * @param state Copied, not disposed.
 * @throws {RangeError} If the optimizer has no such field.
 */
export function restoreOptimizerState(optimizer: tf.Optimizer, state: readonly OptimizerVariable[]): void {
  assertOptimizer(who, optimizer);
  assertList(who, 'state to be a list of {name, value}', state, isVariable);
  const fields = optimizerFields(optimizer);
  for (const {name, value} of state) {
    const [field, place] = name.split('/') as [string, string?];
    const held = fields[field];
    if (place === undefined && held instanceof tf.Variable) held.assign(value);
    else if (place !== undefined && Array.isArray(held) && Number(place) === held.length) {
      const accumulator: Accumulator = {originalName: name, variable: tf.variable(value, false)};
      held.push(accumulator);
    } else
      throw new InvalidValueError(`${who}: expected a field of ${optimizer.getClassName()}, got ${name}`);
  }
}

function isAccumulators(held: unknown): held is Accumulator[] {
  return (
    Array.isArray(held) &&
    held.every(entry => (entry as Partial<Accumulator>).variable instanceof tf.Variable)
  );
}

const who = 'restoreOptimizerState';

function isVariable(value: unknown): boolean {
  return isObject(value) && typeof value['name'] === 'string' && isObject(value['value']);
}
