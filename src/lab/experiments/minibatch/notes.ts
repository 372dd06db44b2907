import {t} from '../../../text';
import type {Note} from '../experiment';
import {percent} from '../reporting';
import type {Numbers} from './report';
import type {MinibatchFindings} from './sampling';

/**
 * What notes on the chapter say of mini-batches, each sentence with the numbers that settle it.
 *
 * Short because this experiment settles two of them only.
 */
export function notesOf({lab, spreads}: MinibatchFindings, {unseen, sigma}: Numbers): Note[] {
  const hundred = spreads.find(({size, replaced}) => size === 100 && replaced)!;
  // The chance that ten draws of N are ten different ones.
  const distinct = Array.from({length: 10}, (_, i) => 1 - i / lab.train.size).reduce((a, b) => a * b);
  return [
    {
      says: t`np.random.choice(60000, 10) picks ten different images`,
      verdict: 'half',
      measured: t`It draws with replacement. Ten of ${lab.train.size} are different ones in
          ${(100 * distinct).toFixed(2)} % of the draws, but an epoch of such batches leaves
          ${percent(unseen.measured)} of the images unseen; without replacement ${percent(unseen.distinct)}.`,
      settledBy: 'unseen',
    },
    {
      says: t`A mini-batch may stand for all training images`,
      verdict: 'true',
      measured: t`The mean loss of 100 images is off by ${hundred.spread.toFixed(4)} nats in the standard
          deviation, in neither direction: σ/√n of the ${sigma.toFixed(3)} of one image.`,
      settledBy: 'minibatch-spread',
    },
  ];
}
