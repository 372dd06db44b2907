import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../../src/corrections';
import {
  computeEach,
  everyConfiguration,
  type Computed,
} from '../../../src/lab/experiments/known-gradients/corrected';

/** What the test asks the page to do. */
export interface SweepPage {
  /** Makes a backend the current one, with the corrected gradients; whether that went well. */
  begin(backend: string): Promise<boolean>;
  /** Computes the configuration of an index. */
  compute(index: number): Computed;
}

async function begin(backend: string): Promise<boolean> {
  if (!(await tf.setBackend(backend))) return false;
  correctGradients();
  return true;
}

function compute(index: number): Computed {
  return computeEach([everyConfiguration[index]!], () => index + 1)[0]!;
}

const page: SweepPage = {begin, compute};
void tf.setBackend('cpu').then(() => Object.assign(globalThis, {sweepPage: page}));
