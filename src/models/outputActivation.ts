import * as tf from '@tensorflow/tfjs';

/**
 * The activation that a model's one output has gone through last: `softmax`, `sigmoid`, `linear`, `relu`, …
 *
 * @returns undefined where it cannot be told: several outputs, a layer of the user's own, a sum of branches.
 *
 * @example
 * outputActivation(twoLayerNet({output: 'linear'}));  // 'linear'
 */
export function outputActivation(model: tf.LayersModel): string | undefined {
  return model.outputs.length === 1 ? activationBehind(model.outputs[0]!) : undefined;
}

/** Layers that hand the numbers on, at most in another shape or order. */
const passing: readonly string[] = ['Flatten', 'Reshape', 'Permute', 'Dropout', 'RepeatVector'];

/** Layers with a linear answer unless their configuration has an activation. */
const weighted: readonly string[] = [
  'Dense',
  'Conv1D',
  'Conv2D',
  'Conv2DTranspose',
  'Conv3D',
  'Conv3DTranspose',
  'SeparableConv2D',
  'DepthwiseConv2D',
];

function activationBehind(output: tf.SymbolicTensor): string | undefined {
  // A loop: a file may chain more layers than the stack holds.
  for (let tensor: tf.SymbolicTensor | undefined = output; tensor;) {
    const {sourceLayer, inputs}: tf.SymbolicTensor = tensor;
    if (sourceLayer instanceof tf.LayersModel) return outputActivation(sourceLayer);
    const kind = sourceLayer.getClassName();
    if (kind === 'Softmax') return 'softmax';
    if (kind === 'ReLU') return 'relu';
    if (!passing.includes(kind)) {
      if (kind !== 'Activation' && !weighted.includes(kind)) return undefined;
      const {activation} = sourceLayer.getConfig();
      const name = typeof activation === 'string' ? activation : undefined;
      // A linear activation layer changes nothing.
      if (kind !== 'Activation' || name !== 'linear') return name;
    }
    tensor = inputs.length === 1 ? inputs[0] : undefined;
  }
  return undefined;
}
