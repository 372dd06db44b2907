/**
 * Findings with another number in one place.
 *
 * @param name Where: `grid.sse.best.rate`.
 */
export function withNumber<T extends object>(found: T, name: string, value: number): T {
  const changed = structuredClone(found);
  const path = name.split('.');
  const last = path.pop()!;
  // By names that are only texts here: what is not there is an error of the test.
  const holder = path.reduce((inner, key) => inner[key] as Numbers, changed as Numbers);
  if (typeof holder[last] !== 'number') throw new Error(`withNumber: expected a number ${name}, got none`);
  holder[last] = value;
  return changed;
}

type Numbers = Record<string, unknown>;
