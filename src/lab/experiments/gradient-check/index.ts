import type {Experiment} from '../experiment';
import {describeChecks} from './report';
import {measureLosses} from './measureLosses';

/** Whether `tf.grad` agrees with finite differences for every loss on a real net, and what each costs. */
export const gradientCheck: Experiment = {
  id: 'gradient-check',
  question: 'Does tf.grad agree with finite differences, for every loss, on a real net? What does each cost?',
  run: async lab => describeChecks(await measureLosses(lab)),
};
