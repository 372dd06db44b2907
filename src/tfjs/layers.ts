/**
 * Layers and their weights. With a new tfjs: `LayerVariable` in tfjs-layers/src/variables.ts, `Layer.call`, `addWeight` and `_callHook` in
 * engine/topology.ts, `Dense` in layers/core.ts, `SerializationMap` in tfjs-core/src/serialization.ts.
 */
import * as tf from '@tensorflow/tfjs';

/** Runs `work` while layers read `values` in place of their own weights, so that a tape sees where these come from. */
export function withWeightValues<T>(
  weights: readonly tf.LayersModel['weights'][number][],
  values: readonly tf.Tensor[],
  work: () => T,
): T {
  // Writing to the variable instead would copy the numbers, and the tape would not see them.
  const slots = weights as unknown as {val: tf.Tensor}[];
  const own = slots.map(slot => slot.val);
  try {
    for (const [i, slot] of slots.entries()) slot.val = values[i]!;
    return work();
  } finally {
    for (const [i, slot] of slots.entries()) slot.val = own[i]!;
  }
}

/**
 * Bounds how many numbers the weights of new layers may hold together; one bound at a time.
 *
 * @returns What ends it.
 */
export function limitNewWeights(most: number): () => void {
  let left = most;
  const prototype = tf.layers.Layer.prototype as unknown as {addWeight: AddWeight};
  const own = prototype.addWeight;
  // Layers call this while they are built, before an initializer makes a number.
  prototype.addWeight = function (name, shape, ...rest) {
    left -= shape.reduce<number>((product, length) => product * (length ?? 1), 1);
    if (!(left >= 0)) {
      throw new RangeError(`${this.name}/${name} of shape [${shape.join()}] is more than the files hold`);
    }
    return own.call(this, name, shape, ...rest);
  };
  return () => (prototype.addWeight = own);
}

/**
 * Disposes of weights that a model refuses, which tfjs has decoded by then and nobody else could reach.
 *
 * @returns Ends it.
 */
export function disposeRefusedWeights(): () => void {
  const prototype: {loadWeights: LoadWeights} = tf.LayersModel.prototype;
  const own = prototype.loadWeights;
  prototype.loadWeights = function (weights, strict) {
    try {
      own.call(this, weights, strict);
    } catch (error) {
      tf.dispose(weights);
      throw error;
    }
  };
  return () => (prototype.loadWeights = own);
}

type LoadWeights = (this: tf.LayersModel, weights: tf.NamedTensorMap, strict?: boolean) => void;

type AddWeight = (this: tf.layers.Layer, name: string, shape: tf.Shape, ...rest: unknown[]) => unknown;

/** The class that is registered under a name: a layer's, an optimizer's, an initializer's. */
export function registeredClass(className: string): {readonly prototype: unknown} | undefined {
  const {classNameMap} = tf.serialization.SerializationMap.getMap();
  if (!Object.hasOwn(classNameMap, className)) return undefined;
  return classNameMap[className]![0];
}

/** What `tf.layers.dense` has, most of it private in its types. */
export interface DenseLayer {
  readonly kernel: tf.LayerVariable;
  readonly bias: tf.LayerVariable | null;
  readonly activation: {apply(x: tf.Tensor): tf.Tensor};
  call: LayerCall;
}

type LayerCall = (inputs: tf.Tensor | tf.Tensor[], kwargs: unknown) => tf.Tensor | tf.Tensor[];

/** The layer as a dense one; undefined if it is another, or has a call hook that would not run. */
export function asDenseLayer(layer: tf.layers.Layer): DenseLayer | undefined {
  if (layer.getClassName() !== 'Dense') return undefined;
  const dense = layer as unknown as DenseLayer & {readonly _callHook: unknown};
  return dense._callHook === null ? dense : undefined;
}
