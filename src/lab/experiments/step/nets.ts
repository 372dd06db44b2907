import {t} from '../../../text';
import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../../losses';
import {hiddenActivations, type HiddenActivation} from '../../../models/activations';
import {evaluate} from '../../../training/evaluate';
import type {Lab} from '../experiment';
import {epochsOf, learningCurve} from '../learningCurve';
import {batchSize, firstImages, gradientsOf, textbookRecipe} from '../trainedNet';
import {untrainedNet, withTrainedNet, type Waypoint} from '../trainedNet';
import type {Slopes, steepSigmoids} from './slopes';
import {Random} from '../../../random';

/**
 * Trains the net with every hidden activation: one seed, the same images in the same order.
 *
 * @returns Besides the nets, what random moves of the trained step net's W1 do, which no gradient asked for, and the part of
 *     (image, unit) pairs at which the trained ReLU's slope is exactly 0.
 */
export async function measureNets(lab: Lab) {
  const nets: Awaited<ReturnType<typeof measureNet>>[] = [];
  let moves: ReturnType<typeof movesThatHelp> | undefined;
  let silentRelus = NaN;
  for (const [i, activation] of hiddenActivations.entries()) {
    const report = (done: number) =>
      lab.progress((i + done) / hiddenActivations.length, t`training: ${activation}`);
    const recipe = {...textbookRecipe(lab), activation};
    await withTrainedNet({lab, recipe, report}, async ({model, way}) => {
      nets.push(await measureNet(lab, activation, model, way));
      if (activation === 'step') moves = movesThatHelp(model, lab);
      if (activation === 'relu') silentRelus = silentShare(model, lab);
    });
  }
  return {nets, moves: moves!, silentRelus};
}

/** The norms of the first gradients, how far the weights have moved at every waypoint, and the accuracies. */
async function measureNet(
  lab: Lab,
  activation: HiddenActivation,
  model: tf.LayersModel,
  way: readonly Waypoint[],
) {
  const curve = await learningCurve(lab, model, way);
  const start = way[0]!.weights;
  return {
    activation,
    gradientNorms: firstGradientNorms(lab, activation),
    moved: way.map(({step, weights}) => ({
      step,
      epoch: epochsOf(step, lab),
      w1: distance(weights[0]!, start[0]!),
      w2: distance(weights[2]!, start[2]!),
    })),
    curve,
    testAccuracy: (await evaluate(model, lab.test, {signal: lab.signal})).accuracy,
  };
}

/** ‖∂L/∂W1‖ and ‖∂L/∂W2‖ before the first step, on the first 100 images. */
function firstGradientNorms(lab: Lab, activation: HiddenActivation) {
  const model = untrainedNet(lab, activation);
  const {xs, ys} = firstImages(lab.train, batchSize);
  const norms = tf.tidy(() => {
    const {gradients} = gradientsOf(model, () => crossEntropy(ys, model.apply(xs) as tf.Tensor));
    const zeros = new Float32Array(gradients[0]!.size);
    // Summed in float64: a sum of squares in float32 could round small entries away.
    const norm = (at: number) => distance(gradients[at]!.dataSync<'float32'>(), zeros);
    return {w1: norm(0), w2: norm(2)};
  });
  tf.dispose([xs, ys]);
  model.dispose();
  return norms;
}

/** ‖a − b‖. `b` may be longer. */
function distance(a: Float32Array, b: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(squares);
}

export interface StepFindings {
  readonly slopes: Slopes;
  readonly steep: ReturnType<typeof steepSigmoids>;
  readonly nets: Awaited<ReturnType<typeof measureNets>>;
}

/**
 * Moves the weights into one hidden unit after the other at random, by a tenth of their size, always from the same place.
 *
 * @returns How many moves were tried and lowered the loss, on images that stay the same; the loss before any move and after
 *     the best of them, in nats.
 */
export function movesThatHelp(model: tf.LayersModel, {train, seed}: Lab) {
  const random = new Random(seed);
  const {xs, ys} = firstImages(train, 1000);
  const w1 = model.trainableWeights[0]!.read() as tf.Variable;
  const hidden = w1.shape[1]!;
  const home = w1.clone();
  const values = w1.dataSync<'float32'>().slice();
  const size = rootMeanSquare(values) / 10;
  const lossNow = () => tf.tidy(() => crossEntropy(ys, model.predictOnBatch(xs) as tf.Tensor).dataSync()[0]!);
  const before = lossNow();
  const losses = Array.from({length: hidden}, (_, unit) => {
    const moved = values.map((value, i) => (i % hidden === unit ? value + size * random.normal() : value));
    tf.tidy(() => w1.assign(tf.tensor(moved, w1.shape)));
    return lossNow();
  });
  w1.assign(home);
  tf.dispose([xs, ys, home]);
  const lowered = losses.filter(loss => loss < before).length;
  return {tried: losses.length, lowered, before, best: Math.min(...losses)};
}

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}

/** The part of (image, hidden unit) pairs whose weighted sum is not above 0: there a ReLU's slope is exactly 0. */
export function silentShare(model: tf.LayersModel, {test}: Lab): number {
  const {xs, ys} = firstImages(test, 1000);
  const [w1, b1] = model.trainableWeights.map(weight => weight.read());
  const share = tf.tidy(() => xs.matMul(w1!).add(b1!).lessEqual(0).mean().dataSync()[0]!);
  tf.dispose([xs, ys]);
  return share;
}
