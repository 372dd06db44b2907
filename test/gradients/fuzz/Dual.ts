/**
 * A number that knows how it changes when one of many inputs ("seeds") moves: sparse forward-mode differentiation.
 *
 * Two slopes are kept for each seed, along +e and along −e, because they differ at kinks. Both are directional
 * derivatives, which obey the chain rule at kinks too: |·| takes the direction t to |t|, max takes the larger one.
 *
 * @see Griewank and Walther, "Evaluating Derivatives", 2nd ed., 2008, sections 3.1 and 14.1.
 */
export interface Dual {
  readonly value: number;
  /** The seeds that reach this number, in any order, each once. */
  readonly seeds: readonly number[];
  /** Directional derivative along +e of each seed. */
  readonly forward: readonly number[];
  /** Directional derivative along −e of each seed; −forward wherever the function is smooth. */
  readonly backward: readonly number[];
  /** The slope with all its terms made positive: what its rounding error is relative to. */
  readonly bulk: readonly number[];
  /** The largest number on the way here: what the value's rounding error is relative to. */
  readonly largest: number;
  /** A kink was met on the way. */
  readonly kinked: boolean;
  /** So near a kink or a jump that rounding decides on which side: nothing can be said of the slope. */
  readonly unclear: boolean;
}

/** Relative to the largest number on the way; rounding reaches perhaps 1e-14. */
const NEAR = 1e-10;

export function constant(value: number): Dual {
  const none: number[] = [];
  return {value, seeds: none, forward: none, backward: none, bulk: none, ...clean(Math.abs(value))};
}

/** The input number `seed`. */
export function variable(value: number, seed: number): Dual {
  return {value, seeds: [seed], forward: [1], backward: [-1], bulk: [1], ...clean(Math.abs(value))};
}

/** A smooth function of one number, given its value and slope there, and the slope's bulk where it cancels. */
export function smooth(value: number, slope: number, x: Dual, bulk = Math.abs(slope)): Dual {
  return {
    ...{value, seeds: x.seeds},
    forward: x.forward.map(t => scaled(slope, t)),
    backward: x.backward.map(t => scaled(slope, t)),
    bulk: x.bulk.map(t => scaled(bulk, t)),
    ...inherited(value, [x]),
  };
}

/** A smooth function of several numbers, given its value and partial derivatives there, and the bulks of these where they cancel. */
export function combined(
  value: number,
  slopes: readonly number[],
  xs: readonly Dual[],
  bulks?: readonly number[],
): Dual {
  if (xs.length === 1) return smooth(value, slopes[0]!, xs[0]!, bulks?.[0]);
  const slots = new Map<number, number>();
  const [forward, backward, bulk]: number[][] = [[], [], []];
  for (const [k, x] of xs.entries()) {
    const slope = slopes[k]!;
    const size = bulks?.[k] ?? Math.abs(slope);
    for (let i = 0; i < x.seeds.length; i++) {
      const slot = slotOf(slots, x.seeds[i]!);
      forward![slot] = (forward![slot] ?? 0) + scaled(slope, x.forward[i]!);
      backward![slot] = (backward![slot] ?? 0) + scaled(slope, x.backward[i]!);
      bulk![slot] = (bulk![slot] ?? 0) + scaled(size, x.bulk[i]!);
    }
  }
  const slopesBySeed = {forward: forward!, backward: backward!, bulk: bulk!};
  return {value, seeds: [...slots.keys()], ...slopesBySeed, ...inherited(value, xs)};
}

/**
 * A function at its kink, given how it takes the directions of its arguments to its own: positively homogeneous, as
 * t ↦ |t| is. `steepest` is the largest slope on any side.
 */
export function kink(
  value: number,
  direction: (tangents: readonly number[]) => number,
  xs: readonly Dual[],
  steepest = 1,
): Dual {
  const seeds = [...new Set(xs.flatMap(x => x.seeds))];
  const places = xs.map(x => new Map(x.seeds.map((seed, i) => [seed, i])));
  const gather = (of: (x: Dual) => readonly number[], seed: number) =>
    xs.map((x, k) => {
      const at = places[k]!.get(seed);
      return at === undefined ? 0 : of(x)[at]!;
    });
  const along = (of: (x: Dual) => readonly number[]) => seeds.map(seed => direction(gather(of, seed)));
  return {
    ...{value, seeds},
    forward: along(x => x.forward),
    backward: along(x => x.backward),
    bulk: seeds.map(seed => steepest * gather(x => x.bulk, seed).reduce((sum, t) => sum + t, 0)),
    ...inherited(value, xs),
    kinked: seeds.length > 0 || xs.some(x => x.kinked),
  };
}

/** Whether `x` lies so near `at`, without lying on it, that rounding may have put it there. */
export function isNear(x: Dual, at: number): boolean {
  return x.value !== at && Math.abs(x.value - at) <= NEAR * Math.max(x.largest, Math.abs(at));
}

/** The same number, with the warning that nothing can be said of its slope. */
export function unclear(x: Dual, when = true): Dual {
  return when ? {...x, unclear: true} : x;
}

function scaled(slope: number, tangent: number): number {
  // A slope that is infinite where nothing moves is of no matter.
  return tangent === 0 ? 0 : slope * tangent;
}

function slotOf(slots: Map<number, number>, seed: number): number {
  const known = slots.get(seed);
  if (known !== undefined) return known;
  slots.set(seed, slots.size);
  return slots.size - 1;
}

function clean(largest: number): Pick<Dual, 'largest' | 'kinked' | 'unclear'> {
  return {largest, kinked: false, unclear: false};
}

function inherited(value: number, xs: readonly Dual[]): Pick<Dual, 'largest' | 'kinked' | 'unclear'> {
  let [largest, kinked, isUnclear] = [Math.abs(value), false, false];
  for (const x of xs) {
    largest = Math.max(largest, x.largest);
    kinked ||= x.kinked;
    isUnclear ||= x.unclear;
  }
  return {largest, kinked, unclear: isUnclear};
}
