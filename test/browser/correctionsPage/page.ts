import * as tf from '@tensorflow/tfjs';
import {setWasmPaths} from '@tensorflow/tfjs-backend-wasm';
import {correctGradients} from '../../../src/corrections';

/** Two gradients that tfjs gets wrong. */
export interface Slopes {
  /** Of the sum of the cumulative sums along axis 0 of a matrix of 2×2. */
  readonly cumsum: readonly number[];
  /** The second derivative of tanh², where tanh is ½. */
  readonly tanh: number;
}

/** What the test asks the page to do. */
export interface CorrectionsPage {
  /** On a backend: without the corrections, with them, and once they are undone. */
  measure(backend: string): Promise<{backend: string; stock: Slopes; corrected: Slopes; undone: Slopes}>;
}

async function measure(backend: string) {
  await tf.setBackend(backend);
  await tf.ready();
  const stock = await slopes();
  const undo = correctGradients();
  const corrected = await slopes();
  undo();
  return {backend: tf.getBackend(), stock, corrected, undone: await slopes()};
}

async function slopes(): Promise<Slopes> {
  const along = tf.grad(x => tf.cumsum(x, 0));
  const twice = tf.grad(tf.grad(x => tf.square(tf.tanh(x))));
  const found = tf.tidy(
    () => [along(tf.tensor2d([1, 2, 3, 4], [2, 2])), twice(tf.scalar(Math.atanh(0.5)))] as const,
  );
  const [cumsum, tanh] = await Promise.all(found.map(async tensor => [...(await tensor.data())]));
  tf.dispose([...found]);
  return {cumsum: cumsum!, tanh: tanh![0]!};
}

setWasmPaths('./');
const page: CorrectionsPage = {measure};
void tf.setBackend('cpu').then(() => Object.assign(globalThis, {correctionsPage: page}));
