/** An error in one line: its first two, because a compiler's first says only that there is one. */
export function firstLines(error: unknown): string {
  const lines = String(error)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  return lines.slice(0, 2).join(' ');
}
