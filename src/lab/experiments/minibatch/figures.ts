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
    title: 'A hundred times the images, a tenth of the error',
    alt:
      `The spread of the batch mean against the batch size, on logarithmic axes: a straight line from ` +
      `${significant(replaced[0]!.y)} nats for one image down. Only where a batch is a good part of all ` +
      `${count(perExample.length)} images does it matter how it is drawn: for half of them it is ` +
      `${significant(replaced.at(-1)!.y)} nats with replacement and ${significant(distinct.at(-1)!.y)} without.`,
    x: {label: 'batch size n', unit: 'images', scale: 'log'},
    y: {label: 'standard deviation of the batch mean', unit: 'nats', scale: 'log'},
    marks: [
      {type: 'line', name: 'σ/√n', points: points(true, 'predicted')},
      {type: 'dot', name: 'with replacement', points: replaced},
      {type: 'dot', name: 'without replacement', points: distinct},
    ],
  };
}

function unseenFigure({unseen: {replaced, distinct}}: MinibatchFindings): Figure {
  const last = replaced.at(-1)!;
  return {
    id: 'unseen',
    title: 'With replacement some images are not seen for a long time',
    alt:
      `The part of the images not yet seen over the draws. With replacement it is ${percent(replaced.find(({epochs}) => epochs === 1)!.unseen)} after as ` +
      `many draws as there are images and ${percent(last.unseen)} after ${significant(last.epochs, 1)} times as many, along ` +
      `the curve of e to the minus x. Without replacement it falls on a straight line to 0 in one epoch.`,
    x: {label: 'draws', unit: 'epochs', scale: 'linear'},
    y: {label: 'images not yet seen', unit: 'fraction', scale: 'linear'},
    marks: [
      series('dot', 'with replacement', replaced, ({epochs, unseen}) => [epochs, unseen]),
      series('line', 'e to the minus x', replaced, ({epochs}) => [epochs, Math.exp(-epochs)]),
      series('line', 'without replacement', distinct, ({epochs, unseen}) => [epochs, unseen]),
    ],
  };
}

function cosineFigure({gradients: {cosines}}: MinibatchFindings): Figure {
  const [first, last] = [cosines[0]!, cosines.at(-1)!];
  return {
    id: 'gradient-direction',
    title: 'The larger a mini-batch, the nearer it points to where all images point',
    alt:
      `The mean cosine between the gradient of a mini-batch and the full one: ${significant(first.cosine)} for a batch of ` +
      `${first.size}, ${significant(last.cosine)} for one of ${count(last.size)}.`,
    x: {label: 'batch size', unit: 'images', scale: 'log'},
    y: {label: 'cosine with the full gradient', scale: 'linear'},
    marks: [series('line', 'mean cosine', cosines, ({size, cosine}) => [size, cosine])],
  };
}

function timeFigure({sizes}: MinibatchFindings): Figure {
  const [first, last] = [sizes[0]!, sizes.at(-1)!];
  return {
    id: 'batch-size-time',
    title: 'Images are cheaper by the batch',
    alt:
      `The time for one pass over ${count(first.images)} images against the batch size, on logarithmic axes: ` +
      `${significant(first.seconds, 2)} s in batches of ${first.batchSize}, ${significant(last.seconds, 2)} s in batches of ` +
      `${count(last.batchSize)}, as timed on this machine.`,
    x: {label: 'batch size', unit: 'images', scale: 'log'},
    y: {label: 'time for one pass', unit: 's', scale: 'log'},
    marks: [series('line', 'time', sizes, ({batchSize, seconds}) => [batchSize, seconds])],
    timed: true,
  };
}
