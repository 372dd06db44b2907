import {Random} from '../../../random';

/** How often mini-batches of a size are drawn, and whether with replacement. */
interface Drawing {
  readonly size: number;
  readonly replaced: boolean;
  readonly draws: number;
}

/**
 * Draws mini-batches of per-example losses and measures how their means spread.
 *
 * @returns The standard deviation of the means; σ/√n, without replacement times √((N − n)/(N − 1)); the relative standard error of
 *     the former, which is estimated from so many draws only; and the distance of the means' mean from the full mean, in
 *     standard errors.
 */
export function batchMeanSpread(losses: Float32Array, {seed, ...drawing}: Drawing & {seed: number}) {
  const {size, replaced, draws} = drawing;
  const random = new Random(seed).fork(size * 2 + Number(replaced));
  const means = drawMeans(losses, drawing, random);
  const {length} = losses;
  const correction = replaced ? 1 : Math.sqrt((length - size) / (length - 1));
  const predicted = (deviation(losses) / Math.sqrt(size)) * correction;
  const bias = (mean(means) - mean(losses)) / (predicted / Math.sqrt(draws));
  // √((κ − 1)/4m), and 1/√2m where the means are normal. Losses have heavy tails: a mean of n has an nth of their excess.
  const error = Math.sqrt((2 + excessKurtosis(losses) / size) / (4 * draws));
  return {size, replaced, spread: deviation(means), predicted, error, bias};
}

/** Draws three times N images, anew in every epoch, and counts ten times an epoch the fraction that is still unseen. */
export function unseenCurve(count: number, {replaced, seed}: {replaced: boolean; seed: number}) {
  const random = new Random(seed).fork(0);
  let order: ArrayLike<number> = [];
  const seen = new Uint8Array(count);
  const looks = Array.from({length: 31}, (_, i) => Math.round((i * count) / 10));
  const curve: {epochs: number; unseen: number}[] = [];
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

function drawMeans(losses: Float32Array, {size, replaced, draws}: Drawing, random: Random): Float64Array {
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
