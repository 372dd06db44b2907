import * as tf from '@tensorflow/tfjs';
import type {Minibatch} from '../data/minibatches';
import {NonFiniteLossError} from '../errors';
import {releaseTape} from '../tfjs/tape';
import {explainNonFiniteLoss} from './nonFiniteLoss';
import {RecordedStep} from '../wasm/RecordedStep';
import type {Objective} from './TrainOptions';
import {losses} from '../losses';
import {StepActivation} from '../models/stepActivation';

/** Backends whose kernels have run when the call returns: reading a scalar from them costs next to nothing. */
const synchronousBackends: readonly string[] = ['cpu', 'wasm', 'tensorflow', 'float64'];

/** Takes one step after the other, each as fast as the backend allows. */
export class Descent {
  private readonly weights: tf.Variable[];
  private readonly synchronous = synchronousBackends.includes(tf.getBackend());
  private recorded: RecordedStep | undefined;
  /** What a recording takes for constant, by its memory: frozen weights, and the learning rate as the optimizer keeps it. */
  private constants: readonly tf.DataId[] = [];

  constructor(
    private readonly model: tf.LayersModel,
    private readonly loss: Objective,
    private readonly optimizer: tf.Optimizer,
  ) {
    // A layer's weight reads as its variable; tfjs types it as a plain tensor.
    this.weights = model.trainableWeights.map(weight => weight.read() as tf.Variable);
  }

  /**
   * Takes a step.
   *
   * @param step Its number, for the error.
   * @returns The loss before it; where reading waits for a GPU, as a tensor that is the caller's to read and dispose.
   * @throws {NonFiniteLossError} If the loss is known, and is none; the weights are then those of before.
   */
  take(batch: Minibatch, step: number): number | tf.Scalar {
    const recordable = isReplayable(this.model, this.loss, this.optimizer);
    if (this.recorded?.isShared || !this.constantsAreAsRecorded()) this.dispose();
    if (recordable && this.recorded === undefined) {
      this.constants = this.findConstants();
      this.recorded = RecordedStep.record(batch, this.weights, own => this.descend(own));
      return this.acceptRecorded(this.recorded, this.recorded.lastLoss, batch, step);
    }
    if (recordable && this.recorded?.fits(batch)) {
      const loss = this.acceptRecorded(this.recorded, this.recorded.take(batch), batch, step);
      // What tfjs's own applyGradients does last; protected in the types.
      (this.optimizer as unknown as {incrementIterations(): void}).incrementIterations();
      return loss;
    }
    return this.takeAnew(batch, step);
  }

  private findConstants(): tf.DataId[] {
    const frozen = this.model.nonTrainableWeights.map(weight => weight.read());
    const kept = Object.values(this.optimizer).filter((value: unknown) => value instanceof tf.Tensor);
    return [...frozen, ...(kept as tf.Tensor[])].map(({dataId}) => dataId);
  }

  private constantsAreAsRecorded(): boolean {
    const constants = this.findConstants();
    return constants.length === this.constants.length && constants.every((id, i) => id === this.constants[i]);
  }

  dispose(): void {
    this.recorded?.dispose();
    this.recorded = undefined;
  }

  private acceptRecorded(recorded: RecordedStep, loss: number, batch: Minibatch, step: number): number {
    if (!Number.isFinite(loss)) {
      recorded.undo();
      this.refuse(step, loss, batch);
    }
    return loss;
  }

  /** One step, without a look at its loss. */
  private descend({xs, ys}: Minibatch): tf.Scalar {
    const {value, grads} = this.gradients(xs, ys);
    this.optimizer.applyGradients(grads);
    tf.dispose(grads);
    return value;
  }

  private takeAnew(batch: Minibatch, step: number): number | tf.Scalar {
    const {value, grads} = this.gradients(batch.xs, batch.ys);
    try {
      const loss = this.synchronous ? value.dataSync()[0]! : undefined;
      if (loss !== undefined && !Number.isFinite(loss)) this.refuse(step, loss, batch);
      this.optimizer.applyGradients(grads);
      return loss ?? tf.keep(value.clone());
    } finally {
      tf.dispose([value, grads]);
    }
  }

  private gradients(xs: tf.Tensor, ys: tf.Tensor): {value: tf.Scalar; grads: tf.NamedTensorMap} {
    try {
      return tf.tidy(() => tf.variableGrads(() => this.forward(xs, ys), this.weights));
    } catch (error) {
      // An objective without a gradient, such as accuracy: tfjs throws and keeps what it had recorded.
      releaseTape();
      throw error;
    }
  }

