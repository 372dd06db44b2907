import {sliceSplit, type Split} from '../../../data/split';
import {Random} from '../../../random';
import type {Lab} from '../experiment';
import {batch64, forward, hit, type DenseNet64} from '../denseNet64';

/** CEE; soft accuracy; accuracy itself by an evolution strategy. */
export const ways = ['cee', 'soft', 'evolution'] as const;

export type Way = (typeof ways)[number];

/** What became of learning the output layer again in one way. */
export interface Alternative {
  readonly way: Way;
  /** The fraction of labels that were wrong. */
  readonly wrongLabels: number;
  /** On so many test images, whose labels are right. */
  readonly testImages: number;
  readonly points: readonly {step: number; accuracy: number}[];
  /** The wrong labels' part of the push on the logits at the end; 0 where there are none. */
  readonly outlierPush: {readonly cee: number; readonly soft: number};
}

const rates: Readonly<Record<Way, number>> = {
  cee: 1,
  // At the start y_t is a tenth, and so is the gradient: the same first step.
  soft: 10,
  evolution: 3,
};

/** The standard deviation of the moves, as large as the weights that are learned; each is tried forwards and backwards. */
export const evolutionOptions = {sigma: 0.5, pairs: 40};

const batchSize = 200;

/** Draws the output layer anew and learns it in each way, on right labels and with one in twenty wrong. */
export function compareAlternatives(lab: Lab, net: DenseNet64, onWay: (done: number) => void): Alternative[] {
  const pool = sliceSplit(lab.train, 0, Math.min(lab.train.size, 10_000));
  const units = unitsOf(net, pool);
  const test = unitsOf(net, sliceSplit(lab.test, 0, Math.min(lab.test.size, 2000)));
  const found: Alternative[] = [];
  for (const fraction of [0, 0.05]) {
    const {split, wrong} = withWrongLabels(pool, fraction, lab.seed);
    const training: UnitBatch = {...units, labels: split.labels};
    for (const way of ways) {
      lab.signal?.throwIfAborted();
      onWay(found.length / 6);
      const {weights, points} = learn(lab, way, training, test);
      const outlierPush = pushOfOutliers(weights, training, wrong);
      found.push({way, wrongLabels: fraction, testImages: test.size, points, outlierPush});
    }
  }
  return found;
}

function unitsOf(net: DenseNet64, split: Lab['train']): UnitBatch {
  const {units} = forward(net, batch64(split, split.size));
  return {size: split.size, hidden: net.hidden, classes: net.classes, units, labels: split.labels};
}

function learn(
  {profile, seed}: Lab,
  way: Way,
  training: UnitBatch,
  test: UnitBatch,
): {weights: Float64Array; points: {step: number; accuracy: number}[]} {
  const random = new Random(seed).fork(1);
  const weights = Float64Array.from({length: layerSize(training)}, () => 0.01 * random.normal());
  const points = [{step: 0, accuracy: layerAccuracy(weights, test)}];
  const steps = profile === 'full' ? 300 : 60;
  const size = Math.min(batchSize, training.size);
  for (let step = 1; step <= steps; step++) {
    const from = ((step - 1) * size) % (training.size - size + 1);
    const move = ascent(way, weights, sliceUnits(training, from, size), random);
    for (let i = 0; i < weights.length; i++) weights[i]! += rates[way] * move[i]!;
    if (step % (steps / 20) === 0) points.push({step, accuracy: layerAccuracy(weights, test)});
  }
  return {weights, points};
}

function ascent(way: Way, weights: Float64Array, batch: UnitBatch, random: Random): Float64Array {
  if (way !== 'evolution') return layerGradient(weights, batch, way).map(slope => -slope);
  return evolutionGradient(w => layerAccuracy(w, batch), weights, evolutionOptions, random);
}

/** On its logit CEE pushes an image with 1 − y_t, and soft accuracy with y_t (1 − y_t). */
function pushOfOutliers(
  weights: Float64Array,
  training: UnitBatch,
  wrong: Uint8Array,
): Alternative['outlierPush'] {
  const sums = {cee: [0, 0], soft: [0, 0]};
  labelProbabilities(weights, training).forEach((y, n) => {
    sums.cee[wrong[n]!]! += 1 - y;
    sums.soft[wrong[n]!]! += y * (1 - y);
  });
  return {
    cee: sums.cee[1]! / (sums.cee[0]! + sums.cee[1]!),
    soft: sums.soft[1]! / (sums.soft[0]! + sums.soft[1]!),
  };
}

/**
 * The net's output layer alone, on hidden units that stay as they are: softmax(u·W + b), with 510 weights in place of
 * 39,760, in float64. All that is said here of objectives can be seen in it, in a hundredth of the time.
 */
export interface UnitBatch {
  readonly size: number;
  readonly hidden: number;
  readonly classes: number;
  /** What the hidden units answer to the images, `[size, hidden]`. */
  readonly units: Float64Array;
  readonly labels: Uint8Array;
}

