import * as tf from '@tensorflow/tfjs';
import {assertModel} from '../argumentKinds';
import {describe} from '../checks';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {compiledMetrics, labelShapes, replaceMetric} from '../tfjs/models';

/**
 * Makes a compiled model take integer labels `[batch]` or `[batch, 1]` in `fit`, `evaluate` and
 * `trainOnBatch`, and compare them as such where the metric is `'accuracy'`.
 *
 * tfjs demands labels of the output's shape of every loss but its own `sparseCategoricalCrossentropy`, which it knows by
 * identity; for a loss given as a function it refuses integer labels before the loss is called. By that
 * identity it also decides what `'accuracy'` means, and compares integer labels as if they were one-hot,
 * which gives a wrong number without a word. `fitDataset` and `evaluateDataset` do not look at shapes, and
 * need this for the metric alone. `compile` undoes it, so call it after each.
 *
 * @param model Compiled, with one output `[batch, classes]`.
 * @throws {TypeError} If the model is not compiled or has more than one output.
 * @throws {RangeError} If a metric is another of tfjs's names, which all want one-hot labels; functions are
 *   the caller's own.
 *
 * @example
 * const model = tf.sequential({layers: [tf.layers.dense({units: 3, inputShape: [2]})]});
 * model.compile({optimizer: 'sgd', loss: sparseCrossEntropyFromLogits, metrics: ['accuracy']});
 * acceptIntegerLabels(model);
 * await model.fit(tf.ones([4, 2]), tf.tensor1d([0, 1, 2, 0]), {verbose: 0});
 */
export function acceptIntegerLabels(model: tf.LayersModel): void {
  assertModel('acceptIntegerLabels', model);
  const shapes = labelShapes(model);
  if (shapes?.length !== 1) {
    const got = shapes === undefined ? 'one that is not compiled' : `${shapes.length} outputs`;
    throw new InvalidTypeError(`acceptIntegerLabels: expected a compiled model with one output, got ${got}`);
  }
  const oneHot = oneHotMetric(model);
  if (oneHot !== undefined) {
    throw new InvalidValueError(
      `acceptIntegerLabels: expected metrics that take integer labels, such as 'accuracy', got ${describe(oneHot)}`,
    );
  }
  // Of one unit tfjs compares with ½, and the labels are of its shape anyway.
  if (shapes[0]!.at(-1) !== 1) {
    for (const [place, metric] of metricsOf(model).entries()) {
      const isAccuracy = metric === 'accuracy' || metric === 'acc';
      if (isAccuracy) replaceMetric(model, place, tf.metrics.sparseCategoricalAccuracy);
    }
  }
  shapes[0] = [...shapes[0]!.slice(0, -1), 1];
}

/** The first of a model's metrics that is a name of tfjs's and wants one-hot labels; undefined if none does. */
export function oneHotMetric(model: tf.LayersModel): string | undefined {
  const ofIntegers = ['accuracy', 'acc', 'sparseCategoricalCrossentropy'];
  const named = metricsOf(model).filter(metric => typeof metric === 'string');
  return named.find(metric => !ofIntegers.includes(metric));
}

/** The metrics of a model's one output, in order. */
function metricsOf(model: tf.LayersModel): unknown[] {
  const metrics = compiledMetrics(model);
  if (typeof metrics !== 'object' || metrics === null || Array.isArray(metrics)) return [metrics].flat();
  const byOutput = metrics as Readonly<Record<string, unknown>>;
  return [byOutput[model.outputNames[0]!] ?? []].flat();
}
