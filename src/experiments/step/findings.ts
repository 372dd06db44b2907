import type {MeasuredNets} from './nets';
import type {Slopes} from './slopes';
import type {SteepSigmoid} from './steepSigmoids';

export interface StepFindings {
  readonly slopes: Slopes;
  readonly steep: readonly SteepSigmoid[];
  readonly nets: MeasuredNets;
}

export type StepMetrics = Readonly<Record<string, number>>;
