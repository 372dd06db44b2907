import type {Epsilons} from './epsilons';
import type {Guesses} from './guesses';
import type {Mistakes} from './mistakes';
import type {Pushes} from './pushes';

export interface LossFindings {
  readonly guesses: Guesses;
  readonly epsilons: Epsilons;
  readonly pushes: Pushes;
  readonly mistakes: Mistakes;
}

export type LossMetrics = Readonly<Record<string, number>>;
