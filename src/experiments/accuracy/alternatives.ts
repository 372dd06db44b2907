import {sliceSplit} from '../../data/split';
import {Random} from '../../random';
import type {Lab} from '../experiment';
import {batch64, forward, type DenseNet64} from './denseNet64';
import {evolutionGradient, type EvolutionOptions} from './evolution';
import {
  labelProbabilities,
  layerAccuracy,
  layerGradient,
  layerSize,
  sliceUnits,
  type UnitBatch,
} from './outputLayer';
import {withWrongLabels} from './wrongLabels';

/** CEE; soft accuracy; accuracy itself by an evolution strategy. */
export type Way = 'cee' | 'soft' | 'evolution';

/** What became of learning the output layer anew in one way. */
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

/** Moves as large as the weights that are learned. */
export const evolutionOptions: EvolutionOptions = {sigma: 0.5, pairs: 40};

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
    for (const way of ['cee', 'soft', 'evolution'] as const) {
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
