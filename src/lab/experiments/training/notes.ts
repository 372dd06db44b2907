import {t} from '../../../text';
import type {Note} from '../experiment';
import {count, percent, significant} from '../reporting';
import type {TrainingFindings, TrainingNumbers} from './measureTraining';

/** What notes on the chapter say of training, each sentence with the numbers that settle it. */
export function notesOf({lab, grid, held}: TrainingFindings, n: TrainingNumbers): Note[] {
  const {confidence, overfit, cee} = n;
  // The mean of the greatest of k standard normal numbers is at most √(2 ln k).
  const error = Math.sqrt((cee.testAccuracy * (1 - cee.testAccuracy)) / lab.test.size);
  const flattered = Math.sqrt(2 * Math.log(grid.length)) * error;
  return [
    {
      says: t`The loss tells the accuracy of the model`,
      verdict: confidence.accuracies === 1 ? 'false' : 'half',
      measured: t`With all logits multiplied by 0.1, 1 and 10 the cross entropy is
          ${[confidence['x0.1'], confidence.x1, confidence.x10].map(each => significant(each.crossEntropy)).join(', ')}
          nats, and accuracy takes ${confidence.accuracies} value. The loss sees how sure the net is;
          accuracy does not.`,
      settledBy: 'confidence',
    },
    {
      says: t`A net that fits its own images too well does worse on others; that is why there are test images`,
      verdict: 'true',
      measured: t`After training on ${overfit.images} images it gets ${percent(overfit.trainAccuracy)} of
          them right, and ${percent(overfit.testAccuracy)} of the test images; on all images
          ${percent(overfit.all.trainAccuracy)} and ${percent(overfit.all.testAccuracy)}.`,
      settledBy: 'overfit',
    },
    {
      says: t`One tries several settings and takes what is best on the test images`,
      verdict: 'false',
      measured: t`Of ${grid.length} equally good nets the best looks better than it is by up to
          ${percent(flattered)} on ${count(lab.test.size)} images, by chance alone. Here rates are chosen on
          ${count(held)} held-out training images.`,
      settledBy: 'learning-rates',
    },
  ];
}
