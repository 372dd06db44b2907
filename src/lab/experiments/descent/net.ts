import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../../losses';
import {batch64, denseNet64, forward, objectives} from '../denseNet64';
import type {Batch64, DenseNet64, Objective} from '../denseNet64';
import type {Lab} from '../experiment';
import {textbookStep} from '../formulas64';
import {gapOf} from '../nearTies';
import {recordOf} from '../reporting';
import {batchSize, firstImages, gradientsOf} from '../trainedNet';
import {noisyDescents} from './noise';
import {arrowField, gradientsAt, steepestDirection, threeRates} from './surface';

/**
 * Two weights of the output layer, from one hidden unit to two classes, as functions of how far each is
 * moved.
 */
interface Plane {
  readonly unit: number;
  readonly classes: readonly [number, number];
  /** The mean of an objective where both weights are moved so far. */
  value(objective: Objective, offsets: readonly [number, number]): number;
  /** The least distance between the two greatest logits of an image there. */
  leastGap(offsets: readonly [number, number]): number;
}

export type DescentFindings = ReturnType<typeof measureDescent>;

/** All that is asked of f(x) = x₀² + x₁², and the same on the trained net. */
export function measureDescent(lab: Lab, model: tf.LayersModel) {
  return {...measureSurface(lab.seed), net: measureNet(lab, model)};
}

/** The book's surface: its gradients and arrows, three rates, and SGD's noise. */
export function measureSurface(seed: number) {
  const gradients = gradientsAt();
  return {
    gradients,
    steepest: steepestDirection(gradients.map(({place}) => place)),
    field: arrowField(),
    rates: threeRates(),
    noisy: noisyDescents(seed),
  };
}

/**
 * The sign rule, the arrows of three objectives and the first-order change of the loss, on the trained net.
 */
function measureNet(lab: Lab, model: tf.LayersModel) {
  const net = denseNet64(model);
  const batch = batch64(lab.train, batchSize);
  const plane = planeOf(net, batch);
  return {
    unit: plane.unit,
    classes: plane.classes,
    images: batch.size,
    signs: signRule(plane),
    fields: fieldsOf(plane),
    firstOrder: firstOrder(lab, model, {net, batch}),
  };
}

/**
 * The hidden unit with the longest lever on the logits, and the classes that it speaks most for and most
 * against.
 */
function planeOf(net: DenseNet64, batch: Batch64): Plane {
  const {hidden, classes, parameters, at} = net;
  const rowOf = (j: number) => parameters.subarray(at.w2 + j * classes, at.w2 + (j + 1) * classes);
  const norms = Array.from({length: hidden}, (_, j) => Math.hypot(...rowOf(j)));
  const unit = norms.indexOf(Math.max(...norms));
  const row = rowOf(unit);
  const places = [row.indexOf(Math.max(...row)), row.indexOf(Math.min(...row))] as const;
  const {units, logits} = forward(net, batch);
  const moved = new Float64Array(classes);
  const logitsOf = (n: number, offsets: readonly [number, number]) => {
    moved.set(logits.subarray(n * classes, (n + 1) * classes));
    places.forEach((k, i) => (moved[k]! += units[n * hidden + unit]! * offsets[i]!));
    return moved;
  };
  const each = Array.from({length: batch.size}, (_, n) => n);
  return {
    unit,
    classes: places,
    value: (objective, offsets) =>
      each.reduce((sum, n) => sum + objectives[objective](logitsOf(n, offsets), batch.labels[n]!), 0) /
      batch.size,
    leastGap: offsets => each.reduce((least, n) => Math.min(least, gapOf(logitsOf(n, offsets))), Infinity),
  };
}

/** (f(+h) − f(−h)) / 2h along both weights. */
function quotients(
  {value}: Plane,
  objective: Objective,
  [a, b]: readonly [number, number],
  h = textbookStep,
): [number, number] {
  return [
    (value(objective, [a + h, b]) - value(objective, [a - h, b])) / (2 * h),
    (value(objective, [a, b + h]) - value(objective, [a, b - h])) / (2 * h),
  ];
}

/**
 * How far the one weight is moved to either side, and how long the steps of the sign rule are: η times the
 * derivative.
 */
const reach = 6;
const rate = 1;

/**
 * Cross entropy along one weight, its derivative, and the loss after a step of η·|derivative| against its
 * sign and along it.
 *
 * The second derivative by one logit is at most ½ (p(1 − p), and as much again for the 1e-7), so that with η
 * = 1 a step against the sign cannot overshoot: it lowers the loss by at least ¾ of the squared derivative.
 */
function signRule(plane: Plane) {
  const at = (offset: number) => plane.value('cee', [offset, 0]);
  return Array.from({length: 61}, (_, i) => {
    const offset = (reach * (i - 30)) / 30;
    const [derivative] = quotients(plane, 'cee', [offset, 0]);
    const step = rate * derivative;
    return {offset, loss: at(offset), derivative, against: at(offset - step), along: at(offset + step)};
  });
}

const objectiveNames = ['cee', 'sse', 'accuracy'] as const;

/**
 * The gradient of each objective by both weights on a grid around the trained net. An image within h of a tie
 * could change sides: accuracy is asked with an h below the least distance to one.
 */
function fieldsOf(plane: Plane) {
  const ticks = [-3, -2, -1, 0, 1, 2, 3];
  const places = ticks.flatMap(b => ticks.map(a => [a, b] as const));
  const leastGap = Math.min(...places.map(plane.leastGap));
  const smallStep = Math.min(textbookStep, leastGap / 2);
  const arrows = recordOf(objectiveNames, objective =>
    places.map(offsets => ({
      offsets,
      gradient: quotients(plane, objective, offsets, objective === 'accuracy' ? smallStep : textbookStep),
    })),
  );
  return {smallStep, arrows};
}

/**
 * Moves all weights by −η∇L for ever larger η and compares what becomes of the loss with −η‖∇L‖². The
 * gradient is tfjs's, the losses are plain float64, on the same images.
 */
function firstOrder(lab: Lab, model: tf.LayersModel, {net, batch}: {net: DenseNet64; batch: Batch64}) {
  const gradient = gradientOf(lab, model);
  const squaredNorm = gradient.reduce((sum, entry) => sum + entry * entry, 0);
  const lossAt = (rate: number) => {
    const parameters = net.parameters.map((weight, i) => weight - rate * gradient[i]!);
    const {logits} = forward({...net, parameters}, batch);
    let sum = 0;
    for (let n = 0; n < batch.size; n++) {
      const own = logits.subarray(n * net.classes, (n + 1) * net.classes);
      sum += objectives.cee(own, batch.labels[n]!);
    }
    return sum / batch.size;
  };
  const before = lossAt(0);
  const steps = Array.from({length: 17}, (_, i) => {
    const rate = 10 ** (i / 2 - 5);
    const change = lossAt(rate) - before;
    const predicted = -rate * squaredNorm;
    return {rate, change, predicted, ratio: change / predicted};
  });
  return {before, squaredNorm, steps};
}

/** All of tfjs's gradients in one row, in the order of `DenseNet64.parameters`. */
function gradientOf({train}: Lab, model: tf.LayersModel): Float64Array {
  const {xs, ys} = firstImages(train, batchSize);
  const gradient = tf.tidy(() => {
    const {gradients} = gradientsOf(model, () => crossEntropy(ys, model.apply(xs) as tf.Tensor));
    return tf.concat(gradients.map(part => part.flatten()));
  });
  const values = Float64Array.from(gradient.dataSync());
  tf.dispose([gradient, xs, ys]);
  return values;
}
