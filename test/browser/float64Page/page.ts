import * as tf from '@tensorflow/tfjs';
import {checkGradients, onFloat64, prepareFloat64, type Float64Availability} from '../../../src';

/** What the test asks the page to do. */
export interface Float64Page {
  prepare(change?: (text: string) => string): Promise<Float64Availability>;
  /** Without a text, as in Node. */
  prepareAlone(): Float64Availability;
  /** Checks Σ sin x with its gradient multiplied by `factor`. */
  check(factor: number): Promise<{verdict: string; dtype: string}>;
  /** 0.1 + 0.2, the real part of an FFT's first entry of [0.1, 0.2], and three draws with a seed. */
  compute(): Promise<{sum: number; fft: number; draws: number[]}>;
}

async function prepare(change = (text: string) => text): Promise<Float64Availability> {
  const text = await (await fetch('./tf-backend-cpu.node.js')).text();
  return prepareFloat64({source: change(text)});
}

async function check(factor: number) {
  const sine = tf.customGrad(x => {
    const value = tf.sin(x as tf.Tensor);
    return {value, gradFunc: dy => tf.mul(dy, tf.cos(x as tf.Tensor)).mul(factor)};
  });
  const {verdict, dtype} = await checkGradients(
    (x: tf.Tensor) => sine(x).sum(),
    [tf.tensor1d([0.3, -0.7, 1.1])],
  );
  return {verdict, dtype};
}

async function compute() {
  return onFloat64(() =>
    tf.tidy(() => ({
      sum: tf.scalar(0.1).add(0.2).dataSync()[0]!,
      fft: tf.real(tf.fft(tf.complex([0.1, 0.2], [0, 0]))).dataSync()[0]!,
      draws: [...tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 3, 7, true).dataSync()],
    })),
  );
}

const page: Float64Page = {prepare, prepareAlone: () => prepareFloat64(), check, compute};
void tf.setBackend('cpu').then(() => Object.assign(globalThis, {float64Page: page}));
