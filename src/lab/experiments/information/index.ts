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
import {textbookRecipe, withTrainedNet} from '../trainedNet';

/** How the cross entropy of information theory becomes the loss of a classifier. */
export const information: Experiment = {
  id: 'information',
  question: 'How does cross entropy H(p, q) become −ln y_t?',
  run(lab) {
    const report = (done: number) => lab.progress(0.8 * done, 'training the textbook net');
    return withTrainedNet({lab, recipe: textbookRecipe(lab), report}, ({model}) =>
      describeInformation({
        distributions: measureDistributions(),
        path: towardsOneHot(),
        samples: averageSurprise(lab.seed),
        push: pushOnLogits(),
        likelihood: likelihood(judgeLabels(model, lab.test)),
      }),
    );
  },
};
