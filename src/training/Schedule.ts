import type * as tf from '@tensorflow/tfjs';
import {assertFinite} from '../checks';
import {setLearningRate} from '../tfjs/models';
import type {StepPosition} from './TrainOptions';

/** After so many steps with one rate it counts as one that stays, as within an epoch. */
const stays = 3;

/** A learning rate that is a function of the step, and the optimizer that gets it. */
export class Schedule {
  /** Of the latest step. */
  rate: number | undefined;
  private sinceChange = 0;

  constructor(
    private readonly optimizer: tf.Optimizer,
    private readonly rateAt: (at: StepPosition) => number,
  ) {}

  /** Whether the rate has changed within the last few steps. */
  get isChanging(): boolean {
    return this.sinceChange < stays;
  }

  /**
   * Sets the rate of a step that is about to be taken.
   *
   * @throws {RangeError} If the function gives no finite number of at least 0.
   */
  set(at: StepPosition): void {
    const rate = this.rateAt(at);
    assertFinite('train', `the learning rate of step ${at.step}`, rate, {atLeast: 0});
    this.sinceChange++;
    if (rate === this.rate) return;
    setLearningRate(this.optimizer, rate);
    this.rate = rate;
    this.sinceChange = 0;
  }
}
