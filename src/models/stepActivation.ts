import * as tf from '@tensorflow/tfjs';

export interface StepActivationConfig {
  name?: string;
  /** Backwards, the sigmoid's slope in place of the step's own zero. */
  straightThrough?: boolean;
}

/**
 * The step activation as a layer: 1 where x > 0, else 0.
 *
 * Its derivative is 0 wherever it has one, and tfjs registers just that for `tf.step`: no gradient passes. With
 * `straightThrough` the gradient is the sigmoid's, σ(x)(1 − σ(x)), a deliberate untruth that lets a net learn.
 *
 * tfjs looks layers up by class name when it loads a model: call {@link registerStepActivation} before loading
 * a saved net that has this layer.
 *
 * @see Bengio, Léonard and Courville, "Estimating or propagating gradients through stochastic neurons", 2013.
 */
export class StepActivation extends tf.layers.Layer {
  /** @nocollapse */
  static className = 'StepActivation';
  private readonly straightThrough: boolean;

  constructor(config: StepActivationConfig = {}) {
    super(config.name === undefined ? {} : {name: config.name});
    this.straightThrough = config.straightThrough ?? false;
    registerStepActivation();
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return tf.tidy(() => (this.straightThrough ? straightThroughStep(x) : tf.step(x)));
  }

  override getConfig(): tf.serialization.ConfigDict {
    return {...super.getConfig(), straightThrough: this.straightThrough};
  }
}

/** Makes the layer known to tfjs's loader; any number of times. */
export function registerStepActivation(): void {
  tf.serialization.registerClass(StepActivation);
}

/** 1 where x > 0, else 0; its gradient is σ(x)(1 − σ(x)) times the incoming one. */
function straightThroughStep(x: tf.Tensor): tf.Tensor {
  const op = tf.customGrad((...args) => {
    const [value, save] = args as [tf.Tensor, tf.GradSaveFunc];
    save([value]);
    return {
      value: tf.step(value),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const s = tf.sigmoid(saved[0]!);
        return dy.mul(s.mul(tf.sub(1, s)));
      },
    };
  });
  return op(x);
}
