import type {Claim, ExperimentResult, Figure, Table} from '../experiment';
import {percent} from '../percent';
import type {AccuracyFindings} from './findings';

/** What was found, as an answer, claims, numbers and pictures. */
export function describeAccuracy(found: AccuracyFindings): ExperimentResult {
  const metrics = collectMetrics(found);
  const sizes = found.staircases.map(({size}) => size.toLocaleString('en'));
  const levels = found.staircases.map(({accuracyLevels}) => accuracyLevels);
  return {
    answer:
      `Accuracy is a staircase: of its ${found.parameters.toLocaleString('en')} difference quotients ` +
      `${metrics['trained.accuracy.nonZero']!} are not 0, where cross entropy has ` +
      `${metrics['trained.cee.nonZero']!.toLocaleString('en')}; more images only make its steps smaller ` +
      `(${levels.join(', ')} levels for ${sizes.join(', ')} images).`,
    claims: [
      ...zeroClaims(found, metrics),
      ...mechanismClaims(found),
      ...staircaseClaims(found),
      ...ascentClaims(found),
    ],
    metrics,
    highlights: [
      {label: 'non-zero quotients of accuracy', metric: 'trained.accuracy.nonZero'},
      {label: 'non-zero quotients of CEE', metric: 'trained.cee.nonZero'},
      {label: 'levels of accuracy, most images', metric: 'staircase.mostLevels'},
    ],
    tables: [countTable(found), sweepTable(found), ascentTable(found)],
    figures: [staircaseFigure(found), smoothFigure(found)],
  };
}

function collectMetrics(found: AccuracyFindings): Record<string, number> {
  const metrics: Record<string, number> = {parameters: found.parameters, deadPixels: found.deadPixels};
  for (const {state, objective, nonZero} of found.counts) metrics[`${state}.${objective}.nonZero`] = nonZero;
  for (const {h, nonZero, least, quantum} of found.sweep) {
    metrics[`h${h}.nonZero`] = nonZero;
    metrics[`h${h}.quantum`] = quantum;
    if (nonZero > 0) metrics[`h${h}.least`] = least;
  }
  for (const {size, accuracyLevels, crossEntropyLevels} of found.staircases) {
    metrics[`staircase.n${size}.accuracyLevels`] = accuracyLevels;
    metrics[`staircase.n${size}.crossEntropyLevels`] = crossEntropyLevels;
  }
  metrics['staircase.mostLevels'] = Math.max(...found.staircases.map(stairs => stairs.accuracyLevels));
  for (const {h, moved, accuracies} of found.ascents) {
    metrics[`ascent.h${h}.moved`] = moved;
    metrics[`ascent.h${h}.accuracy`] = accuracies[accuracies.length - 1]!;
  }
  metrics['mechanism.cast'] = found.mechanisms.throughCast;
  metrics['mechanism.argMax.nonZero'] = found.mechanisms.zerosThroughArgMax;
  return metrics;
}

function zeroClaims(
  {parameters, deadPixels, hidden, sweep}: AccuracyFindings,
  m: Record<string, number>,
): Claim[] {
  // An image may lie within h of a tie by chance; one weight in a thousand is far from what descent needs.
  const few = parameters / 1000;
  const dead = deadPixels * hidden;
  const zeros = parameters - m['trained.cee.nonZero']!;
  const moving = sweep.filter(({nonZero}) => nonZero > 0);
  return [
    ...(['start', 'trained'] as const).map(state => ({
      id: `accuracy.zeros.${state}`,
      statement: `${state === 'start' ? 'Before' : 'After'} training no weight has a non-zero quotient of accuracy (h = 1e-4)`,
      expected: `0 of ${parameters}, or next to none`,
      measured: m[`${state}.accuracy.nonZero`]!,
      holds: m[`${state}.accuracy.nonZero`]! <= few,
    })),
    {
      id: 'accuracy.losses-not-zero',
      statement:
        'SSE and CEE have a quotient for every weight but those of pixels that are black in every image',
      expected: `${dead} zeros: ${deadPixels} pixels × ${hidden} units`,
      measured: `${zeros} zeros of CEE, ${parameters - m['trained.sse.nonZero']!} of SSE`,
      holds: Math.abs(zeros - dead) <= few && Math.abs(parameters - m['trained.sse.nonZero']! - dead) <= few,
    },
    {
      id: 'accuracy.quantum',
      statement:
        'A quotient of accuracy that is not 0 is never below 1/(2hN): it measures h, not the network',
      expected: '≥ 1 quantum',
      measured:
        moving.length === 0
          ? 'none is non-zero'
          : `least ${Math.min(...moving.map(({least, quantum}) => least / quantum)).toFixed(3)} quanta`,
      // Nine digits: sums of ±1 are exact, the division rounds once.
      holds: moving.length > 0 && moving.every(({least, quantum}) => least >= quantum * (1 - 1e-9)),
    },
  ];
}

