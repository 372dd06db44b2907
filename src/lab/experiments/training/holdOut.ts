import {sliceSplit, type Split} from '../../../data/split';
import type {Lab} from '../experiment';

/**
 * Sets the last twelfth of the training images aside: 5,000 of MNIST's 60,000. A learning rate that is chosen on the test
 * images has seen them, and what it then reaches on them says too much; these are what it is chosen on.
 *
 * @returns The lab with the other images for training, and the images that are held out.
 */
export function holdOut(lab: Lab): {lab: Lab; validation: Split} {
  const {train} = lab;
  const kept = train.size - Math.max(1, Math.floor(train.size / 12));
  return {
    lab: {...lab, train: sliceSplit(train, 0, kept)},
    validation: sliceSplit(train, kept, train.size),
  };
}