  private forward(xs: tf.Tensor, ys: tf.Tensor): tf.Scalar {
    const loss = this.loss(ys, applyToData(this.model, xs));
    // As model.compile does, a loss that keeps its examples apart is averaged.
    const mean = loss.rank === 0 ? (loss as tf.Scalar) : loss.mean<tf.Scalar>();
    return penaltiesOf(this.model).reduce((sum, penalty) => sum.add(penalty), mean);
  }

  private refuse(step: number, loss: number, {xs, ys}: Minibatch): never {
    throw new NonFiniteLossError(step, loss, explainNonFiniteLoss(this.model, xs, ys));
  }
}

/**
 * The model's predictions in training mode, without the work that only a gradient of the data would need.
 *
 * tfjs multiplies a dense layer's inputs and weights in a fused op, whose gradient is always computed for both. For the layer
 * that sees the data that is a third of a training step for nothing; the plain product's gradients are computed as needed.
 */
export function applyToData(model: tf.LayersModel, xs: tf.Tensor): tf.Tensor {
  const dense = firstDense(model);
  if (dense === undefined) return model.apply(xs, {training: true}) as tf.Tensor;
  const stock = dense.call.bind(dense);
  dense.call = (inputs, kwargs) => {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return x.rank === 2 ? plainDense(dense, x) : stock(inputs, kwargs);
  };
  try {
    return model.apply(xs, {training: true}) as tf.Tensor;
  } finally {
    // It lives on the prototype.
    delete (dense as Partial<Dense>).call;
  }
}

/** What `tf.layers.dense` has, most of it private in its types. */
interface Dense {
  readonly kernel: tf.LayerVariable;
  readonly bias: tf.LayerVariable | null;
  readonly activation: {apply(x: tf.Tensor): tf.Tensor};
  readonly _callHook: unknown;
  call(inputs: tf.Tensor | tf.Tensor[], kwargs: unknown): tf.Tensor | tf.Tensor[];
}

/** Layers that hand the data on as they are. */
const passing: readonly string[] = ['InputLayer', 'Flatten', 'Reshape'];

/** The dense layer that sees the data of a plain stack of layers, unless the user listens in on it. */
function firstDense(model: tf.LayersModel): Dense | undefined {
  if (!(model instanceof tf.Sequential)) return undefined;
  const layer = model.layers.find(candidate => !passing.includes(candidate.getClassName()));
  if (layer?.getClassName() !== 'Dense' || !isUnaltered(layer)) return undefined;
  const dense = layer as unknown as Dense; // see its type
  return dense._callHook === null ? dense : undefined;
}

function plainDense({kernel, bias, activation}: Dense, x: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    const product = tf.matMul(x, kernel.read());
    return activation.apply(bias === null ? product : product.add(bias.read()));
  });
}

/** What the regularizers of a model's layers add to its loss: each layer's once, those of models within the model too. */
export function penaltiesOf(model: tf.LayersModel): tf.Scalar[] {
  return layersOf(model).flatMap(layer => layer.calculateLosses());
}

/** Whether any layer has a regularizer. */
export function isRegularized(model: tf.LayersModel): boolean {
  return layersOf(model).some(layer => layer.losses.length > 0);
}

/** Not the model's own calculateLosses: that of a Sequential knows no layers, and gives none. */
function layersOf(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap(layer => (layer instanceof tf.LayersModel ? layersOf(layer) : [layer]));
}

/** Layers that do the same at every call: no dropout, nothing written by the user. */
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
 * Whether a training step runs the same kernels every time, so that they may be recorded: on wasm, with a loss of the
 * registry, plain gradient descent, and layers that are known not to decide anything in JavaScript. Nobody knows of a
 * regularizer, which may be the user's own.
 */
export function isReplayable(model: tf.LayersModel, loss: unknown, optimizer: tf.Optimizer): boolean {
  return (
    tf.getBackend() === 'wasm' &&
    optimizer.getClassName() === 'SGD' &&
    (Object.values(losses) as unknown[]).includes(loss) &&
    model.layers.every(layer => steadyLayers.includes(layer.getClassName()) && isUnaltered(layer)) &&
    !isRegularized(model)
  );
}

/** Whether a layer is of the class that it is called after, not of one derived from it, and has no `call` of the user's. */
export function isUnaltered(layer: tf.layers.Layer): boolean {
  const {classNameMap} = tf.serialization.SerializationMap.getMap();
  const stock: unknown = classNameMap[layer.getClassName()]?.[0];
  const own = layer.constructor === stock || layer.constructor === StepActivation;
  return own && !Object.hasOwn(layer, 'call');
}
