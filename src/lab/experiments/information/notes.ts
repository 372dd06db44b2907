import {t} from '../../../text';
import type {ExperimentResult, Note} from '../experiment';
import {count, significant} from '../reporting';
import type {InformationFindings} from './distributions';

/** What notes on the chapter say of information, each sentence with the numbers that settle it. */
export function notesOf({coins, spreads, distributions: {oneHot, surprise}}: InformationFindings): Note[] {
  const most = coins.reduce((a, b) => (b.entropy > a.entropy ? b : a));
  const [die, furthest] = [spreads[0]!, spreads.at(-1)!];
  return [
    {
      says: t`Entropy is 0 at p = 0 and p = 1, and greatest at p = 0.5`,
      verdict: 'true',
      measured: t`For two outcomes: ${coins[0]!.entropy} and ${coins.at(-1)!.entropy} at the ends, and
          ${significant(most.entropy)} nats at ${most.p}.`,
      settledBy: 'entropy',
    },
    {
      says: t`The greater the variance, the greater the entropy`,
      verdict: 'half',
      measured: t`For a coin and for a normal distribution it is so. But two numbers far apart have a
          variance of ${count(furthest.variance)} and ${significant(furthest.entropy)} nats, and a die has
          ${significant(die.variance)} and ${significant(die.entropy)} nats: entropy asks how likely the
          values are, and not where they lie.`,
      settledBy: 'variance-entropy',
    },
    {
      says: t`The cross entropy error is the cross entropy H(p, q) of information theory`,
      verdict: 'true',
      measured: t`With a one-hot label H(p, q), KL(p‖q) and −ln of the probability of the right class are
          ${significant(oneHot.crossEntropy, 4)}, ${significant(oneHot.klDivergence, 4)} and
          ${significant(surprise, 4)} nats.`,
      settledBy: 'towards-one-hot',
    },
  ];
}

/** The step from H(p, q) to the loss, which books leave out. */
export function openQuestionOf({
  distributions: {oneHot},
}: InformationFindings): NonNullable<ExperimentResult['openQuestion']> {
  return {
    question: t`How does cross entropy become the loss of a classifier?`,
    answer: t`Cross entropy is −Σ p ln q, over all classes: p is what is true, q what the net believes. A
        one-hot label has p = 1 at the right class and 0 at all others. All terms but one vanish, and −ln of
        the probability that the net gives to the right class is left: ${significant(oneHot.crossEntropy)}
        nats for a guess of 0.6. The mean of that over the images is the cross entropy error.`,
    settledBy: 'towards-one-hot',
  };
}
