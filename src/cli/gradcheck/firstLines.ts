/** An error in one line: its first two, because a compiler's first says only that there is one. */
export function firstLines(error: unknown): string {
  const lines = textOf(error)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  return lines.slice(0, 2).join(' ');
}

/** Anything can be thrown, also what has no text. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return `a thrown ${typeof error}`;
  }
}
