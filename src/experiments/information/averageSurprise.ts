import {Random} from '../../random';
import {belief, truth} from './distributions';

/** The mean of −ln q over outcomes that the truth has drawn. */
export interface SampledSurprise {
  readonly draws: number;
  readonly mean: number;
  /** Of the mean: σ/√n, with the σ of −ln q under p on paper. */
  readonly standardError: number;
}

/** One long series of draws, looked at ten times, a hundred times, … : H(p, q) is what data with an unknown p measure. */
export function averageSurprise(seed: number): SampledSurprise[] {
  const random = new Random(seed);
  const expected = truth.reduce((sum, p, k) => sum - p * Math.log(belief[k]!), 0);
  const variance = truth.reduce((sum, p, k) => sum + p * (-Math.log(belief[k]!) - expected) ** 2, 0);
  const looks = new Set([10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000]);
  const found: SampledSurprise[] = [];
  let sum = 0;
  for (let n = 1; n <= Math.max(...looks); n++) {
    sum -= Math.log(belief[drawOutcome(random)]!);
    if (looks.has(n)) found.push({draws: n, mean: sum / n, standardError: Math.sqrt(variance / n)});
  }
  return found;
}

function drawOutcome(random: Random): number {
  let left = random.uniform();
  for (const [k, p] of truth.entries()) {
    left -= p;
    if (left < 0) return k;
  }
  return truth.length - 1;
}
