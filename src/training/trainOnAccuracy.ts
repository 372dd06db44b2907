import * as tf from '@tensorflow/tfjs';
import {assertFinite} from '../checks';
import type {Minibatch} from '../data/minibatches';
import {InvalidTypeError} from '../errors';
import {trainingLimits, type RunOptions} from './TrainOptions';
import {TrainingRun, type TrainingResult} from './TrainingRun';

export interface AccuracyOptions extends RunOptions {
  /** h of the differences. */
  readonly difference: number;
  /** Gets the differences in place of a gradient. Yours to dispose. */
  readonly optimizer: tf.Optimizer;
}

/** What came of it. `losses` are error rates, 1 − accuracy. */
export interface AccuracyTraining extends TrainingResult {
  /** How many differences were computed: one for each weight of the output layer in each step. */
  readonly differences: number;
  readonly nonZero: number;
  /** How many weights ended elsewhere than they began. */
  readonly moved: number;
  /** The weights of the output layer. */
  readonly weights: number;
}

/**
 * Trains the output layer of a model on accuracy itself, by central differences, to show what comes of it: almost nothing.
 *
 *     ∂A/∂w ≈ (A(w + h) − A(w − h)) / 2h
 *
 * A weight of the output layer, moved by h, moves one logit of each image, by h times the unit that it comes from. So the net is run once
 * a step, and each difference only counts the images whose greatest logit becomes, or ceases to be, that of the label.
 *
 * @param model A `tf.Sequential` that ends in a dense layer with a bias; its activation has to keep the order of the outputs, as softmax does.
 * @param data Batches with integer labels.
 * @param options As for `train`, with h and an optimizer.
 * @throws {TypeError} If the model is another.
 * @throws {RangeError} If h is not above 0, or there is neither a number of epochs nor of steps.
 */
export async function trainOnAccuracy(
  model: tf.LayersModel,
  data: tf.data.Dataset<Minibatch>,
  {difference, optimizer, ...options}: AccuracyOptions,
): Promise<AccuracyTraining> {
  assertFinite('trainOnAccuracy', 'difference', difference, {above: 0});
  const limits = trainingLimits(options);
  const descent = new AccuracyDescent(model, optimizer, difference);
  const start = descent.weights;
  const result = await new TrainingRun(model, descent, options).toEnd(data, limits);
  const moved = descent.weights.filter((weight, i) => weight !== start[i]).length;
  const {differences, nonZero} = descent;
  return {...result, differences, nonZero, moved, weights: start.length};
}

class AccuracyDescent {
  differences = 0;
  nonZero = 0;
  private readonly output: tf.layers.Layer;
  private readonly variables: readonly tf.Variable[];

  constructor(
    private readonly model: tf.LayersModel,
    private readonly optimizer: tf.Optimizer,
    private readonly h: number,
  ) {
    this.output = model.layers.at(-1)!;
    const name = this.output.getClassName();
    if (!(model instanceof tf.Sequential) || name !== 'Dense' || this.output.weights.length !== 2) {
      throw new InvalidTypeError(
        `trainOnAccuracy: expected layers in a row, the last a dense one with a bias, got ${name}`,
      );
    }
    // A layer's weight reads as its variable; tfjs types it as a plain tensor.
    this.variables = this.output.weights.map(weight => weight.read() as tf.Variable);
  }

  get weights(): number[] {
    return this.variables.flatMap(variable => [...variable.dataSync()]);
  }

  /** Takes a step. @returns The error rate before it. */
  take({xs, ys}: Minibatch): number {
    const [kernel, bias] = this.variables.map(variable => variable.dataSync()) as [
      Float32Array,
      Float32Array,
    ];
    const units = this.unitsOf(xs);
    const labels = ys.dataSync();
    const {hits, gains} = accuracyDifferences({units, labels, kernel, bias}, this.h);
    this.differences += gains.length;
    this.nonZero += gains.filter(gain => gain !== 0).length;
    tf.tidy(() => {
      // The optimizer minimises, so it gets the differences of the error rate.
      const slopes = tf.tensor1d(Float32Array.from(gains, gain => -gain / (2 * this.h * labels.length)));
      const parts = slopes.split([kernel.length, bias.length]);
      const named = this.variables.map(({name, shape}, i) => [name, parts[i]!.reshape(shape)] as const);
      this.optimizer.applyGradients(Object.fromEntries(named));
    });
    return 1 - hits / labels.length;
  }

  dispose(): void {
    // The variables are the model's, the optimizer is the caller's.
  }

  /** What the output layer gets. */
  private unitsOf(xs: tf.Tensor): ArrayLike<number> {
    const before = this.model.layers.filter(
      layer => layer !== this.output && layer.getClassName() !== 'InputLayer',
    );
    const units = tf.tidy(() => before.reduce((x, layer) => layer.apply(x) as tf.Tensor, xs.clone()));
    const values = units.dataSync();
    units.dispose();
    return values;
  }
}

/** A batch as the output layer sees it, all by rows. */
export interface OutputBatch {
  /** `[batch, units]` */
  readonly units: ArrayLike<number>;
  /** Classes. */
  readonly labels: ArrayLike<number>;
  /** `[units, classes]` */
  readonly kernel: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
}

/**
 * For each weight of the output layer, the kernel's before the bias's: how many more images are right with the weight h greater than
 * with it h smaller. Logits are in float64, as h = 1e-8 would vanish in float32.
 *
 * @returns Those counts, and `hits`: how many images are right as it is.
 */
export function accuracyDifferences(
  {units, labels, kernel, bias}: OutputBatch,
  h: number,
): {hits: number; gains: Int32Array} {
  const classes = bias.length;
  const width = kernel.length / classes;
  const gains = new Int32Array(kernel.length + classes);
  const logits = new Float64Array(classes);
  let greatest = 1;
  for (let i = 0; i < units.length; i++) greatest = Math.max(greatest, Math.abs(units[i]!));
  let hits = 0;
  for (let n = 0; n < labels.length; n++) {
    const label = labels[n]!;
    for (let k = 0; k < classes; k++) {
      logits[k] = bias[k]!;
      for (let j = 0; j < width; j++) logits[k]! += units[n * width + j]! * kernel[j * classes + k]!;
    }
    hits += isRight(logits, label, 0, 0);
    for (let k = 0; k < classes; k++) {
      // The more logit k moves one way, the less it can go back: where the longest move changes nothing, no shorter one does.
      const longest = h * greatest;
      if (isRight(logits, label, k, longest) === isRight(logits, label, k, -longest)) continue;
      for (let j = 0; j <= width; j++) {
        const shift = h * (j < width ? units[n * width + j]! : 1);
        gains[j * classes + k]! += isRight(logits, label, k, shift) - isRight(logits, label, k, -shift);
      }
    }
  }
  return {hits, gains};
}

/** 1 if the label's logit is the greatest once logit k is greater by `shift`; of equals the first counts, as in tf.argMax. */
function isRight(logits: Float64Array, label: number, k: number, shift: number): 0 | 1 {
  const own = logits[label]! + (k === label ? shift : 0);
  for (let c = 0; c < logits.length; c++) {
    if (c === label) continue;
    const other = logits[c]! + (c === k ? shift : 0);
    if (other > own || (other === own && c < label)) return 0;
  }
  return 1;
}
