import type {Lab} from '../experiment';
import type {BatchSizeRun} from './batchSizes';
import type {GradientEstimate} from './gradientEstimates';
import type {Spread, Unseen} from './sampling';

export interface MinibatchFindings {
  readonly lab: Lab;
  readonly perExample: Float32Array;
  readonly spreads: readonly Spread[];
  readonly gradients: GradientEstimate;
  readonly accuracies: {readonly epoch: number; readonly replacement: number};
  readonly unseen: {readonly replaced: readonly Unseen[]; readonly distinct: readonly Unseen[]};
  readonly sizes: readonly BatchSizeRun[];
}

export type MinibatchMetrics = Readonly<Record<string, number>>;
