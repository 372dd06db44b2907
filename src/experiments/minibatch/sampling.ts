import {Random} from '../../random';

/** How the means of many mini-batches lie around the mean of all. */
export interface Spread {
  size: number;
  /** Drawn with replacement. */
  replaced: boolean;
  /** Standard deviation of the batch means. */
  spread: number;
  /** σ/√n; without replacement times √((N − n)/(N − 1)). */
  predicted: number;
  /** The relative standard error of `spread`, which is estimated from so many draws only. */
  error: number;
  /** Distance of the means' mean from the full mean, in standard errors. */
  bias: number;
}

/** Draws mini-batches of per-example losses and measures how their means spread. */
export function batchMeanSpread(
  losses: Float32Array,
  {size, replaced, draws, seed}: {size: number; replaced: boolean; draws: number; seed: number},
): Spread {
  const random = new Random(seed).fork(size * 2 + Number(replaced));
  const means = drawMeans(losses, {size, replaced, draws}, random);
  const {length} = losses;
  const correction = replaced ? 1 : Math.sqrt((length - size) / (length - 1));
  const predicted = (deviation(losses) / Math.sqrt(size)) * correction;
  const bias = (mean(means) - mean(losses)) / (predicted / Math.sqrt(draws));
  // √((κ − 1)/4m), and 1/√2m where the means are normal. Losses have heavy tails: a mean of n has an nth of their excess.
  const error = Math.sqrt((2 + excessKurtosis(losses) / size) / (4 * draws));
  return {size, replaced, spread: deviation(means), predicted, error, bias};
}

/** The fraction of N images that so many draws have not met yet. */
export interface Unseen {
  /** Draws, in multiples of N. */
  readonly epochs: number;
  readonly unseen: number;
}

/** Draws three times the number of images, anew in every epoch, and looks ten times an epoch who is left. */
export function unseenCurve(count: number, {replaced, seed}: {replaced: boolean; seed: number}): Unseen[] {
  const random = new Random(seed).fork(0);
  let order: ArrayLike<number> = [];
  const seen = new Uint8Array(count);
  const looks = Array.from({length: 31}, (_, i) => Math.round((i * count) / 10));
  const curve: Unseen[] = [];
  let left = count;
  for (let draws = 0; curve.length < looks.length; draws++) {
    while (looks[curve.length] === draws) curve.push({epochs: draws / count, unseen: left / count});
    if (!replaced && draws % count === 0) order = random.permutation(count);
    const index = replaced ? random.integer(count) : order[draws % count]!;
    left -= 1 - seen[index]!;
    seen[index] = 1;
  }
  return curve;
}

/** The population's standard deviation. */
export function deviation(values: Float32Array | Float64Array): number {
  const center = mean(values);
  let squares = 0;
  for (const value of values) squares += (value - center) ** 2;
  return Math.sqrt(squares / values.length);
}

/** The fourth moment over the squared variance, less the 3 of a normal distribution. */
export function excessKurtosis(values: Float32Array | Float64Array): number {
  const center = mean(values);
  let [squares, fourths] = [0, 0];
  for (const value of values) {
    squares += (value - center) ** 2;
    fourths += (value - center) ** 4;
  }
  return (fourths * values.length) / squares ** 2 - 3;
}

function mean(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function drawMeans(
  losses: Float32Array,
  {size, replaced, draws}: {size: number; replaced: boolean; draws: number},
  random: Random,
): Float64Array {
  // The draw that took an image last, counted from 1: nothing has to be cleared between two draws.
  const taken = new Uint32Array(losses.length);
  return Float64Array.from({length: draws}, (_, draw) => {
    let sum = 0;
    for (let i = 0; i < size; i++) {
      let index = random.integer(losses.length);
      // Rejection is exact, and quick while a batch is a small part of the data.
      while (!replaced && taken[index] === draw + 1) index = random.integer(losses.length);
      taken[index] = draw + 1;
      sum += losses[index]!;
    }
    return sum / size;
  });
}
