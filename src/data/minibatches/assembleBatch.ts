import * as tf from '@tensorflow/tfjs';
import type {Split} from '../split';

/** One mini-batch, in the form that `model.fitDataset` takes. */
// A type, not an interface: only a type has the index signature that tf.data asks of its elements.
export type Minibatch = {xs: tf.Tensor; ys: tf.Tensor};

/** The form of a batch's tensors. */
export interface BatchForm {
  readonly labels: 'one-hot' | 'integer';
  readonly layout: 'flat' | 'image';
}

/** The images at `indices` as tensors. Exactly two tensors are made and both are returned: nothing needs tidying. */
export function assembleBatch(split: Split, indices: Int32Array, {labels, layout}: BatchForm): Minibatch {
  const {rows, columns, classes} = split;
  const count = indices.length;
  const greys = greyValues(split, indices);
  return {
    xs:
      layout === 'flat'
        ? tf.tensor2d(greys, [count, rows * columns])
        : tf.tensor4d(greys, [count, rows, columns, 1]),
    ys:
      labels === 'one-hot'
        ? tf.tensor2d(oneHotRows(split, indices), [count, classes])
        : tf.tensor1d(classNumbers(split, indices), 'int32'),
  };
}

/** byte → grey value; 256 divisions instead of one for every pixel. */
const GREY_VALUES = Float32Array.from({length: 256}, (_, byte) => byte / 255);

function greyValues({images, rows, columns}: Split, indices: Int32Array): Float32Array {
  const pixels = rows * columns;
  const values = imageBuffer(indices.length * pixels);
  let at = 0;
  for (const index of indices) {
    const end = (index + 1) * pixels;
    // assertSplit has shown that every index has its pixels.
    for (let pixel = index * pixels; pixel < end; pixel++) values[at++] = GREY_VALUES[images[pixel]!]!;
  }
  return values;
}

let staging = new Float32Array(0);

/**
 * Room for a batch's grey values. The wasm backend copies them into its heap before `tf.tensor` returns, so one array
 * serves every batch: fresh memory costs many times what filling it does. Other backends keep the array they get.
 */
function imageBuffer(length: number): Float32Array {
  if (tf.getBackend() !== 'wasm') return new Float32Array(length);
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
