import * as tf from '@tensorflow/tfjs';

/** Larger weights mean that the steps were too long. */
const runawayWeight = 1e3;

/** The likely cause of a loss that is not finite: the first of inputs, labels, weights and predictions that explains it. */
export function explainNonFiniteLoss(model: tf.LayersModel, xs?: tf.Tensor, ys?: tf.Tensor): string {
  return tf.tidy(() => {
    if (xs !== undefined && !allFinite(xs)) return 'the inputs hold values that are not finite';
    if (ys !== undefined && !allFinite(ys)) return 'the labels hold values that are not finite';
    const weights = model.getWeights();
    if (!weights.every(allFinite)) {
      return 'the gradients of an earlier step were not finite (a learning rate too large, or a division by 0 in the loss)';
    }
    const largest = Math.max(...weights.map(weight => weight.abs().max().dataSync()[0] ?? 0));
    if (largest > runawayWeight) {
      return `a learning rate too large (weights have grown to ${largest.toPrecision(2)})`;
    }
    if (xs === undefined || ys === undefined) return 'a logarithm of 0 or a division by 0 in the loss';
    return explainPredictions(model.apply(xs) as tf.Tensor, ys);
  });
}

function explainPredictions(predictions: tf.Tensor, ys: tf.Tensor): string {
  if (!allFinite(predictions))
    return 'the predictions overflow; scale the inputs or shrink the learning rate';
  const classes = predictions.shape[predictions.shape.length - 1]!;
  if (ys.size === predictions.shape[0] && ys.size !== predictions.size) {
    const labels = [...ys.dataSync()];
    const wrong = labels.find(label => !(Number.isInteger(label) && label >= 0 && label < classes));
    if (wrong !== undefined) return `the label ${wrong} is not a whole number from 0 to ${classes - 1}`;
  }
  const least = predictions.min().dataSync()[0]!;
  if (least <= 0)
    return 'the logarithm of a prediction of 0; give the loss an epsilon or use a loss that takes logits';
  return 'a logarithm of 0 or a division by 0 in the loss';
}

function allFinite(tensor: tf.Tensor): boolean {
  return tensor.dtype !== 'float32' || tensor.isFinite().all().dataSync()[0] === 1;
}
