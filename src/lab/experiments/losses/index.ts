import type {Experiment} from '../experiment';
import {measureLosses} from './measureLosses';
import {describeLosses} from './report';

/** What SSE and the two cross-entropy errors say of a right and a wrong guess, and what the 1e-7 is for. */
export const losses: Experiment = {
  id: 'losses',
  question: 'What do SSE and the two CEEs say of a right and a wrong guess, and what is the 1e-7 for?',
  seedless: true,
  run: () => Promise.resolve(describeLosses(measureLosses())),
};
