import * as tf from '@tensorflow/tfjs';
import type {Split, TrainingPosition} from '../index';
import {holdOut} from '../data/split';
import {t, type Text} from '../text';
import type {OptionsOf} from './commands';
import type {CliContext} from './context';
import {UsageError} from './exitCodes';

type Options = OptionsOf<'train'>;

/** The learning rate that a run begins with. */
export function learningRateOf({optimizer, learningRate}: Options): number {
  return learningRate ?? (optimizer === 'rmsprop' || optimizer === 'adam' ? 0.001 : 0.1);
}

/** The optimizer of a run; the caller disposes it. */
export function makeOptimizer(options: Options): tf.Optimizer {
  const rate = learningRateOf(options);
  return options.optimizer === 'momentum' ? tf.train.momentum(rate, 0.9) : tf.train[options.optimizer](rate);
}

/** How many passes; undefined where only steps count. */
export function epochsOf({epochs, steps}: Options): number | undefined {
  return epochs ?? (steps === undefined ? 1 : undefined);
}

/** How many steps there will be, unless the training ends earlier. */
export function plannedSteps(options: Options, split: Split): number {
  return Math.min((epochsOf(options) ?? Infinity) * stepsOfEpoch(options, split), options.steps ?? Infinity);
}

/** How many batches an epoch has, of the images that are not held out. */
function stepsOfEpoch(options: Options, split: Split): number {
  return Math.ceil(trainedSize(options, split) / options.batchSize);
}

/** Where a training that was stopped goes on. */
export function continuation({step, epoch, batch}: TrainingPosition, options: Options, split: Split): Text {
  const each = stepsOfEpoch(options, split);
  return t`continues after step ${step}, in epoch ${epoch + 1}, of which ${batch} of ${each} batches are done`;
}

/** How many images there are to train on. */
function trainedSize({validation, seed}: Options, split: Split): number {
  return validation === undefined ? split.size : holdOut(split, validation, seed).kept.length;
}

/** What is to be known of the batches: a step takes fewer images than were asked for where there are no more. */
export function batchNote(options: Options, split: Split): Text | undefined {
  const {batchSize, sampling} = options;
  const size = trainedSize(options, split);
  if (batchSize <= size || sampling === 'replacement') return undefined;
  return t`each step takes all ${size} training images: there are not ${batchSize}, as --batch-size says`;
}

/** The textbook's h. */
export function differenceOf({difference = 1e-4}: Options): number {
  return difference;
}

/** @throws {UsageError} If two options are at odds, or one lacks the other. */
export function assertTogether(options: Options, {origins}: CliContext): void {
  const {save, checkpoint, patience, validation} = options;
  if (patience === undefined) return;
  if (validation === undefined) {
    const who = origins?.patience?.where ?? '--patience';
    throw new UsageError(t`${who}: expected --validation beside it, got none`);
  }
  // A checkpoint has the weights of the last step, with which the training goes on.
  if (save !== undefined && save === checkpoint) {
    const who = origins?.save?.where ?? '--save';
    throw new UsageError(
      t`${who}: expected another directory than that of --checkpoint, as --patience keeps the best weights and not the last, got ${save}`,
    );
  }
}
