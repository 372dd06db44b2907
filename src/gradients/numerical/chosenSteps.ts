import {
  defaultStep,
  differenceQuotient,
  type DifferenceMethod,
  type StepRule,
  functionNoise,
} from './differenceQuotient';
import {rootMeanSquare} from './arrays';
import type {SampledFunction} from './SampledFunction';

/** From one step that is tried to the next. */
const FACTOR = 4;
/** How many times its noise the difference of two quotients has to be to be put down to truncation. */
const SEEN = 4;
const MOST_TRIED = 32;
const MOST_SAMPLED = 8;

/**
 * Steps at which rounding and truncation are level, from the function's measured noise and its measured curvature.
 *
 * The error of a quotient of order p (central 2, forward 1) is about C hᵖ + w σ / h, with σ the noise of a value of f
 * and w = 1 or 2. Quotients at h and 4h differ by (4ᵖ − 1) C hᵖ and noise. Beginning with the default step, h is
 * quartered as long as their difference is more than noise, or else quadrupled until it is or the noise no longer
 * matters (a wider step would only reach more kinks). Where C can be told, the error is least at
 *
 *     h = (w σ / p C)^(1 / (p + 1))
 *
 * Entries of similar size share a step, found from the root mean square over up to eight of them that f depends on. It
 * is at most max(|x|, 1), and the default one where f shows no slope at the smaller steps (it is a staircase) or no
 * noise can be told. `ridders` begins with steps as much larger as its default is, but with no larger ones than that.
 *
 * @param indices The entries to choose steps for. Some 100 to 500 evaluations, whatever their number.
 *
 * @see Gill, Murray, Saunders and Wright, "Computing forward-difference intervals for numerical optimization", SIAM
 *   Journal on Scientific and Statistical Computing 4 (1983).
 */
export function chosenSteps(
  sampled: SampledFunction,
  method: DifferenceMethod,
  indices: readonly number[],
): StepRule {
  const {precision} = sampled;
  const point = sampled.base[0]!;
  const standard = defaultStep(method, precision.epsilon);
  if (indices.length === 0) return index => standard(point[index]!);
  const noise = functionNoise(sampled);
  const plain = method === 'forward' ? 'forward' : 'central';
  const steps = new Map<number, number>();
  for (const group of similarEntries(point, indices)) {
    const step = Number.isFinite(noise) ? balancedStep(sampled, plain, group, noise) : undefined;
    for (const index of group) if (step !== undefined) steps.set(index, step);
  }
  return index => {
    const x = point[index]!;
    const step = steps.get(index);
    if (step === undefined) return standard(x);
    const least = 4 * precision.epsilon * Math.abs(x);
    const widened = step * (standard(1) / defaultStep(plain, precision.epsilon)(1));
    return Math.max(least, method === 'ridders' ? Math.min(standard(x), widened) : step);
  };
}

