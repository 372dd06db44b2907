/**
 * Compiled models and optimizers. With a new tfjs: `compile`, `feedOutputShapes`, `metricsTensors` and `isOptimizerOwned` in
 * tfjs-layers/src/engine/training.ts, `Sequential.model` in models.ts, and the fields of each tfjs-core/src/optimizers/*.ts.
 */
import type * as tf from '@tensorflow/tfjs';

/** A loss or a metric as tfjs calls it. */
type LabelsFirst = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;

/** Fields of a model that its types do not show. */
interface ModelFields {
  /** Undefined before `compile`. */
  readonly feedOutputShapes?: tf.Shape[];
  readonly metrics?: unknown;
  readonly metricsTensors: [LabelsFirst, number][];
  isOptimizerOwned: boolean;
  /** Of a Sequential: the model that it wraps, and that keeps the shapes. */
  readonly model?: ModelFields;
}

function fieldsOf(model: tf.LayersModel): ModelFields {
  return model as unknown as ModelFields;
}

/** The shapes, one an output, that a compiled model demands of labels; a change takes effect. Undefined before `compile`. */
export function labelShapes(model: tf.LayersModel): tf.Shape[] | undefined {
  const fields = fieldsOf(model);
  return (fields.model ?? fields).feedOutputShapes;
}

/** What `compile` was given as `metrics`; an empty list where it was given none. */
export function compiledMetrics(model: tf.LayersModel): unknown {
  return fieldsOf(model).metrics ?? [];
}

/** Makes a compiled model of one output compute another metric at a place of its list. */
export function replaceMetric(model: tf.LayersModel, place: number, metric: LabelsFirst): void {
  const fields = fieldsOf(model);
  (fields.model ?? fields).metricsTensors[place]![0] = metric;
}

/** Makes `model.dispose()` dispose the optimizer too, as it does with one that tfjs has made from a name. */
export function ownOptimizer(model: tf.LayersModel): void {
  fieldsOf(model).isOptimizerOwned = true;
}

/** An optimizer's fields by name; most are private in its types. */
export function optimizerFields(optimizer: tf.Optimizer): Readonly<Record<string, unknown>> {
  return optimizer as unknown as Record<string, unknown>;
}

/** Counts a step that was taken without `applyGradients`, which does this last. */
export function incrementIterations(optimizer: tf.Optimizer): void {
  (optimizer as unknown as {incrementIterations(): void}).incrementIterations();
}

/** Changes the learning rate of any optimizer of tfjs, from its next step on. */
export function setLearningRate(optimizer: tf.Optimizer, rate: number): void {
  const fields = optimizer as unknown as {learningRate: number; setLearningRate?(rate: number): void};
  // Gradient descent, plain or with momentum, keeps a tensor of it; the others read the number at each step.
  if (fields.setLearningRate === undefined) fields.learningRate = rate;
  else fields.setLearningRate(rate);
}
