import * as tf from '@tensorflow/tfjs';
import {crossEntropy} from '../../losses';
import type {Lab} from '../experiment';
import {untrainedNet} from '../trainedNet';

/** A function of weights that anybody can make again, on any backend. */
export interface WeightFunction {
  /** Where it is differentiated, `[hidden, classes]`, row-major. */
  readonly weights: Float32Array;
  readonly shape: readonly number[];
  /** The entries of `weights` to differentiate by. */
  readonly entries: readonly number[];
  /** The loss on the active backend; takes a tensor of `shape`, gives a scalar in nats. */
  readonly loss: (weights: tf.Tensor) => tf.Tensor;
}

/** As many examples as the published errors were measured with. */
const batch = 3;

/** The textbook net's cross entropy on three images, as a function of its output weights; everything else is fixed. */
export function outputLayerLoss(lab: Lab): WeightFunction {
  const model = untrainedNet(lab);
  try {
    const [kernel, bias, outputKernel] = model.getWeights();
    const hidden = tf.tidy(() => readRows(tf.sigmoid(images(lab).matMul(kernel!).add(bias!))));
    const shape = outputKernel!.shape;
    const classes = shape[1]!;
    const labels = Array.from(lab.train.labels.subarray(0, batch), label =>
      Array.from({length: classes}, (_, k) => Number(k === label)),
    );
    const weights = outputKernel!.dataSync<'float32'>().slice();
    const loss = (w: tf.Tensor) =>
      crossEntropy(tf.tensor2d(labels), tf.softmax(tf.tensor2d(hidden).matMul(w)));
    return {weights, shape, entries: entriesOf(weights.length, lab), loss};
  } finally {
    model.dispose();
  }
}

function images({train: {images: bytes, rows, columns}}: Lab): tf.Tensor2D {
  const pixels = rows * columns;
  return tf.tensor2d(
    Float32Array.from(bytes.subarray(0, batch * pixels), byte => byte / 255),
    [batch, pixels],
  );
}

function readRows(tensor: tf.Tensor): number[][] {
  return tensor.arraySync() as number[][];
}

/** 160 entries, as published, or 40, spread evenly. */
function entriesOf(size: number, {profile}: Lab): number[] {
  const count = Math.min(size, profile === 'full' ? 160 : 40);
  return Array.from({length: count}, (_, i) => Math.floor((i * size) / count));
}