/** The step for a group of entries, sorted by size; undefined where nothing speaks for another than the default. */
function balancedStep(
  sampled: SampledFunction,
  method: 'central' | 'forward',
  group: readonly number[],
  noise: number,
): number | undefined {
  const largest = sampled.base[0]![group.at(-1)!]!;
  const start = defaultStep(method, sampled.precision.epsilon)(largest);
  const slope = rememberedSlopes(sampled, method);
  const live = liveEntries(group, index => slope(index, start * FACTOR ** 3) !== 0);
  if (live.length === 0) return undefined;
  const [order, weight] = method === 'central' ? ([2, 1] as const) : ([1, 2] as const);
  /** NaN where a quotient is. */
  const difference = (h: number) =>
    rootMeanSquare(live.map(index => slope(index, FACTOR * h) - slope(index, h)));
  const isTooWide = (h: number) => !(difference(h) <= (SEEN * weight * noise) / h);

  let h = start;
  if (isTooWide(h)) {
    const least = 4 * sampled.precision.epsilon * Math.abs(largest) + Number.MIN_VALUE;
    while (isTooWide(h)) {
      h /= FACTOR;
      if (!(h > least && h > start * 1e-12)) return undefined;
    }
    h *= FACTOR;
  } else {
    const most = Math.max(Math.abs(largest), 1);
    while (!isTooWide(h)) {
      if (isFine(h)) return h;
      if (h * FACTOR > most) return isFlat(h) ? undefined : h;
      h *= FACTOR;
    }
    if (isFlat(h / FACTOR)) return undefined;
  }
  const truncation = difference(h) / (FACTOR ** order - 1);
  const best = h * ((weight * noise) / h / (order * truncation)) ** (1 / (order + 1));
  return best >= h / FACTOR ? Math.min(best, h) : h / FACTOR;

  /** Whether noise leaves the digits that a step of the default size can give at best: wider ones only risk kinks. */
  function isFine(step: number): boolean {
    const steepest = Math.max(...live.map(index => Math.abs(slope(index, step))));
    return (weight * noise) / step <= sampled.precision.epsilon ** (order / (order + 1)) * steepest;
  }

  function isFlat(step: number): boolean {
    return live.every(index => slope(index, step) === 0);
  }
}

/** Up to eight entries with a slope, the ends of the group and others spread over it. */
function liveEntries(group: readonly number[], isLive: (index: number) => boolean): number[] {
  const live: number[] = [];
  const tried = new Set<number>();
  for (let k = 0; k < MOST_TRIED && live.length < MOST_SAMPLED; k++) {
    // Multiples of the golden ratio spread evenly and keep step with no regular pattern.
    const place = k === 0 ? 0 : k === 1 ? 1 : (k * 0.6180339887) % 1;
    const index = group[Math.min(group.length - 1, Math.floor(place * group.length))]!;
    if (tried.has(index)) continue;
    tried.add(index);
    if (isLive(index)) live.push(index);
  }
  return live;
}

function rememberedSlopes(sampled: SampledFunction, method: 'central' | 'forward') {
  const quotient = differenceQuotient(sampled, method);
  const known = new Map<string, number>();
  return (index: number, h: number): number => {
    const key = `${index} ${h}`;
    const value = known.get(key) ?? (changes(index, h) ? quotient(index, h).value : 0);
    known.set(key, value);
    return value;
  };

  /** Whether a step is large enough to change an entry. */
  function changes(index: number, h: number): boolean {
    const x = sampled.base[0]![index]!;
    return sampled.precision.store(x + h) !== x && sampled.precision.store(x - h) !== x;
  }
}

const MOST_ALONE = 8;
const MOST_GROUPS = 4;
/** The sizes in a group are at most 2 to this apart, unless that makes too many groups. */
const WIDTH = 10;

/**
 * Entries in groups of similar absolute value: each for itself if there are up to eight, else in up to four groups.
 *
 * @param point All entries' values.
 * @param indices Those to group.
 * @returns Groups of indices, none empty, each sorted by absolute value; zeros are among the smallest.
 */
export function similarEntries(point: Float64Array, indices: readonly number[]): number[][] {
  const size = (index: number) => Math.abs(point[index]!);
  const sorted = [...new Set(indices)].sort((a, b) => size(a) - size(b));
  if (sorted.length <= MOST_ALONE) return sorted.map(index => [index]);
  const smallest = sorted.find(index => size(index) > 0);
  if (smallest === undefined) return [sorted];
  const [low, high] = [Math.log2(size(smallest)), Math.log2(size(sorted.at(-1)!))];
  const count = Math.min(MOST_GROUPS, Math.max(1, Math.ceil((high - low) / WIDTH)));
  const groups = Array.from({length: count}, (): number[] => []);
  for (const index of sorted) {
    const place = high > low ? (Math.log2(size(index)) - low) / (high - low) : 0;
    groups[Math.min(count - 1, Math.max(0, Math.floor(place * count)))]!.push(index);
  }
  return groups.filter(group => group.length > 0);
}
