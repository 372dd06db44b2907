import * as tf from '@tensorflow/tfjs';
import {float64Tensor} from '../../../src/backends/float64';
import type {DifferentiableFunction} from '../../../src/gradients/GradientCheck';
import {releaseTape} from '../../../src/tfjs/tape';
import {Random} from '../../../src/random';
import {evaluate, type Composition} from './compose';
import type {Dual} from './Dual';

/** What tfjs computes on the active backend, float64: the value, and the gradients unless it throws. */
export interface Analytic {
  readonly value: number;
  readonly gradients?: readonly Float64Array[];
  /** What it threw. */
  readonly error?: string;
}

/** The value and the gradients that tfjs has for a function at the inputs of a composition. */
export function analyticOf(fn: DifferentiableFunction, {inputs}: Composition): Analytic {
  const tensors = inputs.map(({values, shape}) => float64Tensor(values, [...shape]));
  tf.engine().startScope();
  try {
    const value = fn(...tensors).dataSync()[0]!;
    try {
      const {grads} = tf.engine().gradients(() => fn(...tensors), tensors, tf.scalar(1), true);
      const gradients = grads.map((gradient: tf.Tensor | null, i) =>
        gradient ? Float64Array.from(gradient.dataSync()) : new Float64Array(tensors[i]!.size),
      );
      return {value, gradients};
    } catch (error) {
      releaseTape();
      return {value, error: error instanceof Error ? error.message : String(error)};
    }
  } finally {
    tf.engine().endScope();
    tf.dispose(tensors);
  }
}

/** One entry whose gradient is furthest from the truth. */
export interface Deviation {
  readonly input: number;
  readonly entry: number;
  readonly analytic: number;
  /** The slopes on both sides, the lower one first; one number where there is no kink. */
  readonly truth: readonly [number, number];
  /** Relative to max(|entry|, 10⁻³ × the largest of its input); 0 where rounding explains it. */
  readonly relative: number;
}

/** Of the slopes' own rounding: both sides sum in another order. */
const ROUNDING = 1e-12;

/**
 * The largest deviation from the dual numbers' slopes, as `check.resolution` measures deviations. What the slopes
 * change by when the inputs change in their last bits is none: near its minimum the slope of a square is rounding alone.
 */
export function largestDeviation(composition: Composition, gradients: readonly Float64Array[]): Deviation {
  const worst = deviationFrom(composition, gradients, []);
  // At a kink the inputs are not rounded: nudged, they would be beside it.
  const isSettled = worst.relative === 0 || composition.result.kinked;
  return isSettled ? worst : deviationFrom(composition, gradients, nudged(composition));
}

const NUDGES = 3;

/** The composition's result at inputs that differ in their last bits. */
function nudged(composition: Composition): Dual[] {
  const random = new Random(composition.seed);
  const nudge = (x: number) => x * (1 + 4 * Number.EPSILON * (2 * random.uniform() - 1));
  return Array.from({length: NUDGES}, () =>
    evaluate(
      composition,
      composition.inputs.map(({values}) => Array.from(values, nudge)),
    ),
  );
}

function deviationFrom(
  {inputs, result}: Composition,
  gradients: readonly Float64Array[],
  nearby: readonly Dual[],
): Deviation {
  const places = new Map(result.seeds.map((seed, i) => [seed, i]));
  let worst: Deviation = {input: 0, entry: 0, analytic: 0, truth: [0, 0], relative: 0};
  let firstSeed = 0;
  for (const [input, {values}] of inputs.entries()) {
    const slopes = Array.from(values, (_, entry) => slopesAt(firstSeed + entry));
    const sizes = slopes.map(({low, high}, entry) =>
      Math.max(Math.min(Math.abs(low), Math.abs(high)), Math.abs(gradients[input]![entry]!)),
    );
    const floor = 1e-3 * sizes.reduce((most, size) => Math.max(most, size), 0);
    for (const [entry, {low, high, rounding}] of slopes.entries()) {
      const analytic = gradients[input]![entry]!;
      const error = Math.max(low - analytic, analytic - high, 0) - rounding;
      const isSeen = error > 0 && !isInvisible(error, values[entry]!, result.value);
      const relative = Number.isFinite(analytic)
        ? isSeen
          ? error / Math.max(sizes[entry]!, floor)
          : 0
        : Infinity;
      if (relative > worst.relative) worst = {input, entry, analytic, truth: [low, high], relative};
    }
    firstSeed += values.length;
  }
  return worst;

  function slopesAt(seed: number) {
    const place = places.get(seed);
    if (place === undefined) return {low: 0, high: 0, rounding: 0};
    const sides = sidesOf(result, place);
    const sway = nearby.flatMap(dual => {
      const there = sidesOf(dual, dual.seeds.indexOf(seed));
      return there.map((slope, k) => 4 * Math.abs(slope - sides[k]!) || 0);
    });
    const rounding = Math.max(ROUNDING * result.bulk[place]!, ...sway);
    return {low: Math.min(...sides), high: Math.max(...sides), rounding};
  }
}

/** The slopes on the right and on the left. */
function sidesOf({forward, backward}: Dual, place: number): [number, number] {
  return [forward[place] ?? 0, -(backward[place] ?? 0)];
}

/** An error that no step shows: a million times the entry's size along it changes the value by less than its last bit. */
function isInvisible(error: number, x: number, value: number): boolean {
  return error * Math.max(Math.abs(x), 1) * 1e6 < Number.EPSILON * Math.abs(value);
}

/** How far the value that tfjs computes is from the dual numbers', relative to what rounding the inputs would change. */
export function valueDeviation({inputs, result}: Composition, value: number): number {
  const values = inputs.flatMap(input => Array.from(input.values));
  const sway = result.seeds.reduce((sum, seed, i) => sum + Math.abs(values[seed]!) * result.bulk[i]!, 0);
  const size = Math.abs(result.value) + sway;
  return value === result.value ? 0 : Math.abs(value - result.value) / size;
}
