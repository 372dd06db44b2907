import * as tf from '@tensorflow/tfjs';
import {numericalGradient} from '../../gradients/numericalGradient';
import type {Lab} from '../experiment';
import {onKernels} from '../../gradients/onKernels';
import type {WeightFunction} from './outputLayerLoss';

export const dtypes = ['float64', 'float32'] as const;
export const methods = ['forward', 'central', 'ridders'] as const;

export type Dtype = (typeof dtypes)[number];
export type Method = (typeof methods)[number];

/** The relative error of one method's gradient against the step; ‖numerical − analytic‖ / ‖analytic‖. */
export interface Curve {
  readonly dtype: Dtype;
  readonly method: Method;
  /** By ascending h. Steps that do not change every weight are left out. */
  readonly points: readonly {readonly h: number; readonly error: number}[];
}

/** 1e-12 … 1, two to a decade. */
const steps = Array.from({length: 25}, (_, i) => 10 ** (-12 + i / 2));

/** Ridders works its way down from h, so there is nothing to be had from a small one. */
const smallestRiddersStep = 1e-3;

/** Measures all curves against one analytic gradient, that of float64. */
export async function errorCurves(fn: WeightFunction, lab: Lab): Promise<Curve[]> {
  const reference = await onKernels('float64', () => analytic(fn));
  const exact = reference ?? analytic(fn);
  const curves: Curve[] = [];
  for (const dtype of dtypes) {
    for (const method of methods) {
      lab.signal?.throwIfAborted();
      lab.progress(curves.length / 6, `${dtype}, ${method} differences`);
      const measure = () => curve(fn, exact, {dtype, method});
      const found = dtype === 'float64' ? await onKernels('float64', measure) : measure();
      if (found) curves.push(found);
    }
  }
  return curves;
}

function curve(
  fn: WeightFunction,
  exact: readonly number[],
  {dtype, method}: Pick<Curve, 'dtype' | 'method'>,
): Curve {
  const fitting = method === 'ridders' ? steps.filter(h => h > 0.99 * smallestRiddersStep) : steps;
  const points = fitting.flatMap(h => {
    const gradient = differences(fn, method, h);
    return gradient ? [{h, error: relativeError(gradient, exact)}] : [];
  });
  return {dtype, method, points};
}

function differences(fn: WeightFunction, method: Method, step: number): number[] | undefined {
  let gradient: ArrayLike<number> = [];
  try {
    tf.tidy(() => {
      gradient = numericalGradient(fn.loss, point(fn), {method, step, entries: fn.entries}).dataSync();
    });
  } catch (error) {
    // The step is lost in the rounding of a weight.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return fn.entries.map(entry => gradient[entry]!);
}

function analytic(fn: WeightFunction): number[] {
  let gradient: ArrayLike<number> = [];
  tf.tidy(() => {
    gradient = tf.grad(fn.loss)(point(fn)).dataSync();
  });
  return fn.entries.map(entry => gradient[entry]!);
}

function point({weights, shape}: WeightFunction): tf.Tensor {
  return tf.tensor(weights, [...shape], 'float32');
}

function relativeError(found: readonly number[], exact: readonly number[]): number {
  const norm = (values: readonly number[]) => Math.hypot(...values);
  return norm(found.map((value, i) => value - exact[i]!)) / norm(exact);
}
