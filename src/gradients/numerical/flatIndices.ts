/** An entry of a tensor: its flat index in row-major order, or one index for each dimension. */
export type EntryIndex = number | readonly number[];

/**
 * The flat indices of `entries`, or of all entries if there are none given.
 *
 * @param shape The tensor's shape.
 * @throws {RangeError} If an index lies outside the shape or has another rank; the sentence names it.
 */
export function flatIndices(
  who: string,
  shape: readonly number[],
  entries?: readonly EntryIndex[],
): number[] {
  const size = shape.reduce((product, length) => product * length, 1);
  if (entries === undefined) return Array.from({length: size}, (_, i) => i);
  if (typeof entries === 'number') {
    throw new RangeError(`${who}: expected entries to be a list of indices, got ${entries as number}`);
  }
  return entries.map(entry => {
    const index = typeof entry === 'number' ? entry : flatIndex(shape, entry);
    if (!(Number.isInteger(index) && index >= 0 && index < size)) {
      throw new RangeError(
        `${who}: expected entries of a tensor of shape [${shape.join()}], got ${JSON.stringify(entry)}`,
      );
    }
    return index;
  });
}

/** NaN for an index that is not one of the shape's. */
function flatIndex(shape: readonly number[], entry: readonly number[]): number {
  const isInside = entry.length === shape.length && entry.every((at, axis) => at >= 0 && at < shape[axis]!);
  return isInside ? entry.reduce((flat, at, axis) => flat * shape[axis]! + at, 0) : NaN;
}
