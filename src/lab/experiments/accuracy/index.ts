import * as tf from '@tensorflow/tfjs';
import {
  ascendAccuracy,
  type Ascent,
  differenceQuotients,
  farReachingWeight,
  staircase,
  type Staircase,
} from './differenceQuotients';
import {describeAccuracy} from './report';
import {descendControl} from './descendControl';
import {batch64, denseNet64, type Batch64, type DenseNet64} from './denseNet64';
import {gradientMechanisms, type Mechanisms, compareStraightThrough} from './mechanisms';
import {hit, objectives} from './objectives';
import {compareAlternatives} from './alternatives';
import type {Count, StepSize} from './findings';
import {flatnessOf, type Flatness} from './flatness';
import {gradientHistogram} from './gradientHistogram';
import type {Experiment, Lab} from '../experiment';
import {batchSize, textbookRecipe, trainedNet, untrainedNet} from '../trainedNet';

/** Why accuracy yields zero gradients: three mechanisms, the count of zeros, the staircase, trying anyway, and what is used instead. */
export const accuracy: Experiment = {
  id: 'accuracy',
  question: 'Why not descend accuracy itself?',
  leastImages: batchSize,
  async run(lab) {
    const {model} = await trainedNet(lab, textbookRecipe(lab), done =>
      lab.progress(0.2 * done, 'training the textbook net'),
    );
    const start = untrainedNet(lab);
    try {
      const nets = {start: denseNet64(start), trained: denseNet64(model)};
      const batch = batch64(lab.train, batchSize);
      const counts = countNonZero(lab, nets, batch);
      return describeAccuracy({
        mechanisms: mechanisms(lab, model),
        parameters: nets.start.parameters.length,
        deadPixels: blackPixels(batch, nets.start.inputs).reduce((sum, black) => sum + black, 0),
        hidden: nets.start.hidden,
        counts,
        flatness: flatness(nets, batch, counts),
        sweep: sweepStepSize(lab, nets.trained, batch),
        staircases: staircases(lab, nets.trained),
        ascents: ascents(lab, nets.start, batch),
        control: descendControl(lab, ascentSteps(lab)),
        straightThrough: await compareStraightThrough(model, lab),
        alternatives: compareAlternatives(lab, nets.trained, done =>
          lab.progress(0.8 + 0.2 * done, 'learning the output layer anew'),
        ),
      });
    } finally {
      model.dispose();
      start.dispose();
    }
  },
};

/** The textbook's h. */
const textbookStep = 1e-4;

function mechanisms({train}: Lab, model: tf.LayersModel): Mechanisms {
  const pixels = train.rows * train.columns;
  const examples = 20;
  const inputs = tf.tensor2d(
    Float32Array.from(train.images.subarray(0, examples * pixels), byte => byte / 255),
    [examples, pixels],
  );
  const labels = tf.tensor1d([...train.labels.subarray(0, examples)], 'int32');
  // The net without its bend: one linear layer is enough to ask the question of.
  const kernel: tf.Tensor2D = tf.tidy(() => tf.matMul(model.getWeights()[0]!, model.getWeights()[2]!));
  const found = gradientMechanisms(inputs, labels, kernel);
  tf.dispose([inputs, labels, kernel]);
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

function countNonZero(lab: Lab, nets: {start: DenseNet64; trained: DenseNet64}, batch: Batch64): Count[] {
  const black = blackPixels(batch, nets.start.inputs);
  return (['start', 'trained'] as const).flatMap((state, s) =>
    (['accuracy', 'sse', 'cee'] as const).map((objective, o) => {
      lab.signal?.throwIfAborted();
      lab.progress(0.2 + 0.05 * (3 * s + o), `difference quotients of ${objective}`);
      const quotients = differenceQuotients(nets[state], batch, objectives[objective], textbookStep);
      const histogram = gradientHistogram(quotients, black, nets.start.hidden);
      return {state, objective, nonZero: quotients.filter(quotient => quotient !== 0).length, histogram};
    }),
  );
}

function flatness(
  nets: {start: DenseNet64; trained: DenseNet64},
  batch: Batch64,
  counts: Count[],
): Flatness[] {
  return counts
    .filter(({objective}) => objective === 'accuracy')
    .map(({state, nonZero}) => flatnessOf(state, nets[state], batch, {h: textbookStep, nonZero}));
}

function sweepStepSize(lab: Lab, net: DenseNet64, batch: Batch64): StepSize[] {
  return stepSizes.map((h, i) => {
    lab.signal?.throwIfAborted();
    lab.progress(0.5 + 0.02 * i, `accuracy with h = ${h}`);
    const magnitudes = differenceQuotients(net, batch, hit, h)
      .map(Math.abs)
      .filter(size => size !== 0);
    const least = magnitudes.length === 0 ? NaN : magnitudes.reduce((a, b) => Math.min(a, b));
    return {h, nonZero: magnitudes.length, least, quantum: 1 / (2 * h * batch.size)};
  });
}

const stepSizes = [1e-4, 1e-3, 1e-2, 1e-1, 1];

function staircases(lab: Lab, net: DenseNet64): Staircase[] {
  const {test, profile} = lab;
  const sizes = [...new Set([100, 1000, 10_000].map(size => Math.min(size, test.size)))];
  const weight = farReachingWeight(net, batch64(test, sizes[sizes.length - 1]!));
  return sizes.map((size, i) => {
    lab.progress(0.6 + 0.03 * i, `moving one weight, ${size} images`);
    return staircase(net, batch64(test, size), {
      weight,
      reach: 10,
      positions: profile === 'full' ? 601 : 121,
    });
  });
}

/** As many as cross entropy needs to begin to learn. */
function ascentSteps({profile}: Lab): number {
  return profile === 'full' ? 50 : 20;
}

function ascents(lab: Lab, net: DenseNet64, batch: Batch64): Ascent[] {
  const steps = ascentSteps(lab);
  return stepSizes.map((h, i) => {
    lab.signal?.throwIfAborted();
    return ascendAccuracy(net, batch, {h, steps, rate: 1}, () =>
      lab.progress(0.7 + 0.02 * i, `ascending accuracy with h = ${h}`),
    );
  });
}
