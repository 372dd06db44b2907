import * as tf from '@tensorflow/tfjs';
import {registeredClass} from '../tfjs/layers';
import {acceptIntegerLabels, losses, lossTraits} from '../losses';
import {oneHotMetric} from '../losses/acceptIntegerLabels';
import {lossByName, nameOfLoss, tableNameOf} from '../losses/losses';
import {reasonUnfit} from '../losses/lossTraits';
import {outputActivation} from '../models/outputActivation';
import {ownOptimizer} from '../tfjs/models';
import {metricNames, metricsByName, type MetricNames} from './metricNames';
import {InvalidValueError} from '../errors';

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

/** One loss for all outputs, a list, or one for the name of each output: as `compile` takes them. */
type PerOutput<T> = T | readonly T[] | Readonly<Record<string, T>>;

type LossNames = PerOutput<string>;

/** What `compile` was given, by name: what a saved model needs in order to be trained again. */
export interface CompiledWith {
  /** Of the table, or of tfjs; `perExample(crossEntropy)` for the form that keeps examples apart. */
  loss: LossNames;
  optimizer: {className: string; config: tf.serialization.ConfigDict};
  /** Models saved by versions before 0.2 have none. */
  metrics?: MetricNames;
}

/** Why a model's compilation cannot be kept by name: the end of a sentence that begins with "expected". */
export interface Unnamed {
  readonly reason: string;
  /** Where it is nothing but that. */
  readonly what?: 'optimizer';
}

/**
 * The names behind a compiled model, or why it is not to be had by name: it is not compiled, or its loss, a
 * metric or the class of its optimizer has no name by which they could be found again. tfjs itself stores a
 * loss that is a function as `{}`, and the loaded model then cannot be trained.
 *
 * @throws {RangeError} If the loss is one of the table that is not made for the model's last activation.
 */
export function compiledWith(model: tf.LayersModel): CompiledWith | Unnamed {
  // tfjs types both as always there; before compile() they are undefined.
  const optimizer = model.optimizer as tf.Optimizer | undefined;
  if (optimizer === undefined) return {reason: 'a compiled model, got one that is not'};
  const loss = mapLosses(model.loss as PerOutput<unknown>, nameOf);
  if (lossesIn(loss).includes(undefined))
    return {reason: "one of losslab's losses or tfjs's names for all outputs, got another loss"};
  assertFittingLoss(model);
  const className = optimizer.getClassName();
  // A class derived from SGD calls itself SGD as well, and would come back as that.
  if (registeredOptimizer(className)?.[0] !== optimizer.constructor) {
    return {
      reason: `an optimizer of tfjs, got a ${optimizer.constructor.name} of your own`,
      what: 'optimizer',
    };
  }
  const metrics = metricNames(model);
  if (metrics === undefined) return {reason: "losslab's or tfjs's metrics, got a function of your own"};
  if (takesIntegerLabels(model) && oneHotMetric(model) !== undefined) {
    return {reason: `metrics that take integer labels, got ${oneHotMetric(model)}`};
  }
  const kept = {loss: loss as LossNames, optimizer: {className, config: optimizer.getConfig()}};
  // Accuracy alone is what a model without a list of metrics is given when it is loaded.
  return JSON.stringify(metrics) === JSON.stringify(['accuracy']) ? kept : {...kept, metrics};
}

function nameOf(loss: unknown): string | undefined {
  if (typeof loss === 'string') return tfjsLosses.includes(loss) ? loss : undefined;
  return nameOfLoss(loss);
}

function mapLosses<T, U>(losses: PerOutput<T>, map: (loss: T) => U): PerOutput<U> {
  if (Array.isArray(losses)) return (losses as readonly T[]).map(map);
  if (typeof losses !== 'object' || losses === null) return map(losses);
  return Object.fromEntries(Object.entries(losses as Record<string, T>).map(([at, loss]) => [at, map(loss)]));
}

function lossesIn<T>(losses: PerOutput<T>): readonly T[] {
  return typeof losses === 'object' && losses !== null
    ? Object.values(losses as Record<string, T>)
    : [losses];
}

/** The loss of a model with one output, of the table; undefined for another. */
function onlyLoss({loss, outputs}: tf.LayersModel) {
  const all = lossesIn(loss as PerOutput<unknown>);
  return outputs.length === 1 || typeof loss !== 'object' ? tableNameOf(all[0]) : undefined;
}

function assertFittingLoss(model: tf.LayersModel): void {
  const loss = onlyLoss(model);
  const reason = loss && reasonUnfit(loss, outputActivation(model));
  if (reason !== undefined) throw new InvalidValueError(reason);
}

/** Whether the loss is one of the sparse ones; with several outputs tfjs offers no way to feed those. */
function takesIntegerLabels(model: tf.LayersModel): boolean {
  const name = onlyLoss(model);
  return name !== undefined && lossTraits[name].labels === 'integer' && model.outputs.length === 1;
}

/**
 * Compiles the model as `compiledWith` described it. With a sparse loss it takes integer labels at once.
 *
 * @throws {RangeError} If the loss, a metric or the optimizer is not known, the optimizer has a setting that is no number, or
 *   the loss is not made for the model.
 */
export function recompile(model: tf.LayersModel, {loss, optimizer, metrics}: CompiledWith): void {
  const entry = registeredOptimizer(optimizer.className);
  if (entry === undefined) {
    throw new InvalidValueError(`expected an optimizer of tfjs, got ${optimizer.className}`);
  }
  model.compile({
    loss: mapLosses(loss, knownLoss) as Parameters<tf.LayersModel['compile']>[0]['loss'],
    optimizer: optimizerOf(entry, optimizer),
    metrics: metricsByName(metrics ?? ['accuracy']),
  });
  // tfjs disposes with the model only an optimizer that it made itself; this one nobody else holds either.
  ownOptimizer(model);
  assertFittingLoss(model);
  if (takesIntegerLabels(model)) acceptIntegerLabels(model);
}

/**
 * tfjs takes any configuration: of some it says nothing of use, of others nothing until it trains.
 *
 * @throws {RangeError} If a setting is missing, or neither a finite number nor a boolean.
 */
function optimizerOf(
  [optimizerClass, fromConfig]: NonNullable<ReturnType<typeof registeredOptimizer>>,
  {className, config}: CompiledWith['optimizer'],
): tf.Optimizer {
  const isSetting = (value: unknown) => typeof value === 'boolean' || Number.isFinite(value);
  const refusal = `expected finite numbers for ${className}, got ${JSON.stringify(config)}`;
  let made: tf.Optimizer;
  try {
    made = fromConfig(optimizerClass, config) as tf.Optimizer;
  } catch {
    throw new InvalidValueError(refusal);
  }
  if (!Object.values(made.getConfig()).every(isSetting)) throw new InvalidValueError(refusal);
  return made;
}

function knownLoss(name: string): ReturnType<typeof lossByName> | string {
  const ours = lossByName(name);
  if (ours === undefined && !tfjsLosses.includes(name)) {
    const known = [...Object.keys(losses), ...tfjsLosses];
    throw new InvalidValueError(`expected a loss of ${known.join(', ')}, got ${name}`);
  }
  return ours ?? name;
}

/** The class of that name and how to make one; undefined if there is none that is an optimizer. */
function registeredOptimizer(className: string) {
  // Layers and initializers are in the same map; only an optimizer's prototype is an Optimizer.
  const registered = registeredClass(className);
  if (!registered || !(registered.prototype instanceof tf.Optimizer)) return undefined;
  return tf.serialization.SerializationMap.getMap().classNameMap[className];
}
