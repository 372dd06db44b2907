import type {Text} from '../../text';
import * as path from 'node:path';
import {UsageError} from '../usageError';
import type {ConfigFile} from './configFile';

/**
 * One option: how it is described, read and checked, whichever of flag, environment and config file it comes from.
 * `T` is what the command gets.
 */
export interface OptionSpec<T> {
  readonly describe: Text;
  /** What there is to choose from; the help lists it behind the description. */
  readonly choices?: readonly string[];
  /** Completes the sentence "expected …". */
  readonly expected: string;
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

/** A text that is not empty. */
export function text<T extends string | undefined>(describe: Text, placeholder: string, fallback: T) {
  return spec<string | T>({
    describe,
    placeholder,
    fallback,
    expected: 'a text that is not empty',
    check: value => (typeof value === 'string' && value !== '' ? value : undefined),
  });
}

/** A file or directory; a relative one is seen from the working directory, or from the config file that names it. */
export function file<T extends string | undefined>(
  describe: Text,
  {placeholder, fallback, variable}: {placeholder: string; fallback: T; variable?: string},
) {
  return spec<string | T>({
    describe,
    placeholder,
    fallback,
    ...(variable === undefined ? {} : {variable}),
    expected: 'a path',
    check: (value, base) =>
      typeof value === 'string' && value !== '' && !value.includes('\0')
        ? path.resolve(base, value)
        : undefined,
  });
}

/** One of several names. */
export function choice<T extends string, F extends T | undefined>(
  describe: Text,
  choices: readonly T[],
  fallback: F,
) {
  return spec<T | F>({
    describe,
    choices,
    placeholder: 'NAME',
    fallback,
    expected: `one of ${choices.join(', ')}`,
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
      most < Infinity ? `a whole number from ${least} to ${most}` : `a whole number of at least ${least}`,
    parse: parseNumber,
    check: value => (isWhole(value) && value >= least && value <= most ? value : undefined),
  });
}

/** A finite number above 0 and, where there is a `limit`, below it. */
export function positive<T extends number | undefined>(describe: Text, fallback: T, limit = Infinity) {
  return spec<number | T>({
    describe,
    placeholder: 'X',
    fallback,
    expected: limit < Infinity ? `a number above 0 and below ${limit}` : 'a number above 0',
    parse: parseNumber,
    check: value => (typeof value === 'number' && value > 0 && value < limit ? value : undefined),
  });
}

/** Off unless named. */
export function toggle(describe: Text) {
  return spec<boolean>({
    describe,
    fallback: false,
    expected: 'true or false',
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
    expected: 'names',
    check: value => (Array.isArray(value) ? value.map(String) : undefined),
  });
}

function spec<T>(parts: Omit<OptionSpec<T>, 'parse'> & Partial<OptionSpec<T>>): OptionSpec<T> {
  return {parse: word => word, ...parts};
}

/** Decimal digits only: for Number(), '' and ' ' are 0 and 0x10 is 16, which nobody meant. */
function parseNumber(word: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) ? Number(word) : NaN;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Where values may come from. */
export interface OptionSources {
  /** By the option's name in camelCase, as yargs hands them over. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config?: ConfigFile | undefined;
  /** The working directory. */
  readonly cwd: string;
}

/**
 * The values of a command's options: flag before environment before config file before default.
 *
 * @throws {UsageError} If a value is not what its option expects; the sentence names where it came from.
 */
export function resolveOptions<S extends OptionSpecs>(specs: S, sources: OptionSources): OptionValues<S> {
  const values = Object.entries(specs).map(([name, option]) => [name, resolveOption(name, option, sources)]);
  // fromEntries forgets the keys, and that each value passed its own option's check.
  return Object.fromEntries(values) as OptionValues<S>;
}

/** Who gave an option, from the most particular to the most general. */
export const givers = ['flag', 'environment', 'config'] as const;

/** Where a value came from. */
export interface Origin {
  readonly giver: (typeof givers)[number];
  /** As sentences call it: `--data-dir`, `LOSSLAB_DATA`, `losslab.config.json: dataDir`. */
  readonly where: string;
}

/** The origins of the options that somebody gave; those that have their default are not in it. */
export type Origins = Readonly<Record<string, Origin | undefined>>;

/**
 * Who gave each option.
 *
 * @example
 * originsOf(everywhere, {flags: {json: true}, env: {}, cwd}).json?.where;  // '--json'
 */
export function originsOf(specs: OptionSpecs, sources: OptionSources): Origins {
  const given = Object.entries(specs).map(
    ([name, option]) => [name, findGiven(name, option, sources)] as const,
  );
  return Object.fromEntries(given.filter(([, each]) => each !== undefined));
}

/**
 * An option's name on the command line.
 *
 * @example
 * flagName('dataDir');  // '--data-dir'
 */
export function flagName(name: string): string {
  return `--${words(name).join('-')}`;
}

interface Given extends Origin {
  /** As the user wrote it. */
  readonly raw: unknown;
  readonly value: unknown;
  /** What a relative path is relative to. */
  readonly base: string;
}

function resolveOption<T>(name: string, option: OptionSpec<T>, sources: OptionSources): T {
  const given = findGiven(name, option, sources);
  if (given === undefined) return option.check(option.fallback, sources.cwd) ?? option.fallback;
  const value = option.check(given.value, given.base);
  if (value === undefined) {
    throw new UsageError(`${given.where}: expected ${option.expected}, got ${JSON.stringify(given.raw)}`);
  }
  return value;
}

function findGiven<T>(name: string, option: OptionSpec<T>, sources: OptionSources): Given | undefined {
  const {flags, env, config, cwd} = sources;
  const flag = flags[name];
  if (flag !== undefined) {
    const where = option.positional ? name : flagName(name);
    return {
      giver: 'flag',
      where,
      raw: flag,
      value: typeof flag === 'string' ? option.parse(flag) : flag,
      base: cwd,
    };
  }
  if (option.positional) return undefined;
  const variable = variableName(name, option, env);
  const text = env[variable];
  // A variable that is set to nothing counts as not set.
  if (text) return {giver: 'environment', where: variable, raw: text, value: option.parse(text), base: cwd};
  const value = config?.values[name];
  if (config === undefined || value === undefined) return undefined;
  return {giver: 'config', where: `${config.name}: ${name}`, raw: value, value, base: config.directory};
}

/**
 * LOSSLAB_DATA, where every other option is called like its flag: whoever sets LOSSLAB_DATA_DIR would get other data
 * without a word.
 */
function variableName<T>(name: string, {variable}: OptionSpec<T>, env: OptionSources['env']): string {
  const regular = `LOSSLAB_${words(name).join('_').toUpperCase()}`;
  if (variable !== undefined && env[regular]) {
    throw new UsageError(`${regular}: expected ${variable}, which is the name of that variable`);
  }
  return variable ?? regular;
}

function words(name: string): string[] {
  return name.split(/(?=[A-Z])/).map(word => word.toLowerCase());
}
