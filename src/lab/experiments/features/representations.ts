import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../../data/minibatches';
import {batchesInOrder} from '../../../data/minibatches/assembleBatch';
import {sliceSplit, type Split} from '../../../data/split';
import {softmaxRegression} from '../../../models/softmaxRegression';
import {Random} from '../../../random';
import {t} from '../../../text';
import {evaluate} from '../../../training/evaluate';
import {train} from '../../../training/train';
import type {Lab} from '../experiment';
import {batchSize, textbookRecipe, withTrainedNet} from '../trainedNet';
import {gradientHistograms} from './gradientHistograms';

/**
 * What stands for an image: its pixels, histograms made by hand, or the hidden units of a net that has
 * learned from the same images.
 */
export const featureNames = ['pixels', 'histograms', 'learned'] as const;

export type FeatureName = (typeof featureNames)[number];

/** The images of one comparison. */
interface Sets {
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}

/** What the regression reaches with one representation. */
interface FeatureRun extends Awaited<ReturnType<typeof regress>> {
  readonly order: 'asTheyAre' | 'shuffled';
  readonly feature: FeatureName;
}

export type FeatureFindings = Awaited<ReturnType<typeof measureFeatures>>;

/**
 * The same softmax regression on each representation, of the images as they are and with all pixels in
 * another order.
 */
export async function measureFeatures(lab: Lab) {
  const sets = setsOf(lab);
  const orders = {asTheyAre: sets, shuffled: shufflePixels(sets, lab.seed)};
  const found: FeatureRun[] = [];
  for (const [i, order] of (['asTheyAre', 'shuffled'] as const).entries()) {
    const own = {...lab, train: orders[order].train};
    const report = (done: number) => lab.progress(i / 2 + 0.2 * done, t`training the textbook net`);
    const learned = await withTrainedNet({lab: own, recipe: textbookRecipe(lab), report}, ({model}) =>
      mapSets(orders[order], split => hiddenUnits(model, split)),
    );
    const representations = {
      pixels: orders[order],
      histograms: mapSets(orders[order], gradientHistograms),
      learned,
    };
    for (const [j, feature] of featureNames.entries()) {
      lab.progress(i / 2 + 0.2 + 0.1 * j, t`softmax regression`);
      // The order of the pixels is no reason to choose again: the rate is that of the images as they are.
      const chosen = found.find(each => each.feature === feature)?.rate;
      found.push({order, feature, ...(await regress(lab, representations[feature], chosen))});
    }
  }
  const {train: trained, validation, test} = sets;
  return {found, images: {train: trained.size, validation: validation.size, test: test.size}};
}

/** Few enough to be quick; the validation images are the last of the training images. */
function setsOf({train: all, test, profile}: Lab): Sets {
  const [most, mostTested] = profile === 'full' ? [20_000, 10_000] : [3000, 2000];
  const held = Math.min(500, Math.floor(all.size / 4));
  return {
    train: sliceSplit(all, 0, Math.min(most, all.size - held)),
    validation: sliceSplit(all, all.size - held, all.size),
    test: sliceSplit(test, 0, Math.min(mostTested, test.size)),
  };
}

function mapSets(sets: Sets, map: (split: Split) => Split): Sets {
  return {train: map(sets.train), validation: map(sets.validation), test: map(sets.test)};
}

/** Puts the pixels of all images into one other order: nothing is lost but who is whose neighbour. */
function shufflePixels(sets: Sets, seed: number): Sets {
  const pixels = sets.train.rows * sets.train.columns;
  const order = new Random(seed).fork(7).permutation(pixels);
  return mapSets(sets, split => ({
    ...split,
    images: split.images.map((_, i) => split.images[i - (i % pixels) + order[i % pixels]!]!),
  }));
}

/** What a net's hidden units answer to each image, in 255ths: an image of one row. */
function hiddenUnits(model: tf.LayersModel, split: Split): Split {
  const hidden = tf.model({inputs: model.inputs, outputs: model.layers.at(-2)!.output as tf.SymbolicTensor});
  const columns = hidden.outputShape[1] as number;
  const images = new Uint8Array(split.size * columns);
  let seen = 0;
  for (const {xs, ys} of batchesInOrder(split, 1000, {layout: 'flat', labels: 'integer'})) {
    const units = tf.tidy(() => (hidden.predictOnBatch(xs) as tf.Tensor).mul(255).round().dataSync());
    images.set(units, seen);
    seen += units.length;
    tf.dispose([xs, ys]);
  }
  return {...split, images, rows: 1, columns};
}

/**
 * The rates that are tried: so many times 1/‖x‖², in the mean over the images, that one list suits inputs of
 * any length. Below 4 such steps no step of the regression can overshoot, for its second derivatives are at
 * most ½‖x‖².
 */
function ratesFor({images, size}: Split): number[] {
  let squares = 0;
  for (const byte of images) squares += byte * byte;
  const length = squares / 255 ** 2 / size;
  return [2, 6, 20].map(times => Number((times / length).toPrecision(2)));
}

/**
 * Trains the softmax regression at each rate; what it reaches on the test images is that of the rate best on
 * the validation images.
 */
async function regress(
  {seed, profile, signal}: Lab,
  {train: split, validation, test}: Sets,
  chosen?: number,
) {
  const steps = profile === 'full' ? 3000 : 300;
  const tried = [];
  for (const learningRate of chosen === undefined ? ratesFor(split) : [chosen]) {
    const model = softmaxRegression({inputs: split.rows * split.columns, classes: split.classes, seed});
    try {
      const data = minibatches(split, {batchSize, seed});
      await train(model, data, {loss: 'crossEntropy', learningRate, steps, signal});
      const held = await evaluate(model, validation, {signal});
      const tested = await evaluate(model, test, {signal});
      tried.push({rate: learningRate, validationAccuracy: held.accuracy, testAccuracy: tested.accuracy});
    } finally {
      model.dispose();
    }
  }
  const best = tried.reduce((a, b) => (b.validationAccuracy > a.validationAccuracy ? b : a));
  return {size: split.rows * split.columns, steps, ...best, tried};
}
