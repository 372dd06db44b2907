import type {Claim} from '../experiment';
import {percent, significant} from '../significant';
import {evolutionOptions} from './alternatives';
import type {AccuracyFindings} from './findings';

type Metrics = Readonly<Record<string, number>>;

/** What is used in place of accuracy, and what wrong labels do to it. */
export function alternativeClaims(found: AccuracyFindings, m: Metrics): Claim[] {
  return [...substituteClaims(found, m), ...wrongLabelClaims(m)];
}

/** Four standard errors of the difference of two accuracies: chance alone rises by so much in 1 run of 30,000. */
export function chanceOf(testImages: number): number {
  return 4 * Math.sqrt((2 * 0.25) / testImages);
}

function substituteClaims({straightThrough}: AccuracyFindings, m: Metrics): Claim[] {
  const chance = chanceOf(m['alternative.testImages']!);
  return [
    {
      id: 'accuracy.straight-through',
      statement:
        'Straight-through accuracy has the value of accuracy and, bit for bit, the gradient of soft accuracy',
      expected: `${percent(straightThrough.counted)}, and a gradient that is 0 apart in every entry`,
      measured: `${percent(straightThrough.hard)}, a norm of ${significant(straightThrough.gradient)}, ${straightThrough.difference} apart`,
      holds:
        // A mean of ones and zeros in float32.
        Math.abs(straightThrough.hard - straightThrough.counted) <= 1e-6 &&
        straightThrough.gradient > 0 &&
        straightThrough.difference === 0,
    },
    {
      id: 'accuracy.soft-learns',
      statement: 'Soft accuracy, the mean probability of the right class, has a gradient to learn by',
      expected: `a test accuracy that rises by more than ${percent(chance)}`,
      measured: `${percent(m['alternative.soft.start'])} to ${percent(m['alternative.soft.accuracy'])}`,
      holds: m['alternative.soft.accuracy']! - m['alternative.soft.start']! > chance,
    },
    {
      id: 'accuracy.evolution-learns',
      statement: `An evolution strategy, which tries moves of ${evolutionOptions.sigma} in place of h = 1e-4, climbs accuracy itself`,
      expected: `a test accuracy that rises by more than ${percent(chance)}`,
      measured: `${percent(m['alternative.evolution.start'])} to ${percent(m['alternative.evolution.accuracy'])}`,
      holds: m['alternative.evolution.accuracy']! - m['alternative.evolution.start']! > chance,
    },
    {
      id: 'accuracy.cee-ahead',
      statement: 'In as many steps CEE comes as far as either, or further',
      expected: 'at most 1 % below both',
      measured: ['cee', 'soft', 'evolution'].map(way => percent(m[`alternative.${way}.accuracy`])).join(', '),
      holds: ['soft', 'evolution'].every(
        way => m['alternative.cee.accuracy']! >= m[`alternative.${way}.accuracy`]! - 0.01,
      ),
    },
  ];
}

function wrongLabelClaims(m: Metrics): Claim[] {
  return [
    {
      id: 'accuracy.outliers',
      statement: 'Labels that are wrong take a larger part of the push of CEE than of that of soft accuracy',
      expected: `at least twice the part, from ${percent(m['wrongLabels.fraction'])} of the labels`,
      measured: `${percent(m['wrongLabels.push.cee'])} against ${percent(m['wrongLabels.push.soft'])}`,
      holds: m['wrongLabels.push.cee']! >= 2 * m['wrongLabels.push.soft']!,
    },
    {
      id: 'accuracy.outliers-cee',
      statement: 'Even so the wrong labels cost CEE little accuracy on right ones',
      expected: 'at most 5 %',
      measured: `${percent(m['alternative.cee.accuracy'])} without, ${percent(m['wrongLabels.cee.accuracy'])} with them`,
      holds: m['wrongLabels.cee.accuracy']! >= m['alternative.cee.accuracy']! - 0.05,
    },
  ];
}
