import * as tf from '@tensorflow/tfjs';
import {minibatches, type MinibatchOptions} from '../../data/minibatches';
import {sliceSplit, type Split} from '../../data/split';
import {losses, lossTraits, type LossName} from '../../losses';
import type {HiddenActivation} from '../../models/activations';
import {twoLayerNet} from '../../models/twoLayerNet';
import {train} from '../../training/train';
import type {Lab} from './experiment';
import {evaluate} from '../../training/evaluate';
import {assembleBatch, type BatchForm, type Minibatch} from '../../data/minibatches/assembleBatch';

/** One training run of the textbook net: 784-50-10, batch 100, plain gradient descent. */
export interface Recipe {
  readonly loss: LossName;
  readonly learningRate: number;
  readonly steps: number;
  /** `sum` forgets to divide by the batch size. */
  readonly reduction?: 'mean' | 'sum';
  readonly activation?: HiddenActivation;
  readonly sampling?: MinibatchOptions['sampling'];
}

export const batchSize = 100;

/** The book's number of steps, or as many as show the same in a quick run. */
export function textbookSteps({profile}: Lab): number {
  return profile === 'full' ? 10_000 : 600;
}

/**
 * The textbook's own recipe: cross entropy, learning rate 0.1. A quick run takes steps five times as long: at the book's
 * rate 600 of them end on the plateau where training begins, and would tell another story than 10,000 do.
 */
export function textbookRecipe(lab: Lab): Recipe {
  const learningRate = lab.profile === 'full' ? 0.1 : 0.5;
  return {loss: 'crossEntropy', learningRate, steps: textbookSteps(lab)};
}

/** The training images on which a trained net is measured: all, or in a quick run the first 10,000. */
export function measuredImages({train: split, profile}: Lab): Split {
  return profile === 'full' ? split : sliceSplit(split, 0, Math.min(split.size, 10_000));
}

/** The net before its first step. Every recipe of a lab starts from these weights. */
export function untrainedNet(
  {train: split, seed}: Lab,
  activation: HiddenActivation = 'sigmoid',
): tf.LayersModel {
  return twoLayerNet({inputs: split.rows * split.columns, classes: split.classes, activation, seed});
}

/** A stop on the way: what the net was after so many steps. */
export interface Waypoint {
  readonly step: number;
  /** Mean loss of the mini-batches since the waypoint before; NaN at step 0. */
  readonly loss: number;
  readonly weights: readonly Float32Array[];
}

/** A net after training, and the way there. */
interface TrainedNet {
  /** To be disposed. */
  readonly model: tf.LayersModel;
  /** The mean loss of each epoch. */
  readonly losses: readonly number[];
  /** From step 0 to the last. */
  readonly way: readonly Waypoint[];
}

/**
 * The net after training by a recipe. All recipes of a lab see the same images in the same order, so that what
 * differs between two results is the recipe. A recipe is trained once a lab: experiments share its weights.
 *
 * @param onProgress Called with the fraction done.
 */
