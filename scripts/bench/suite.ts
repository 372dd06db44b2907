import {median, type RaceOptions, type Timing} from './race';

/** One measured line, beside the peer that it is a ratio to. */
export interface Line extends Timing {
  /** The line that this one is compared with, by name: of the same table and run. */
  readonly peer: string;
  /** How many times faster than the peer (for sizes: how many times smaller): above 1 is better. */
  readonly timesAsFast: number;
}

/** A table of lines that were measured together. */
export interface SuiteTable {
  /** A question that the lines answer. */
  readonly title: string;
  /** What the numbers are; milliseconds unless it says otherwise. */
  readonly unit?: string;
  readonly lines: readonly Line[];
  /** What the numbers come from: where the time goes, what stands in the way of more. One sentence or two. */
  readonly limits: string;
}

/** Measures something; its tables are printed as they come. `progress` hears how far the next table is. */
export type Suite = (progress?: RaceOptions['progress']) => AsyncIterable<SuiteTable>;

/**
 * Lines out of timings, all compared with one of them: by the median of the turns' own ratios, since what disturbs the
 * machine for a while disturbs a turn of both.
 */
export function comparedWith(peer: string, timings: readonly Timing[]): Line[] {
  const reference = timings.find(({name}) => name === peer);
  if (reference === undefined) throw new RangeError(`bench: expected a timing named ${peer}`);
  return timings.map(timing => ({...timing, peer, timesAsFast: ratio(reference, timing)}));
}

/** How many times faster than the reference. */
export function ratio(reference: Timing, {turns}: Timing): number {
  return median(turns.map((time, turn) => reference.turns[turn]! / time));
}
