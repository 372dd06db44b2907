import * as tf from '@tensorflow/tfjs';
import {sliceSplit} from '../../data/split';
import {checkModelGradients} from '../../gradients/checkModelGradients';
import type {GradientCheck} from '../../gradients/GradientCheck';
import {losses, lossTraits, type LossName} from '../../losses';
import {twoLayerNet} from '../../models/twoLayerNet';
import type {Lab} from '../experiment';
import {onKernels} from '../../gradients/onKernels';
import {batchSize} from '../trainedNet';
import {agreementOf, type Agreement} from './agreement';

/** One loss on the textbook net and a batch. */
export interface MeasuredLoss extends Agreement {
  readonly loss: LossName;
  readonly check: GradientCheck;
  /** What the check took. */
  readonly checkSeconds: number;
}

/** Checks every loss of the registry on the textbook net before its first step, and a batch of 100. */
export async function measureLosses(lab: Lab): Promise<MeasuredLoss[]> {
  const names = Object.keys(losses) as LossName[];
  const measured: MeasuredLoss[] = [];
  for (const [i, loss] of names.entries()) {
    lab.signal?.throwIfAborted();
    lab.progress(i / names.length, `checking ${loss}`);
    measured.push(await measureLoss(lab, loss));
  }
  return measured;
}

async function measureLoss(lab: Lab, loss: LossName): Promise<MeasuredLoss> {
  const {rows, columns, classes} = lab.train;
  const output = lossTraits[loss].predictions === 'logits' ? 'linear' : lossTraits[loss].activation;
  const model = twoLayerNet({inputs: rows * columns, classes, output, seed: lab.seed});
  const [xs, ys] = batchOf(lab, loss);
  try {
    const started = performance.now();
    const check = await checkModelGradients(model, losses[loss], xs, ys, {seed: lab.seed});
    const checkSeconds = (performance.now() - started) / 1000;
    const measure = () => agreementOf({model, output, loss: losses[loss], xs, ys}, lab);
    const agreement = (await onKernels('float64', measure)) ?? measure();
    return {loss, check, checkSeconds, ...agreement};
  } finally {
    tf.dispose([xs, ys]);
    model.dispose();
  }
}

function batchOf(lab: Lab, loss: LossName): [tf.Tensor2D, tf.Tensor] {
  const split = sliceSplit(lab.train, 0, Math.min(batchSize, lab.train.size));
  const {images, labels, size, rows, columns, classes} = split;
  const xs = tf.tensor2d(
    Float32Array.from(images, byte => byte / 255),
    [size, rows * columns],
  );
  const integers = tf.tensor1d(Int32Array.from(labels), 'int32');
  if (lossTraits[loss].labels === 'integer') return [xs, integers];
  const oneHot = tf.tidy(() => tf.oneHot(integers, classes).toFloat());
  integers.dispose();
  return [xs, oneHot];
}
