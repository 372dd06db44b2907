/** How far a training has come: plain data, to be kept beside the model's weights and the optimizer's state. */
export interface TrainingPosition {
  /** Steps taken. */
  readonly step: number;
  /** Passes over the data that are over. */
  readonly epoch: number;
  /** Mini-batches of the present pass that are done. */
  readonly batch: number;
  /** The sum of their losses. */
  readonly lossSum: number;
  /** The mean loss of each pass that is over. */
  readonly losses: readonly number[];
}

export const startOfTraining: TrainingPosition = {step: 0, epoch: 0, batch: 0, lossSum: 0, losses: []};