/** The images `from` … `from + size − 1` of a batch; nothing is copied. */
export function sliceUnits(batch: UnitBatch, from: number, size: number): UnitBatch {
  return {
    ...batch,
    size,
    units: batch.units.subarray(from * batch.hidden, (from + size) * batch.hidden),
    labels: batch.labels.subarray(from, from + size),
  };
}

/** How many weights the layer has: W by rows, then b. */
export function layerSize({hidden, classes}: UnitBatch): number {
  return (hidden + 1) * classes;
}

/** The fraction of the batch whose greatest logit is the label's; ties go to the first. */
export function layerAccuracy(weights: Float64Array, batch: UnitBatch): number {
  const logits = new Float64Array(batch.classes);
  let hits = 0;
  for (let n = 0; n < batch.size; n++) {
    computeLogits(weights, batch, n, logits);
    hits += hit(logits, batch.labels[n]!);
  }
  return hits / batch.size;
}

/** The probability y_t that the layer gives to every label. */
export function labelProbabilities(weights: Float64Array, batch: UnitBatch): Float64Array {
  const y = new Float64Array(batch.classes);
  return Float64Array.from({length: batch.size}, (_, n) => {
    computeLogits(weights, batch, n, y);
    softmaxInPlace(y);
    return y[batch.labels[n]!]!;
  });
}

/**
 * The direction of descent, averaged over the batch: descends −ln y_t, or climbs the soft accuracy y_t.
 *
 * On the logits CEE has the gradient y − t, and minus the soft accuracy has y_t (y − t): the same, times the probability
 * of the label. That factor is what makes it slow at the start, and deaf to labels that it finds unlikely.
 */
export function layerGradient(
  weights: Float64Array,
  batch: UnitBatch,
  objective: 'cee' | 'soft',
): Float64Array {
  const {size, hidden, classes, units, labels} = batch;
  const gradient = new Float64Array(weights.length);
  const y = new Float64Array(classes);
  for (let n = 0; n < size; n++) {
    computeLogits(weights, batch, n, y);
    softmaxInPlace(y);
    const scale = (objective === 'soft' ? y[labels[n]!]! : 1) / size;
    y[labels[n]!]! -= 1;
    for (let k = 0; k < classes; k++) {
      const push = scale * y[k]!;
      for (let j = 0; j < hidden; j++) gradient[j * classes + k]! += push * units[n * hidden + j]!;
      gradient[hidden * classes + k]! += push;
    }
  }
  return gradient;
}

function computeLogits(
  weights: Float64Array,
  {hidden, classes, units}: UnitBatch,
  n: number,
  logits: Float64Array,
): void {
  for (let k = 0; k < classes; k++) logits[k] = weights[hidden * classes + k]!;
  for (let j = 0; j < hidden; j++) {
    const unit = units[n * hidden + j]!;
    for (let k = 0; k < classes; k++) logits[k]! += unit * weights[j * classes + k]!;
  }
}

function softmaxInPlace(z: Float64Array): void {
  let greatest = -Infinity;
  for (let k = 0; k < z.length; k++) if (z[k]! > greatest) greatest = z[k]!;
  let total = 0;
  for (let k = 0; k < z.length; k++) total += z[k] = Math.exp(z[k]! - greatest);
  for (let k = 0; k < z.length; k++) z[k]! /= total;
}

/**
 * An estimate of the gradient of the objective blurred by σ, from values alone:
 *
 *     g = 1/(2σP) Σ_i (f(w + σe_i) − f(w − σe_i)) e_i,   e_i ~ N(0, 1)
 *
 * A staircase blurred is a slope: a move as large as σ reaches the next step of accuracy, where h = 1e-4 does not.
 *
 * @see Salimans et al., "Evolution strategies as a scalable alternative to reinforcement learning", 2017.
 */
export function evolutionGradient(
  objective: (weights: Float64Array) => number,
  weights: Float64Array,
  {sigma, pairs}: typeof evolutionOptions,
  random: Random,
): Float64Array {
  const gradient = new Float64Array(weights.length);
  for (let pair = 0; pair < pairs; pair++) {
    const move = Float64Array.from(weights, () => random.normal());
    const up = weights.map((weight, i) => weight + sigma * move[i]!);
    const down = weights.map((weight, i) => weight - sigma * move[i]!);
    const scale = (objective(up) - objective(down)) / (2 * sigma * pairs);
    for (let i = 0; i < move.length; i++) gradient[i]! += scale * move[i]!;
  }
  return gradient;
}

/**
 * Gives a fraction of the images, drawn at random, a label of another class. The images are shared, not copied.
 *
 * @returns The split, and in its order a 1 for each wrong label.
 */
export function withWrongLabels(
  split: Split,
  fraction: number,
  seed: number,
): {split: Split; wrong: Uint8Array} {
  const random = new Random(seed);
  const labels = split.labels.slice();
  const wrong = new Uint8Array(split.size);
  for (const image of random.permutation(split.size).subarray(0, Math.round(fraction * split.size))) {
    labels[image] = (labels[image]! + 1 + random.integer(split.classes - 1)) % split.classes;
    wrong[image] = 1;
  }
  return {split: {...split, labels}, wrong};
}
