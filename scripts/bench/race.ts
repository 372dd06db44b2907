/** Timing several ways of doing a thing against each other, in one run. */

/** One way. */
export interface Contestant {
  readonly name: string;
  /** Does the work once. What it makes it disposes of; `prepare`'s part is not timed. */
  readonly run: () => unknown;
  /** Before each turn, outside the measured time: another backend, other kernels. */
  readonly prepare?: () => unknown;
  /** After the race, however it ended: gives back what the work was done with. */
  readonly dispose?: () => void;
  /** How many runs the whole job takes, where only a sample of it is run. Default 1. */
  readonly runsOfWhole?: number;
}

/** What a contestant took for the whole job, in milliseconds. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Of every turn, in order. */
  readonly turns: readonly number[];
}

export interface RaceOptions {
  /** Rounds that count; one more goes before them to warm up. */
  readonly turns?: number;
  /** A turn repeats its work until so much time has gone, so that the clock's grain does not matter. */
  readonly millisecondsOfTurn?: number;
  /** Called before each contestant's turn, with the fraction of all turns that are done. */
  readonly progress?: ((fraction: number, doing: string) => void) | undefined;
}

/**
 * Lets all contestants take turns, so that whatever else the machine does falls on all alike, and takes the median.
 *
 * @returns One timing for each contestant, in their order.
 */
export async function race(contestants: readonly Contestant[], options: RaceOptions = {}): Promise<Timing[]> {
  try {
    return await takeTurns(contestants, options);
  } finally {
    for (const {dispose} of contestants) dispose?.();
  }
}

async function takeTurns(
  contestants: readonly Contestant[],
  {turns = 5, millisecondsOfTurn = 50, progress}: RaceOptions,
): Promise<Timing[]> {
  const times = contestants.map((): number[] => []);
  for (let turn = 0; turn <= turns; turn++) {
    for (const [i, {name, run, prepare, runsOfWhole = 1}] of contestants.entries()) {
      progress?.((turn + i / contestants.length) / (turns + 1), name);
      await prepare?.();
      const each = await millisecondsEach(run, turn === 0 ? 0 : millisecondsOfTurn);
      if (turn > 0) times[i]!.push(each * runsOfWhole);
    }
  }
  return contestants.map(({name}, i) => timingOf(name, times[i]!));
}

/** What turns of these lengths come to. */
export function timingOf(name: string, turns: readonly number[]): Timing {
  return {name, median: median(turns), least: Math.min(...turns), most: Math.max(...turns), turns};
}

/** The middle one; the upper of two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

async function millisecondsEach(run: () => unknown, atLeast: number): Promise<number> {
  const start = performance.now();
  let runs = 0;
  do {
    const result = run();
    // Awaiting what is no promise would put a turn of the event loop into the time.
    if (result instanceof Promise) await result;
    runs++;
  } while (performance.now() - start < atLeast);
  return (performance.now() - start) / runs;
}
