import {t} from '../../../text';
import type {Experiment} from '../experiment';
import {describeInformation} from './report';
import {
  averageSurprise,
  measureDistributions,
  pushOnLogits,
  judgeLabels,
  likelihood,
  towardsOneHot,
} from './distributions';
import {textbookRecipe, trainedNet} from '../trainedNet';

/** How the cross entropy of information theory becomes the loss of a classifier. */
export const information: Experiment = {
  id: 'information',
  question: t`How does cross entropy H(p, q) become −ln y_t?`,
  async run(lab) {
    const {model} = await trainedNet(lab, textbookRecipe(lab), done =>
      lab.progress(0.8 * done, t`training the textbook net`),
    );
    try {
      return describeInformation({
        distributions: measureDistributions(),
        path: towardsOneHot(),
        samples: averageSurprise(lab.seed),
        push: pushOnLogits(),
        likelihood: likelihood(judgeLabels(model, lab.test)),
      });
    } finally {
      model.dispose();
    }
  },
};
