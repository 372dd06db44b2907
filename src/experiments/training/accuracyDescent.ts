import {indexBlocks} from '../../data/minibatches/indexBlocks';
import type {Split} from '../../data/split';
import {accuracy64} from '../accuracy/ascend';
import {batch64, forward, type Batch64, type DenseNet64} from '../accuracy/denseNet64';
import {differenceQuotients} from '../accuracy/differenceQuotients';
import {hit} from '../accuracy/objectives';
import type {Lab} from '../experiment';
import {batchSize, waypointEvery} from '../trainedNet';

/** Training with accuracy itself as the objective, by the textbook's difference quotients of all weights. */
export interface AccuracyDescent {
  readonly steps: number;
  /** Steps in which any weight moved. */
  readonly moved: number;
  /** Images that came near enough to a tie for their quotients to be computed one by one. */
  readonly nearTies: number;
  readonly points: readonly {step: number; batchError: number; testAccuracy: number}[];
}

/** How to climb: as many steps as the other objectives, with their learning rate. */
export interface AccuracyDescentOptions {
  readonly steps: number;
  readonly rate: number;
  readonly h: number;
}

/**
 * Climbs accuracy over the very mini-batches that the other objectives see.
 *
 * Two passes for each of 39,760 weights and each of 10,000 steps would take days. But an image whose two greatest
 * logits are further apart than any weight can move them by ±h has quotients of exactly 0, so that only the others
 * need computing; `gapBound` says how far that is.
 */
export function descendAccuracy(
  lab: Lab,
  start: DenseNet64,
  {steps, rate, h}: AccuracyDescentOptions,
): AccuracyDescent {
  const net = {...start, parameters: start.parameters.slice()};
  const test = batch64(lab.test, lab.test.size);
  const blocks = batchIndices(lab);
  const every = waypointEvery(steps, lab.profile);
  let testAccuracy = accuracy64(net, test);
  const points = [{step: 0, batchError: NaN, testAccuracy}];
  const counts = {moved: 0, nearTies: 0, changed: false, error: 0, since: 0};
  for (let step = 1; step <= steps; step++) {
    if (step % 100 === 1) lab.signal?.throwIfAborted();
    const batch = gatherBatch(lab.train, blocks.next().value);
    const {near, error} = examineBatch(net, batch, h);
    counts.error += error;
    counts.since++;
    counts.nearTies += near.size;
    if (near.size > 0 && climb(net, near, (rate * near.size) / batch.size, h)) {
      counts.moved++;
      counts.changed = true;
    }
    if (step % every !== 0 && step !== steps) continue;
    if (counts.changed) testAccuracy = accuracy64(net, test);
    points.push({step, batchError: counts.error / counts.since, testAccuracy});
    Object.assign(counts, {changed: false, error: 0, since: 0});
  }
  return {steps, moved: counts.moved, nearTies: counts.nearTies, points};
}

/** The order in which `minibatches` shows the images of this lab. */
function batchIndices({train, seed}: Lab): Generator<Int32Array, never> {
  let epoch = 0;
  return indexBlocks(
    {size: train.size, batchSize, seed, sampling: 'epoch', remainder: 'keep'},
    () => epoch++,
  );
}

function gatherBatch({images, labels, rows, columns}: Split, indices: Int32Array): Batch64 {
  const pixels = rows * columns;
  const batch = {
    size: indices.length,
    images: new Uint8Array(indices.length * pixels),
    labels: new Uint8Array(indices.length),
  };
  indices.forEach((index, n) => {
    batch.images.set(images.subarray(index * pixels, (index + 1) * pixels), n * pixels);
    batch.labels[n] = labels[index]!;
  });
  return batch;
}

/** What a batch has to say about the weights as they are. */
export interface BatchView {
  /** The part of the images that is taken for another class. */
  readonly error: number;
  /** The images whose two greatest logits one weight could bring to a tie by moving ±h. */
  readonly near: Batch64;
}

export function examineBatch(net: DenseNet64, batch: Batch64, h: number): BatchView {
  const {logits} = forward(net, batch);
  const bound = gapBound(net, h);
  const near: number[] = [];
  let hits = 0;
  for (let n = 0; n < batch.size; n++) {
    const row = logits.subarray(n * net.classes, (n + 1) * net.classes);
    hits += hit(row, batch.labels[n]!);
    if (gapOf(row) <= bound) near.push(n);
  }
  const pixels = net.inputs;
  return {
    error: 1 - hits / batch.size,
    near: {
      size: near.length,
      images: Uint8Array.from(near.flatMap(n => [...batch.images.subarray(n * pixels, (n + 1) * pixels)])),
      labels: Uint8Array.from(near, n => batch.labels[n]!),
    },
  };
}

/** The distance between the greatest logit and the next. By index: it is asked for every image of every step. */
function gapOf(logits: Float64Array): number {
  let first = -Infinity;
  let second = -Infinity;
  for (let k = 0; k < logits.length; k++) {
    const logit = logits[k]!;
    if (logit > first) [first, second] = [logit, first];
    else if (logit > second) second = logit;
  }
  return first - second;
}

/**
 * How far ±h on one weight can move the difference of two logits. A weight of W2 is multiplied by a sigmoid below 1, a
 * bias by 1: h. A weight of W1 moves its unit by at most h/4, the sigmoid's greatest slope, and the difference of two
 * logits by that times the difference of two weights of W2.
 */
function gapBound({parameters, at}: DenseNet64, h: number): number {
  let greatest = 0;
  for (let i = at.w2; i < at.b2; i++) greatest = Math.max(greatest, Math.abs(parameters[i]!));
  // A hair more, for the rounding of the logits themselves.
  return 1.001 * h * Math.max(1, greatest / 2);
}

/** θ ← θ + rate · quotient. Says whether any weight moved. */
function climb(net: DenseNet64, batch: Batch64, rate: number, h: number): boolean {
  const quotients = differenceQuotients(net, batch, hit, h);
  quotients.forEach((quotient, i) => (net.parameters[i]! += rate * quotient));
  return quotients.some(quotient => quotient !== 0);
}
