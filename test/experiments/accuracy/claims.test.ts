import {claimsOf} from '../../../src/experiments/accuracy/claims';
import type {AccuracyFindings} from '../../../src/experiments/accuracy/findings';

/** All that claims read beside the metrics. */
const found = {
  parameters: 2000,
  deadPixels: 2,
  hidden: 10,
  sweep: [{h: 1, nonZero: 3, least: 0.5, quantum: 0.5}],
  mechanisms: {thrown: 'no gradient for Equal', zerosThroughArgMax: 0, throughCast: 1, entries: 20},
  staircases: [{size: 10, offsets: [0, 1], accuracies: [0.1, 0.1], accuracyLevels: 1, crossEntropyLevels: 2}],
  ascents: [
    {h: 1e-4, moved: 0, steps: 50, accuracies: [0.1, 0.1]},
    {h: 1, moved: 50, steps: 50, accuracies: [0.1, 0.2]},
  ],
  straightThrough: {gradient: 1, difference: 0},
} as unknown as AccuracyFindings; // what no claim reads is left out

const metrics = {
  'start.accuracy.nonZero': 0,
  'trained.accuracy.nonZero': 2,
  'trained.cee.nonZero': 1980,
  'trained.sse.nonZero': 1980,
};

test.each([
  [
    'more than one weight in a thousand sees a tie',
    {},
    {'start.accuracy.nonZero': 3},
    'accuracy.zeros.start',
  ],
  [
    'no step moves with a large h either',
    {ascents: [{h: 1, moved: 0, steps: 50, accuracies: [0.1, 0.1]}]},
    {},
    'accuracy.ascent-sticks',
  ],
  [
    'the ascent comes as far as a loss',
    {ascents: [{h: 1, moved: 50, steps: 50, accuracies: [0.1, 0.9]}]},
    {},
    'accuracy.ascent-sticks',
  ],
])('where %s a claim turns false', (_, changed, changedMetrics, id) => {
  const holds = (f: object, m: object) =>
    claimsOf({...found, ...f}, {...metrics, ...m}).find(claim => claim.id === id)!.holds;
  expect(holds({}, {})).toBe(true);
  expect(holds(changed, changedMetrics)).toBe(false);
});
