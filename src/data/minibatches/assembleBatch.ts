import * as tf from '@tensorflow/tfjs';
import type {Split} from '../split';

/** One mini-batch, in the form that `model.fitDataset` takes. */
// A type, not an interface: only a type has the index signature that tf.data asks of its elements.
export type Minibatch = {
  xs: tf.Tensor;
  ys: tf.Tensor;
  /** How much each example counts in `train`, `[batch]`; all the same unless given. */
  sampleWeight?: tf.Tensor;
};

/** The form of a batch's tensors. */
export interface BatchForm {
  readonly labels: 'one-hot' | 'integer';
  readonly layout: 'flat' | 'image';
}

/** The images at `indices` as tensors. Two tensors come out, and no other is left. */
export function assembleBatch(split: Split, indices: Int32Array, {labels, layout}: BatchForm): Minibatch {
  const {rows, columns, classes} = split;
  const count = indices.length;
  return {
    xs: greyValues(split, indices, layout === 'flat' ? [count, rows * columns] : [count, rows, columns, 1]),
    ys:
      labels === 'one-hot'
        ? tf.tensor2d(oneHotRows(split, indices), [count, classes])
        : tf.tensor1d(classNumbers(split, indices), 'int32'),
  };
}

/**
 * Backends that take a copy of what they are given and divide as IEEE 754 has it, four or more numbers at once: there a
 * batch is copied as it is and divided on the device. Others may round another way, or keep the array.
 */
const dividingBackends: readonly string[] = ['wasm', 'tensorflow'];

/** float32(b / 255) for every byte b, on every backend. */
function greyValues({images, rows, columns}: Split, indices: Int32Array, shape: number[]): tf.Tensor {
  const pixels = rows * columns;
  const divides = dividingBackends.includes(tf.getBackend());
  const values = divides ? stagingOf(indices.length * pixels) : new Float32Array(indices.length * pixels);
  // A typed array turns bytes into floats many at a time.
  indices.forEach((index, row) =>
    values.set(images.subarray(index * pixels, (index + 1) * pixels), row * pixels),
  );
  if (!divides) for (let i = 0; i < values.length; i++) values[i]! /= 255;
  const bytes = tf.tensor(values, shape);
  if (!divides) return bytes;
  try {
    return tf.div(bytes, 255);
  } finally {
    bytes.dispose();
  }
}

let staging = new Float32Array(0);

/** One array serves every batch: fresh memory costs many times what filling it does. */
function stagingOf(length: number): Float32Array {
  if (staging.length < length) staging = new Float32Array(length);
  return staging.subarray(0, length);
}

function oneHotRows({labels, classes}: Split, indices: Int32Array): Float32Array {
  const values = new Float32Array(indices.length * classes);
  indices.forEach((index, row) => (values[row * classes + labels[index]!] = 1));
  return values;
}

function classNumbers({labels}: Split, indices: Int32Array): Int32Array {
  return indices.map(index => labels[index]!);
}

/**
 * A split's batches in the stored order, for measuring: every image once, the last batch smaller where it must be.
 * The consumer disposes each.
 */
export function* batchesInOrder(split: Split, batchSize: number, form: BatchForm): Generator<Minibatch> {
  for (let start = 0; start < split.size; start += batchSize) {
    const length = Math.min(batchSize, split.size - start);
    yield assembleBatch(
      split,
      Int32Array.from({length}, (_, i) => start + i),
      form,
    );
  }
}
