import * as tf from '@tensorflow/tfjs';
import {installWasmKernels, restoreWasmKernels} from '../../../src/wasm/installWasmKernels';
import {on, type TestedBackend} from './onBackend';

beforeEach(() => void installWasmKernels());
afterEach(restoreWasmKernels);

test.each(['float32', 'int32', 'bool'] as const)(
  'a clone of %s has the numbers and the dtype',
  async dtype => {
    const clone = () => tf.tensor2d([0, 1, 1, 0], [2, 2], dtype).clone();
    expect(await on('wasm', clone)).toEqual(await on('cpu', clone));
  },
);

test('a clone shares its memory, and outlives what it was cloned from', async () => {
  await tf.setBackend('wasm');
  const backend = tf.backend() as unknown as TestedBackend; // tfjs's own type has no numDataIds.
  const before = [tf.memory().numTensors, backend.numDataIds()];
  const x = tf.tensor1d([1, 2, 3]);
  const clone = x.clone();
  expect(backend.numDataIds()).toBe(before[1]! + 1);
  x.dispose();
  expect(Array.from(clone.dataSync())).toEqual([1, 2, 3]);
  clone.dispose();
  expect([tf.memory().numTensors, backend.numDataIds()]).toEqual(before);
});

test('a variable that is assigned a new value leaves its clones alone', async () => {
  await tf.setBackend('wasm');
  const variable = tf.variable(tf.tensor1d([1, 2]));
  const clone = variable.clone();
  variable.assign(tf.tensor1d([3, 4]));
  expect(Array.from(clone.dataSync())).toEqual([1, 2]);
  tf.dispose([variable, clone]);
});

test('strings are cloned too', async () => {
  await tf.setBackend('wasm');
  expect(Array.from(tf.tensor1d(['a', 'b']).clone().dataSync<'string'>())).toEqual(['a', 'b']);
});
