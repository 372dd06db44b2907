import type {Split} from '../index';
import {holdOut} from '../data/split';
import {t, type Text} from '../text';
import type {OptionsOf} from './commands';

type Options = OptionsOf<'train'>;

/** The learning rate that a run begins with. */
export function learningRateOf({optimizer, learningRate}: Options): number {
  return learningRate ?? (optimizer === 'rmsprop' || optimizer === 'adam' ? 0.001 : 0.1);
}

/** How many passes; undefined where only steps count. */
export function epochsOf({epochs, steps}: Options): number | undefined {
  return epochs ?? (steps === undefined ? 1 : undefined);
}

/** How many steps there will be, unless the training ends earlier. */
export function plannedSteps(options: Options, split: Split): number {
  const {batchSize, steps} = options;
  const each = Math.ceil(trainedSize(options, split) / batchSize);
  return Math.min((epochsOf(options) ?? Infinity) * each, steps ?? Infinity);
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
