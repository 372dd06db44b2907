import * as tf from '@tensorflow/tfjs';
import {assertDirectory} from '../argumentKinds';
import {assertKnownOptions} from '../checks';
import {CorruptDataError, DataUnavailableError} from '../errors';
import {restoreOptimizerState} from '../models/optimizerState';
import {adviseOnLossNames} from '../models/adviseOnLossNames';
import {registerStepActivation} from '../models/stepActivation';
import {recompile} from './compiled';
import {keras3Advice} from './keras3';
import {unpackTensors} from './packing';
import {disposeRefusedWeights, limitNewWeights} from '../tfjs/layers';
import {misfit, sizeOf, splitByGroup, type Corrupt, type Weights} from './modelManifest';
import {readModelFiles, type ModelFiles} from './readModelFiles';

/**
 * Loads a model that {@link saveModel} or tfjs itself saved, and compiles it again, with the metrics that it
 * had, if its loss and optimizer are known. With a sparse loss it takes integer labels as after
 * `acceptIntegerLabels`.
 *
 * @param directory The folder of `model.json`, or that file's own path.
 * @param options There are none; those of `tf.loadLayersModel` are refused.
 * @returns A model to use, to train on, and to dispose.
 * @throws {RangeError} If there is an option.
 * @throws {DataUnavailableError} If there is no `model.json`, or a file that it refers to is not there.
 * @throws {CorruptDataError} If the files are not a whole layers model: not JSON, weights of another length, NaN
 *     weights, a path that leads out of the directory, a layer or loss that is not known. No variable is left behind.
 *
 * @example
 * const model = await loadModel('models/textbook-cee');
 */
export async function loadModel(
  directory: string,
  options: Readonly<Record<string, never>> = {},
): Promise<tf.LayersModel> {
  assertKnownOptions('loadModel', options, []);
  assertDirectory('loadModel', directory);
  const files = await readModelFiles(directory);
  const {artifacts, compiled, corrupt} = files;
  const {ofModel, ofOptimizer} = splitByGroup(artifacts);
  const model = await buildModel({...artifacts, ...ofModel}, corrupt);
  try {
    assertComputable(model, corrupt);
    assertFiniteWeights(model, corrupt);
    await leavingNoVariables(() => giveOptimizer(model, ofOptimizer, corrupt));
    if (compiled !== undefined) {
      await leavingNoVariables(() => recompile(model, compiled));
      await restoreState(model, files);
    }
  } catch (error) {
    optimizerOf(model)?.dispose();
    model.dispose();
    const told = error instanceof CorruptDataError || error instanceof DataUnavailableError;
    throw told ? error : corrupt(firstLine(error));
  }
  return adviseOnLossNames(model);
}

/** 16 GB for one example: a layer that makes more was not meant to be computed. */
const MOST_NUMBERS = 2 ** 32;

/** Layers without weights take their sizes from the file alone. */
function assertComputable(model: tf.LayersModel, corrupt: Corrupt): void {
  for (const {name, inboundNodes} of model.layers) {
    // A shared layer has a shape for each of its uses.
    const shapes = inboundNodes.flatMap(({outputShapes}) =>
      Array.isArray(outputShapes[0]) ? (outputShapes as tf.Shape[]) : [outputShapes as tf.Shape],
    );
    const numbers = shapes.map(([, ...shape]) => shape.reduce<number>((product, n) => product * (n ?? 1), 1));
    const most = Math.max(0, ...numbers);
    if (most > MOST_NUMBERS)
      throw corrupt(`expected layers that can be computed, got ${most} numbers an example in ${name}`);
  }
}

let building: Promise<unknown> = Promise.resolve();

/**
 * One model after the other: what variables a failed one made can only be told while no other makes any. Its layers may make as many
 * numbers as the files hold and no more: `units: 1e6` in two kilobytes of topology would take gigabytes before anybody compares it
 * with the weights.
 */
