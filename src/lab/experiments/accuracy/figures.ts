import {t, type Text} from '../../../text';
import type {Figure, Table} from '../experiment';
import type {Objective} from '../denseNet64';
import {count, percent, series, significant, table} from '../reporting';
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
    title: t`One weight moves; accuracy stands still, then jumps`,
    alt: t`Step curves of accuracy over the offset of one weight. On ${count(few.size)} images accuracy
        takes ${few.accuracyLevels} levels from ${percent(Math.min(...few.accuracies))} to
        ${percent(Math.max(...few.accuracies))}; on ${count(many.size)} it takes ${many.accuracyLevels}
        levels, in smaller steps.`,
    x: {label: t`offset of the weight`, scale: 'linear'},
    y: {label: t`accuracy`, unit: t`fraction`, scale: 'linear'},
    marks: staircases.map(({size, offsets, accuracies}) =>
      series('step', t`${count(size)} images`, offsets, (x, i) => [x, accuracies[i]!]),
    ),
  };
}

function smoothFigure({staircases}: AccuracyFindings): Figure {
  const many = staircases.at(-1)!;
  return {
    id: 'smooth-loss',
    title: t`The same weight moves; cross entropy changes with every move`,
    alt: t`Smooth curves of cross entropy over the offset of one weight. On ${count(many.size)} images it
        takes ${many.crossEntropyLevels} different values at ${many.offsets.length} offsets, between
        ${significant(Math.min(...many.crossEntropies))} and
        ${significant(Math.max(...many.crossEntropies))} nats.`,
    x: {label: t`offset of the weight`, scale: 'linear'},
    y: {label: t`cross entropy`, unit: t`nats`, scale: 'linear'},
    marks: staircases.map(({size, offsets, crossEntropies}) =>
      series('line', t`${count(size)} images`, offsets, (x, i) => [x, crossEntropies[i]!]),
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
    title: t`Accuracy has no slope to follow; a loss has one for every weight of a pixel that is not always black`,
    alt: t`Bars that count the ${count(parameters)} difference quotients of the trained net by their size.
        Accuracy has ${count(of('accuracy').blackPixels)} zeros of pixels that are black in every image and
        ${count(of('accuracy').otherZeros)} other zeros. CEE has ${count(of('cee').blackPixels)} of the first
        kind and ${count(of('cee').otherZeros)} of the second; its other entries lie between
        ${from!} and ${to!}.`,
    x: {label: t`size of the quotient, its power of ten`, scale: 'category'},
    y: {label: t`weights`, scale: 'linear'},
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
): {x: Text; y: number}[] {
  const counts = new Map(histogram.decades.map(({exponent, count}) => [exponent, count]));
  return [
    {x: t`0 (black pixel)`, y: histogram.blackPixels},
    {x: t`0 (other)`, y: histogram.otherZeros},
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
    title: t`What is used in place of accuracy: a smooth substitute, or moves large enough to see the steps`,
    alt: t`Test accuracy over the steps in which the output layer is learned again. CEE ends at ${ends[0]!},
        soft accuracy at ${ends[1]!} and the evolution strategy on accuracy itself at ${ends[2]!}. With
        ${percentWhole(alternatives.at(-1)!.wrongLabels)} wrong labels CEE ends at ${ends[3]!} and soft
        accuracy at ${ends[4]!}.`,
    x: {label: t`steps`, scale: 'linear'},
    y: {label: t`test accuracy`, unit: t`fraction`, scale: 'linear'},
    marks: shown.map(({way, wrongLabels, points}) => {
      const name = alternativeNames[way];
      const told = wrongLabels === 0 ? name : t`${name}, ${percentWhole(wrongLabels)} wrong`;
      return series('line', told, points, ({step, accuracy}) => [step, accuracy]);
    }),
  };
}

function percentWhole(fraction: number): string {
  return `${Math.round(100 * fraction)} %`;
}

/** Zeros, step sizes, ascents and alternatives in numbers. */
export function tablesOf({counts, parameters, sweep, alternatives, ...found}: AccuracyFindings): Table[] {
  return [
    table('non-zero', t`Difference quotients that are not 0 (h = 1e-4, 100 images, float64)`, counts, [
      [t`net`, ({state}) => state],
      [t`objective`, ({objective}) => objectiveNames[objective]],
      [t`not 0`, ({nonZero}) => nonZero],
      [t`of`, () => parameters],
    ]),
    table('step-size', t`Quotients of accuracy on the trained net`, sweep, [
      ['h', ({h}) => h],
      [t`not 0`, ({nonZero}) => nonZero],
      [t`least of them`, ({nonZero, least}) => (nonZero > 0 ? least : '–')],
      ['1/(2hN)', ({quantum}) => quantum],
    ]),
    ascentTable(found),
    table(
      'alternatives',
      t`The output layer learned again, on the hidden units of the trained net`,
      alternatives,
      [
        [t`objective`, ({way}) => alternativeNames[way]],
        [t`wrong labels`, ({wrongLabels}) => percent(wrongLabels)],
        [t`steps`, ({points}) => points.at(-1)!.step],
        [t`test accuracy`, ({points}) => percent(points.at(-1)!.accuracy)],
        [t`share of the wrong labels, CEE`, ({outlierPush}) => percent(outlierPush.cee)],
        [t`share of the wrong labels, soft`, ({outlierPush}) => percent(outlierPush.soft)],
      ],
    ),
  ];
}

function ascentTable({ascents, control}: Pick<AccuracyFindings, 'ascents' | 'control'>): Table {
  const accuracies = (on: readonly number[]) => [on[0]!, on.at(-1)!, Math.max(...on)].map(percent);
  const steps = t`${control.steps} of ${control.steps}`;
  return {
    id: 'ascent',
    title: t`Maximising accuracy by finite differences`,
    columns: ['h', t`steps that moved`, t`accuracy before`, t`after`, t`best of all steps`],
    rows: [
      ...ascents.map(each => [each.h, t`${each.moved} of ${each.steps}`, ...accuracies(each.accuracies)]),
      [t`CEE, rate ${control.rate}, by its gradient`, steps, ...accuracies(control.accuracies)],
    ],
  };
}

/** The ways of learning, as tables and figures have them. */
const alternativeNames: Readonly<Record<Way, Text>> = {
  cee: 'CEE',
  soft: t`soft accuracy`,
  evolution: t`evolution`,
};

/** The objectives, as tables and figures have them. */
const objectiveNames: Readonly<Record<Objective, Text>> = {
  accuracy: t`accuracy`,
  sse: 'SSE',
  cee: 'CEE',
};
