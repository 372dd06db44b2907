import type {Figure, Table} from '../experiment';
import type {Objective} from '../denseNet64';
import {count, percent, series, significant} from '../reporting';
import type {Way} from './alternatives';
import {leastExponent, type GradientHistogram} from './flatness';
import type {AccuracyFindings} from './measureAccuracy';

/** The staircase and the smooth loss over one weight, the sizes of the gradients' entries, and the alternatives. */
export function figuresOf(found: AccuracyFindings): Figure[] {
  return [staircaseFigure(found), smoothFigure(found), histogramFigure(found), alternativeFigure(found)];
}

function staircaseFigure({staircases}: AccuracyFindings): Figure {
  const few = staircases[0]!;
  const many = staircases.at(-1)!;
  return {
    id: 'staircase',
    title: 'One weight moves; accuracy stands still, then jumps',
    alt:
      `Step curves of accuracy over the offset of one weight. On ${count(few.size)} images accuracy takes ` +
      `${few.accuracyLevels} levels from ${percent(Math.min(...few.accuracies))} to ${percent(Math.max(...few.accuracies))}; on ` +
      `${count(many.size)} it takes ${many.accuracyLevels} levels, in smaller steps.`,
    x: {label: 'offset of the weight', scale: 'linear'},
    y: {label: 'accuracy', unit: 'fraction', scale: 'linear'},
    marks: staircases.map(({size, offsets, accuracies}) =>
      series('step', `${count(size)} images`, offsets, (x, i) => [x, accuracies[i]!]),
    ),
  };
}

function smoothFigure({staircases}: AccuracyFindings): Figure {
  const many = staircases.at(-1)!;
  return {
    id: 'smooth-loss',
    title: 'The same weight moves; cross entropy answers to every move',
    alt:
      `Smooth curves of cross entropy over the offset of one weight. On ${count(many.size)} images it takes ` +
      `${many.crossEntropyLevels} different values at ${many.offsets.length} offsets, between ` +
      `${significant(Math.min(...many.crossEntropies))} and ${significant(Math.max(...many.crossEntropies))} nats.`,
    x: {label: 'offset of the weight', scale: 'linear'},
    y: {label: 'cross entropy', unit: 'nats', scale: 'linear'},
    marks: staircases.map(({size, offsets, crossEntropies}) =>
      series('line', `${count(size)} images`, offsets, (x, i) => [x, crossEntropies[i]!]),
    ),
  };
}

function histogramFigure({counts, parameters}: AccuracyFindings): Figure {
  const trained = counts.filter(({state}) => state === 'trained');
  const of = (objective: Objective) => trained.find(count => count.objective === objective)!.histogram;
  const exponents = trained.flatMap(({histogram}) => histogram.decades.map(({exponent}) => exponent));
  const range = {least: Math.min(...exponents), most: Math.max(...exponents)};
  const [from, to] = [range.least, range.most + 1].map(exponent => `1e${exponent}`);
  return {
    id: 'gradient-histogram',
    title: 'Accuracy has no slope to follow; a loss has one for every weight that sees light',
    alt:
      `Bars that count the ${count(parameters)} difference quotients of the trained net by their size. ` +
      `Accuracy has ${count(of('accuracy').blackPixels)} zeros of pixels that are black in every image and ` +
      `${count(of('accuracy').otherZeros)} other zeros. CEE has ` +
      `${count(of('cee').blackPixels)} of the first kind and ${count(of('cee').otherZeros)} ` +
      `of the second; its other entries lie between ${from} and ${to}.`,
    x: {label: 'size of the quotient, its power of ten', scale: 'category'},
    y: {label: 'weights', scale: 'linear'},
    marks: (['accuracy', 'sse', 'cee'] as const).map(objective => ({
      type: 'bar',
      name: objectiveNames[objective],
      points: bars(of(objective), range),
    })),
  };
}

function bars(
  histogram: GradientHistogram,
  {least, most}: {least: number; most: number},
): {x: string; y: number}[] {
  const counts = new Map(histogram.decades.map(({exponent, count}) => [exponent, count]));
  return [
    {x: '0 (black pixel)', y: histogram.blackPixels},
    {x: '0 (other)', y: histogram.otherZeros},
    ...Array.from({length: most - least + 1}, (_, i) => ({
      x: least + i === leastExponent ? `≤ 1e${leastExponent}` : `1e${least + i}`,
      y: counts.get(least + i) ?? 0,
    })),
  ];
}

function alternativeFigure({alternatives}: AccuracyFindings): Figure {
  const shown = alternatives.filter(({way, wrongLabels}) => wrongLabels === 0 || way !== 'evolution');
  const ends = shown.map(({points}) => percent(points.at(-1)!.accuracy));
  return {
    id: 'alternatives',
    title: 'What is used in place of accuracy: a smooth substitute, or moves large enough to see the steps',
    alt:
      `Test accuracy over the steps in which the output layer is learned anew. CEE ends at ${ends[0]!}, soft accuracy at ` +
      `${ends[1]!} and the evolution strategy on accuracy itself at ${ends[2]!}. With ` +
      `${percentWhole(alternatives.at(-1)!.wrongLabels)} wrong labels CEE ends at ${ends[3]!} ` +
      `and soft accuracy at ${ends[4]!}.`,
    x: {label: 'steps', scale: 'linear'},
    y: {label: 'test accuracy', unit: 'fraction', scale: 'linear'},
    marks: shown.map(({way, wrongLabels, points}) => {
      const wrong = wrongLabels === 0 ? '' : `, ${percentWhole(wrongLabels)} wrong`;
      return series('line', alternativeNames[way] + wrong, points, ({step, accuracy}) => [step, accuracy]);
    }),
  };
}

function percentWhole(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}

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
  const last = control.accuracies.at(-1)!;
  return {
    id: 'ascent',
    title: 'Ascending accuracy by finite differences',
    columns: ['h', 'steps that moved', 'accuracy before', 'after', 'best on the way'],
    rows: [
      ...ascents.map(({h, moved, steps, accuracies}) => [
        h,
        `${moved} of ${steps}`,
        ...[accuracies[0]!, accuracies.at(-1)!, Math.max(...accuracies)].map(percent),
      ]),
      [
        `CEE, rate ${control.rate}, by its gradient`,
        `${control.steps} of ${control.steps}`,
        ...[control.accuracies[0]!, last, Math.max(...control.accuracies)].map(percent),
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
      const last = points.at(-1)!;
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

/** The ways of learning, as tables and figures have them. */
const alternativeNames: Readonly<Record<Way, string>> = {
  cee: 'CEE',
  soft: 'soft accuracy',
  evolution: 'evolution',
};

/** The objectives, as tables and figures have them. */
const objectiveNames: Readonly<Record<Objective, string>> = {
  accuracy: 'accuracy',
  sse: 'SSE',
  cee: 'CEE',
};
