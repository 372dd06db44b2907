import type {Timing} from './race';

/** One measured line, beside the peer that it is a ratio to. */
export interface Line extends Timing {
  /** The line that this one is compared with, by name: of the same suite and run. */
  readonly peer: string;
  /** How many times faster than the peer: above 1 is faster. */
  readonly timesAsFast: number;
}

/** A table of lines that were measured together. */
export interface SuiteTable {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** Measures something; its tables are printed as they come. */
export type Suite = () => AsyncIterable<SuiteTable>;

/** Lines out of timings, all compared with one of them. */
export function comparedWith(peer: string, timings: readonly Timing[]): Line[] {
  const reference = timings.find(({name}) => name === peer);
  if (reference === undefined) throw new RangeError(`bench: expected a timing named ${peer}`);
  return timings.map(timing => ({...timing, peer, timesAsFast: reference.median / timing.median}));
}
