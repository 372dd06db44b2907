/* A file of its own: whoever adds an experiment touches it and the experiment's folder, and nothing else. */

import {accuracy} from './accuracy';
import type {Experiment} from './experiment';
import {gradientCheck} from './gradient-check';
import {information} from './information';
import {knownGradients} from './known-gradients';
import {losses} from './losses';
import {minibatch} from './minibatch';
import {numericalGradient} from './numerical-gradient';
import {step} from './step';
import {training} from './training';

/** All experiments, in the order in which they are run and read. */
export const experiments: readonly Experiment[] = [
  losses,
  information,
  accuracy,
  step,
  training,
  numericalGradient,
  gradientCheck,
  minibatch,
  knownGradients,
];
