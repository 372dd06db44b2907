import type {Distributions, Push} from './distributions';
import type {SampledSurprise} from './averageSurprise';
import type {Likelihood} from './likelihood';
import type {PathPoint} from './towardsOneHot';

export interface InformationFindings {
  readonly distributions: Distributions;
  readonly path: readonly PathPoint[];
  readonly samples: readonly SampledSurprise[];
  readonly push: Push;
  readonly likelihood: Likelihood;
}

export type InformationMetrics = Readonly<Record<string, number>>;
