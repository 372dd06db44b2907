import {t} from '../../../text';
import * as tf from '@tensorflow/tfjs';
import {batch64, denseNet64, hit, objectives, type Batch64, type DenseNet64} from '../denseNet64';
import {differenceQuotients} from '../differenceQuotients';
import type {Lab} from '../experiment';
import {textbookStep} from '../formulas64';
import {recordOf} from '../reporting';
import {batchSize, firstImages, textbookRecipe, untrainedNet, withTrainedNet} from '../trainedNet';
import {compareAlternatives, ways, type Way} from './alternatives';
import {ascendAccuracy, descendControl} from './ascents';
import {farReachingWeight, flatnessOf, gradientHistogram, staircase} from './flatness';
import {measureKnob} from './measureKnob';
import {compareStraightThrough, gradientMechanisms} from './mechanisms';

export type AccuracyFindings = Awaited<ReturnType<typeof measureAccuracy>>;

/** The net before and after training. */
interface Nets {
  readonly start: DenseNet64;
  readonly trained: DenseNet64;
}

/** Trains the textbook net, and asks it and the untrained one all that the experiment is about. */
export function measureAccuracy(lab: Lab) {
  const report = (done: number) => lab.progress(0.2 * done, t`training the textbook net`);
  return withTrainedNet({lab, recipe: textbookRecipe(lab), report}, async ({model}) => {
    const start = untrainedNet(lab);
    const nets = {start: denseNet64(start), trained: denseNet64(model)};
    start.dispose();
    const batch = batch64(lab.train, batchSize);
    const counts = countNonZero(lab, nets, batch);
    return {
      mechanisms: mechanisms(lab, model),
      parameters: nets.start.parameters.length,
      deadPixels: blackPixels(batch, nets.start.inputs).reduce((sum, black) => sum + black, 0),
      hidden: nets.start.hidden,
      counts,
      flatness: flatness(nets, batch, counts),
      sweep: sweepStepSize(lab, nets.trained, batch),
      staircases: staircases(lab, nets.trained),
      knob: measureKnob(nets.trained, lab.test),
      ascents: ascents(lab, nets.start, batch),
      control: descendControl(lab, ascentSteps(lab)),
      straightThrough: await compareStraightThrough(model, lab),
      alternatives: compareAlternatives(lab, nets.trained, done =>
        lab.progress(0.8 + 0.2 * done, t`learning the output layer again`),
      ),
    };
  });
}

function mechanisms({train}: Lab, model: tf.LayersModel) {
  const {xs, ys} = firstImages(train, 20, 'integer');
  // The net without its bend: one linear layer is enough to ask the question of.
  const kernel = tf.tidy(() => tf.matMul(model.getWeights()[0]!, model.getWeights()[2]!));
  const found = gradientMechanisms(xs, ys, kernel);
  tf.dispose([xs, ys, kernel]);
  return found;
}

/** 1 for every pixel that is black in all images. */
function blackPixels({images, size}: Batch64, inputs: number): Uint8Array {
  const black = new Uint8Array(inputs).fill(1);
  for (let n = 0; n < size; n++) {
    for (let i = 0; i < inputs; i++) if (images[n * inputs + i]! > 0) black[i] = 0;
  }
  return black;
}

/** The difference quotients that are not 0, and their sizes, of each objective before and after training. */
function countNonZero(lab: Lab, nets: Nets, batch: Batch64) {
  const black = blackPixels(batch, nets.start.inputs);
  return (['start', 'trained'] as const).flatMap((state, s) =>
    (['accuracy', 'sse', 'cee'] as const).map((objective, o) => {
      lab.signal?.throwIfAborted();
      lab.progress(0.2 + 0.05 * (3 * s + o), t`difference quotients of ${objective}`);
      const quotients = differenceQuotients(nets[state], batch, objectives[objective], textbookStep);
      const histogram = gradientHistogram(quotients, black, nets.start.hidden);
      return {state, objective, nonZero: quotients.filter(quotient => quotient !== 0).length, histogram};
    }),
  );
}

function flatness(nets: Nets, batch: Batch64, counts: ReturnType<typeof countNonZero>) {
  return counts
    .filter(({objective}) => objective === 'accuracy')
    .map(({state, nonZero}) => flatnessOf(state, nets[state], batch, {h: textbookStep, nonZero}));
}

/** For each h the least quotient of accuracy that is not 0, NaN if all are, and what one image that changes sides is worth. */
function sweepStepSize(lab: Lab, net: DenseNet64, batch: Batch64) {
  return stepSizes.map((h, i) => {
    lab.signal?.throwIfAborted();
    lab.progress(0.5 + 0.02 * i, t`accuracy with h = ${h}`);
    const magnitudes = differenceQuotients(net, batch, hit, h)
      .map(Math.abs)
      .filter(size => size !== 0);
    const least = magnitudes.length === 0 ? NaN : magnitudes.reduce((a, b) => Math.min(a, b));
    return {h, nonZero: magnitudes.length, least, quantum: 1 / (2 * h * batch.size)};
  });
}

const stepSizes = [1e-4, 1e-3, 1e-2, 1e-1, 1];

function staircases(lab: Lab, net: DenseNet64) {
  const {test, profile} = lab;
  const sizes = [...new Set([100, 1000, 10_000].map(size => Math.min(size, test.size)))];
  const weight = farReachingWeight(net, batch64(test, sizes.at(-1)!));
  return sizes.map((size, i) => {
    lab.progress(0.6 + 0.03 * i, t`moving one weight, ${size} images`);
    const positions = profile === 'full' ? 301 : 121;
    return staircase(net, batch64(test, size), {weight, reach: 10, positions});
  });
}

/** As many as cross entropy needs to begin to learn. */
function ascentSteps({profile}: Lab): number {
  return profile === 'full' ? 50 : 20;
}

function ascents(lab: Lab, net: DenseNet64, batch: Batch64) {
  const steps = ascentSteps(lab);
  return stepSizes.map((h, i) => {
    lab.signal?.throwIfAborted();
    return ascendAccuracy(net, batch, {h, steps, rate: 1}, () =>
      lab.progress(0.7 + 0.02 * i, t`maximising accuracy with h = ${h}`),
    );
  });
}

export type AlternativeNumbers = ReturnType<typeof alternativesOf>;

/** What each way of learning the output layer comes to, on right labels and with some that are wrong. */
export function alternativesOf({alternatives}: AccuracyFindings) {
  const find = (way: Way, wrong: boolean) =>
    alternatives.find(each => each.way === way && each.wrongLabels > 0 === wrong)!;
  const ends = (wrong: boolean) =>
    recordOf(ways, way => {
      const {points} = find(way, wrong);
      return {start: points[0]!.accuracy, accuracy: points.at(-1)!.accuracy};
    });
  const {testImages, wrongLabels: fraction} = find('cee', true);
  // Each objective's push on the net that it has itself learned.
  const push = {cee: find('cee', true).outlierPush.cee, soft: find('soft', true).outlierPush.soft};
  return {alternative: {...ends(false), testImages}, wrongLabels: {...ends(true), fraction, push}};
}