function mechanismClaims({mechanisms}: AccuracyFindings): Claim[] {
  return [
    {
      id: 'accuracy.throws',
      statement: 'tf.grad of accuracy throws: tfjs has no gradient for the comparison of classes',
      expected: 'an error that names Equal',
      measured: mechanisms.thrown,
      holds: /\bEqual\b/.test(mechanisms.thrown),
    },
    {
      id: 'accuracy.registered-zeros',
      statement: 'Through argMax alone tf.grad answers with registered zeros',
      expected: `0 of ${mechanisms.entries} non-zero`,
      measured: mechanisms.zerosThroughArgMax,
      holds: mechanisms.zerosThroughArgMax === 0,
    },
    {
      id: 'accuracy.pass-through',
      statement:
        'Through a cast to int32, itself a staircase, tf.grad passes the gradient on as if nothing were there',
      expected: '1, where the derivative is 0',
      measured: mechanisms.throughCast,
      holds: mechanisms.throughCast === 1,
    },
  ];
}

function staircaseClaims({staircases}: AccuracyFindings): Claim[] {
  const levels = staircases.map(({accuracyLevels}) => accuracyLevels);
  const smooth = staircases.every(({crossEntropyLevels, offsets}) => crossEntropyLevels === offsets.length);
  return [
    {
      id: 'accuracy.staircase',
      statement: 'More images make the steps of accuracy shorter and never smooth',
      expected: `more levels with more images, fewer than ${staircases[0]!.offsets.length} positions`,
      measured: levels.join(', '),
      holds:
        levels.every((level, i) => i === 0 || level > levels[i - 1]!) &&
        staircases.every(({accuracyLevels, offsets}) => accuracyLevels < offsets.length),
    },
    {
      id: 'accuracy.smooth-loss',
      statement: 'Cross entropy never repeats a value on the same way',
      expected: `${staircases[0]!.offsets.length} values`,
      measured: staircases.map(({crossEntropyLevels}) => crossEntropyLevels).join(', '),
      holds: smooth,
    },
  ];
}

function ascentClaims({ascents}: AccuracyFindings): Claim[] {
  const small = ascents.filter(({h}) => h <= 1e-3);
  const large = ascents.filter(({h}) => h > 1e-3);
  const best = Math.max(...large.map(({accuracies}) => accuracies[accuracies.length - 1]!));
  return [
    {
      id: 'accuracy.ascent-still',
      statement: 'Ascending accuracy with a small h never moves a weight',
      expected: '0 steps that move (h ≤ 1e-3)',
      measured: small.map(({moved}) => moved).join(', '),
      holds: small.every(({moved}) => moved === 0),
    },
    {
      id: 'accuracy.ascent-sticks',
      statement:
        'With a large h it moves, and sticks far below what a loss reaches, on the very images it climbs',
      expected: 'below 70 % of the batch',
      measured: percent(best),
      holds: best < 0.7,
    },
  ];
}

function countTable({counts, parameters}: AccuracyFindings): Table {
  return {
    id: 'non-zero',
    title: 'Difference quotients that are not 0 (h = 1e-4, 100 images, float64)',
    columns: ['net', 'objective', 'not 0', 'of'],
    rows: counts.map(({state, objective, nonZero}) => [state, objective.toUpperCase(), nonZero, parameters]),
  };
}

function sweepTable({sweep}: AccuracyFindings): Table {
  return {
    id: 'step-size',
    title: 'Quotients of accuracy on the trained net',
    columns: ['h', 'not 0', 'least of them', '1/(2hN)'],
    rows: sweep.map(({h, nonZero, least, quantum}) => [h, nonZero, nonZero > 0 ? least : '–', quantum]),
  };
}

function ascentTable({ascents}: AccuracyFindings): Table {
  return {
    id: 'ascent',
    title: 'Ascending accuracy by finite differences',
    columns: ['h', 'steps that moved', 'accuracy before', 'after'],
    rows: ascents.map(({h, moved, steps, accuracies}) => [
      h,
      `${moved} of ${steps}`,
      percent(accuracies[0]),
      percent(accuracies[accuracies.length - 1]),
    ]),
  };
}

function staircaseFigure({staircases}: AccuracyFindings): Figure {
  return {
    id: 'staircase',
    title: 'One weight moves; accuracy stands still, then jumps',
    alt: 'Step curves of accuracy against the offset of one weight: few flat steps for 100 images, many small ones for 10,000.',
    x: {label: 'offset of the weight', scale: 'linear'},
    y: {label: 'accuracy', scale: 'linear'},
    marks: staircases.map(({size, offsets, accuracies}) => ({
      type: 'step',
      name: `${size.toLocaleString('en')} images`,
      points: offsets.map((x, i) => ({x, y: accuracies[i]!})),
    })),
  };
}

function smoothFigure({staircases}: AccuracyFindings): Figure {
  return {
    id: 'smooth-loss',
    title: 'The same weight moves; cross entropy answers to every move',
    alt: 'Smooth curves of cross entropy against the offset of one weight.',
    x: {label: 'offset of the weight', scale: 'linear'},
    y: {label: 'cross entropy', unit: 'nats', scale: 'linear'},
    marks: staircases.map(({size, offsets, crossEntropies}) => ({
      type: 'line',
      name: `${size.toLocaleString('en')} images`,
      points: offsets.map((x, i) => ({x, y: crossEntropies[i]!})),
    })),
  };
}
