import * as tf from '@tensorflow/tfjs';
import type {Callbacks} from './Callbacks';
import {measureModel, type Means, type Measure, type ValidationData} from './measure';
import type {EpochReport, Measurements} from './TrainOptions';

/** Why a training ended before its last step. */
export type EarlyStop = 'patience' | 'callback';

/** What a training is watched by; all but the model may be missing. */
export interface MonitorParts {
  readonly model: tf.LayersModel;
  readonly callbacks: Callbacks | undefined;
  /** The metrics of the training data, which the steps fill. */
  readonly means: Means | undefined;
  readonly validation: ValidationData | undefined;
  /** What the validation data are measured by; the first is the loss. */
  readonly measures: readonly Measure[];
  readonly patience: number | undefined;
  /** The rate of a schedule. */
  readonly rate: () => number | undefined;
}

/** Watches a training: callbacks, metrics, the validation data, and how long they have not improved. */
export class Monitor {
  /** What each epoch gave. */
  private readonly validations: Measurements[] = [];
  private readonly metrics: Measurements[] = [];
  /** The epoch with the lowest loss on the validation data, its loss, and its weights where they are to be restored. */
  private best: {readonly epoch: number; readonly loss: number; readonly weights: tf.Tensor[]} | undefined;
  /** Epochs since then. */
  private waited = 0;

  constructor(private readonly parts: MonitorParts) {}

  get callbacks(): Callbacks | undefined {
    return this.parts.callbacks;
  }

  /** What goes into the result: what was asked for, and no more. */
  results(): {validation?: Measurements[]; metrics?: Measurements[]; bestEpoch?: number | undefined} {
    const {validation, means, patience} = this.parts;
    return {
      ...(validation !== undefined && {validation: this.validations}),
      ...(means !== undefined && {metrics: this.metrics}),
      ...(patience !== undefined && {bestEpoch: this.best?.epoch}),
    };
  }

  /** What is measured after an epoch, added to its report. */
  async measure(report: EpochReport): Promise<EpochReport> {
    const {model, means, validation, measures, rate} = this.parts;
    const metrics = await means?.take();
    const measured = validation && (await measureModel(model, validation(), measures));
    const learningRate = rate();
    if (metrics !== undefined) this.metrics.push(metrics);
    if (measured !== undefined) this.validations.push(measured);
    return {
      ...report,
      ...(metrics !== undefined && {metrics}),
      ...(measured !== undefined && {validation: measured}),
      ...(learningRate !== undefined && {learningRate}),
    };
  }

  /** Whether the training is to end after an epoch, and why. */
  async judge(report: EpochReport): Promise<EarlyStop | undefined> {
    const isOver = this.isOutOfPatience(report);
    const isStopped = (await this.callbacks?.endEpoch(report)) === true;
    return isOver ? 'patience' : isStopped ? 'callback' : undefined;
  }

  private isOutOfPatience({epoch, validation}: EpochReport): boolean {
    const {patience, model} = this.parts;
    if (patience === undefined || validation === undefined) return false;
    this.waited++;
    const loss = validation['loss']!;
    // A NaN is no improvement.
    if (loss < (this.best?.loss ?? Infinity)) {
      this.waited = 0;
      tf.dispose(this.best?.weights);
      // Copies, not clones: those share memory with the weights, which a replayed step writes to.
      this.best = {epoch, loss, weights: tf.tidy(() => model.getWeights().map(weight => weight.mul(1)))};
    }
    return this.waited >= patience;
  }

  /** Gives the model the weights of its best epoch, with `patience`. */
  restoreBest(): void {
    if (this.best !== undefined) this.parts.model.setWeights(this.best.weights);
  }

  dispose(): void {
    tf.dispose(this.best?.weights);
    this.parts.means?.dispose();
  }
}
