/**
 * A process of its own for useWasmThreads.long.test.ts: what an application does with threads. Prints digests of results as JSON.
 *
 *     node --import tsx test/wasm/threadsProbe.ts <threads> [no-workers]
 */
import {createHash} from 'node:crypto';
import * as workers from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {minibatches, syntheticDigits, train, twoLayerNet} from '../../src';
import {installWasmKernels, useWasmThreads} from '../../src/wasm';

const [count, workersOrNot] = process.argv.slice(2);

void main();

async function main(): Promise<void> {
  if (workersOrNot === 'no-workers') process.getBuiltinModule('node:worker_threads').Worker = refused();
  const sentences: string[] = [];
  const threads = await useWasmThreads(Number(count), {onFallback: sentence => sentences.push(sentence)});
  installWasmKernels();
  await tf.setBackend('wasm');
  const digests = {...ops(), grown: grownHeap(), ...(await trained())};
  const leaks = {
    tensors: tf.memory().numTensors,
    listeners: process.listenerCount('uncaughtException'),
    worker: typeof (globalThis as {Worker?: unknown}).Worker,
  };
  console.log(JSON.stringify({threads, ...pool(), sentences, digests, leaks}));
}

/** The threads that the binary itself counts, and the workers that run. */
function pool() {
  const {wasm} = tf.backend() as unknown as {
    wasm: {tfjs: {getThreadsCount(): number}; PThread?: {runningWorkers: unknown[]}};
  };
  return {counted: wasm.tfjs.getThreadsCount(), workers: wasm.PThread?.runningWorkers.length ?? 0};
}

function refused(): typeof workers.Worker {
  return new Proxy(workers.Worker, {
    construct() {
      throw new Error('workers are not allowed here');
    },
  });
}

/** Kernels that XNNPACK computes, which share their work among the threads, and some of tfjs's own, at sizes that are worth it. */
function ops(): Record<string, string> {
  const uniform = (shape: number[], seed: number) => tf.randomUniform(shape, -1, 1, 'float32', seed);
  const run: Record<string, () => tf.Tensor> = {
    matMul: () => tf.matMul(uniform([131, 257], 1), uniform([257, 67], 2)),
    transposed: () => tf.matMul(uniform([257, 131], 1), uniform([67, 257], 2), true, true),
    fused: () =>
      tf.fused.matMul({
        a: uniform([131, 257], 1),
        b: uniform([257, 67], 2),
        bias: uniform([67], 3),
        activation: 'relu',
      }),
    conv2d: () =>
      tf.conv2d(
        uniform([5, 29, 31, 3], 1) as tf.Tensor4D,
        uniform([3, 3, 3, 17], 2) as tf.Tensor4D,
        1,
        'same',
      ),
    depthwise: () =>
      tf.depthwiseConv2d(
        uniform([5, 29, 31, 6], 1) as tf.Tensor4D,
        uniform([3, 3, 6, 1], 2) as tf.Tensor4D,
        1,
        'same',
      ),
    convGradient: () =>
      tf.grad((x: tf.Tensor) =>
        tf
          .conv2d(x as tf.Tensor4D, uniform([3, 3, 3, 17], 2) as tf.Tensor4D, 1, 'same')
          .square()
          .sum(),
      )(uniform([5, 29, 31, 3], 1)),
    maxPool: () => tf.maxPool(uniform([5, 28, 28, 7], 1) as tf.Tensor4D, 2, 2, 'valid'),
    avgPool: () => tf.avgPool(uniform([5, 28, 28, 7], 1) as tf.Tensor4D, 2, 2, 'valid'),
    softmax: () => tf.softmax(uniform([999, 10], 1)),
    sigmoid: () => tf.sigmoid(uniform([99, 512], 1)),
    sum: () => tf.sum(uniform([99, 512], 1), 0),
    prelu: () => tf.prelu(uniform([99, 512], 1), uniform([512], 2)),
    clip: () => tf.clipByValue(uniform([99, 512], 1), -0.5, 0.5),
    resize: () => tf.image.resizeBilinear(uniform([2, 20, 20, 3], 1) as tf.Tensor4D, [33, 35]),
  };
  return Object.fromEntries(Object.entries(run).map(([name, op]) => [name, tf.tidy(() => digest([op()]))]));
}

/** The heap starts at 16 MB; growing it moves every view of it. */
function grownHeap(): string {
  return tf.tidy(() => {
    const before = tf.linspace(0, 1, 1000);
    const large = Array.from({length: 5}, (_, seed) => tf.randomUniform([1024, 2048], 0, 1, 'float32', seed));
    return digest([before, tf.matMul(tf.addN(large), large[0]!, false, true)]);
  });
}

/** A large dense net by its recorded steps, and a small convolutional one by plain ones. */
async function trained(): Promise<Record<string, string>> {
  const digits = syntheticDigits({size: 600, seed: 1});
  const dense = twoLayerNet({inputs: 784, hidden: 300, seed: 1});
  await train(dense, minibatches(digits, {batchSize: 100}), {loss: 'crossEntropy', epochs: 2});
  const conv = tf.sequential({
    layers: [
      tf.layers.reshape({inputShape: [784], targetShape: [28, 28, 1]}),
      tf.layers.conv2d({filters: 8, kernelSize: 3, activation: 'relu', kernelInitializer: seeded(1)}),
      tf.layers.maxPooling2d({poolSize: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 10, activation: 'softmax', kernelInitializer: seeded(2)}),
    ],
  });
  await train(conv, minibatches(digits, {batchSize: 100}), {loss: 'crossEntropy', steps: 6});
  const digests = {dense: digest(dense.getWeights()), conv: digest(conv.getWeights())};
  dense.dispose();
  conv.dispose();
  return digests;
}

const seeded = (seed: number) => tf.initializers.glorotUniform({seed});

function digest(tensors: readonly tf.Tensor[]): string {
  const hash = createHash('sha256');
  for (const tensor of tensors) hash.update(tensor.dataSync());
  return hash.digest('hex').slice(0, 16);
}
