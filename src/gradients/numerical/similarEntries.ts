const MOST_ALONE = 8;
const MOST_GROUPS = 4;
/** The sizes in a group are at most 2 to this apart, unless that makes too many groups. */
const WIDTH = 10;

/**
 * Entries in groups of similar absolute value: each for itself if there are up to eight, else in up to four groups.
 *
 * @param point All entries' values.
 * @param indices Those to group.
 * @returns Groups of indices, none empty, each sorted by absolute value; zeros are among the smallest.
 */
export function similarEntries(point: Float64Array, indices: readonly number[]): number[][] {
  const size = (index: number) => Math.abs(point[index]!);
  const sorted = [...new Set(indices)].sort((a, b) => size(a) - size(b));
  if (sorted.length <= MOST_ALONE) return sorted.map(index => [index]);
  const smallest = sorted.find(index => size(index) > 0);
  if (smallest === undefined) return [sorted];
  const [low, high] = [Math.log2(size(smallest)), Math.log2(size(sorted.at(-1)!))];
  const count = Math.min(MOST_GROUPS, Math.max(1, Math.ceil((high - low) / WIDTH)));
  const groups = Array.from({length: count}, (): number[] => []);
  for (const index of sorted) {
    const place = high > low ? (Math.log2(size(index)) - low) / (high - low) : 0;
    groups[Math.min(count - 1, Math.max(0, Math.floor(place * count)))]!.push(index);
  }
  return groups.filter(group => group.length > 0);
}
