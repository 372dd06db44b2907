import type {Random} from '../../../../src/random';
import {combined, constant, type Dual} from '../Dual';
import {built, constantArray, entryAt, sizeOf, type DualArray} from '../DualArray';
import {larger} from './binary';
import {chance, drawNumber, pick, tensorText, type Application, type Op} from './Op';
import {mean} from './reductions';

/** Matrix products, convolutions and pools: with constants. */
export const productOps: readonly Op[] = [
  {
    name: 'matMul',
    operands: 1,
    draw: (random, x) => {
      if (x.shape.length !== 2 || sizeOf(x.shape) > 64) return undefined;
      const [transposeA, transposeB] = [chance(random, 0.3), chance(random, 0.3)];
      const [inner, units] = [x.shape[transposeA ? 0 : 1]!, 1 + random.integer(3)];
      const {text, array} = drawWeights(random, transposeB ? [units, inner] : [inner, units]);
      return product(`tf.matMul($0, ${text}, ${transposeA}, ${transposeB})`, transposeA, transposeB, array);
    },
  },
  {name: 'conv1d', operands: 1, draw: drawConv1d},
  {name: 'conv2d', operands: 1, draw: drawConv2d},
  {name: 'depthwiseConv2d', operands: 1, draw: drawDepthwise},
  {name: 'maxPool', operands: 1, draw: (random, x) => drawPool('maxPool', random, x)},
  {name: 'avgPool', operands: 1, draw: (random, x) => drawPool('avgPool', random, x)},
];

/** Matrix products of two results. */
export const matrixOps: readonly Op[] = [
  {
    name: 'matMul',
    operands: 2,
    draw: (random, a, b) => {
      const [transposeA, transposeB] = [chance(random, 0.4), chance(random, 0.4)];
      const [p, q] = [a.shape, b.shape];
      if (p.length < 2 || p.length > 3 || q.length !== p.length || sizeOf(p) + sizeOf(q) > 96)
        return undefined;
      if (p.at(transposeA ? -2 : -1) !== q.at(transposeB ? -1 : -2)) return undefined;
      const [batchA, batchB] = [p.length === 3 ? p[0]! : 1, q.length === 3 ? q[0]! : 1];
      if (batchA !== batchB && batchA !== 1 && batchB !== 1) return undefined;
      const made = product(`tf.matMul($0, $1, ${transposeA}, ${transposeB})`, transposeA, transposeB);
      return batchA === batchB ? made : {...made, fault: 'does not sum over the batches that share a matrix'};
    },
  },
  {
    name: 'dot',
    operands: 2,
    draw: (_, a, b) => {
      if (a.shape.length !== 1 || b.shape.length !== 1 || a.shape[0] !== b.shape[0]) return undefined;
      return {call: 'tf.dot($0, $1)', apply: (x, y) => ({shape: [], entries: [dot(x.entries, y.entries)]})};
    },
  },
  {
    name: 'outerProduct',
    operands: 2,
    draw: (_, a, b) => {
      if (a.shape.length !== 1 || b.shape.length !== 1 || a.entries.length * b.entries.length > 64)
        return undefined;
      const apply = (...[x, y]: DualArray[]) =>
        built([x!.entries.length, y!.entries.length], ([i, j]) => dot([x!.entries[i!]!], [y!.entries[j!]!]));
      return {call: 'tf.outerProduct($0, $1)', apply};
    },
  },
];

function dot(a: readonly Dual[], b: readonly Dual[]): Dual {
  const value = a.reduce((sum, e, i) => sum + e.value * b[i]!.value, 0);
  return combined(value, [...b.map(e => e.value), ...a.map(e => e.value)], [...a, ...b]);
}

function product(call: string, transposeA: boolean, transposeB: boolean, fixed?: DualArray): Application {
  const apply = (a: DualArray, given?: DualArray) => {
    const b = given ?? fixed!;
    const [p, q] = [a.shape, b.shape];
    const [rows, inner] = transposeA ? [p.at(-1)!, p.at(-2)!] : [p.at(-2)!, p.at(-1)!];
    const columns = q.at(transposeB ? -2 : -1)!;
    const at = (x: DualArray, batch: number, i: number, j: number) =>
      entryAt(x, x.shape.length === 3 ? [x.shape[0] === 1 ? 0 : batch, i, j] : [i, j]);
    const batches = p.length === 3 ? [Math.max(p[0]!, q[0]!)] : [];
    return built([...batches, rows, columns], index => {
      const [i, j] = [index.at(-2)!, index.at(-1)!];
      const batch = p.length === 3 ? index[0]! : 0;
      const line = Array.from({length: inner}, (_, k) => k);
      return dot(
        line.map(k => (transposeA ? at(a, batch, k, i) : at(a, batch, i, k))),
        line.map(k => (transposeB ? at(b, batch, j, k) : at(b, batch, k, j))),
      );
    });
  };
  return {call, apply};
}

function drawWeights(random: Random, shape: readonly number[]): {text: string; array: DualArray} {
  const values = Array.from({length: sizeOf(shape)}, () => drawNumber(random));
  return {text: tensorText(values, shape), array: constantArray(values, shape)};
}

/** Where a window that begins at `begin` lies inside `length`. */
function windowCells(begin: number, size: number, length: number): number[] {
  return Array.from({length: size}, (_, k) => begin + k).filter(i => i >= 0 && i < length);
}

