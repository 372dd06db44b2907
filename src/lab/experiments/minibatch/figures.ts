import {t} from '../../../text';
import type {Figure} from '../experiment';
import {count, percent, series, significant} from '../reporting';
import type {MinibatchFindings} from './sampling';

/** The spread of the mean, the images unseen, the direction of the gradient, and what a batch size costs. */
export function figuresOf(found: MinibatchFindings): Figure[] {
  return [spreadFigure(found), unseenFigure(found), cosineFigure(found), timeFigure(found)];
}

function spreadFigure({spreads, perExample}: MinibatchFindings): Figure {
  const points = (replaced: boolean, of: 'spread' | 'predicted') =>
    spreads.filter(spread => spread.replaced === replaced).map(spread => ({x: spread.size, y: spread[of]}));
  const [replaced, distinct] = [points(true, 'spread'), points(false, 'spread')];
  return {
    id: 'minibatch-spread',
    title: t`A hundred times the images, a tenth of the error`,
    alt: t`The spread of the batch mean against the batch size, on logarithmic axes: a straight line from
        ${significant(replaced[0]!.y)} nats for one image down. Only where a batch is a good part of all
        ${count(perExample.length)} images does it matter how it is drawn: for half of them it is
        ${significant(replaced.at(-1)!.y)} nats with replacement and ${significant(distinct.at(-1)!.y)}
        without.`,
    x: {label: t`batch size n`, unit: t`images`, scale: 'log'},
    y: {label: t`standard deviation of the batch mean`, unit: t`nats`, scale: 'log'},
    marks: [
      {type: 'line', name: 'σ/√n', points: points(true, 'predicted')},
      {type: 'dot', name: t`with replacement`, points: replaced},
      {type: 'dot', name: t`without replacement`, points: distinct},
    ],
  };
}

function unseenFigure({unseen: {replaced, distinct}}: MinibatchFindings): Figure {
  const last = replaced.at(-1)!;
  return {
    id: 'unseen',
    title: t`With replacement some images are not seen for a long time`,
    alt: t`The part of the images not yet seen over the draws. With replacement it is
        ${percent(replaced.find(({epochs}) => epochs === 1)!.unseen)} after as many draws as there are
        images and ${percent(last.unseen)} after ${significant(last.epochs, 1)} times as many, along the
        curve of e to the minus x. Without replacement it falls on a straight line to 0 in one epoch.`,
    x: {label: t`draws`, unit: t`epochs`, scale: 'linear'},
    y: {label: t`images not yet seen`, unit: t`fraction`, scale: 'linear'},
    marks: [
      series('dot', t`with replacement`, replaced, ({epochs, unseen}) => [epochs, unseen]),
      series('line', t`e to the minus x`, replaced, ({epochs}) => [epochs, Math.exp(-epochs)]),
      series('line', t`without replacement`, distinct, ({epochs, unseen}) => [epochs, unseen]),
    ],
  };
}

function cosineFigure({gradients: {cosines}}: MinibatchFindings): Figure {
  const [first, last] = [cosines[0]!, cosines.at(-1)!];
  return {
    id: 'gradient-direction',
    title: t`The larger a mini-batch, the nearer it points to where all images point`,
    alt: t`The mean cosine between the gradient of a mini-batch and the full one:
        ${significant(first.cosine)} for a batch of ${first.size}, ${significant(last.cosine)} for one
        of ${count(last.size)}.`,
    x: {label: t`batch size`, unit: t`images`, scale: 'log'},
    y: {label: t`cosine with the full gradient`, scale: 'linear'},
    marks: [series('line', t`mean cosine`, cosines, ({size, cosine}) => [size, cosine])],
  };
}

function timeFigure({sizes}: MinibatchFindings): Figure {
  const [first, last] = [sizes[0]!, sizes.at(-1)!];
  return {
    id: 'batch-size-time',
    title: t`Images are cheaper by the batch`,
    alt: t`The time for one pass over ${count(first.images)} images against the batch size, on logarithmic
        axes: ${significant(first.seconds, 2)} s in batches of ${first.batchSize},
        ${significant(last.seconds, 2)} s in batches of ${count(last.batchSize)}, as timed on this
        machine.`,
    x: {label: t`batch size`, unit: t`images`, scale: 'log'},
    y: {label: t`time for one pass`, unit: t`s`, scale: 'log'},
    marks: [series('line', t`time`, sizes, ({batchSize, seconds}) => [batchSize, seconds])],
    timed: true,
  };
}
