import * as tf from '@tensorflow/tfjs';
import {installWasmKernels, restoreWasmKernels} from '../../src/wasm/installWasmKernels';
import {selectBackend} from '../../src/backends/selectBackend';
import {Random} from '../../src/random';
import {race, type Timing} from './race';
import {ratio, type Line, type SuiteTable} from './suite';

/** One thing to measure, on the kernels that are installed. What `run` returns is disposed. */
interface Workload {
  name: string;
  run: () => tf.Tensor | tf.Tensor[] | Promise<void>;
}

/** How much faster the corrected kernels are than those that come with tfjs-backend-wasm. */
export async function* kernels(): AsyncGenerator<SuiteTable> {
  await selectBackend('wasm');
  yield {
    title: 'How fast are the corrected kernels of wasm?',
    lines: await linesOf(kernelWorkloads()),
    limits: 'The products are XNNPACK from here on; rows are copied at the speed of memory.',
  };
  yield {
    title: 'What do the corrected kernels give tfjs itself on wasm?',
    lines: await linesOf(trainingWorkloads()),
    limits:
      'What is left is the gradient of the images, which nobody asked for and fused layers compute all the same, and the tape.',
  };
}

async function linesOf(workloads: readonly Workload[]): Promise<Line[]> {
  const lines: Line[] = [];
  for (const {name, run} of workloads) {
    const disposing = () => {
      const result = run();
      if (result instanceof Promise) return result;
      tf.dispose(result);
      return undefined;
    };
    const [stock, corrected] = (await race([
      {name: 'stock', prepare: restoreWasmKernels, run: disposing},
      {name, prepare: installWasmKernels, run: disposing},
    ])) as [Timing, Timing];
    lines.push({...corrected, peer: 'stock kernels', timesAsFast: ratio(stock, corrected)});
  }
  return lines;
}

function kernelWorkloads(): Workload[] {
  const normal = (...shape: number[]) => tf.randomNormal(shape, 0, 1, 'float32', 1);
  const [x100, y100] = [normal(100, 784), normal(100, 50)];
  const [x128, y128, w] = [normal(128, 784), normal(128, 512), normal(784, 512)];
  const [batchA, batchB] = [normal(32, 64, 64), normal(32, 64, 64)];
  const images = normal(10000, 784);
  const order = tf.tensor1d(new Random(1).permutation(10000).slice(0, 128), 'int32');
  const columns = normal(1000, 784);
  return [
    {name: 'matMul (100×784)ᵀ · 100×50', run: () => tf.matMul(x100, y100, true)},
    {name: 'matMul (128×784)ᵀ · 128×512', run: () => tf.matMul(x128, y128, true)},
    {name: 'matMul 128×512 · (784×512)ᵀ', run: () => tf.matMul(y128, w, false, true)},
    {name: 'matMul 100×784 · 784×512, nothing transposed', run: () => tf.matMul(x100, w)},
    {name: 'matMul of 32 pairs of 64×64', run: () => tf.matMul(batchA, batchB)},
    {name: 'gather 128 rows of 10000×784', run: () => tf.gather(images, order)},
    {name: 'slice 128 rows of 10000×784', run: () => tf.slice(images, [128, 0], [128, 784])},
    {name: 'slice 10 columns of 1000×784', run: () => tf.slice(columns, [0, 5], [1000, 10])},
  ];
}

function trainingWorkloads(): Workload[] {
  const xs = tf.randomUniform([2000, 784], 0, 1, 'float32', 1);
  const ys = tf.oneHot(tf.randomUniform([2000], 0, 10, 'int32', 2), 10).toFloat();
  return [
    {hidden: 50, batchSize: 100},
    {hidden: 512, batchSize: 128},
  ].flatMap(({hidden, batchSize}) => {
    const [model, batch, labels] = [
      denseModel(hidden),
      xs.slice([0, 0], [batchSize, 784]),
      ys.slice([0, 0], [batchSize, 10]),
    ];
    const loss = () => tf.losses.softmaxCrossEntropy(labels, model.predict(batch) as tf.Tensor).asScalar();
    const optimizer = tf.train.sgd(0.1);
    const net = `784-${hidden}-10, batch ${batchSize}`;
    return [
      {name: `gradients of ${net}`, run: () => gradients(loss)},
      {name: `optimizer.minimize, ${net}`, run: () => optimizer.minimize(loss, true)!},
      {
        name: `model.fit, ${net}, 2000 images`,
        run: async () => {
          await model.fit(xs, ys, {batchSize, epochs: 1, verbose: 0, yieldEvery: 'never'});
        },
      },
    ];
  });
}

function gradients(loss: () => tf.Scalar): tf.Tensor[] {
  const {value, grads} = tf.variableGrads(loss);
  return [value, ...Object.values(grads)];
}

function denseModel(hidden: number): tf.LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({inputShape: [784], units: hidden, activation: 'sigmoid'}),
      tf.layers.dense({units: 10}),
    ],
  });
  const loss = (labels: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(labels, logits);
  model.compile({optimizer: tf.train.sgd(0.1), loss});
  return model;
}
