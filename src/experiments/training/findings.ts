import type {AccuracyDescent} from './accuracyDescent';
import type {Confidence} from './confidence';
import type {MeasuredRun} from './measureRuns';
import type {Overfit} from './overfit';
import type {GridPoint} from './rateGrid';

export interface TrainingFindings {
  readonly runs: ReadonlyMap<string, MeasuredRun>;
  readonly grid: readonly GridPoint[];
  readonly overfit: Overfit;
  readonly accuracy: AccuracyDescent;
  readonly confidence: readonly Confidence[];
}

export type TrainingMetrics = Readonly<Record<string, number>>;
