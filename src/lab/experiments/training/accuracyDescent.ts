import {indexBlocks} from '../../../data/minibatches/MinibatchDataset';
import type {Split} from '../../../data/split';
import {accuracy64, batch64, forward, hit, type Batch64, type DenseNet64} from '../denseNet64';
import {differenceQuotients} from '../differenceQuotients';
import type {Lab} from '../experiment';
import {gapBound, gapOf, pickImages} from '../nearTies';
import {batchSize, waypointEvery} from '../trainedNet';

export type AccuracyDescent = ReturnType<typeof descendAccuracy>;

/**
 * Trains with accuracy itself as the objective, by the textbook's difference quotients of all weights, on the mini-batches
 * that the other objectives see, for as many steps, with their learning rate.
 *
 * Two passes for each of 39,760 weights and each of 10,000 steps would take days. But an image whose two greatest
 * logits are further apart than any weight can move them by ±h has quotients of exactly 0, so that only the others
 * need computing; `gapBound` says how far that is. And while no weight moves, an image is examined once.
 *
 * @returns Among others the net at the start and wherever it is another than before, the steps in which any weight moved, and how many images of all mini-batches were so near to a tie
 *     that their quotients were computed one by one.
 */
export function descendAccuracy(
  lab: Lab,
  start: DenseNet64,
  {steps, rate, h}: {steps: number; rate: number; h: number},
) {
  const net = {...start, parameters: start.parameters.slice()};
  const test = batch64(lab.test, lab.test.size);
  const blocks = batchIndices(lab);
  const every = waypointEvery(steps, lab.profile);
  const points = [{step: 0, batchError: NaN, testAccuracy: accuracy64(net, test)}];
  const snapshots = [{step: 0, net: start}];
  const verdicts = new Uint8Array(lab.train.size);
  let [moved, nearTies, errors, fresh] = [0, 0, 0, true];
  for (let step = 1; step <= steps; step++) {
    if (step % 100 === 1) lab.signal?.throwIfAborted();
    const indices = blocks.next().value;
    examineUnknown(net, lab.train, indices, {h, verdicts});
    const near = indices.filter(index => (verdicts[index]! & verdict.near) !== 0);
    errors += indices.filter(index => (verdicts[index]! & verdict.hit) === 0).length / indices.length;
    nearTies += near.length;
    if (
      near.length > 0 &&
      climb(net, pickImages(lab.train, near), (rate * near.length) / indices.length, h)
    ) {
      moved++;
      fresh = false;
      verdicts.fill(0);
    }
    if (step % every !== 0 && step !== steps) continue;
    const last = points[points.length - 1]!;
    const testAccuracy = fresh ? last.testAccuracy : accuracy64(net, test);
    points.push({step, batchError: errors / (step - last.step), testAccuracy});
    if (!fresh) snapshots.push({step, net: {...net, parameters: net.parameters.slice()}});
    [errors, fresh] = [0, true];
  }
  return {steps, rate, moved, nearTies, points, snapshots};
}

/** The order in which `minibatches` shows the images of this lab. */
function batchIndices({train, seed}: Lab): Generator<Int32Array, never> {
  let epoch = 0;
  const plan = {size: train.size, batchSize, seed, sampling: 'epoch', remainder: 'keep'} as const;
  return indexBlocks(plan, () => epoch++);
}

/** What is known of an image under the weights as they are; 0 is nothing. */
export const verdict = {
  examined: 1,
  /** Its greatest logit is the label's. */
  hit: 2,
  /** One weight could bring its two greatest logits to a tie by moving ±h. */
  near: 4,
} as const;

function examineUnknown(
  net: DenseNet64,
  train: Split,
  indices: Int32Array,
  {h, verdicts}: {h: number; verdicts: Uint8Array},
): void {
  const unknown = indices.filter(index => verdicts[index] === 0);
  if (unknown.length === 0) return;
  examine(net, pickImages(train, unknown), h).forEach((flags, n) => (verdicts[unknown[n]!] = flags));
}

/** A verdict for every image. */
export function examine(net: DenseNet64, batch: Batch64, h: number): Uint8Array {
  const {logits} = forward(net, batch);
  const bound = gapBound(net, h);
  return batch.labels.map((label, n) => {
    const row = logits.subarray(n * net.classes, (n + 1) * net.classes);
    const isHit = hit(row, label) === 1 ? verdict.hit : 0;
    return verdict.examined | isHit | (gapOf(row) <= bound ? verdict.near : 0);
  });
}

/** θ ← θ + rate · quotient. Says whether any weight moved. */
function climb(net: DenseNet64, batch: Batch64, rate: number, h: number): boolean {
  const quotients = differenceQuotients(net, batch, hit, h);
  quotients.forEach((quotient, i) => (net.parameters[i]! += rate * quotient));
  return quotients.some(quotient => quotient !== 0);
}
