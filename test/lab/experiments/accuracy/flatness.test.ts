import {ascendAccuracy} from '../../../../src/lab/experiments/accuracy/ascents';
import {flatnessOf} from '../../../../src/lab/experiments/accuracy/flatness';
import {batch64, denseNet64, hit, type DenseNet64} from '../../../../src/lab/experiments/denseNet64';
import {differenceQuotients} from '../../../../src/lab/experiments/differenceQuotients';
import {findNearTies, pickImages, safeStep} from '../../../../src/lab/experiments/nearTies';
import {twoLayerNet} from '../../../../src/models/twoLayerNet';
import {smallDigits} from '../smallDigits';

const digits = smallDigits(40, 4);
const batch = batch64(digits, 40);
const h = 1e-4;

/** A fresh net whose outputs for the first image are tied but for a hair: what some seeds come to by themselves. */
function nearlyTied(gap: number): DenseNet64 {
  const model = twoLayerNet({inputs: 49, hidden: 6, initialStd: 0.3, seed: 3});
  const net = denseNet64(model);
  model.dispose();
  const {logits} = forwardOf(net);
  const [first, second] = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]!);
  net.parameters[net.at.b2 + second!]! += logits[first!]! - logits[second!]! - gap;
  return net;
}

function forwardOf(net: DenseNet64): {logits: number[]} {
  const {inputs, hidden, classes, parameters, at} = net;
  const units = Array.from({length: hidden}, (_, j) => {
    let sum = parameters[at.b1 + j]!;
    for (let i = 0; i < inputs; i++) sum += (batch.images[i]! / 255) * parameters[i * hidden + j]!;
    return 1 / (1 + Math.exp(-sum));
  });
  const logits = Array.from({length: classes}, (_, k) =>
    units.reduce((sum, unit, j) => sum + unit * parameters[at.w2 + j * classes + k]!, parameters[at.b2 + k]!),
  );
  return {logits};
}

const countNonZero = (quotients: Float64Array) => quotients.filter(quotient => quotient !== 0).length;

test('an image next to a tie has quotients at h = 1e-4, and none once it is left out or h is small enough', () => {
  const net = nearlyTied(h / 10);
  const nonZero = countNonZero(differenceQuotients(net, batch, hit, h));
  // The first label may be neither of the two: then nothing is gained or lost by the tie.
  const found = flatnessOf('start', net, batch, {h, nonZero});
  expect(found.near).toBeGreaterThanOrEqual(1);
  expect(found.near + found.far).toBe(40);
  expect([found.nonZeroFar, found.nonZeroSmall]).toEqual([0, 0]);
  expect(found.smallStep).toBeLessThan(h / 10);
  expect(countNonZero(differenceQuotients(net, batch, hit, found.smallStep))).toBe(0);
});

test('findNearTies() tells images by their logits: those far away have no quotient, with a large h as with a small one', () => {
  const net = nearlyTied(0.05);
  for (const step of [1e-3, 1e-2, 0.1]) {
    const {near, far} = findNearTies(net, batch, step);
    expect([...near, ...far].sort((a, b) => a - b)).toEqual([...Array(40).keys()]);
    if (far.length > 0)
      expect(countNonZero(differenceQuotients(net, pickImages(batch, far), hit, step))).toBe(0);
  }
  expect(findNearTies(net, batch, 0.1).near.length).toBeGreaterThan(0);
});

test('safeStep() is below what the nearest image needs', () => {
  const net = nearlyTied(1e-3);
  const {leastGap} = findNearTies(net, batch, h);
  expect(leastGap).toBeLessThanOrEqual(1e-3 * (1 + 1e-9));
  expect(findNearTies(net, batch, safeStep(net, leastGap)).near).toEqual([]);
});

test('ascendAccuracy() counts the steps that begin without a tie, and those of them that move: none', () => {
  const still = ascendAccuracy(nearlyTied(0.05), batch, {h: 1e-6, steps: 3, rate: 1});
  expect(still).toMatchObject({moved: 0, untied: 1, movedUntied: 0});
  const wide = ascendAccuracy(nearlyTied(0.05), batch, {h: 1, steps: 3, rate: 1});
  expect(wide).toMatchObject({untied: 0, movedUntied: 0});
});
