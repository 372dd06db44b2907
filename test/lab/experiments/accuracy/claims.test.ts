import {claimsOf} from '../../../../src/lab/experiments/accuracy/claims';
import type {AccuracyFindings} from '../../../../src/lab/experiments/accuracy/measureAccuracy';

function flat(state: string) {
  return {state, near: 3, far: 97, nonZero: 5, nonZeroFar: 0, smallStep: 1e-5, nonZeroSmall: 0};
}

/** All that claims read. */
const found = {
  parameters: 2000,
  deadPixels: 2,
  hidden: 10,
  sweep: [{h: 1, nonZero: 3, least: 0.5, quantum: 0.5}],
  mechanisms: {
    thrown: 'no gradient for Equal',
    zerosThroughArgMax: 0,
    nonZeroWithoutArgMax: 20,
    throughCast: 1,
    entries: 20,
  },
  staircases: [
    {size: 10, offsets: [0, 1, 2], accuracies: [0.1, 0.1, 0.2], accuracyLevels: 2, crossEntropyLevels: 3},
  ],
  ascents: [
    {h: 1e-4, moved: 0, untied: 1, movedUntied: 0, steps: 50, accuracies: [0.1, 0.1]},
    {h: 1, moved: 50, untied: 0, movedUntied: 0, steps: 50, accuracies: [0.1, 0.2]},
  ],
  control: {steps: 50, rate: 2, accuracies: [0.1, 0.6]},
  flatness: [flat('start'), flat('trained')],
  counts: ['sse', 'cee'].map(objective => ({objective, histogram: {blackPixels: 20, otherZeros: 0}})),
  straightThrough: {hard: 0.5, counted: 0.5, gradient: 1, difference: 0},
  alternatives: alternatives({cee: 0.6, soft: 0.6, evolution: 0.5}),
} as unknown as AccuracyFindings; // what no claim reads is left out

/** What each way comes to, of a test accuracy of 10 %. */
function alternatives(reached: {
  cee: number;
  soft: number;
  evolution: number;
}): AccuracyFindings['alternatives'] {
  return [0, 0.05].flatMap(wrongLabels =>
    (['cee', 'soft', 'evolution'] as const).map(way => ({
      way,
      wrongLabels,
      testImages: 2000,
      points: [0.1, reached[way]].map((accuracy, step) => ({step, accuracy})),
      outlierPush: {cee: 0.2, soft: 0.05},
    })),
  );
}

test.each([
  [
    'an image far from a tie has a quotient',
    {flatness: [{...flat('start'), nonZeroFar: 1}, flat('trained')]},
    'accuracy.zeros.start',
  ],
  [
    'most images are next to a tie',
    {flatness: [{...flat('start'), near: 60, far: 40}, flat('trained')]},
    'accuracy.zeros.start',
  ],
  [
    'a quotient is left however small h is',
    {flatness: [flat('start'), {...flat('trained'), nonZeroSmall: 1}]},
    'accuracy.derivative',
  ],
  [
    'a loss has a zero of a pixel that sees light',
    {counts: [{objective: 'cee', histogram: {blackPixels: 20, otherZeros: 1}}]},
    'accuracy.losses-not-zero',
  ],
  [
    'there is nothing to lose in argMax',
    {mechanisms: {...found.mechanisms, nonZeroWithoutArgMax: 0}},
    'accuracy.registered-zeros',
  ],
  [
    'every move has an effect',
    {staircases: [{...found.staircases[0]!, accuracies: [0.1, 0.2]}]},
    'accuracy.staircase',
  ],
  [
    'accuracy is a value between two counts of images',
    {staircases: [{...found.staircases[0]!, accuracies: [0.1, 0.1, 0.25]}]},
    'accuracy.whole-images',
  ],
  [
    'a weight moves where no image is next to a tie',
    {ascents: [{...found.ascents[0]!, movedUntied: 1}, found.ascents[1]!]},
    'accuracy.ascent-still',
  ],
  [
    'no step moves with a large h either',
    {ascents: [found.ascents[0]!, {...found.ascents[1]!, moved: 0}]},
    'accuracy.ascent-sticks',
  ],
  [
    'the ascent comes as far as a loss, if only on the way',
    {ascents: [found.ascents[0]!, {...found.ascents[1]!, accuracies: [0.1, 0.5, 0.2]}]},
    'accuracy.ascent-sticks',
  ],
  [
    'a loss does not move in as many steps either',
    {control: {...found.control, accuracies: [0.1, 0.2]}},
    'accuracy.ascent-sticks',
  ],
  [
    'straight-through accuracy has another value',
    {straightThrough: {...found.straightThrough, hard: 0.6}},
    'accuracy.straight-through',
  ],
  [
    'soft accuracy stays where it began',
    {alternatives: alternatives({cee: 0.6, soft: 0.15, evolution: 0.5})},
    'accuracy.soft-learns',
  ],
  [
    'evolution stays where it began',
    {alternatives: alternatives({cee: 0.6, soft: 0.6, evolution: 0.15})},
    'accuracy.evolution-learns',
  ],
])('where %s a claim turns false', (_, changed, id) => {
  const holds = (f: object) => claimsOf({...found, ...f}).find(claim => claim.id === id)!.holds;
  expect(holds({})).toBe(true);
  expect(holds(changed)).toBe(false);
});
