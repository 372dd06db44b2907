import {UsageError} from '../exitCodes';
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

/** Who gave an option, from the most particular to the most general. */
const givers = ['flag', 'environment', 'config'] as const;

/** Where a value came from. */
interface Origin {
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

/**
 * An option that somebody gave is used or refused, never ignored. What a more particular place overrules is not
 * ignored: `--dataset synthetic` goes before LOSSLAB_DATA.
 *
 * @param values By option; those that a command does not have are not there.
 * @throws {UsageError} If one of the options given would do nothing beside the others.
 */
export function refuseIgnored(values: Readonly<Record<string, unknown>>, origins: Origins): void {
  const {dataDir, cacheDir, dataset} = origins;
  if (values.dataset === 'synthetic') {
    const synthetic = `${dataset?.where} synthetic`;
    if (dataDir && !overrules(dataset, dataDir)) throw ignored(dataDir, synthetic);
    if (cacheDir?.giver === 'flag') throw ignored(cacheDir, synthetic);
  }
  // A cache in the environment or a config file is for whenever it is needed.
  if (dataDir && cacheDir?.giver === 'flag') throw ignored(cacheDir, dataDir.where);
  if (values.list === true) refuseBesideList(values, origins);
}

/** The list is of names and questions: no data, no seed, no report. */
function refuseBesideList(values: Readonly<Record<string, unknown>>, origins: Origins): void {
  const used = ['ids', 'list', 'config', 'json', 'lang', 'quiet'];
  const idle = Object.keys(origins).find(
    name => !used.includes(name) && origins[name]?.giver === 'flag' && values[name] !== false,
  );
  if (idle !== undefined) throw ignored(origins[idle]!, origins.list!.where);
}

function overrules(one: Origin | undefined, other: Origin): boolean {
  return one !== undefined && givers.indexOf(one.giver) < givers.indexOf(other.giver);
}

function ignored({where}: Origin, beside: string): UsageError {
  return new UsageError(`${where}: expected one of it and ${beside}, got both`);
}
