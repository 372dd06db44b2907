/**
 * Trains 784-H-10 in jax-js on wasm, one pass over the data for each line on stdin; peers.ts starts it.
 *
 *     jaxJsChild.ts PACKAGE FOLDER HIDDEN BATCH IMAGES
 */
import * as fs from 'node:fs';
import {createRequire} from 'node:module';
import * as path from 'node:path';
import {createInterface} from 'node:readline';
import {Random} from '../../src/random';

/** What of the package is used. A call takes its arguments away; `ref` keeps one for another. */
interface JaxArray {
  readonly ref: JaxArray;
  add(other: JaxArray): JaxArray;
  sub(other: JaxArray): JaxArray;
  mul(other: JaxArray | number): JaxArray;
  sum(): JaxArray;
  reshape(shape: readonly number[]): JaxArray;
  data(): Promise<ArrayLike<number>>;
}

type Loss = (weights: JaxArray[], x: JaxArray, y: JaxArray) => JaxArray;

interface JaxJs {
  readonly numpy: {
    array(values: Float32Array): JaxArray;
    dot(a: JaxArray, b: JaxArray): JaxArray;
  };
  readonly nn: {sigmoid(x: JaxArray): JaxArray; logSoftmax(x: JaxArray): JaxArray};
  readonly jit: <F>(fn: F) => F;
  readonly valueAndGrad: (loss: Loss) => (...args: Parameters<Loss>) => [JaxArray, JaxArray[]];
  init(device: 'wasm'): Promise<unknown>;
  defaultDevice(device: 'wasm'): unknown;
}

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const [folder, data] = args as [string, string];
  const [hidden, batch, images] = args.slice(2).map(Number) as [number, number, number];
  // It asks for the number of processors, which Node 20 does not have there.
  const world = globalThis as {navigator?: object};
  world.navigator ??= {hardwareConcurrency: 1};
  const jax = createRequire(path.join(folder, 'index.js'))('@jax-js/jax') as JaxJs;
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const epoch = trainer(jax, {data, hidden, batch, images});
  const {version} = JSON.parse(
    fs.readFileSync(path.join(folder, 'node_modules/@jax-js/jax/package.json'), 'utf8'),
  ) as {version: string};
  console.log(`ready jax-js ${version}, wasm, jit`);
  const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]();
  while (!(await lines.next()).done) {
    await epoch();
    console.log('done');
  }
}

interface Task {
  readonly data: string;
  readonly hidden: number;
  readonly batch: number;
  readonly images: number;
}

function trainer({numpy: np, nn, jit, valueAndGrad}: JaxJs, {data, hidden, batch, images}: Task) {
  const bytes = fs.readFileSync(path.join(data, 'images.bin')).subarray(0, images * 784);
  const pixels = Float32Array.from(bytes, byte => byte / 255);
  const labels = fs.readFileSync(path.join(data, 'labels.bin'));
  const random = new Random(1);
  const array = (values: Float32Array, ...shape: number[]) => np.array(values).reshape(shape);
  const normal = (rows: number, columns: number) =>
    array(
      Float32Array.from({length: rows * columns}, () => 0.01 * random.normal()),
      rows,
      columns,
    );
  const zeros = (size: number) => array(new Float32Array(size), size);
  let weights = [normal(784, hidden), zeros(hidden), normal(hidden, 10), zeros(10)];
  const loss: Loss = ([w1, b1, w2, b2], x, y) => {
    const h = nn.sigmoid(np.dot(x, w1!).add(b1!));
    return nn
      .logSoftmax(np.dot(h, w2!).add(b2!))
      .mul(y)
      .sum()
      .mul(-1 / batch);
  };
  const step = jit((before: JaxArray[], x: JaxArray, y: JaxArray): [JaxArray[], JaxArray] => {
    const [value, gradients] = valueAndGrad(loss)(
      before.map(weight => weight.ref),
      x,
      y,
    );
    return [before.map((weight, i) => weight.sub(gradients[i]!.mul(0.1))), value];
  });
  return async () => {
    const order = random.permutation(images);
    const [xs, ys] = [new Float32Array(batch * 784), new Float32Array(batch * 10)];
    for (let from = 0; from < images; from += batch) {
      ys.fill(0);
      for (let row = 0; row < batch; row++) {
        const at = order[from + row]!;
        xs.set(pixels.subarray(784 * at, 784 * (at + 1)), 784 * row);
        ys[10 * row + labels[at]!] = 1;
      }
      const [after, value] = step(weights, array(xs, batch, 784), array(ys, batch, 10));
      weights = after;
      await value.data();
    }
  };
}
