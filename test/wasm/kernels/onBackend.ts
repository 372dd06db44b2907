/** Runs a computation on one backend, and holds the wasm backend to leaving nothing behind. */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {Random} from '../../../src/random';

/** A result brought home, so that two backends' results can be compared. */
export interface Result {
  shape: number[];
  dtype: string;
  values: number[];
}

/** What the tests touch of tfjs-backend-wasm's backend object. */
export interface TestedBackend {
  wasm: {HEAPU8: Uint8Array; _malloc(bytes: number): number; _free(address: number): void};
  numDataIds(): number;
  makeOutput(...args: unknown[]): unknown;
}

/** `compute` on this backend, in a tidy; throws if tensors or backend buffers are left over. */
export async function on(name: 'cpu' | 'wasm', compute: () => tf.Tensor): Promise<Result> {
  await tf.setBackend(name);
  const backend = tf.backend() as unknown as TestedBackend; // tfjs's own type has no makeOutput.
  const tensors = tf.memory().numTensors;
  const buffers = backend.numDataIds();
  const result = tf.tidy(compute);
  const {shape, dtype} = result;
  const values = Array.from(result.dataSync());
  result.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
  expect(backend.numDataIds()).toBe(buffers);
  return {shape, dtype, values};
}

/** `compute` on wasm, where every allocation of a kernel makes the heap grow and so voids older views of it. */
export async function onGrowingHeap(compute: () => tf.Tensor): Promise<Result> {
  await tf.setBackend('wasm');
  const backend = tf.backend() as unknown as TestedBackend; // As above.
  const makeOutput = backend.makeOutput.bind(backend);
  const filler: number[] = [];
  backend.makeOutput = (...args) => {
    const info = makeOutput(...args);
    filler.push(...fillUntilGrown(backend.wasm));
    return info;
  };
  try {
    return await on('wasm', compute);
  } finally {
    backend.makeOutput = makeOutput;
    for (const address of filler) backend.wasm._free(address);
    expect(filler.length).toBeGreaterThan(0);
  }
}

/** Allocates until the heap has moved; a freed block would be handed out again. */
function fillUntilGrown(wasm: TestedBackend['wasm']): number[] {
  const {buffer} = wasm.HEAPU8;
  const addresses: number[] = [];
  while (wasm.HEAPU8.buffer === buffer) {
    const address = wasm._malloc(wasm.HEAPU8.length >> 4);
    if (address === 0) throw new Error('the heap cannot grow any more: fewer growths, please');
    addresses.push(address);
  }
  return addresses;
}

/** Seeded standard normal numbers, rounded to float32. */
export function normals(size: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({length: size}, () => random.normal());
}

/** A float32 tensor of seeded standard normal numbers. */
export function normalTensor(shape: readonly number[], seed: number): tf.Tensor {
  return tf.tensor(normals(tf.util.sizeFromShape([...shape]), seed), [...shape]);
}

/** Expects the same shape, and values no further apart than `tolerance`. */
export function expectClose(actual: Result, expected: Omit<Result, 'dtype'>, tolerance: number): void {
  expect(actual.shape).toEqual(expected.shape);
  const worst = actual.values.reduce((most, value, i) => {
    const difference = Math.abs(value - expected.values[i]!);
    return difference <= most ? most : difference; // Written so that NaN ends up in `worst`.
  }, 0);
  expect(worst).toBeLessThanOrEqual(tolerance);
}