function buildModel(artifacts: tf.io.ModelArtifacts, corrupt: Corrupt): Promise<tf.LayersModel> {
  registerStepActivation();
  const build = async () => {
    const undo: (() => void)[] = [];
    const load = () => {
      undo.push(limitNewWeights(sizeOf(artifacts.weightSpecs ?? [])), disposeRefusedWeights());
      return Promise.resolve(artifacts);
    };
    try {
      // tfjs builds as soon as it has the artifacts, and nobody else's layers come in between.
      return await tf.loadLayersModel({load});
    } catch (error) {
      const advice = keras3Advice(artifacts.modelTopology);
      const why = advice === undefined ? '' : `; ${advice}`;
      throw corrupt(`expected a layers model: ${firstLine(error)}${why}`);
    } finally {
      for (const each of undo) each();
    }
  };
  const built = building.then(() => leavingNoVariables(build));
  building = built.catch(() => undefined);
  return built;
}

/** Where work fails, nobody else could dispose of the variables that it has made by then. */
async function leavingNoVariables<T>(work: () => T | Promise<T>): Promise<T> {
  const before = new Set(Object.keys(tf.engine().registeredVariables));
  try {
    return await work();
  } catch (error) {
    for (const [name, variable] of Object.entries(tf.engine().registeredVariables)) {
      if (!before.has(name)) variable.dispose();
    }
    throw error;
  }
}

function assertFiniteWeights(model: tf.LayersModel, corrupt: Corrupt): void {
  for (const weight of model.weights) {
    const finite = tf.tidy(() => weight.read().isFinite().all().dataSync()[0] === 1);
    if (!finite) throw corrupt(`expected finite weights, got a NaN or infinity in ${weight.originalName}`);
  }
}

/**
 * As tfjs does for what it saved itself. It would neither dispose of these tensors where it refuses the weights, nor see that they are of
 * other shapes: every optimizer of its own keeps one list or several, each with a tensor for every weight.
 */
async function giveOptimizer(
  model: tf.LayersModel,
  {weightSpecs, weightData}: Weights,
  corrupt: Corrupt,
): Promise<void> {
  const optimizer = optimizerOf(model);
  if (!optimizer || weightSpecs.length === 0) return;
  const shapes = model.trainableWeights.map(({shape}) => String(shape));
  const kept = weightSpecs.filter(({name}) => name !== 'iter');
  const odd = kept.find(({shape}, i) => String(shape) !== shapes[i % shapes.length]);
  if (odd || kept.length % shapes.length !== 0) {
    throw corrupt(
      `expected the optimizer's numbers in the shapes of the weights, got ${kept.length} tensors for ${shapes.length} weights${odd ? `, ${odd.name} of shape [${String(odd.shape)}]` : ''}`,
    );
  }
  const decoded = tf.io.decodeWeights(weightData, weightSpecs);
  try {
    await optimizer.setWeights(weightSpecs.map(({name}) => ({name, tensor: decoded[name]!})));
  } finally {
    tf.dispose(decoded);
  }
}

/** What tfjs's types promise is there once a model is compiled. */
function optimizerOf(model: tf.LayersModel): tf.Optimizer | undefined {
  return model.optimizer;
}

async function restoreState(model: tf.LayersModel, {corrupt, readState}: ModelFiles): Promise<void> {
  const state = await readState();
  if (state === undefined) return;
  const tensors = unpackTensors(state.specs, state.bytes);
  if (tensors === undefined) throw corrupt("expected other numbers of the optimizer's state");
  try {
    const reason = misfit(state.specs, model);
    if (reason !== undefined) throw corrupt(reason);
    restoreOptimizerState(model.optimizer, tensors);
  } finally {
    tf.dispose(tensors.map(({value}) => value));
  }
}

/** Of an unknown layer tfjs says more, but only below what it says first. */
function firstLine(error: unknown): string {
  const [line] = String(error instanceof Error ? error.message : error).split('\n', 1);
  return line!.replace(/ This may be due to one of the following reasons:$/, '');
}
