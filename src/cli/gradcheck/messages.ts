import type {Language} from '../../lab/language/language';
import type {GradientCheck, GradientCheckOptions} from '../../index';

/** Options of the check as the command line gives them. */
export type CheckOptions = GradientCheckOptions;

/** What the command asks the process in which the user's module runs. */
export interface Job {
  /** An absolute path, with or without `#export`. */
  readonly place: string;
  /** Only those that somebody gave: they go before the module's own. */
  readonly options: CheckOptions;
  /** A tfjs backend to compare on, as `selectBackend` takes it. */
  readonly backend: string | undefined;
  /** Whether tfjs's own gradients are corrected first. */
  readonly corrected: boolean;
  /** Of the text that comes back. */
  readonly language: Language;
}

/** A check without its method, which cannot go from one process to another. */
export type CheckNumbers = Omit<GradientCheck, 'toString'>;

/** What comes back: a check that was made, or the error in its place. */
export type Outcome =
  | {readonly name: string; readonly check: CheckNumbers; readonly text: string}
  | {readonly error: ErrorRecord};

/** An error on its way from one process to another, where classes get lost. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string | undefined;
  /** What it would end the command with. */
  readonly exitCode: number;
}

/** Function, file and export, as sentences call them. */
export function nameOfPlace(place: string): string {
  return place.slice(Math.max(place.lastIndexOf('/'), place.lastIndexOf('\\')) + 1);
}
