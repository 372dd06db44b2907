import type {Experiment} from '../experiment';
import {batchSize} from '../trainedNet';
import {measureTraining} from './measureTraining';
import {describeTraining} from './report';

/** What SSE, one-hot CEE, integer CEE and accuracy itself reach, and at which learning rates. */
export const training: Experiment = {
  id: 'training',
  question: 'What do SSE, one-hot CEE and integer CEE reach, at which learning rates? Does it generalise?',
  leastImages: 2 * batchSize,
  run: async lab => describeTraining(await measureTraining(lab)),
};
