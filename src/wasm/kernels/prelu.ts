import * as tf from '@tensorflow/tfjs';
import {allocate, withTemporaries, type KernelArguments, type RunStockKernel} from '../heap';

/**
 * x where it is at least 0, else α x. The stock kernel takes the last axis of `alpha` for the channels of `x` and ignores the
 * others, so that weights of any other shape go to the wrong places, or are read from beyond their end.
 *
 * @returns Float32 of the shape to which both broadcast.
 */
export function prelu(args: KernelArguments<'x' | 'alpha', undefined>, stock: RunStockKernel): tf.TensorInfo {
  const {x, alpha} = args.inputs;
  const {backend} = args;
  const channels = x.shape.at(-1);
  const size = tf.util.sizeFromShape(alpha.shape);
  const perChannel = size === channels && alpha.shape.at(-1) === channels;
  const grows = alpha.shape.length > x.shape.length;
  if (!grows && (size === 1 || perChannel)) return stock(tf.Prelu, args);
  return withTemporaries(backend, own => {
    const run = (name: string, inputs: Readonly<Record<string, tf.TensorInfo>>, attrs?: object) =>
      own(stock(name, {inputs, backend, attrs}));
    const numbers = x.dtype === 'float32' ? x : run(tf.Cast, {x}, {dtype: 'float32'});
    const product = run(tf.Multiply, {a: numbers, b: alpha});
    const [aligned, reps] = repetitions(numbers, product.shape);
    const tiled = reps.every(times => times === 1) ? numbers : run(tf.Tile, {x: aligned}, {reps});
    const out = allocate(backend, product.shape, 'float32');
    const [values, products] = [tiled, product].map(info => backend.typedArrayFromHeap(info));
    backend.typedArrayFromHeap(out).set(values!.map((value, i) => (value < 0 ? products![i]! : value)));
    return out;
  });
}

/** A tensor with as many axes as a shape that it broadcasts to, and how often it has to be repeated along each. */
function repetitions(x: tf.TensorInfo, shape: readonly number[]): [tf.TensorInfo, number[]] {
  const aligned = [...Array.from({length: shape.length - x.shape.length}, () => 1), ...x.shape];
  return [{...x, shape: aligned}, shape.map((length, axis) => length / aligned[axis]!)];
}
