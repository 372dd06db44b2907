import * as tf from '@tensorflow/tfjs';
import {Random} from '../../random';
import type {CheckedFunction, DifferentiableFunction} from '../GradientCheck';
import {backpropagate, Finding} from './backpropagate';
import {joined} from './Subject';

/**
 * The first gradient as a function to check the gradient of: Σ v·∂f/∂x over all inputs with random v, between ½ and 1½ and of
 * either sign.
 *
 * @param vector Whether `fn` may have more than one output; they are weighted in the same way.
 */
export function gradientOf(fn: CheckedFunction, seed: number, vector: boolean): DifferentiableFunction {
  return (...inputs) => {
    const random = new Random(seed).fork(5);
    // The same numbers at every call: it is one function that is checked.
    const weights = (shape: number[]) => {
      const draw = () => (random.uniform() < 0.5 ? -1 : 1) * (0.5 + random.uniform());
      return tf.tensor(Array.from({length: tf.util.sizeFromShape(shape)}, draw), shape);
    };
    const forward = () => {
      const output = joined(fn(...inputs));
      if (output.size === 1) return output.sum();
      if (vector) return output.mul(weights(output.shape)).sum();
      const hint = 'Reduce it to a scalar, or pass {vector: true} to check a random weighted sum.';
      throw new Finding(
        'refused',
        `The output has shape [${output.shape.join(',')}]; a gradient is that of a scalar. ${hint}`,
      );
    };
    const gradients = backpropagate(forward, inputs, tf.scalar(1));
    const terms = gradients.map((gradient, i) => gradient?.mul(weights(inputs[i]!.shape)).sum());
    return terms.reduce<tf.Tensor>((sum, term) => (term ? sum.add(term) : sum), tf.scalar(0));
  };
}
