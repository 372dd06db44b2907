import * as tf from '@tensorflow/tfjs';
import {losses, type LossName} from '../losses';

/** The losses that tfjs knows by name. Its own list is an object, in which it also finds `toString`. */
const tfjsLosses: readonly string[] = [
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'squaredHinge',
  'hinge',
  'categoricalHinge',
  'logcosh',
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
  'kullbackLeiblerDivergence',
  'poisson',
  'cosineProximity',
];

/** What `compile` was given, by name: what a saved model needs in order to be trained again. */
export interface CompiledWith {
  /** Of the registry, or of tfjs. */
  loss: string;
  optimizer: {className: string; config: tf.serialization.ConfigDict};
}

/**
 * The names behind a compiled model, or undefined if it is not compiled, or its loss or the class of its optimizer has no name
 * by which they could be found again. tfjs itself stores a loss that is a function as `{}`, and the loaded model then cannot be
 * trained.
 */
export function compiledWith(model: tf.LayersModel): CompiledWith | undefined {
  // tfjs types both as always there; before compile() they are undefined.
  const optimizer = model.optimizer as tf.Optimizer | undefined;
  const loss = nameOf(model.loss);
  if (loss === undefined || optimizer === undefined) return undefined;
  const className = optimizer.getClassName();
  // A class derived from SGD calls itself SGD as well, and would come back as that.
  if (registeredOptimizer(className)?.[0] !== optimizer.constructor) return undefined;
  return {loss, optimizer: {className, config: optimizer.getConfig()}};
}

function nameOf(loss: unknown): string | undefined {
  if (typeof loss === 'string') return tfjsLosses.includes(loss) ? loss : undefined;
  return (Object.keys(losses) as LossName[]).find(name => loss === losses[name]);
}

/**
 * Compiles the model as `compiledWith` described it.
 *
 * @throws {RangeError} If the loss or the optimizer is not known.
 */
export function recompile(model: tf.LayersModel, {loss, optimizer}: CompiledWith): void {
  const ours = Object.hasOwn(losses, loss) ? losses[loss as LossName] : undefined;
  if (ours === undefined && !tfjsLosses.includes(loss)) {
    const known = [...Object.keys(losses), ...tfjsLosses];
    throw new RangeError(`expected a loss of ${known.join(', ')}, got ${loss}`);
  }
  const entry = registeredOptimizer(optimizer.className);
  if (entry === undefined) {
    throw new RangeError(`expected an optimizer of tfjs, got ${optimizer.className}`);
  }
  const [optimizerClass, fromConfig] = entry;
  model.compile({
    loss: ours ?? loss,
    optimizer: fromConfig(optimizerClass, optimizer.config) as tf.Optimizer,
    metrics: ['accuracy'],
  });
  // tfjs disposes with the model only an optimizer that it made itself; this one nobody else holds either.
  (model as unknown as {isOptimizerOwned: boolean}).isOptimizerOwned = true;
}

/** The class of that name and how to make one; undefined if there is none that is an optimizer. */
function registeredOptimizer(className: string) {
  const {classNameMap} = tf.serialization.SerializationMap.getMap();
  if (!Object.hasOwn(classNameMap, className)) return undefined;
  const entry = classNameMap[className]!;
  // Layers and initializers are in the same map; only an optimizer's prototype is an Optimizer.
  const {prototype} = entry[0] as unknown as {prototype: unknown};
  return prototype instanceof tf.Optimizer ? entry : undefined;
}
