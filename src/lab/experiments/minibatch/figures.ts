import type {Figure} from '../experiment';
import {percent, significant} from '../significant';
import type {MinibatchFindings, MinibatchMetrics} from './sampling';

/** The spread of the mean, the images unseen, the direction of the gradient, and what a batch size costs. */
export function figuresOf(found: MinibatchFindings, metrics: MinibatchMetrics): Figure[] {
  return [spreadFigure(found), unseenFigure(found, metrics), cosineFigure(found), timeFigure(found)];
}

function spreadFigure({spreads, perExample}: MinibatchFindings): Figure {
  const points = (replaced: boolean, of: 'spread' | 'predicted') =>
    spreads.filter(spread => spread.replaced === replaced).map(spread => ({x: spread.size, y: spread[of]}));
  const [replaced, distinct] = [points(true, 'spread'), points(false, 'spread')];
  const last = replaced.length - 1;
  return {
    id: 'minibatch-spread',
    title: 'A hundred times the images, a tenth of the error',
    alt:
      `The spread of the batch mean against the batch size, on logarithmic axes: a straight line from ` +
      `${significant(replaced[0]!.y)} nats for one image down. Only where a batch is a good part of all ` +
      `${perExample.length.toLocaleString('en')} images does it matter how it is drawn: for half of them it is ` +
      `${significant(replaced[last]!.y)} nats with replacement and ${significant(distinct[last]!.y)} without.`,
    x: {label: 'batch size n', unit: 'images', scale: 'log'},
    y: {label: 'standard deviation of the batch mean', unit: 'nats', scale: 'log'},
    marks: [
      {type: 'line', name: 'σ/√n', points: points(true, 'predicted')},
      {type: 'dot', name: 'with replacement', points: replaced},
      {type: 'dot', name: 'without replacement', points: distinct},
    ],
  };
}

function unseenFigure({unseen}: MinibatchFindings, m: MinibatchMetrics): Figure {
  const {replaced, distinct} = unseen;
  const last = replaced[replaced.length - 1]!;
  return {
    id: 'unseen',
    title: 'With replacement some images are not seen for a long time',
    alt:
      `The part of the images not yet seen over the draws. With replacement it is ${percent(m['unseen.measured'])} after as ` +
      `many draws as there are images and ${percent(last.unseen)} after ${significant(last.epochs, 1)} times as many, along ` +
      `the curve of e to the minus x. Without replacement it falls on a straight line to 0 in one epoch.`,
    x: {label: 'draws', unit: 'epochs', scale: 'linear'},
    y: {label: 'images not yet seen', unit: 'fraction', scale: 'linear'},
    marks: [
      {
        type: 'dot',
        name: 'with replacement',
        points: replaced.map(({epochs, unseen: y}) => ({x: epochs, y})),
      },
      {
        type: 'line',
        name: 'e to the minus x',
        points: replaced.map(({epochs}) => ({x: epochs, y: Math.exp(-epochs)})),
      },
      {
        type: 'line',
        name: 'without replacement',
        points: distinct.map(({epochs, unseen: y}) => ({x: epochs, y})),
      },
    ],
  };
}

function cosineFigure({gradients: {cosines}}: MinibatchFindings): Figure {
  const [first, last] = [cosines[0]!, cosines[cosines.length - 1]!];
  return {
    id: 'gradient-direction',
    title: 'The larger a mini-batch, the nearer it points to where all images point',
    alt:
      `The mean cosine between the gradient of a mini-batch and the full one: ${significant(first.cosine)} for a batch of ` +
      `${first.size}, ${significant(last.cosine)} for one of ${last.size.toLocaleString('en')}.`,
    x: {label: 'batch size', unit: 'images', scale: 'log'},
    y: {label: 'cosine with the full gradient', scale: 'linear'},
    marks: [
      {type: 'line', name: 'mean cosine', points: cosines.map(({size, cosine}) => ({x: size, y: cosine}))},
    ],
  };
}

function timeFigure({sizes}: MinibatchFindings): Figure {
  const [first, last] = [sizes[0]!, sizes[sizes.length - 1]!];
  return {
    id: 'batch-size-time',
    title: 'Images are cheaper by the batch',
    alt:
      `The time for one pass over ${first.images.toLocaleString('en')} images against the batch size, on logarithmic axes: ` +
      `${significant(first.seconds, 2)} s in batches of ${first.batchSize}, ${significant(last.seconds, 2)} s in batches of ` +
      `${last.batchSize.toLocaleString('en')}, as timed on this machine.`,
    x: {label: 'batch size', unit: 'images', scale: 'log'},
    y: {label: 'time for one pass', unit: 's', scale: 'log'},
    marks: [
      {
        type: 'line',
        name: 'time',
        points: sizes.map(({batchSize, seconds}) => ({x: batchSize, y: seconds})),
      },
    ],
    timed: true,
  };
}