/** TensorFlow's padding: as many windows as steps fit, 'same' with the smaller half of the margin first. */
function windows(length: number, size: number, stride: number, isSame: boolean): number[] | undefined {
  const count = isSame ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1;
  if (count < 1) return undefined;
  const margin = isSame ? Math.max(0, (count - 1) * stride + size - length) : 0;
  return Array.from({length: count}, (_, i) => i * stride - Math.floor(margin / 2));
}

function drawConv1d(random: Random, x: DualArray): Application | undefined {
  if (x.shape.length !== 3 || sizeOf(x.shape) > 48) return undefined;
  const [batch, width, channels] = x.shape as [number, number, number];
  const [size, stride, isSame, units] = [1 + random.integer(2), 1 + random.integer(2), chance(random, 0.5), 1 + random.integer(2)]; // prettier-ignore
  const begins = windows(width, size, stride, isSame);
  if (!begins) return undefined;
  const {text, array} = drawWeights(random, [size, channels, units]);
  const apply = (of: DualArray) =>
    built([batch, begins.length, units], ([b, w, u]) => {
      const cells = windowCells(begins[w!]!, size, width).flatMap(i => indicesUpTo(channels).map(c => [i, c] as const)); // prettier-ignore
      return dot(cells.map(([i, c]) => entryAt(of, [b!, i, c])), cells.map(([i, c]) => entryAt(array, [i - begins[w!]!, c, u!]))); // prettier-ignore
    });
  return {call: `tf.conv1d($0, ${text}, ${stride}, '${isSame ? 'same' : 'valid'}')`, apply};
}

function drawConv2d(random: Random, x: DualArray): Application | undefined {
  const frame = drawFrame(random, x);
  if (!frame) return undefined;
  const {cellsOf, rows, columns, size, stride, pad} = frame;
  const [channels, units] = [x.shape[2]!, 1 + random.integer(2)];
  const {text, array} = drawWeights(random, [...size, channels, units]);
  const apply = (of: DualArray) =>
    built([rows, columns, units], ([r, c, u]) => {
      const cells = cellsOf(r!, c!).flatMap(cell => indicesUpTo(channels).map(k => ({...cell, k})));
      return dot(cells.map(({i, j, k}) => entryAt(of, [i, j, k])), cells.map(({p, q, k}) => entryAt(array, [p, q, k, u!]))); // prettier-ignore
    });
  return {call: `tf.conv2d($0, ${text}, ${stride}, '${pad}')`, apply};
}

function drawDepthwise(random: Random, x: DualArray): Application | undefined {
  const frame = drawFrame(random, x);
  if (!frame) return undefined;
  const {cellsOf, rows, columns, size, stride, pad} = frame;
  const channels = x.shape[2]!;
  const {text, array} = drawWeights(random, [...size, channels, 1]);
  const apply = (of: DualArray) =>
    built([rows, columns, channels], ([r, c, k]) => {
      const cells = cellsOf(r!, c!);
      return dot(cells.map(({i, j}) => entryAt(of, [i, j, k!])), cells.map(({p, q}) => entryAt(array, [p, q, k!, 0]))); // prettier-ignore
    });
  return {call: `tf.depthwiseConv2d($0, ${text}, ${stride}, '${pad}')`, apply};
}

function drawPool(name: 'maxPool' | 'avgPool', random: Random, x: DualArray): Application | undefined {
  const frame = drawFrame(random, x);
  if (!frame) return undefined;
  const {cellsOf, rows, columns, size, stride, pad} = frame;
  const pool =
    name === 'avgPool' ? mean : (group: readonly Dual[]) => group.reduce((a, b) => larger(a, b, 1));
  const apply = (of: DualArray) =>
    built([rows, columns, x.shape[2]!], ([r, c, k]) => {
      const cells = cellsOf(r!, c!).map(({i, j}) => entryAt(of, [i, j, k!]));
      return cells.length > 0 ? pool(cells) : constant(0);
    });
  const made = {call: `tf.${name}($0, [${size.join(', ')}], ${stride}, '${pad}')`, apply};
  const isFaulty = name === 'avgPool' && pad === 'same';
  return isFaulty
    ? {...made, fault: "with 'same' padding divides by the window, not by its valid cells"}
    : made;
}

/** A window that moves over an image `[height, width, channels]`; cells (i, j) of the image, (p, q) of the window. */
function drawFrame(random: Random, {shape}: DualArray) {
  if (shape.length !== 3 || sizeOf(shape) > 48) return undefined;
  const size = [1 + random.integer(2), 1 + random.integer(2)] as const;
  const [stride, pad] = [1 + random.integer(2), pick(random, ['same', 'valid'] as const)];
  const [tops, lefts] = [0, 1].map(axis => windows(shape[axis]!, size[axis]!, stride, pad === 'same'));
  if (!tops || !lefts) return undefined;
  const cellsOf = (row: number, column: number) =>
    windowCells(tops[row]!, size[0], shape[0]!).flatMap(i =>
      windowCells(lefts[column]!, size[1], shape[1]!).map(j => ({
        i,
        j,
        p: i - tops[row]!,
        q: j - lefts[column]!,
      })),
    );
  return {cellsOf, rows: tops.length, columns: lefts.length, size, stride, pad};
}

function indicesUpTo(length: number): number[] {
  return Array.from({length}, (_, i) => i);
}
