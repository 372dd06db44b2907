import type {Experiment} from '../experiment';
import {batchSize} from '../trainedNet';
import {measureAccuracy} from './measureAccuracy';
import {describeAccuracy} from './report';

/** Why accuracy yields zero gradients: three mechanisms, the count of zeros, the staircase, trying anyway, and what is used instead. */
export const accuracy: Experiment = {
  id: 'accuracy',
  question: 'Why not descend accuracy itself?',
  leastImages: batchSize,
  run: async lab => describeAccuracy(await measureAccuracy(lab)),
};
