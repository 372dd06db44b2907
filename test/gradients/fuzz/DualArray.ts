import {constant, variable, type Dual} from './Dual';

/** A tensor of dual numbers: plain arrays, row by row. */
export interface DualArray {
  readonly shape: readonly number[];
  readonly entries: readonly Dual[];
}

/** One input of a composition; its entries are the seeds from `firstSeed` on. */
export function inputArray(
  values: ArrayLike<number>,
  shape: readonly number[],
  firstSeed: number,
): DualArray {
  return {shape, entries: Array.from(values, (value, i) => variable(value, firstSeed + i))};
}

export function constantArray(values: readonly number[], shape: readonly number[]): DualArray {
  return {shape, entries: values.map(constant)};
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** The index of every entry, in order. */
function indicesOf(shape: readonly number[]): number[][] {
  return Array.from({length: sizeOf(shape)}, (_, flat) => indexAt(flat, shape));
}

function indexAt(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = flat % shape[axis]!;
    flat = Math.floor(flat / shape[axis]!);
  }
  return index;
}

export function flatAt(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((flat, i, axis) => flat * shape[axis]! + i, 0);
}

export function entryAt({shape, entries}: DualArray, index: readonly number[]): Dual {
  return entries[flatAt(index, shape)]!;
}

export function mapEntries(x: DualArray, f: (entry: Dual) => Dual): DualArray {
  return {shape: x.shape, entries: x.entries.map(f)};
}

/** An array of `shape` whose every entry is made from its index. */
export function built(shape: readonly number[], entry: (index: number[]) => Dual): DualArray {
  return {shape, entries: indicesOf(shape).map(entry)};
}

/** The shape of two broadcast arrays, by NumPy's rules; undefined if they do not fit. */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 1; axis <= rank; axis++) {
    const [m, n] = [a.at(-axis) ?? 1, b.at(-axis) ?? 1];
    if (axis <= a.length && axis <= b.length && m !== n && m !== 1 && n !== 1) return undefined;
    shape.unshift(Math.max(m, n));
  }
  return shape;
}

export function broadcastTo(x: DualArray, shape: readonly number[]): DualArray {
  if (isSameShape(x.shape, shape)) return x;
  const missing = shape.length - x.shape.length;
  return built(shape, index =>
    entryAt(
      x,
      x.shape.map((length, axis) => (length === 1 ? 0 : index[axis + missing]!)),
    ),
  );
}

/** Entry by entry after broadcasting. */
export function zipped(a: DualArray, b: DualArray, f: (a: Dual, b: Dual) => Dual): DualArray {
  const shape = broadcastShape(a.shape, b.shape)!;
  const [left, right] = [broadcastTo(a, shape), broadcastTo(b, shape)];
  return {shape, entries: left.entries.map((entry, i) => f(entry, right.entries[i]!))};
}

export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The entries that a reduction over `axes` puts together, group by group, and the shape of the groups. */
export function grouped(
  {shape, entries}: DualArray,
  axes: readonly number[],
  keepDims = false,
): {groups: Dual[][]; shape: number[]} {
  const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const groups: Dual[][] = Array.from({length: sizeOf(kept)}, () => []);
  for (const [flat, entry] of entries.entries()) {
    const index = indexAt(flat, shape).map((i, axis) => (axes.includes(axis) ? 0 : i));
    groups[flatAt(index, kept)]!.push(entry);
  }
  return {groups, shape: keepDims ? kept : shape.filter((_, axis) => !axes.includes(axis))};
}
