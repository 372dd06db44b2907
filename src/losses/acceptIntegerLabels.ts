import type * as tf from '@tensorflow/tfjs';

/**
 * Makes `fit`, `evaluate` and `trainOnBatch` of a compiled model take integer labels `[batch]` or `[batch, 1]`.
 *
 * tfjs demands labels of the output's shape of every loss but its own `sparseCategoricalCrossentropy`, which it knows by
 * identity; for a loss given as a function it refuses integer labels before the loss is called. `fitDataset` and
 * `evaluateDataset` do not look and need no help. `compile` undoes this, so call it after each.
 *
 * @param model Compiled, with one output `[batch, classes]`.
 * @throws {TypeError} If the model is not compiled or has more than one output.
 *
 * @example
 * const model = tf.sequential({layers: [tf.layers.dense({units: 3, inputShape: [2]})]});
 * model.compile({optimizer: 'sgd', loss: sparseCrossEntropyFromLogits});
 * acceptIntegerLabels(model);
 * await model.fit(tf.ones([4, 2]), tf.tensor1d([0, 1, 2, 0]), {verbose: 0});
 */
export function acceptIntegerLabels(model: tf.LayersModel): void {
  // tfjs keeps the shapes it demands in a private field; a Sequential keeps them in the model that it wraps.
  const internals = model as unknown as Compiled & {readonly model?: Compiled};
  const shapes = (internals.model ?? internals).feedOutputShapes;
  if (shapes?.length !== 1) {
    const got = shapes === undefined ? 'one that is not compiled' : `${shapes.length} outputs`;
    throw new TypeError(`acceptIntegerLabels: expected a compiled model with one output, got ${got}`);
  }
  shapes[0] = [...shapes[0]!.slice(0, -1), 1];
}

interface Compiled {
  readonly feedOutputShapes?: tf.Shape[];
}
