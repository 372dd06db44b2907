import {isObject} from '../checks';
import {CorruptDataError} from '../errors';
import type {TrainingPosition} from './TrainOptions';

/**
 * Whether a value, which may come from a file, says where a training is. A position that is none would go on somewhere else, and a
 * digest does not help: whoever writes the position writes the digest too.
 *
 * @example
 * isTrainingPosition({step: 3, epoch: 0, batch: 3, lossSum: 6.9, losses: []});  // true
 * isTrainingPosition({step: -1, epoch: 0, batch: null, lossSum: 0, losses: []});  // false
 */
export function isTrainingPosition(value: unknown): value is TrainingPosition {
  if (!isObject(value)) return false;
  const {step, epoch, batch, lossSum, losses} = value;
  return (
    isCount(step) &&
    isCount(epoch) &&
    isCount(batch) &&
    // Every pass that is over took a step at least, and so did every batch of the present one.
    step >= epoch + batch &&
    Number.isFinite(lossSum) &&
    Array.isArray(losses) &&
    losses.length === epoch &&
    losses.every(loss => Number.isFinite(loss))
  );
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** @throws {CorruptDataError} If a checkpoint does not say where its training is; the sentence begins with its place. */
export function positionOf({position}: {readonly position: unknown}, place: string): TrainingPosition {
  if (isTrainingPosition(position)) return position;
  const expected = 'expected a checkpoint that says how far its training has come';
  throw new CorruptDataError(`${place}: ${expected}, got ${JSON.stringify(position).slice(0, 80)}`);
}
