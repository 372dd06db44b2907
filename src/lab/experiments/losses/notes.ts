import {t} from '../../../text';
import type {Note} from '../experiment';
import {significant} from '../reporting';
import {show, type Numbers} from './report';

/** What notes on the chapter say of the losses, each sentence with the numbers that settle it. */
export function notesOf({cee, withoutEpsilon, mistake}: Numbers): Note[] {
  const {atTheTruth, atLossZero} = mistake;
  return [
    {
      says: t`When the loss is 0 the updates stop by themselves`,
      verdict: 'half',
      measured: t`They stop where the gradient is 0. With soft labels that is at a loss of
          ${significant(atTheTruth.loss)}; and a loss of ${atLossZero.loss} that is no minimum has a gradient
          of ${significant(atLossZero.gradient)}. Only where a loss cannot be below 0 is 0 its minimum, and
          the gradient 0 as well.`,
      settledBy: 'mistakes',
    },
    {
      says: t`½ Σ (y − t)² is the mean squared error`,
      verdict: 'false',
      measured: t`It is half a sum: ${show(mistake.sumOfSquares)} for the right guess, where the mean over
          the ten classes is ${show(mistake.meanOfSquares)}.`,
      settledBy: 'mistakes',
    },
    {
      says: t`The loss of a batch is the sum of the losses of its images`,
      verdict: 'half',
      measured: t`The sum of ten is ${significant(mistake.sumOverMean, 2)} times the mean, and so is its
          gradient: without the division by N the batch size is a hidden learning rate.`,
      settledBy: 'mistakes',
    },
    {
      says: t`One cross entropy does for one-hot labels and for integers`,
      verdict: mistake.oneHotRefused ? 'false' : 'half',
      measured: t`Code that picks y[arange(N), t] gives ${show(mistake.oneHotAsInteger)} for one-hot labels,
          without an error, where the loss is ${show(mistake.mean)}. losslab refuses them.`,
      settledBy: 'mistakes',
    },
    {
      says: t`The 1e-7 in the logarithm may be left out`,
      verdict: 'false',
      measured: t`Without it the one-hot loss of the right guess is
          ${withoutEpsilon.cee.nan ? 'NaN' : t`a number`}, for 0 · ln 0 is no number. With it the loss is
          ${show(cee.right)}, and at most ${show(cee.cap)}.`,
      settledBy: 'epsilon',
    },
  ];
}
