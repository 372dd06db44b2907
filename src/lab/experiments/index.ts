/* A file of its own: whoever adds an experiment touches it and the experiment's folder, and nothing else. */

import {accuracy} from './accuracy';
import {descent} from './descent';
import type {Experiment} from './experiment';
import {features} from './features';
import {gradientCheck} from './gradient-check';
import {information} from './information';
import {knownGradients} from './known-gradients';
import {losses} from './losses';
import {minibatch} from './minibatch';
import {numericalGradient} from './numerical-gradient';
import {regression} from './regression';
import {step} from './step';
import {training} from './training';

/** All experiments, in the order in which they are run and read. */
export const experiments: readonly Experiment[] = [
  losses,
  regression,
  information,
  descent,
  minibatch,
  numericalGradient,
  gradientCheck,
  accuracy,
  step,
  training,
  features,
  knownGradients,
];
