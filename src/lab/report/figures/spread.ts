/** Something along a line: where it would like its middle to be, and how much room it takes. */
export interface Wish {
  readonly at: number;
  readonly size: number;
}

/**
 * Moves things along a line no further than needed for none to overlap, in the order of their wishes.
 *
 * @param from The line's beginning.
 * @param to Its end. Where there is too little room they run over it: `fits` says so beforehand.
 * @returns The middle of each, in the order of `wishes`.
 *
 * @example
 * spread([{at: 5, size: 10}, {at: 6, size: 10}], 0, 100);  // [5, 15]
 */
export function spread(wishes: readonly Wish[], from: number, to: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wishes[a]!.at - wishes[b]!.at || a - b);
  const middles = wishes.map(({at}) => at);
  let end = from;
  for (const i of order) {
    const {at, size} = wishes[i]!;
    middles[i] = Math.max(at, end + size / 2);
    end = middles[i] + size / 2;
  }
  let start = to;
  for (const i of order.reverse()) {
    const {size} = wishes[i]!;
    middles[i] = Math.min(middles[i]!, start - size / 2);
    start = middles[i] - size / 2;
  }
  return middles;
}

/** Whether things find room on a line. */
export function fits(wishes: readonly Wish[], length: number): boolean {
  return wishes.reduce((sum, {size}) => sum + size, 0) <= length;
}
