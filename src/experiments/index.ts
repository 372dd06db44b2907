import {accuracy} from './accuracy';
import type {Experiment} from './experiment';
import {losses} from './losses';
import {minibatch} from './minibatch';
import {training} from './training';

/** All experiments, in the order in which they are run and read. */
export const experiments: readonly Experiment[] = [losses, accuracy, minibatch, training];
