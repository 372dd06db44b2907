import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {assertLiveTensor} from '../argumentKinds';
import {losses} from '../losses';
import {StepActivation} from '../models/stepActivation';
import {replaceMethod} from '../tfjs/engine';
import {asDenseLayer, type DenseLayer, registeredClass} from '../tfjs/layers';
import {incrementIterations} from '../tfjs/models';
import {isProven} from '../tfjs/provenVersions';
import {releaseTape} from '../tfjs/tape';
import {NativeStep} from '../tfjs/NativeStep';
import {RecordedStep} from '../wasm/RecordedStep';
import {NonFiniteLossError} from '../errors';
import {explainNonFiniteLoss} from './nonFiniteLoss';
import type {Means} from './measure';
import type {Schedule} from './Schedule';
import type {Objective} from './TrainOptions';
import type {BatchLoss} from './weightedLoss';

/** Backends whose kernels have run when the call returns: reading a scalar from them costs next to nothing. */
const synchronousBackends: readonly string[] = ['cpu', 'wasm', 'tensorflow', 'float64'];

/** What a descent does besides plain steps; each of them keeps steps from being replayed, but for a rate that stays. */
export interface DescentParts {
  /** Of examples that count differently; of batches that bring weights in any case. */
  readonly weighted: {readonly loss: BatchLoss; readonly always: boolean};
  /** Gets the labels and predictions of each batch. */
  readonly means: Means | undefined;
  readonly schedule: Schedule | undefined;
}

/** Takes the training steps, each as fast as the backend allows. */
export class Descent {
  private readonly weights: tf.Variable[];
  private readonly synchronous = synchronousBackends.includes(tf.getBackend());
  private recorded: RecordedStep | NativeStep | undefined;
  /** What the recorded step reads and does not change, by its memory: frozen weights and the optimizer's learning rate. */
  private recordedConstants: readonly tf.DataId[] = [];

  constructor(
    private readonly model: tf.LayersModel,
    private readonly loss: Objective,
    private readonly optimizer: tf.Optimizer,
    private readonly parts: DescentParts,
  ) {
    // A layer's weight reads as its variable; tfjs types it as a plain tensor.
    this.weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  }

  /**
   * Takes a step.
   *
   * @param step Its number, for the error and the schedule.
   * @param epoch The number of its epoch, from 1.
   * @returns The loss before the step; where reading waits for a GPU, as a tensor that the caller reads and disposes.
   * @throws {NonFiniteLossError} If the loss was read and is not finite; the weights are then unchanged.
   */
  take(batch: Minibatch, step: number, epoch: number): number | tf.Scalar {
    this.parts.schedule?.set({step, epoch});
    const recordable = this.isRecordable(batch);
    if (this.recorded?.isShared || !this.constantsAreAsRecorded()) this.dispose();
    if (recordable && this.recorded === undefined) {
      this.recordedConstants = this.findConstants();
      this.recorded = recorders[tf.getBackend()]!.record(batch, this.weights, own => this.descend(own));
      return this.checkedLoss(this.recorded, this.recorded.lastLoss, batch, step);
    }
    if (recordable && this.recorded?.fits(batch)) {
      const loss = this.checkedLoss(this.recorded, this.recorded.take(batch), batch, step);
      incrementIterations(this.optimizer);
      return loss;
    }
    return this.takePlainStep(batch, step);
  }

  /** A step that runs the same kernels every time. A rate that changes at every step would have each recorded anew. */
  private isRecordable(batch: Minibatch): boolean {
    const {weighted, means, schedule} = this.parts;
    const isPlain = !weighted.always && batch.sampleWeight === undefined && means === undefined;
    return isPlain && !schedule?.isChanging && isReplayable(this.model, this.loss, this.optimizer);
  }

  private findConstants(): tf.DataId[] {
    const frozen = this.model.nonTrainableWeights.map(weight => weight.read());
    const kept = Object.values(this.optimizer).filter((value: unknown) => value instanceof tf.Tensor);
    return [...frozen, ...(kept as tf.Tensor[])].map(({dataId}) => dataId);
  }

  private constantsAreAsRecorded(): boolean {
    const constants = this.findConstants();
    return (
      constants.length === this.recordedConstants.length &&
      constants.every((id, i) => id === this.recordedConstants[i])
    );
  }

  dispose(): void {
    this.recorded?.dispose();
    this.recorded = undefined;
  }

  private checkedLoss(
    recorded: RecordedStep | NativeStep,
    loss: number,
    batch: Minibatch,
    step: number,
  ): number {
    if (!Number.isFinite(loss)) {
      recorded.undo();
      this.throwNonFinite(step, loss, batch);
    }
    return loss;
  }

  /** One step whose loss is not read. */
  private descend(batch: Minibatch): tf.Scalar {
    const {value, grads} = this.gradients(batch);
    this.optimizer.applyGradients(grads);
    tf.dispose(grads);
    return value;
  }

  private takePlainStep(batch: Minibatch, step: number): number | tf.Scalar {
    const {value, grads} = this.gradients(batch);
    try {
      const loss = this.synchronous ? value.dataSync()[0]! : undefined;
      if (loss !== undefined && !Number.isFinite(loss)) this.throwNonFinite(step, loss, batch);
      this.optimizer.applyGradients(grads);
      return loss ?? tf.keep(value.clone());
    } finally {
      tf.dispose([value, grads]);
    }
  }

