import * as tf from '@tensorflow/tfjs';
import {assertModelInputs} from '../argumentKinds';
import type {Minibatch} from '../data/minibatches';
import {InvalidValueError, NonFiniteLossError} from '../errors';
import {explainNonFiniteLoss} from './nonFiniteLoss';
import {assertBatch} from './measure';
import type {EarlyStop, Monitor} from './Monitor';
import {
  startOfTraining,
  type Measurements,
  type RunOptions,
  type TrainingLimits,
  type TrainingPosition,
} from './TrainOptions';

export interface TrainingResult {
  steps: number;
  epochs: number;
  /** The mean loss of each pass over the data; the last may be a part of one. */
  losses: number[];
  /**
   * Why it ended: the epochs or steps were over, the validation loss has not improved for as many epochs as `patience` says, a
   * callback ended it (`onEpoch` that returned false, `model.stopTraining`), or the signal was aborted.
   */
  stopped: 'epochs' | 'steps' | 'aborted' | EarlyStop;
  /** With `validation`: what each epoch of this call gave. */
  validation?: Measurements[];
  /** With `metrics`: their means over the training data, for each epoch of this call. */
  metrics?: Measurements[];
  /** With `patience`: the epoch whose weights the model has, from 1; undefined if none had a finite loss. */
  bestEpoch?: number | undefined;
}

/** Takes training steps. */
export interface Stepper {
  /**
   * @param step Its number, for an error and a schedule.
   * @param epoch The number of its epoch, from 1.
   * @returns The loss before the step; a tensor, which the caller disposes, where reading it waits for a GPU.
   */
  take(batch: Minibatch, step: number, epoch: number): number | tf.Scalar;
  dispose(): void;
}

/** How many losses may wait unread where reading one waits for a GPU. */
const unreadLosses = 50;

/** How often training lets the event loop run, in milliseconds: for a page's clicks, a terminal's interrupt. */
const yieldInterval = 50;

/** The passes of one training over its data: position, reports, checkpoints. */
export class TrainingRun {
  private position: {-readonly [K in keyof TrainingPosition]: TrainingPosition[K]};
  private waiting: tf.Scalar[] = [];
  private yielded = performance.now();
  /** The step of the latest checkpoint. */
  private checkpointed: number | undefined;
  /** Called with the labels of every batch of the first pass, before its step. */
  checkLabels: ((ys: tf.Tensor) => Promise<void>) | undefined;

  /** Why the training has ended before its last step. */
  private stopped: TrainingResult['stopped'] | undefined;
  private lastLoss = NaN;

  constructor(
    private readonly model: tf.LayersModel,
    private readonly stepper: Stepper,
    private readonly options: RunOptions,
    private readonly monitor?: Monitor,
  ) {
    this.position = {...(options.startAt ?? startOfTraining)};
    this.checkpointed = options.startAt?.step;
  }

  /** Passes over the data until a limit is reached, and disposes what the steps kept. */
  async toEnd(data: tf.data.Dataset<Minibatch>, limits: TrainingLimits): Promise<TrainingResult> {
    try {
      await this.monitor?.callbacks?.begin(limits.epochs, limits.steps);
      while (this.stopped === undefined && !this.isOver(limits)) await this.pass(data, limits);
      // A finished training that is continued, or one that was aborted: its last pass may have been a part of one.
      if (this.position.batch > 0) await this.endPass();
      if (this.stopped !== undefined) await this.checkpoint();
      this.monitor?.restoreBest();
      await this.monitor?.callbacks?.end();
    } catch (error) {
      // What was best is not lost with what failed later.
      this.monitor?.restoreBest();
      throw error;
    } finally {
      this.dispose();
    }
    return this.result(limits);
  }

  private result(limits: TrainingLimits): TrainingResult {
    const {step, epoch, losses} = this.position;
    const {monitor} = this;
    const over = epoch >= limits.epochs ? 'epochs' : 'steps';
    const result = {steps: step, epochs: epoch, losses: [...losses], stopped: this.stopped ?? over};
    return monitor === undefined ? result : {...result, ...monitor.results()};
  }

  /** Whether there is nothing left to do. */
  private isOver({epochs, steps}: TrainingLimits): boolean {
    return this.position.epoch >= epochs || this.position.step >= steps;
  }

