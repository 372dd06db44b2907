import {t} from '../../../text';
import * as tf from '@tensorflow/tfjs';
import {numericalGradient} from '../../../gradients/numericalGradient';
import type {Lab} from '../experiment';
import {textbookStep} from '../formulas64';
import {onKernels} from '../../../backends/onKernels';
import {crossEntropy} from '../../../losses';
import {firstImages, untrainedNet} from '../trainedNet';

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

/** Ridders' method works its way down from h, so that a small one gives it nothing to extrapolate. */
const smallestRiddersStep = 1e-3;

/** Measures all curves against one analytic gradient, that of float64. */
export async function errorCurves(fn: WeightFunction, lab: Lab): Promise<Curve[]> {
  const reference = await onKernels('float64', () => analytic(fn));
  const exact = reference ?? analytic(fn);
  const curves: Curve[] = [];
  for (const dtype of dtypes) {
    for (const method of methods) {
      lab.signal?.throwIfAborted();
      lab.progress(curves.length / 6, t`${dtype}, ${method} differences`);
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
  try {
    return valuesAt(fn, x => numericalGradient(fn.loss, x, {method, step, entries: fn.entries}));
  } catch (error) {
    // The step is lost in the rounding of a weight.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function analytic(fn: WeightFunction): number[] {
  return valuesAt(fn, tf.grad(fn.loss));
}

/** The entries in question of a gradient where the function is differentiated. */
function valuesAt(
  {weights, shape, entries}: WeightFunction,
  gradient: (x: tf.Tensor) => tf.Tensor,
): number[] {
  let values: ArrayLike<number> = [];
  tf.tidy(() => {
    values = gradient(tf.tensor(weights, [...shape], 'float32')).dataSync();
  });
  return entries.map(entry => values[entry]!);
}

function relativeError(found: readonly number[], exact: readonly number[]): number {
  const norm = (values: readonly number[]) => Math.hypot(...values);
  return norm(found.map((value, i) => value - exact[i]!)) / norm(exact);
}

/** A function of weights that anybody can make again, on any backend. */
interface WeightFunction {
  /** Where it is differentiated, `[hidden, classes]`, row-major. */
  readonly weights: Float32Array;
  readonly shape: readonly number[];
  /** The entries of `weights` to differentiate by. */
  readonly entries: readonly number[];
  /** The loss on the active backend; takes a tensor of `shape`, gives a scalar in nats. */
  readonly loss: (weights: tf.Tensor) => tf.Tensor;
}

/** As many examples as the published errors were measured with. */
const batch = 3;

/** The textbook net's cross entropy on three images, as a function of its output weights; everything else is fixed. */
export function outputLayerLoss(lab: Lab): WeightFunction {
  const model = untrainedNet(lab);
  try {
    const [kernel, bias, outputKernel] = model.getWeights();
    const {xs, ys} = firstImages(lab.train, batch);
    const hidden = tf.tidy(() => readRows(tf.sigmoid(xs.matMul(kernel!).add(bias!))));
    const labels = readRows(ys);
    tf.dispose([xs, ys]);
    const shape = outputKernel!.shape;
    const weights = outputKernel!.dataSync<'float32'>().slice();
    const loss = (w: tf.Tensor) =>
      crossEntropy(tf.tensor2d(labels), tf.softmax(tf.tensor2d(hidden).matMul(w)));
    return {weights, shape, entries: entriesOf(weights.length, lab), loss};
  } finally {
    model.dispose();
  }
}

function readRows(tensor: tf.Tensor): number[][] {
  return tensor.arraySync() as number[][];
}

/** 160 entries, as published, or 40, spread evenly. */
function entriesOf(size: number, {profile}: Lab): number[] {
  const count = Math.min(size, profile === 'full' ? 160 : 40);
  return Array.from({length: count}, (_, i) => Math.floor((i * size) / count));
}

/** 0.01x² + 0.1x. */
export function parabola(x: number): number {
  return 0.01 * x ** 2 + 0.1 * x;
}

export type BookExample = ReturnType<typeof bookExample>;

/**
 * The textbook's own example of a numerical derivative: 0.01x² + 0.1x at 5 and 10, with its h = 1e-4, as the book computes
 * it, in plain float64, operation by operation.
 */
export function bookExample() {
  const h = textbookStep;
  const derivative = (x: number) => (parabola(x + h) - parabola(x - h)) / (2 * h);
  return {at5: derivative(5), at10: derivative(10)};
}
