import * as tf from '@tensorflow/tfjs';
import {crossEntropy, crossEntropyFromLogits, sumSquaredError} from '../../../losses';
import {textbookGuesses} from '../formulas64';
import {scalar} from './scalar';

/** |∂L/∂z_t|, the push on the logit of the right class, where softmax gives that class p and the others the rest evenly. */
export interface Push {
  readonly p: number;
  readonly sse: number;
  readonly cee: number;
  /** CEE from logits, without ε. */
  readonly logits: number;
}

export interface Pushes {
  readonly curve: readonly Push[];
  /** At uniform outputs: the norms of both gradients, and the least and greatest quotient of their entries. */
  readonly uniform: {sse: number; cee: number; least: number; greatest: number};
}

const {label, oneHot} = textbookGuesses;

/** Call in a tidy. */
export function measurePushes(): Pushes {
  // Twenty points a power of ten up to 0.1, and even steps from there: on a log axis the end would be too sparse.
  const small = Array.from({length: 161}, (_, i) => 10 ** (i / 20 - 9));
  const large = Array.from({length: 89}, (_, i) => 0.11 + i / 100);
  return {curve: [...small, ...large].map(pushAt), uniform: uniformPush()};
}

function pushAt(p: number): Push {
  const labels = tf.tensor1d(oneHot);
  const logits = tf.tensor1d(oneHot.map(t => Math.log(t === 1 ? p : (1 - p) / 9)));
  const push = (loss: (z: tf.Tensor) => tf.Tensor) => Math.abs(tf.grad(loss)(logits).dataSync()[label]!);
  return {
    p,
    sse: push(z => sumSquaredError(labels, tf.softmax(z))),
    cee: push(z => crossEntropy(labels, tf.softmax(z))),
    logits: push(z => crossEntropyFromLogits(labels, z)),
  };
}

/** Why one learning rate does not serve both losses: their pushes on all logits at the start of training. */
function uniformPush(): Pushes['uniform'] {
  const labels = tf.tensor1d(oneHot);
  const logits = tf.zerosLike(labels);
  const sse = tf.grad(z => sumSquaredError(labels, tf.softmax(z)))(logits);
  const cee = tf.grad(z => crossEntropy(labels, tf.softmax(z)))(logits);
  const ratios = sse.div(cee);
  return {
    sse: scalar(sse.norm()),
    cee: scalar(cee.norm()),
    least: scalar(ratios.min()),
    greatest: scalar(ratios.max()),
  };
}
