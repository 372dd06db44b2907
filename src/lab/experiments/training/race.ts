import * as tf from '@tensorflow/tfjs';
import {minibatches} from '../../../data/minibatches';
import {sliceSplit, type Split} from '../../../data/split';
import {evaluate} from '../../../training/evaluate';
import {trainOnAccuracy} from '../../../training/trainOnAccuracy';
import {accuracy64, batch64} from '../denseNet64';
import type {Lab} from '../experiment';
import {accuracyAlong, batchSize, textbookSteps, untrainedNet, weightValues} from '../trainedNet';
import {waypointEvery, withTrainedNet, type Recipe} from '../trainedNet';
import {descendAccuracy, type AccuracyDescent} from './accuracyDescent';
import {textbookStep} from '../formulas64';

/** Who races: accuracy by quotients with two sizes of h, and both losses by their gradients. */
export const racers = ['accuracySmall', 'accuracyLarge', 'sse', 'cee'] as const;

export interface Lane {
  readonly name: (typeof racers)[number];
  readonly rate: number;
  readonly points: readonly {readonly step: number; readonly accuracy: number}[];
}

interface Race {
  readonly lanes: readonly Lane[];
  /** How many test images the accuracies are of. */
  readonly images: number;
  readonly steps: number;
  /** The h of the one with a large h, which moves the output layer only. */
  readonly largeStep: number;
  /** Steps in which the one with the small h moved any weight. */
  readonly moved: number;
}

const largeStep = 1;

/** Rates for a quotient that is ½ or so where a tenth of the images cross. */
const largeRates = [0.001, 0.01, 0.1];

/**
 * Four runs from the same weights on the same batches, each at the rate that is best on the images held out of training.
 *
 * @param recipes Those of the losses, at the rates that were chosen.
 * @param climbed Accuracy by the quotients of all weights, at the textbook's rate.
 */
export async function runRace(
  lab: Lab,
  validation: Split,
  {recipes, climbed}: {recipes: Readonly<Record<'sse' | 'cee', Recipe>>; climbed: AccuracyDescent},
): Promise<Race> {
  const images = sliceSplit(lab.test, 0, Math.min(1000, lab.test.size));
  const small = climbSmall(lab, validation, climbed, images);
  const lanes: Lane[] = [small.lane, await climbLarge(lab, validation, images)];
  for (const name of ['sse', 'cee'] as const) {
    const points = await withTrainedNet({lab, recipe: recipes[name]}, ({model, way}) =>
      accuracyAlong(lab, model, way, images),
    );
    lanes.push({name, rate: recipes[name].learningRate, points});
  }
  return {lanes, images: images.size, steps: textbookSteps(lab), largeStep, moved: small.moved};
}

/**
 * By the quotients of all weights with the textbook's h. While no weight moves one rate is as good as another; where one does, a quotient is 50
 * times the rate or more, and smaller rates are tried as well.
 */
function climbSmall(lab: Lab, validation: Split, climbed: AccuracyDescent, images: Split) {
  const {steps, rate, snapshots} = climbed;
  const start = snapshots[0]!.net;
  const rates = climbed.moved === 0 ? [] : [rate / 100, rate / 10_000];
  const others = rates.map(smaller => descendAccuracy(lab, start, {steps, rate: smaller, h: textbookStep}));
  const held = batch64(validation, validation.size);
  const reached = ({snapshots}: AccuracyDescent) => accuracy64(snapshots.at(-1)!.net, held);
  const best = others.reduce((a, b) => (reached(b) > reached(a) ? b : a), climbed);
  const seen = batch64(images, images.size);
  const points = best.snapshots.map(({step, net}) => ({step, accuracy: accuracy64(net, seen)}));
  const last = points.at(-1)!;
  if (last.step < steps) points.push({step: steps, accuracy: last.accuracy});
  return {lane: {name: 'accuracySmall' as const, rate: best.rate, points}, moved: best.moved};
}

/** By the quotients of the output layer, whose 510 weights can be moved in each of so many steps. The rate is chosen in a sixth of them. */
async function climbLarge(lab: Lab, validation: Split, images: Split): Promise<Lane> {
  const steps = textbookSteps(lab);
  let best = {rate: NaN, accuracy: -1};
  for (const rate of largeRates) {
    const accuracy = await climbing(
      lab,
      rate,
      Math.ceil(steps / 6),
      async model => (await evaluate(model, validation, {signal: lab.signal})).accuracy,
    );
    if (accuracy > best.accuracy) best = {rate, accuracy};
  }
  const {rate} = best;
  const points = await climbing(lab, rate, steps, (model, way) => accuracyAlong(lab, model, way, images));
  return {name: 'accuracyLarge', rate, points};
}

type Way = {step: number; weights: Float32Array[]}[];

/** Lends a net that has climbed accuracy with the large h, and its way there, to some work. */
async function climbing<T>(
  lab: Lab,
  rate: number,
  steps: number,
  work: (model: tf.LayersModel, way: Way) => Promise<T>,
): Promise<T> {
  const {train, seed, signal, profile} = lab;
  const model = untrainedNet(lab);
  const optimizer = tf.train.sgd(rate);
  const way: Way = [{step: 0, weights: weightValues(model)}];
  const every = Math.ceil(waypointEvery(steps, profile) / 4);
  const onStep = ({step}: {step: number}) => {
    if (step % every === 0 || step === steps) way.push({step, weights: weightValues(model)});
  };
  try {
    const data = minibatches(train, {batchSize, seed, labels: 'integer'});
    await trainOnAccuracy(model, data, {difference: largeStep, optimizer, steps, signal, onStep});
    return await work(model, way);
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}
