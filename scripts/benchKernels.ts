/**
 * How much faster the corrected kernels are than those that come with tfjs-backend-wasm: both in one run, in turns.
 *
 *     npx tsx scripts/benchKernels.ts
 */
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import {installWasmKernels, restoreWasmKernels} from '../src/backends/wasmKernels/installWasmKernels';
import {Random} from '../src/random';

/** One thing to measure. What `run` returns is disposed, outside the measured time. */
interface Workload {
  name: string;
  run: () => tf.Tensor | tf.Tensor[] | Promise<void>;
}

/** Turns of stock and corrected kernels; the median keeps a noisy machine's ratio honest. */
const TURNS = 5;
/** At least this long a turn, so that the clock's grain does not matter. */
const TURN_MS = 50;

async function main(): Promise<void> {
  await tf.setBackend('wasm');
  console.log(
    `${'workload'.padEnd(44)}${'stock ms'.padStart(10)}${'here ms'.padStart(10)}${'ratio'.padStart(8)}`,
  );
  for (const workload of [...kernelWorkloads(), ...trainingWorkloads()]) {
    const {stock, corrected} = await compare(workload);
    const ratio = (stock / corrected).toFixed(1);
    console.log(
      `${workload.name.padEnd(44)}${stock.toFixed(3).padStart(10)}${corrected.toFixed(3).padStart(10)}${ratio.padStart(8)}`,
    );
  }
}

async function compare({run}: Workload): Promise<{stock: number; corrected: number}> {
  const stock: number[] = [];
  const corrected: number[] = [];
  for (let turn = 0; turn <= TURNS; turn++) {
    restoreWasmKernels();
    const before = await millisecondsEach(run);
    installWasmKernels();
    const after = await millisecondsEach(run);
    if (turn === 0) continue; // Warm-up.
    stock.push(before);
    corrected.push(after);
  }
  return {stock: median(stock), corrected: median(corrected)};
}

async function millisecondsEach(run: Workload['run']): Promise<number> {
  let runs = 0;
  let spent = 0;
  while (spent < TURN_MS) {
    // The processor's time, not the clock's: what else runs on the machine does not count.
    const start = process.cpuUsage();
    const result = run();
    if (result instanceof Promise) await result;
    const {user, system} = process.cpuUsage(start);
    spent += (user + system) / 1000;
    runs++;
    if (!(result instanceof Promise)) tf.dispose(result);
  }
  return spent / runs;
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
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

void main();
