import type * as tf from '@tensorflow/tfjs';
import {losses, minibatches, train, type Split} from '../../src';
import type {Recipe} from './recipes';

/**
 * Trains a recipe's model from its initial weights, on whatever backend is current.
 *
 * @param onStep Called after every step with its number and how many there will be.
 * @returns The model, compiled with its loss and last optimizer, so that `saveModel` keeps their names.
 */
export async function trainRecipe(
  recipe: Recipe,
  split: Split,
  onStep: (step: number, planned: number) => void = () => undefined,
): Promise<tf.LayersModel> {
  const {loss, stretches, batches} = recipe;
  const planned = stretches.reduce((sum, {steps}) => sum + steps, 0);
  const perEpoch = Math.ceil(split.size / batches.batchSize);
  const model = recipe.build();
  let done = 0;
  for (const {optimizer: make, steps} of stretches) {
    const optimizer = make();
    model.compile({loss: losses[loss], optimizer, metrics: ['accuracy']});
    // The next stretch sees the epochs that the one before would have gone on with.
    const where = {startEpoch: Math.floor(done / perEpoch), startBatch: done % perEpoch};
    const before = done;
    await train(model, minibatches(split, {...batches, ...where}), {
      loss,
      optimizer,
      steps,
      onStep: ({step}) => onStep(before + step, planned),
    });
    done += steps;
  }
  return model;
}
