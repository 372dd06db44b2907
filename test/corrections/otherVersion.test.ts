/**
 * Beside a version of tfjs that the corrections are not proven against; here the installed one, which the
 * table takes for another.
 */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {correctGradients} from '../../src/corrections';
import {corrections} from '../../src/corrections/corrections';

jest.mock('../../src/corrections/Correction', () => ({
  ...jest.requireActual<object>('../../src/corrections/Correction'),
  provenVersion: '4.99.0',
}));

const warn = jest.spyOn(tf.backend_util, 'warn').mockImplementation(() => undefined);
beforeEach(() => warn.mockClear());

const matrix = () => tf.tensor2d([[1, 2], [3, 4]]); // prettier-ignore
const cumsum = () =>
  tf.tidy(() => [
    ...tf
      .grad(x => tf.cumsum(x, 0))(matrix())
      .dataSync(),
  ]);
const registered = () => corrections.map(({op}) => tf.getGradient(op));

test('correctGradients() corrects all before a backend is ready, says nothing, and leaves no tensor behind', async () => {
  const stock = registered();
  const before = tf.memory().numTensors;
  const starting = tf.setBackend('wasm');
  // A backend that has to be waited for.
  expect(() => tf.scalar(1)).toThrow('has not yet been initialized');
  const undo = correctGradients();
  expect(await starting).toBe(true);
  expect(tf.getBackend()).toBe('wasm');
  expect(cumsum()).toEqual([2, 2, 1, 1]);
  expect(tf.memory().numTensors).toBe(before);
  expect(warn).not.toHaveBeenCalled();
  undo();
  expect(cumsum()).toEqual([2, 1, 2, 1]);
  expect(registered()).toEqual(stock);
  await tf.setBackend('cpu');
});

test('on wasm as on cpu, which lacks kernels of the examples', async () => {
  await tf.setBackend('wasm');
  const undo = correctGradients();
  expect(warn).not.toHaveBeenCalled();
  await tf.setBackend('cpu');
  const x = tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]);
  const gradient = tf.grad(x => tf.image.resizeBilinear(x as tf.Tensor4D, [2, 6]))(x);
  // Columns at 0, ½, 1, 1½, 2, 2: the last two from the last pixel.
  expect([...gradient.dataSync()]).toEqual([1.5, 2, 2.5, 1.5, 2, 2.5]);
  undo();
});

test('what is in place already is not tried again, and stays until the last is undone', () => {
  const first = correctGradients();
  const second = correctGradients();
  expect(warn).not.toHaveBeenCalled();
  first();
  expect(cumsum()).toEqual([2, 2, 1, 1]);
  second();
  expect(cumsum()).toEqual([2, 1, 2, 1]);
});

test('a kernel that is missing does not count against a correction, and the warning has the cause', () => {
  const kernel = tf.getKernel('BitwiseAnd', 'cpu');
  tf.unregisterKernel('BitwiseAnd', 'cpu');
  const before = tf.memory().numTensors;
  const undo = correctGradients();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn).toHaveBeenLastCalledWith(
    `losslab/corrections is proven against tfjs 4.99.0, and this is ${tf.version_core}. Each correction was tried at an example. ` +
      "In place, but it could not be tried: BitwiseAnd (Kernel 'BitwiseAnd' not registered for backend 'cpu').",
  );
  expect(tf.memory().numTensors).toBe(before);
  tf.registerKernel(kernel);
  const masked = tf.grad(x =>
    tf.mul(x, tf.cast(tf.bitwiseAnd(tf.cast(x, 'int32'), tf.tensor1d([1, 1], 'int32')), 'float32')),
  );
  expect([...masked(tf.tensor1d([2, 3])).dataSync()]).toEqual([0, 1]);
  undo();
});

test('what tfjs has right there in all of its examples stays, not if one of several faults is left', () => {
  const stock = tf.getGradient('ResizeBilinear');
  const half = {...stock, gradFunc: stock.gradFunc};
  // Cast mended in full, resizing for one fault of three.
  const cast = tf.getGradient('Cast');
  tf.unregisterGradient('Cast');
  const mended = {
    kernelName: 'Cast',
    gradFunc: (dy: tf.Tensor | tf.Tensor[]) => ({x: () => tf.zerosLike(dy as tf.Tensor)}),
  };
  tf.registerGradient(mended);
  tf.unregisterGradient('ResizeBilinear');
  const oblong: tf.GradFunc = (dy, saved, attrs) => {
    const [, height, width] = saved[0]!.shape as [number, number, number, number];
    return height === 1 && width === 2
      ? {images: () => tf.tensor4d([1.5, 2.5], [1, 1, 2, 1])}
      : half.gradFunc(dy, saved, attrs);
  };
  tf.registerGradient({...stock, gradFunc: oblong});
  const undo = correctGradients();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.lastCall![0]).toMatch(/Right without one: Cast\.$/);
  expect(tf.getGradient('Cast')).toBe(mended);
  undo();
  for (const each of [cast, stock]) {
    tf.unregisterGradient(each.kernelName);
    tf.registerGradient(each);
  }
});
