/**
 * Short because elu is the only activation whose gradient tfjs leaves to a kernel that has no gradient of its
 * own.
 */
import * as tf from '@tensorflow/tfjs';
import {isDifferentiating} from '../tfjs/mendedTape';
import {correction, example, type Correction} from './Correction';

export const activations: readonly Correction[] = [
  // elu'(x) = 1 where x ≥ 0, else eˣ = y + 1
  correction('Elu', 'has no second derivative', {
    needs: ['tape', 'LessEqual'],
    saves: {outputsToSave: [true]},
    gradient: ([dy], saved, _, stock) =>
      isDifferentiating() ? {x: () => tf.mul(dy, tf.add(tf.minimum(saved[0]!, 0), 1))} : stock(),
    // x + (eˣ − 1), with the slope eˣ below 0, squared: 2 eˣ (2 eˣ − 1), which is 0 at −ln 2
    example: example(
      tf.grad(x => tf.square(tf.elu(x))),
      [[-Math.LN2, 1]],
      [[0, 2]],
    ),
  }),
];
