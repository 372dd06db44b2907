import * as tf from '@tensorflow/tfjs';
import {assertModel} from '../argumentKinds';
import {assertKnownOptions, assertOneOf, assertSignal, assertWhole} from '../checks';
import {batchesInOrder} from '../data/minibatches/assembleBatch';
import {assertSplit, type Split} from '../data/split';
import {binaryCrossEntropy, crossEntropy, lossTraits, sumSquaredError} from '../losses';
import {tableNameOf} from '../losses/losses';
import {outputActivation} from '../models/outputActivation';
import {InvalidTypeError, InvalidValueError} from '../errors';

export interface EvaluateOptions {
  /** Images in one forward pass; it changes speed and memory, not the result. */
  batchSize?: number;
  /** `logits` if the model ends without softmax or sigmoid. Needed only where its last activation does not tell. */
  predictions?: 'probabilities' | 'logits' | undefined;
  signal?: AbortSignal | undefined;
}

/** How well a model does on a split. */
export interface Evaluation {
  size: number;
  /** Fraction of the images whose greatest output is the labelled class; ties go to the first. */
  accuracy: number;
  /**
   * Mean cross entropy, in nats, with the ε of `crossEntropy`; for a model that ends in sigmoid, or is compiled with one of
   * the binary losses, that of independent outputs, as in `binaryCrossEntropy`.
   */
  crossEntropy: number;
  /** Mean of ½ Σ (y − t)². */
  sumSquaredError: number;
  /** `confusion[t][y]`: how many images of class t were taken for class y. */
  confusion: number[][];
  /** Cross entropy of every image, in the split's order. */
  perExample: Float32Array;
}

/**
 * Measures a model on a split: accuracy, both losses, the confusion matrix.
 *
 * @param model From `[batch, pixels]` or `[batch, rows, columns, 1]` to `[batch, classes]`. Not changed.
 * @param split At least one image.
 * @returns Means over all images, summed in float64.
 * @throws {RangeError} If the split is empty or a prediction is NaN.
 * @throws {TypeError} If the model's outputs are not one number a class.
 * @throws The signal's reason, between two batches, when it is aborted.
 *
 * @example
 * const {accuracy} = await evaluate(model, syntheticDigits({size: 100, seed: 2}));
 */
export async function evaluate(
  model: tf.LayersModel,
  split: Split,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  assertKnownOptions('evaluate', options, ['batchSize', 'predictions', 'signal']);
  const {batchSize = 1000, signal} = options;
  assertWhole('evaluate', 'batchSize', batchSize, 1);
  assertSignal('evaluate', signal);
  assertModel('evaluate', model);
  assertSplit('evaluate', split);
  const {predictions, activation} = outputsOf(model, options.predictions);
  assertWhole('evaluate', 'the number of images', split.size, 1);
  const tally = new Tally(split);
  const layout = model.inputs[0]!.shape.length === 4 ? 'image' : 'flat';
  for (const {xs, ys} of batchesInOrder(split, batchSize, {layout, labels: 'one-hot'})) {
    try {
      signal?.throwIfAborted();
      const [probabilities, cee, sse] = tf.tidy(() => {
        const outputs = model.predictOnBatch(xs) as tf.Tensor;
        assertOutputs(outputs, split);
        const y = predictions === 'logits' ? tf[activation](outputs) : outputs;
        const loss = activation === 'sigmoid' ? binaryCrossEntropy : crossEntropy;
        return [y, loss(ys, y, {reduction: 'none'}), sumSquaredError(ys, y, {reduction: 'none'})];
      });
      const values = await Promise.all([probabilities.data(), cee.data(), sse.data()]);
      tf.dispose([probabilities, cee, sse]);
      tally.add(values as Float32Array[]);
    } finally {
      tf.dispose([xs, ys]);
    }
  }
  return tally.result();
}

interface Outputs {
  readonly predictions: 'probabilities' | 'logits';
  /** Turns logits into probabilities. */
  readonly activation: 'softmax' | 'sigmoid';
}

/**
 * What a model's outputs are, judged by its last activation and the loss that it is compiled with.
 *
 * @param told What the caller says they are.
 * @throws {RangeError} If that contradicts the activation, or the activation gives neither and the caller says nothing.
 */
function outputsOf(model: tf.LayersModel, told: EvaluateOptions['predictions']): Outputs {
  if (told !== undefined) assertOneOf('evaluate', 'predictions', told, ['probabilities', 'logits']);
  const last = outputActivation(model);
  const compiled = tableNameOf(model.loss);
  const activation =
    last === 'sigmoid' || last === 'softmax' ? last : compiled && lossTraits[compiled].activation;
  const known = last === 'linear' ? 'logits' : last && last === activation ? 'probabilities' : undefined;
  if (known !== undefined && told !== undefined && told !== known) {
    throw new InvalidValueError(
      `evaluate: expected predictions to be ${known} for a model that ends in ${last}, got ${told}`,
    );
  }
  if (known === undefined && told === undefined && last !== undefined) {
    throw new InvalidValueError(
      `evaluate: expected a model that ends in softmax, sigmoid or linear, got ${last}; say what its predictions are`,
    );
  }
  return {predictions: known ?? told ?? 'probabilities', activation: activation ?? 'softmax'};
}

/** Sums up the batches of an evaluation. */
class Tally {
  private seen = 0;
  private hits = 0;
  private squared = 0;
  private readonly perExample: Float32Array;
  private readonly confusion: number[][];

  constructor(private readonly split: Split) {
    this.perExample = new Float32Array(split.size);
    this.confusion = Array.from({length: split.classes}, () => new Array<number>(split.classes).fill(0));
  }

  add([probabilities, cee, sse]: readonly Float32Array[]): void {
    const {classes, labels} = this.split;
    for (let i = 0; i < cee!.length; i++) {
      if (Number.isNaN(cee![i]))
        throw new InvalidValueError(`evaluate: the prediction for image ${this.seen} is NaN`);
      const row = probabilities!.subarray(i * classes, (i + 1) * classes);
      const guess = row.indexOf(row.reduce((most, y) => Math.max(most, y), -Infinity));
      const label = labels[this.seen]!;
      this.confusion[label]![guess]!++;
      if (guess === label) this.hits++;
      this.squared += sse![i]!;
      this.perExample[this.seen++] = cee![i]!;
    }
  }

  result(): Evaluation {
    const {seen: size, confusion, perExample} = this;
    return {
      size,
      accuracy: this.hits / size,
      crossEntropy: perExample.reduce((sum, loss) => sum + loss, 0) / size,
      sumSquaredError: this.squared / size,
      confusion,
      perExample,
    };
  }
}

function assertOutputs({shape}: tf.Tensor, {classes}: Split): void {
  if (shape.length !== 2 || shape[1] !== classes) {
    throw new InvalidTypeError(
      `evaluate: expected outputs of shape [batch,${classes}], got [${shape.join(',')}]`,
    );
  }
}
