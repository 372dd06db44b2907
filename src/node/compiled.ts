import * as tf from '@tensorflow/tfjs';
import {losses, type LossName} from '../losses';

/** What `compile` was given, by name: what a saved model needs in order to be trained again. */
export interface CompiledWith {
  loss: LossName;
  optimizer: {className: string; config: tf.serialization.ConfigDict};
}

/**
 * The names behind a compiled model, or undefined if it is not compiled or its loss is none of the registry's.
 * tfjs itself stores a loss that is a function as `{}`, and the loaded model then cannot be trained.
 */
export function compiledWith(model: tf.LayersModel): CompiledWith | undefined {
  const names = Object.keys(losses) as LossName[];
  const loss = names.find(name => model.loss === losses[name]);
  // tfjs types `optimizer` as always there; before compile() it is undefined.
  const optimizer = model.optimizer as tf.Optimizer | undefined;
  if (loss === undefined || optimizer === undefined) return undefined;
  return {loss, optimizer: {className: optimizer.getClassName(), config: optimizer.getConfig()}};
}

/**
 * Compiles the model as `compiledWith` described it.
 *
 * @throws {RangeError} If the loss or the optimizer is not known.
 */
export function recompile(model: tf.LayersModel, {loss, optimizer}: CompiledWith): void {
  if (!Object.hasOwn(losses, loss)) {
    throw new RangeError(`expected a loss of ${Object.keys(losses).join(', ')}, got ${loss}`);
  }
  const entry = tf.serialization.SerializationMap.getMap().classNameMap[optimizer.className];
  // Layers and initializers are in the same map; only an optimizer's prototype is an Optimizer.
  if (
    entry === undefined ||
    !((entry[0] as unknown as {prototype: unknown}).prototype instanceof tf.Optimizer)
  ) {
    throw new RangeError(`expected an optimizer of tfjs, got ${optimizer.className}`);
  }
  const [optimizerClass, fromConfig] = entry;
  model.compile({
    loss: losses[loss],
    optimizer: fromConfig(optimizerClass, optimizer.config) as tf.Optimizer,
    metrics: ['accuracy'],
  });
  // tfjs disposes with the model only an optimizer that it made itself; this one nobody else holds either.
  (model as unknown as {isOptimizerOwned: boolean}).isOptimizerOwned = true;
}
