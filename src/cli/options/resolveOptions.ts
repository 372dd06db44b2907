import {UsageError} from '../usageError';
import type {ConfigFile} from './configFile';
import type {OptionSpec, OptionSpecs, OptionValues} from './optionSpec';

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

/**
 * An option's name on the command line.
 *
 * @example
 * flagName('dataDir');  // '--data-dir'
 */
export function flagName(name: string): string {
  return `--${words(name).join('-')}`;
}

interface Given {
  readonly where: string;
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
    return {where, raw: flag, value: typeof flag === 'string' ? option.parse(flag) : flag, base: cwd};
  }
  if (option.positional) return undefined;
  const variable = option.variable ?? `LOSSLAB_${words(name).join('_').toUpperCase()}`;
  const text = env[variable];
  // A variable that is set to nothing counts as not set.
  if (text) return {where: variable, raw: text, value: option.parse(text), base: cwd};
  const value = config?.values[name];
  if (config === undefined || value === undefined) return undefined;
  return {where: `${config.name}: ${name}`, raw: value, value, base: config.directory};
}

function words(name: string): string[] {
  return name.split(/(?=[A-Z])/).map(word => word.toLowerCase());
}
