import type {Table} from '../experiment';
import {percent} from '../percent';
import {alternativeNames, objectiveNames} from './names';
import type {AccuracyFindings} from './findings';

/** Zeros, step sizes, ascents and alternatives in numbers. */
export function tablesOf(found: AccuracyFindings): Table[] {
  return [countTable(found), sweepTable(found), ascentTable(found), alternativeTable(found)];
}

function countTable({counts, parameters}: AccuracyFindings): Table {
  return {
    id: 'non-zero',
    title: 'Difference quotients that are not 0 (h = 1e-4, 100 images, float64)',
    columns: ['net', 'objective', 'not 0', 'of'],
    rows: counts.map(({state, objective, nonZero}) => [
      state,
      objectiveNames[objective],
      nonZero,
      parameters,
    ]),
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

function ascentTable({ascents, control}: AccuracyFindings): Table {
  const last = control.accuracies[control.accuracies.length - 1];
  return {
    id: 'ascent',
    title: 'Ascending accuracy by finite differences',
    columns: ['h', 'steps that moved', 'accuracy before', 'after', 'best on the way'],
    rows: [
      ...ascents.map(({h, moved, steps, accuracies}) => [
        h,
        `${moved} of ${steps}`,
        ...[accuracies[0], accuracies[accuracies.length - 1], Math.max(...accuracies)].map(percent),
      ]),
      [
        `CEE, rate ${control.rate}, by its gradient`,
        `${control.steps} of ${control.steps}`,
        ...[control.accuracies[0], last, Math.max(...control.accuracies)].map(percent),
      ],
    ],
  };
}

function alternativeTable({alternatives}: AccuracyFindings): Table {
  return {
    id: 'alternatives',
    title: 'The output layer learned anew, on the hidden units of the trained net',
    columns: [
      'objective',
      'wrong labels',
      'steps',
      'test accuracy',
      'push of the wrong labels, CEE',
      'push of the wrong labels, soft',
    ],
    rows: alternatives.map(({way, wrongLabels, points, outlierPush}) => {
      const last = points[points.length - 1]!;
      return [
        alternativeNames[way],
        percent(wrongLabels),
        last.step,
        percent(last.accuracy),
        percent(outlierPush.cee),
        percent(outlierPush.soft),
      ];
    }),
  };
}
