import type {AccuracyDescent} from './accuracyDescent';
import type {Confidence} from './confidence';
import type {HiddenRate} from './hiddenRate';
import type {MeasuredRun} from './measureRuns';
import type {Overfit} from './overfit';
import type {GridPoint} from './rateGrid';

export interface TrainingFindings {
  readonly runs: ReadonlyMap<string, MeasuredRun>;
  readonly grid: readonly GridPoint[];
  /** How many training images were held out to choose the learning rates on. */
  readonly held: number;
  readonly hiddenRate: HiddenRate;
  readonly overfit: Overfit;
  readonly accuracy: AccuracyDescent;
  readonly confidence: readonly Confidence[];
}

export type TrainingMetrics = Readonly<Record<string, number>>;