  /** One pass over the data, or what is left of `steps`. */
  private async pass(data: tf.data.Dataset<Minibatch>, {epochs, steps}: TrainingLimits): Promise<void> {
    await this.monitor?.callbacks?.beginEpoch(this.position.epoch + 1);
    const batches = await data.iterator();
    while (this.position.step < steps) {
      await this.yieldToEventLoop();
      if (await this.isAborted()) return;
      const next = await batches.next();
      if (next.done) break;
      assertBatch('train', next.value);
      try {
        assertModelInputs('train', this.model, [next.value.xs]);
        await this.checkLabels?.(next.value.ys);
        if (this.monitor?.callbacks?.wantBatches) await this.takeReportedStep(next.value);
        else this.takeStep(next.value);
      } finally {
        tf.dispose(next.value);
      }
      if (this.waiting.length >= unreadLosses) await this.readWaiting();
      if (this.position.step % (this.options.checkpointEvery ?? Infinity) === 0) await this.checkpoint();
      if (this.monitor?.callbacks?.isStopped) break;
    }
    this.checkLabels = undefined;
    await this.readWaiting();
    // Before the pass is closed, so that a longer training can continue within it.
    const isLast = this.position.step >= steps || this.position.epoch + 1 >= epochs;
    if (isLast || this.monitor?.callbacks?.isStopped) await this.checkpoint();
    await this.endPass();
  }

  /** Closes the present pass, whole or not. */
  private async endPass(): Promise<void> {
    const {step, epoch, batch, lossSum, losses} = this.position;
    if (batch === 0)
      throw new InvalidValueError('train: expected at least one mini-batch an epoch, got none');
    const loss = lossSum / batch;
    this.position = {step, epoch: epoch + 1, batch: 0, lossSum: 0, losses: [...losses, loss]};
    // Who has aborted a training waits for its end.
    if (this.stopped === 'aborted') return;
    const report = {epoch: epoch + 1, step, loss};
    const measured = (await this.monitor?.measure(report)) ?? report;
    const goesOn = await this.options.onEpoch?.(measured);
    this.stopped = (await this.monitor?.judge(measured)) ?? (goesOn === false ? 'callback' : undefined);
  }

  private dispose(): void {
    tf.dispose(this.waiting);
    this.stepper.dispose();
    this.monitor?.dispose();
  }

  /** A step awaits nothing that takes time: without this pause no other task would ever run. */
  private async yieldToEventLoop(): Promise<void> {
    if (performance.now() - this.yielded < yieldInterval) return;
    await tf.nextFrame();
    this.yielded = performance.now();
  }

  /** @throws The signal's reason, unless the training is to return what there is. */
  private async isAborted(): Promise<boolean> {
    const {signal, onAbort} = this.options;
    if (!signal?.aborted) return false;
    await this.checkpoint();
    if (onAbort !== 'return') signal.throwIfAborted();
    this.stopped = 'aborted';
    return true;
  }

  private async checkpoint(): Promise<void> {
    if (this.position.step === this.checkpointed) return;
    await this.readWaiting();
    await this.options.onCheckpoint?.({...this.position});
    this.checkpointed = this.position.step;
  }

  private async takeReportedStep(batch: Minibatch): Promise<void> {
    const callbacks = this.monitor?.callbacks;
    const place = this.position.batch;
    const size = batch.ys.shape[0];
    await callbacks?.beginBatch(place, size);
    this.takeStep(batch);
    await this.readWaiting();
    await callbacks?.endBatch(place, size, this.lastLoss);
  }

  private takeStep(batch: Minibatch): void {
    const step = this.position.step + 1;
    const loss = this.stepper.take(batch, step, this.position.epoch + 1);
    this.position.step = step;
    this.position.batch++;
    if (typeof loss === 'number') this.report(step, loss);
    else this.waiting.push(loss);
  }

  private async readWaiting(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    const first = this.position.step - waiting.length + 1;
    for (const [i, loss] of waiting.entries()) {
      const [value] = await loss.data();
      loss.dispose();
      if (!Number.isFinite(value))
        throw new NonFiniteLossError(first + i, value!, explainNonFiniteLoss(this.model));
      this.report(first + i, value!);
    }
  }

  private report(step: number, loss: number): void {
    this.position.lossSum += loss;
    this.lastLoss = loss;
    this.options.onStep?.({step, epoch: this.position.epoch + 1, loss});
  }
}
