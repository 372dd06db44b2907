import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../../corrections';
import {checkGradients} from '../../../gradients/checkGradients';
import type {GradientCheck, GradientCheckOptions} from '../../../gradients/GradientCheck';
import {Random} from '../../../random';

/** One check of the practical half: what was found, and how far both derivatives are apart, relative to the greater. */
export interface PracticeCheck {
  readonly check: Pick<GradientCheck, 'verdict' | 'reason' | 'dtype' | 'op'>;
  /** The greatest of the worst entries; NaN where nothing was compared. */
  readonly relativeError: number;
  /** The worst entry. */
  readonly entry?: {place: string; analytic: number; numerical: number; errorBar: number};
}

export type Practice = Awaited<ReturnType<typeof measurePractice>>;

/** How many steps of descent the net with the planted mistake takes before it is checked again. */
export const stepsBeforeCheck = 20;

/**
 * Checks that show what a verdict means: one right gradient in both precisions, a kink, a real mistake of tfjs before and after its
 * correction, and a planted mistake that only a net with some training shows. Nothing of it is random.
 */
export async function measurePractice() {
  const image = drawn([1, 4, 4, 1], 3);
  const kernel = drawn([2, 2, 1, 1], 4);
  const pooled = (pad: 'same' | 'valid') => (x: tf.Tensor) =>
    tf
      .avgPool(
        tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same').sigmoid() as tf.Tensor4D,
        3,
        1,
        pad,
      )
      .square()
      .mean();
  try {
    const names = ['image'];
    return {
      right: await practise(pooled('valid'), [image], {names}),
      single: await practise(pooled('valid'), [image], {names, dtype: 'float32'}),
      kink: await practise((x: tf.Tensor) => x.relu().sum(), [[-1, 0, 1]], {}),
      wrong: await practise(pooled('same'), [image], {names}),
      corrected: await withCorrection(() => practise(pooled('same'), [image], {names})),
      planted: await plantedMistake(),
    };
  } finally {
    tf.dispose([image, kernel]);
  }
}

async function practise(
  fn: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: Parameters<typeof checkGradients>[1],
  options: GradientCheckOptions,
): Promise<PracticeCheck> {
  const {verdict, reason, dtype, op, worst} = await checkGradients(fn, inputs, options);
  const errors = worst.map(({analytic, numerical}) => {
    const greater = Math.max(Math.abs(analytic), Math.abs(numerical));
    return greater === 0 ? 0 : Math.abs(analytic - numerical) / greater;
  });
  const check = {verdict, reason, dtype, ...(op !== undefined && {op})};
  const [first] = worst;
  if (first === undefined) return {check, relativeError: NaN};
  const {input, index, analytic, numerical, errorBar} = first;
  const entry = {place: `${input}[${index.join(',')}]`, analytic, numerical, errorBar};
  return {check, relativeError: Math.max(...errors), entry};
}

async function withCorrection<T>(work: () => Promise<T>): Promise<T> {
  const undo = correctGradients({only: ['AvgPool']});
  try {
    return await work();
  } finally {
    undo();
  }
}

/**
 * A hidden layer whose backward pass forgets a square: 1 − y for the 1 − y² of tanh. While the output layer is 0, as some begin with it, no
 * gradient reaches the hidden layer, and the mistake cannot be seen.
 */
async function plantedMistake() {
  const forgetful = tf.customGrad((x, save) => {
    const y = tf.tanh(x as tf.Tensor);
    (save as tf.GradSaveFunc)([y]);
    return {value: y, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => dy.mul(tf.scalar(1).sub(saved[0]!))};
  });
  const xs = drawn([8, 4], 5);
  // A variable leaves the tensor alone that it begins with; the tidy takes that, and no variable.
  const [hidden, output] = tf.tidy(() => [tf.variable(drawn([4, 5], 6)), tf.variable(tf.zeros([5, 3]))]);
  const labels = tf.tidy(() => tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32'), 3));
  const loss = (w1: tf.Tensor, w2: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy(labels, tf.matMul(forgetful(tf.matMul(xs, w1)), w2)) as tf.Tensor;
  const optimizer = tf.train.sgd(0.5);
  const names = ['W1', 'W2'];
  try {
    const fresh = await practise(loss, [hidden, output], {names});
    for (let step = 0; step < stepsBeforeCheck; step++) {
      optimizer.minimize(() => loss(hidden, output) as tf.Scalar);
    }
    return {fresh, trained: await practise(loss, [hidden, output], {names})};
  } finally {
    optimizer.dispose();
    tf.dispose([xs, hidden, output, labels]);
  }
}

/** Normal numbers that are always the same. */
function drawn(shape: number[], seed: number): tf.Tensor {
  const random = new Random(seed);
  return tf.tensor(
    Array.from({length: shape.reduce((a, b) => a * b)}, () => random.normal()),
    shape,
  );
}