  private gradients(batch: Minibatch): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    try {
      return tf.tidy(() => tf.variableGrads(() => this.forward(batch), this.weights));
    } catch (error) {
      // An objective without a gradient, such as accuracy: tfjs throws and keeps what it had recorded.
      releaseTape();
      throw error;
    }
  }

  private forward(batch: Minibatch): tf.Scalar {
    const {weighted, means} = this.parts;
    const predictions = applyToData(this.model, batch.xs);
    means?.add(batch.ys, predictions);
    const isWeighted = weighted.always || batch.sampleWeight !== undefined;
    const loss = isWeighted ? weighted.loss(batch, predictions) : this.loss(batch.ys, predictions);
    assertLiveTensor('train', 'what the loss returns', loss);
    // As model.compile does, a loss that keeps its examples apart is averaged.
    const mean = loss.rank === 0 ? (loss as tf.Scalar) : loss.mean<tf.Scalar>();
    return penaltiesOf(this.model).reduce((sum, penalty) => sum.add(penalty), mean);
  }

  private throwNonFinite(step: number, loss: number, {xs, ys}: Minibatch): never {
    throw new NonFiniteLossError(step, loss, explainNonFiniteLoss(this.model, xs, ys));
  }
}

/**
 * The model's predictions in training mode, without the work that only a gradient of the data would need.
 *
 * tfjs multiplies a dense layer's inputs and weights in a fused op, whose gradient is always computed for both. For the layer
 * that gets the data that wastes a third of a training step; of a plain product only the gradients in use are computed.
 */
export function applyToData(model: tf.LayersModel, xs: tf.Tensor): tf.Tensor {
  const dense = firstDense(model);
  if (dense === undefined) return model.apply(xs, {training: true}) as tf.Tensor;
  const restore = replaceMethod(dense, 'call', own => (inputs, kwargs) => {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return x.rank === 2 ? plainDense(dense, x) : own(inputs, kwargs);
  });
  try {
    return model.apply(xs, {training: true}) as tf.Tensor;
  } finally {
    restore();
  }
}

/** Layers that pass the data on unchanged. */
const passing: readonly string[] = ['InputLayer', 'Flatten', 'Reshape'];

/** The dense layer that gets the data in a plain stack of layers, unless the user has changed it or added a call hook. */
function firstDense(model: tf.LayersModel): DenseLayer | undefined {
  if (!(model instanceof tf.Sequential)) return undefined;
  const layer = model.layers.find(candidate => !passing.includes(candidate.getClassName()));
  return layer && isUnaltered(layer) ? asDenseLayer(layer) : undefined;
}

function plainDense({kernel, bias, activation}: DenseLayer, x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const product = tf.matMul(x, kernel.read());
    return activation.apply(bias === null ? product : product.add(bias.read()));
  });
}

/** What the regularizers of a model's layers add to its loss: each layer's once, those of models within the model too. */
function penaltiesOf(model: tf.LayersModel): tf.Scalar[] {
  return layersOf(model).flatMap(layer => layer.calculateLosses());
}

/** Whether any layer has a regularizer. */
function isRegularized(model: tf.LayersModel): boolean {
  return layersOf(model).some(layer => layer.losses.length > 0);
}

/** All layers, those of nested models too. A Sequential's own `calculateLosses` has none of them. */
function layersOf(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap(layer => (layer instanceof tf.LayersModel ? layersOf(layer) : [layer]));
}

/** What records a training step, by backend. */
const recorders: Readonly<Record<string, typeof RecordedStep | typeof NativeStep>> = {
  wasm: RecordedStep,
  tensorflow: NativeStep,
};

/** Layers that run the same kernels at every call: no dropout, nothing written by the user. */
const steadyLayers: readonly string[] = [
  'InputLayer',
  'Dense',
  'Activation',
  'ReLU',
  'Softmax',
  'Flatten',
  'Reshape',
  'StepActivation',
];

/**
 * Whether a training step runs the same kernels every time, so that they may be recorded: with a loss of the table, plain gradient
 * descent, and layers known to take no decision in JavaScript, as a user's regularizer may; beside a tfjs on which it was proven.
 */
function isReplayable(model: tf.LayersModel, loss: unknown, optimizer: tf.Optimizer): boolean {
  return (
    Object.hasOwn(recorders, tf.getBackend()) &&
    isProven() &&
    optimizer.getClassName() === 'SGD' &&
    (Object.values(losses) as unknown[]).includes(loss) &&
    model.layers.every(layer => steadyLayers.includes(layer.getClassName()) && isUnaltered(layer)) &&
    !isRegularized(model)
  );
}

/** Whether a layer is of the registered class of its name, not of a subclass, and has no `call` of the user's own. */
function isUnaltered(layer: tf.layers.Layer): boolean {
  const known: readonly unknown[] = [registeredClass(layer.getClassName()), StepActivation];
  return known.includes(layer.constructor) && !Object.hasOwn(layer, 'call');
}
