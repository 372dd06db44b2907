import type {Random} from '../../../../src/random';
import {broadcastTo, built, entryAt, isSameShape, sizeOf, type DualArray} from '../DualArray';
import {constant} from '../Dual';
import {chance, pick, type Application, type Op} from './Op';

const alone = 'with one output its gradient throws';

/** Entries moved about, left out, repeated or joined; none changes its value. */
export const shapingOps: readonly Op[] = [
  op('reshape', (random, {shape}) => {
    const size = sizeOf(shape);
    const rows = pick(random, [1, 2, 3, 4].filter(n => size % n === 0)); // prettier-ignore
    const to = pick(random, [[size], [rows, size / rows]]);
    return {call: `tf.reshape($0, [${to.join(', ')}])`, apply: x => ({shape: to, entries: x.entries})};
  }),
  op('expandDims', (random, {shape}) => {
    if (shape.length > 2) return undefined;
    const axis = random.integer(shape.length + 1);
    const to = shape.toSpliced(axis, 0, 1);
    return {call: `tf.expandDims($0, ${axis})`, apply: x => ({shape: to, entries: x.entries})};
  }),
  op('transpose', (random, {shape}) => {
    const order = Array.from(random.permutation(shape.length));
    const back = order.map((_, axis) => order.indexOf(axis));
    return moved(`tf.transpose($0, [${order.join(', ')}])`, order.map(axis => shape[axis]!), index => back.map(at => index[at]!)); // prettier-ignore
  }),
  op('slice', (random, {shape}) => {
    const begin = shape.map(length => random.integer(length));
    const size = shape.map((length, axis) => 1 + random.integer(length - begin[axis]!));
    return moved(`tf.slice($0, [${begin.join(', ')}], [${size.join(', ')}])`, size, index => index.map((i, axis) => i + begin[axis]!)); // prettier-ignore
  }),
  op('split', (random, {shape}) => {
    const axis = random.integer(shape.length);
    const parts = pick(random, [1, 2, 3].filter(n => shape[axis]! % n === 0)); // prettier-ignore
    const [part, length] = [random.integer(parts), shape[axis]! / parts];
    const made = moved(`tf.split($0, ${parts}, ${axis})[${part}]`, shape.with(axis, length), index => index.with(axis, index[axis]! + part * length)); // prettier-ignore
    return parts > 1 ? made : {...made, fault: alone};
  }),
  op('unstack', (random, {shape}) => {
    const axis = random.integer(shape.length);
    const at = random.integer(shape[axis]!);
    const made = moved(`tf.unstack($0, ${axis})[${at}]`, shape.toSpliced(axis, 1), index => index.toSpliced(axis, 0, at)); // prettier-ignore
    return shape[axis]! > 1 ? made : {...made, fault: alone};
  }),
  op('reverse', (random, {shape}) => {
    const axis = random.integer(shape.length);
    return moved(`tf.reverse($0, ${axis})`, shape, index => index.with(axis, shape[axis]! - 1 - index[axis]!)); // prettier-ignore
  }),
  op('gather', (random, {shape}) => {
    const axis = random.integer(shape.length);
    const from = Array.from({length: 1 + random.integer(3)}, () => random.integer(shape[axis]!));
    return moved(`tf.gather($0, tf.tensor1d([${from.join(', ')}], 'int32'), ${axis})`, shape.with(axis, from.length), index => index.with(axis, from[index[axis]!]!)); // prettier-ignore
  }),
  op('pad', (random, {shape}) => {
    const margins = shape.map(() => [random.integer(2), random.integer(3)] as const);
    const fill = pick(random, [0, 0, 1, -0.5]);
    const to = shape.map((length, axis) => length + margins[axis]![0] + margins[axis]![1]);
    return moved(`tf.pad($0, ${JSON.stringify(margins)}, ${fill})`, to, index => {
      const at = index.map((i, axis) => i - margins[axis]![0]);
      return at.every((i, axis) => i >= 0 && i < shape[axis]!) ? at : fill;
    });
  }),
  op('mirrorPad', (random, {shape}) => {
    const margins = shape.map(length => (length > 1 ? ([random.integer(2), 1] as const) : ([0, 0] as const)));
    const to = shape.map((length, axis) => length + margins[axis]![0] + margins[axis]![1]);
    const mirror = (i: number, length: number) => (i < 0 ? -i : i >= length ? 2 * length - 2 - i : i);
    const made = moved(`tf.mirrorPad($0, ${JSON.stringify(margins)}, 'reflect')`, to, index =>
      index.map((i, axis) => mirror(i - margins[axis]![0], shape[axis]!)),
    );
    return {...made, fault: 'forgets the mirror images'};
  }),
  op('tile', (random, {shape}) => {
    const times = shape.map(() => 1 + random.integer(2));
    return moved(`tf.tile($0, [${times.join(', ')}])`, shape.map((length, axis) => length * times[axis]!), index => index.map((i, axis) => i % shape[axis]!)); // prettier-ignore
  }),
  op('broadcastTo', (random, {shape}) => {
    const to = shape.map(length => (length === 1 ? 1 + random.integer(3) : length));
    const wider = shape.length < 3 && chance(random, 0.5) ? [2, ...to] : to;
    return {call: `tf.broadcastTo($0, [${wider.join(', ')}])`, apply: x => broadcastTo(x, wider)};
  }),
];

/** Two arrays made one. */
export const joiningOps: readonly Op[] = [
  {
    name: 'concat',
    operands: 2,
    draw: (random, a, b) => {
      if (a.shape.length === 0 || a.shape.length !== b.shape.length) return undefined;
      const axis = random.integer(a.shape.length);
      if (!isSameShape(a.shape.with(axis, 0), b.shape.with(axis, 0))) return undefined;
      return {call: `tf.concat([$0, $1], ${axis})`, apply: (x, y) => concatenated(x, y, axis)};
    },
  },
  {
    name: 'stack',
    operands: 2,
    draw: (random, a, b) => {
      if (!isSameShape(a.shape, b.shape) || a.shape.length > 2) return undefined;
      const axis = random.integer(a.shape.length + 1);
      const slab = ({shape, entries}: DualArray) => ({shape: shape.toSpliced(axis, 0, 1), entries});
      const apply = (...[x, y]: DualArray[]) => concatenated(slab(x!), slab(y!), axis);
      return {call: `tf.stack([$0, $1], ${axis})`, apply};
    },
  },
];

/** Not for scalars, nor for what is too large to be moved entry by entry. */
function op(name: string, draw: (random: Random, x: DualArray) => Application | undefined): Op {
  const takes = ({shape, entries}: DualArray) => shape.length > 0 && shape.length < 4 && entries.length <= 64;
  return {name, operands: 1, draw: (random, x) => (takes(x) ? draw(random, x) : undefined)};
}

/** An array of the shape `to`, whose every entry comes from another place, or is a number. */
function moved(
  call: string,
  to: readonly number[],
  from: (index: number[]) => number[] | number,
): Application {
  const apply = (x: DualArray) =>
    built(to, index => {
      const source = from(index);
      return typeof source === 'number' ? constant(source) : entryAt(x, source);
    });
  return {call, apply};
}

function concatenated(a: DualArray, b: DualArray, axis: number): DualArray {
  const seam = a.shape[axis]!;
  return built(a.shape.with(axis, seam + b.shape[axis]!), index =>
    index[axis]! < seam ? entryAt(a, index) : entryAt(b, index.with(axis, index[axis]! - seam)),
  );
}
