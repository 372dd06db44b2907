import * as tf from '@tensorflow/tfjs';
import type {Experiment} from '../experiment';
import {describeLosses} from './report';
import type {LossFindings} from './findings';
import {measureEpsilons} from './epsilons';
import {measureGuesses} from './guesses';
import {measureMistakes} from './mistakes';
import {measurePushes} from './pushes';

/** What SSE and the two cross-entropy errors say of a right and a wrong guess, and what the 1e-7 is for. */
export const losses: Experiment = {
  id: 'losses',
  question: 'What do SSE and the two CEEs say of a right and a wrong guess, and what is the 1e-7 for?',
  seedless: true,
  run: () => Promise.resolve(describeLosses(measureLosses())),
};

function measureLosses(): LossFindings {
  let found: LossFindings | undefined;
  // Not by way of the tidy's result, which it searches for tensors.
  tf.tidy(() => {
    found = {
      guesses: measureGuesses(),
      epsilons: measureEpsilons(),
      pushes: measurePushes(),
      mistakes: measureMistakes(),
    };
  });
  return found!;
}
