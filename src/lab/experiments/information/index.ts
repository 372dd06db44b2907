import {t} from '../../../text';
import type {Experiment, ExperimentResult} from '../experiment';
import {metricsOf, significant} from '../reporting';
import {textbookRecipe, withTrainedNet} from '../trainedNet';
import {measureInformation, type InformationFindings} from './distributions';
import {figuresOf} from './figures';
import {notesOf, openQuestionOf} from './notes';
import {claimsOf, numbersOf, tablesOf} from './report';

/** How the cross entropy of information theory becomes the loss of a classifier. */
export const information: Experiment = {
  id: 'information',
  seconds: 2,
  question: t`How does cross entropy H(p, q) become −ln y_t?`,
  run(lab) {
    const report = (done: number) => lab.progress(0.8 * done, t`training the textbook net`);
    return withTrainedNet({lab, recipe: textbookRecipe(lab), report}, ({model}) =>
      describeInformation(measureInformation(lab, model)),
    );
  },
};

/** From H(p, q) to −ln y_t, as an answer, claims, numbers and pictures. */
export function describeInformation(found: InformationFindings): ExperimentResult {
  const {oneHot} = found.distributions;
  return {
    answer: t`H(p, q) = H(p) + KL(p‖q), and a one-hot label has an entropy of ${oneHot.entropy}: what is left
        of the sum is the term of the right class, −ln y_t. For the right guess at the 2 all of H(p, q),
        KL(p‖q) and −ln y_t are ${significant(oneHot.crossEntropy, 4)} nats. The mean of −ln y_t over a
        data set is the negative log-likelihood of its labels, per image.`,
    formulas: [
      {
        spoken: t`H of p and q is minus the sum over k of p k times the logarithm of q k`,
        tex: 'H{(p, q)} = − \\sum_k p_k \\ln{q_k}',
      },
    ],
    claims: claimsOf(found),
    metrics: metricsOf(numbersOf(found)),
    highlights: [
      {label: t`H(p, q) of the example`, metric: 'example.crossEntropy', unit: t`nats`},
      {label: t`of which H(p)`, metric: 'example.entropy', unit: t`nats`},
      {label: t`of which KL(p‖q)`, metric: 'example.klDivergence', unit: t`nats`},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
    notes: notesOf(found),
    openQuestion: openQuestionOf(found),
  };
}
