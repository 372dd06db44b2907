import type {Text} from '../../text';
import type {DataSource, Split} from '../../data/split';
import type {ExperimentResult, Profile} from '../../results';

export type {Axis, Claim, ExperimentResult, Figure, Mark, Note, Point, Table} from '../../results';

/** What an experiment may use. */
export interface Lab {
  readonly train: Split;
  readonly test: Split;
  readonly source: DataSource;
  /** The tfjs backend in use, by its registered name. */
  readonly backend: string;
  readonly profile: Profile;
  readonly seed: number;
  /** Called with the fraction done, 0 … 1, and what is being done. */
  progress(fraction: number, doing: Text): void;
  readonly signal?: AbortSignal | undefined;
}

/** One question; one folder beside this file. */
export interface Experiment {
  readonly id: string;
  readonly question: Text;
  /** Training images without which the question cannot be asked; none where this is left out. */
  readonly leastImages?: number;
  /** About how long the quick profile takes with wasm on two cores. */
  readonly seconds?: number;
  /** Nothing in it is random or of the data: one run does for every seed. */
  readonly seedless?: true;
  /** It takes long and uses no net that another one trains: it may run in a process of its own, beside the others. */
  readonly alone?: true;
  /** Measures, and describes what was found. The same lab gives the same numbers; no tensor is left. */
  run(lab: Lab): Promise<ExperimentResult>;
}
