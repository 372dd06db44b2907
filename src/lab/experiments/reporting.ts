import {splitTexts, t, type Text} from '../../text';
import type {Claim, Lab, Mark, Point, Table} from './experiment';

/**
 * What was found as the flat list that a script reads: `{cee: {cap: 16.1}}` gives `cee.cap`. Numbers count, and true as 1 and
 * false as 0; texts, lists and what is undefined are passed over.
 */
export function metricsOf(...found: readonly object[]): Record<string, number> {
  const metrics: Record<string, number> = {};
  const visit = (value: unknown, name: string) => {
    if (typeof value === 'number' || typeof value === 'boolean') metrics[name] = Number(value);
    else if (isPlainObject(value))
      for (const [key, inner] of Object.entries(value)) visit(inner, name === '' ? key : `${name}.${key}`);
  };
  for (const each of found) visit(each, '');
  return metrics;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** An object with a value for each name. */
export function recordOf<K extends string, T>(names: readonly K[], of: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map(name => [name, of(name)])) as Record<K, T>;
}

/** An object with an entry for each item of a list: its name, and its numbers. */
export function byName<T, V>(
  items: readonly T[],
  entry: (item: T) => readonly [name: string, value: V],
): Record<string, V> {
  return Object.fromEntries(items.map(entry));
}

/** A number as prose has it: so many significant digits; whole, with commas, where it is too large for that. */
export function significant(value: number, digits = 3): string {
  if (Math.abs(value) >= 10 ** digits) return count(Math.round(value));
  return value === 0 ? '0' : value.toPrecision(digits);
}

/** A fraction as a person reads it: `94.6 %`. */
export function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

/** A whole number with commas: `39,760`. */
export function count(value: number): string {
  return value.toLocaleString('en');
}

/** A series of a figure: the place of each item as [x, y]. */
export function series<T>(
  type: Mark['type'],
  name: Text,
  items: readonly T[],
  place: (item: T, index: number) => readonly [x: Point['x'], y: number],
): Mark {
  const points = items.map((item, i) => {
    const [x, y] = place(item, i);
    return {x, y};
  });
  return {type, name, points};
}

/**
 * A claim. Its text is a template of three: what is stated, what was to be seen, and what was measured.
 *
 * @param holds Whether it does, or why this run cannot tell.
 *
 * @example
 * claim('minibatch.sum', Math.abs(sumOverMean - 100) <= 1e-2)`
 *   Summing instead of averaging multiplies the gradient by the batch size → 100 → ${sumOverMean}`;
 */
export function claim(id: string, holds: boolean | Outcome, timed?: Pick<Claim, 'timed'>) {
  return (parts: TemplateStringsArray, ...args: readonly (Text | number)[]): Claim => {
    const [statement, expected, measured] = splitTexts(parts, args) as [Text, Text, Claim['measured']];
    return {id, statement, expected, measured, ...(typeof holds === 'boolean' ? {holds} : holds), ...timed};
  };
}

type Cell = Table['rows'][number][number];

/** A table with a row for each item. A column is its heading, and what it has of an item. */
export function table<T>(
  id: string,
  title: Text,
  items: readonly T[],
  columns: readonly (readonly [heading: Text, cell: (item: T) => Cell])[],
): Table {
  const rows = items.map(item => columns.map(([, cell]) => cell(item)));
  return {id, title, columns: columns.map(([heading]) => heading), rows};
}

/** The value in the middle; of an even number of them the upper one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Whether each value is greater than the one before. */
export function rises(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value > values[i - 1]!);
}

/** What becomes of a claim: borne out or not, or not to be judged in this run, and why. */
export type Outcome = Pick<Claim, 'holds' | 'reason'>;

/** A claim that this run cannot judge. The reason goes on after "it": `needs MNIST`. */
export function skip(reason: Text): Outcome {
  return {holds: 'skipped', reason};
}

/** What a run lacks for a claim that needs float64. */
export const noFloat64 = t`needs the float64 backend, which is not available here`;

/**
 * Claims that a test accuracy ends in a range that is known for the book's 10,000 steps on MNIST, with room for another seed;
 * anywhere else they are skipped, for the reason that is true. Undefined is a net that this run has not trained.
 */
export function publishedClaim({source, profile}: Pick<Lab, 'source' | 'profile'>) {
  const missing =
    source.kind !== 'mnist'
      ? t`needs MNIST`
      : profile !== 'full'
        ? t`needs the 10,000 steps of --profile full`
        : undefined;
  return (id: string, net: {readonly testAccuracy: number} | undefined, low: number, high: number) => {
    const accuracy = net?.testAccuracy;
    const isWithin = accuracy !== undefined && accuracy >= low && accuracy <= high;
    const measured = accuracy === undefined ? t`not run` : percent(accuracy);
    return (parts: TemplateStringsArray): Claim =>
      claim(id, missing === undefined ? isWithin : skip(missing))`
        ${splitTexts(parts, [])[0]!} → ${percent(low)} to ${percent(high)} → ${measured}`;
  };
}