export async function trainedNet(
  lab: Lab,
  recipe: Recipe,
  onProgress?: (fraction: number) => void,
): Promise<TrainedNet> {
  const model = untrainedNet(lab, recipe.activation);
  const runs = runsOn(lab.train);
  const key = JSON.stringify([lab.seed, lab.backend, lab.profile, Object.entries(recipe).sort()]);
  const earlier = runs.get(key);
  try {
    if (earlier !== undefined) {
      setWeightValues(model, earlier.way[earlier.way.length - 1]!.weights);
      return {model, ...earlier};
    }
    const run = await descend(lab, model, recipe, onProgress);
    runs.set(key, run);
    return {model, ...run};
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** Trains a net by a recipe, lends it to some work, and disposes it. `report` is called with the fraction trained. */
export async function withTrainedNet<T>(
  {lab, recipe, report}: {lab: Lab; recipe: Recipe; report?: ((done: number) => void) | undefined},
  work: (net: TrainedNet) => T | Promise<T>,
): Promise<T> {
  const net = await trainedNet(lab, recipe, report);
  try {
    return await work(net);
  } finally {
    net.model.dispose();
  }
}

/** The accuracy on a split of the net that a recipe trains. */
export function trainedAccuracy(
  training: Parameters<typeof withTrainedNet>[0],
  split: Split,
): Promise<number> {
  const {signal} = training.lab;
  return withTrainedNet(training, async ({model}) => (await evaluate(model, split, {signal})).accuracy);
}

/** A loss and its gradients by all weights of a model, in their order. To be called in a tidy. */
export function gradientsOf(
  model: tf.LayersModel,
  loss: () => tf.Tensor,
): {value: tf.Tensor; gradients: tf.Tensor[]} {
  // A layer's weight reads as its variable; tfjs types it as a plain tensor.
  const variables = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  const {value, grads} = tf.variableGrads(loss as () => tf.Scalar, variables);
  return {value, gradients: variables.map(({name}) => grads[name]!)};
}

/** A model's weights as numbers of our own. */
export function weightValues(model: tf.LayersModel): Float32Array[] {
  return model.getWeights().map(weight => weight.dataSync<'float32'>().slice());
}

/** The way back from {@link weightValues}. */
function setWeightValues(model: tf.LayersModel, weights: readonly Float32Array[]): void {
  tf.tidy(() => {
    model.setWeights(weights.map((values, i) => tf.tensor(values, model.weights[i]!.shape as number[])));
  });
}

/** Steps between two waypoints: enough of them for a curve, few enough to be measured on all test images. */
export function waypointEvery(steps: number, profile: Lab['profile']): number {
  return Math.ceil(steps / (profile === 'full' ? 20 : 6));
}

/** Steps between two records of the weights: those of a quick run are closer, as a curve may show its beginning. */
function recordEvery(steps: number, profile: Lab['profile']): number {
  const every = waypointEvery(steps, profile);
  return profile === 'full' || every % 4 !== 0 ? every : every / 4;
}

type Run = Omit<TrainedNet, 'model'>;

const runsBySplit = new WeakMap<Split, Map<string, Run>>();

function runsOn(split: Split): Map<string, Run> {
  const runs = runsBySplit.get(split) ?? new Map<string, Run>();
  runsBySplit.set(split, runs);
  return runs;
}

async function descend(
  {train: split, seed, signal, profile}: Lab,
  model: tf.LayersModel,
  {loss: name, learningRate, steps, reduction = 'mean', sampling = 'epoch'}: Recipe,
  onProgress?: (fraction: number) => void,
): Promise<Run> {
  const data = minibatches(split, {batchSize, seed, sampling, labels: lossTraits[name].labels});
  const summed = (labels: tf.Tensor, outputs: tf.Tensor) => losses[name](labels, outputs, {reduction});
  const loss = reduction === 'mean' ? name : summed;
  const every = recordEvery(steps, profile);
  const way: Waypoint[] = [{step: 0, loss: NaN, weights: weightValues(model)}];
  let sum = 0;
  const onStep = ({step, loss: value}: {step: number; loss: number}) => {
    sum += value;
    if (step % 50 === 0) onProgress?.(step / steps);
    if (step % every !== 0 && step !== steps) return;
    // On backends that wait for a GPU the weights would be later ones; in Node there is none.
    way.push({step, loss: sum / (step - way[way.length - 1]!.step), weights: weightValues(model)});
    sum = 0;
  };
  return {losses: (await train(model, data, {loss, learningRate, steps, signal, onStep})).losses, way};
}

/** What a net was worth after so many steps. */
export interface CurvePoint {
  readonly step: number;
  /** The same in passes over the training images. */
  readonly epoch: number;
  /** Mean of the descended loss since the point before, in its own unit; NaN at the start. */
  readonly loss: number;
  /** On `measuredImages`; NaN where it was not asked for. */
  readonly trainAccuracy: number;
  /** On all test images, so that a curve ends where the tables say. */
  readonly testAccuracy: number;
  /** Nats, whatever loss was descended. */
  readonly testCrossEntropy: number;
}

/** Measures every waypoint of a training run. The model is borrowed: afterwards it has the last waypoint's weights. */
export async function learningCurve(
  lab: Lab,
  model: tf.LayersModel,
  way: readonly Waypoint[],
  {onTrain = false}: {onTrain?: boolean} = {},
): Promise<CurvePoint[]> {
  const points: CurvePoint[] = [];
  for (const {step, loss, weights} of thinned(way, lab.profile)) {
    setWeightValues(model, weights);
    const test = await evaluate(model, lab.test, {signal: lab.signal});
    points.push({
      step,
      epoch: epochsOf(step, lab),
      loss,
      trainAccuracy: onTrain
        ? (await evaluate(model, measuredImages(lab), {signal: lab.signal})).accuracy
        : NaN,
      testAccuracy: test.accuracy,
      testCrossEntropy: test.crossEntropy,
    });
  }
  return points;
}

/** Every so many waypoints, with the mean loss of those that are left out. */
function thinned(way: readonly Waypoint[], profile: Lab['profile']): Waypoint[] {
  const last = way[way.length - 1]!.step;
  const every = waypointEvery(last, profile);
  const kept: Waypoint[] = [];
  let sum = 0;
  way.forEach(({step, loss, weights}, i) => {
    if (i > 0) sum += loss * (step - way[i - 1]!.step);
    const from = kept[kept.length - 1];
    if (from !== undefined && step % every !== 0 && step !== last) return;
    kept.push({step, loss: from === undefined ? loss : sum / (step - from.step), weights});
    sum = 0;
  });
  return kept;
}

/** The accuracy on some images of the net at every waypoint. The model is borrowed, as by `learningCurve`. */
export async function accuracyAlong(
  {signal}: Lab,
  model: tf.LayersModel,
  way: readonly Pick<Waypoint, 'step' | 'weights'>[],
  images: Split,
): Promise<{step: number; accuracy: number}[]> {
  const points: {step: number; accuracy: number}[] = [];
  for (const {step, weights} of way) {
    setWeightValues(model, weights);
    points.push({step, accuracy: (await evaluate(model, images, {signal})).accuracy});
  }
  return points;
}

/** How often the training images were seen after so many steps. */
export function epochsOf(step: number, {train}: Lab): number {
  return (step * batchSize) / train.size;
}

/** The first `count` images of a split, or all there are, flat and with their labels. Two tensors, to be disposed. */
export function firstImages(split: Split, count: number, labels: BatchForm['labels'] = 'one-hot'): Minibatch {
  const indices = Int32Array.from({length: Math.min(count, split.size)}, (_, i) => i);
  return assembleBatch(split, indices, {labels, layout: 'flat'});
}
