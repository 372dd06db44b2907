import * as path from 'node:path';
import {t, type Text} from '../../text';

/**
 * One option: how it is described, read and checked, whichever of flag, environment and config file it comes from.
 * `T` is what the command gets.
 */
export interface OptionSpec<T> {
  readonly describe: Text;
  /** What there is to choose from: completions offer it, the help lists it. */
  readonly choices?: readonly string[];
  /** Whether the help lists the choices in the command's table, and not behind the description. */
  readonly inTable?: true;
  /** Completes the sentence "expected …". */
  readonly expected: Text;
  /** What the value is called in the help; a switch has none. */
  readonly placeholder?: string;
  /** An argument without a name: the only one, or all there are. */
  readonly positional?: 'one' | 'many';
  /** The environment variable, where it is not `LOSSLAB_` and the option's name. */
  readonly variable?: string;
  readonly fallback: T;
  /** What a flag's or a variable's text stands for; checked afterwards. */
  parse(text: string): unknown;
  /** The value if it is as expected, else undefined. Paths are taken from `base`. */
  check(value: unknown, base: string): T | undefined;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;

/** The values that a command gets for its options. */
export type OptionValues<S extends OptionSpecs> = {
  readonly [K in keyof S]: S[K] extends OptionSpec<infer T> ? T : never;
};

/** A file or directory; a relative one is seen from the working directory, or from the config file that names it. */
export function file<T extends string | undefined>(
  describe: Text,
  placeholder: string,
  fallback: T,
  parts: Pick<OptionSpec<unknown>, 'variable' | 'positional'> = {},
) {
  return spec<string | T>({
    describe,
    placeholder,
    fallback,
    ...parts,
    expected: t`a path`,
    check: (value, base) =>
      typeof value === 'string' && value !== '' && !value.includes('\0')
        ? path.resolve(base, value)
        : undefined,
  });
}

/** A file to be written as PNG: by another name it would be taken for something else. */
export function pngFile(describe: Text, placeholder: string) {
  const any = file(describe, placeholder, undefined);
  return spec<string | undefined>({
    ...any,
    expected: t`the path of a file that ends in .png`,
    check: (value, base) => {
      const place = any.check(value, base);
      return place !== undefined && /[^/\\]\.png$/i.test(place) ? place : undefined;
    },
  });
}

/** One of several names. */
export function choice<const T extends string, const F extends T | undefined>(
  describe: Text,
  choices: readonly T[],
  fallback: F,
) {
  return spec<T | F>({
    describe,
    choices,
    placeholder: 'NAME',
    fallback,
    expected: t`one of ${choices.join(', ')}`,
    check: value => choices.find(known => known === value),
  });
}

/** A whole number from `least` to `most`. */
export function whole<T extends number | undefined>(
  describe: Text,
  least: number,
  fallback: T,
  most = Infinity,
) {
  return spec<number | T>({
    describe,
    placeholder: 'N',
    fallback,
    expected:
      most < Infinity ? t`a whole number from ${least} to ${most}` : t`a whole number of at least ${least}`,
    parse: parseNumber,
    check: value =>
      Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
        ? (value as number)
        : undefined,
  });
}

/** A finite number above 0 and, where there is a `limit`, below it. */
export function positive<T extends number | undefined>(describe: Text, fallback: T, limit = Infinity) {
  return spec<number | T>({
    describe,
    placeholder: 'X',
    fallback,
    expected: limit < Infinity ? t`a number above 0 and below ${limit}` : t`a number above 0`,
    parse: parseNumber,
    check: value => (typeof value === 'number' && value > 0 && value < limit ? value : undefined),
  });
}

/** Off unless named. */
export function toggle(describe: Text) {
  return spec<boolean>({
    describe,
    fallback: false,
    expected: t`true or false`,
    parse: word => (/^(true|1)$/.test(word) ? true : /^(false|0)$/.test(word) ? false : undefined),
    check: value => (typeof value === 'boolean' ? value : undefined),
  });
}

/** Arguments without a name. */
export function positionals(describe: Text) {
  return spec<readonly string[]>({
    describe,
    positional: 'many',
    fallback: [],
    expected: t`names`,
    check: value => (Array.isArray(value) ? value.map(String) : undefined),
  });
}

/** Several seeds: `1-20`, `1,3,7`, or both ways at once. Each counts once, and in the order given. */
export function seedList(describe: Text) {
  return spec<readonly number[] | undefined>({
    describe,
    placeholder: 'LIST',
    fallback: undefined,
    expected: t`different whole numbers like 1-20 or 1,3,7, at most ${mostSeeds.toLocaleString('en')}`,
    // A configuration file may have a list of numbers or a single one.
    check: value => readSeeds(Array.isArray(value) ? value.join(',') : value),
  });
}

/** A part of a run: `2/5` is the second of five. */
export function shardOf(describe: Text) {
  return spec<{readonly index: number; readonly count: number} | undefined>({
    describe,
    placeholder: 'I/N',
    fallback: undefined,
    expected: t`a part like 2/5, the second of five`,
    check: value => {
      const [, index, count] = /^(\d+)\/(\d+)$/.exec(String(value))?.map(Number) ?? [];
      return index! >= 1 && index! <= count! ? {index: index!, count: count!} : undefined;
    },
  });
}

function spec<T>(parts: Omit<OptionSpec<T>, 'parse'> & Partial<OptionSpec<T>>): OptionSpec<T> {
  return {parse: word => word, ...parts};
}

/** Decimal digits only: for Number(), '' and ' ' are 0 and 0x10 is 16, which nobody meant. */
function parseNumber(word: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : NaN;
}

/** More would be a table that nobody reads. */
const mostSeeds = 1000;

function readSeeds(value: unknown): readonly number[] | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const seeds: number[] = [];
  for (const part of text.split(',')) {
    const [, from, to = from] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (!(Number.isSafeInteger(last) && first <= last && last - first < mostSeeds)) return undefined;
    for (let seed = first; seed <= last; seed++) seeds.push(seed);
  }
  return seeds.length <= mostSeeds && new Set(seeds).size === seeds.length ? seeds : undefined;
}
