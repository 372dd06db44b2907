import type {ExperimentResult, Profile} from '../results';
import type {SeedTable} from './seedTable';

/** One run of the experiments: what `results.json` holds and the page shows. */
export interface ResultsDocument {
  /** Raised when a key changes its meaning or goes; new keys leave it alone. */
  readonly schemaVersion: 1;
  /** Versions of this package, of TensorFlow.js and of Node. */
  readonly losslab: string;
  readonly tfjs: string;
  readonly node: string;
  readonly seed: number;
  readonly profile: Profile;
  /** The tfjs backend, by its registered name. */
  readonly backend: string;
  readonly data: DataRecord;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Wall time of the whole run. */
  readonly seconds: number;
  readonly experiments: readonly ExperimentRecord[];
  /** Where several seeds ran: every claim for each; `seed` and `experiments` are then those of the first. */
  readonly seeds?: SeedTable;
}

/** The data a run used. */
export interface DataRecord {
  readonly kind: 'mnist' | 'idx' | 'synthetic';
  readonly origin: string;
  /** SHA-256, hexadecimal, over the images and labels. */
  readonly digest: string;
  /** How many images. */
  readonly train: number;
  readonly test: number;
  /** Why these data and not MNIST. */
  readonly note?: string;
  /** Whose data they are, where a licence asks for that. */
  readonly attribution?: string;
}

/** One experiment of a run. */
export interface ExperimentRecord extends ExperimentResult {
  readonly id: string;
  readonly question: string;
  readonly seconds: number;
}

/**
 * The document as JSON text. NaN and the infinities, which JSON lacks (`JSON.stringify` writes `null`), become the
 * strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
 *
 * @example
 * serializeResults({...results, seconds: NaN}).includes('"seconds": "NaN"');  // true
 */
export function serializeResults(results: ResultsDocument): string {
  return JSON.stringify(results, (_key, value: unknown) => nameNonFinite(value), 2) + '\n';
}

function nameNonFinite(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
