import * as tf from '@tensorflow/tfjs';
import type {Split} from '../../../../src/data/split';
import {syntheticDigits} from '../../../../src/data/syntheticDigits';
import {denseNet64} from '../../../../src/lab/experiments/denseNet64';
import {measureKnob} from '../../../../src/lab/experiments/accuracy/measureKnob';
import {minibatches} from '../../../../src/data/minibatches';
import {twoLayerNet} from '../../../../src/models/twoLayerNet';
import {train} from '../../../../src/training/train';
import {crossEntropyFromLogits} from '../../../../src/losses';
import type {Knob} from '../../../../src/results';

/** A small trained net, its knob, and what tfjs says of the same images with the knob's weight elsewhere. */
export async function knobAndOracle(): Promise<{
  knob: Knob;
  tfjsAt: (weight: number) => {right: number; loss: number};
  dispose: () => void;
}> {
  const digits = syntheticDigits({size: 1000, seed: 1});
  const test = syntheticDigits({size: 100, seed: 2});
  const model = twoLayerNet({inputs: 784, hidden: 12, classes: 10, seed: 1});
  await train(model, minibatches(digits, {batchSize: 50, seed: 1}), {
    loss: 'crossEntropy',
    learningRate: 1,
    steps: 60,
  });
  const net = denseNet64(model);
  const knob = measureKnob(net, test);
  const unit = findUnit(net.parameters.subarray(net.at.w2, net.at.b2), knob);
  return {
    knob,
    tfjsAt: weight => evaluateWith(model, test, {unit, logit: knob.logit, weight}),
    dispose: () => model.dispose(),
  };
}

/** The knob has the weight's value; its row is that of the hidden unit. */
function findUnit(kernel: Float64Array, {value, logit}: Knob): number {
  const unit = Array.from({length: kernel.length / 10}, (_, j) => kernel[10 * j + logit]!).indexOf(value);
  expect(unit).toBeGreaterThanOrEqual(0);
  return unit;
}

function evaluateWith(
  model: tf.LayersModel,
  {images, labels, size}: Split,
  {unit, logit, weight}: {unit: number; logit: number; weight: number},
): {right: number; loss: number} {
  const [w1, b1, w2, b2] = model.getWeights() as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
  return tf.tidy(() => {
    const kernel = w2.bufferSync();
    const moved = tf.tensor2d(
      Array.from(w2.dataSync(), (value, i) => (i === unit * kernel.shape[1]! + logit ? weight : value)),
      w2.shape,
    );
    const xs = tf.tensor2d(
      Float32Array.from(images, grey => grey / 255),
      [size, 784],
    );
    const logits = xs.matMul(w1).add(b1).sigmoid().matMul(moved).add(b2);
    const classes = tf.tensor1d(Int32Array.from(labels), 'int32');
    const hits = logits.argMax(-1).equal(classes).sum().dataSync()[0]!;
    const loss = crossEntropyFromLogits(tf.oneHot(classes, 10), logits).dataSync()[0]!;
    return {right: hits, loss};
  });
}
