/**
 * The known name that somebody probably meant: the one with the fewest edits (a letter added, left out, changed, or swapped
 * with its neighbour), capitals aside.
 *
 * @returns undefined if none is near: more than a third of the longer name would have to change, or two edits where the
 *   names are short. Of equally near names the first.
 *
 * @example
 * nearestName('epoch', ['steps', 'epochs']);  // 'epochs'
 *
 * @see Damerau, "A technique for computer detection and correction of spelling errors", 1964.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map(candidate => ({candidate, edits: editDistance(name.toLowerCase(), candidate.toLowerCase())}))
    .filter(({candidate, edits}) => edits <= Math.max(1, Math.max(name.length, candidate.length) / 3))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate;
}

/** The optimal string alignment distance of two words. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({length: b.length + 1}, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? beforeLast[j - 2]! + 1 : Infinity;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, changed, swapped);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
