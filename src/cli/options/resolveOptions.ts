import {nearestName} from '../../checks';
import {t, type Text} from '../../text';
import {UsageError} from '../exitCodes';
import type {OptionSpec, OptionSpecs, OptionValues} from './optionSpec';

/** Where values may come from. */
export interface OptionSources {
  /** By the option's name in camelCase; texts, but for switches. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config?: ConfigFile | undefined;
  /** The working directory. */
  readonly cwd: string;
}

/** Options of a JSON file. */
export interface ConfigFile {
  /** As messages call it. */
  readonly name: string;
  readonly directory: string;
  /** By the option's name in camelCase; not yet checked. */
  readonly values: Readonly<Record<string, unknown>>;
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
 * The values of a command's options, flag before environment before config file before default, and who gave them.
 *
 * @throws {UsageError} If a value is not what its option expects; the sentence names where it came from.
 */
export function resolveOptions<S extends OptionSpecs>(
  specs: S,
  sources: OptionSources,
): {values: OptionValues<S>; origins: Origins} {
  const values: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  for (const [name, option] of Object.entries(specs)) {
    const given = findGiven(name, option, sources);
    if (given === undefined) {
      values[name] = option.check(option.fallback, sources.cwd) ?? option.fallback;
      continue;
    }
    const {where, giver, raw, value, base} = given;
    origins[name] = {where, giver};
    values[name] = option.check(value, base);
    if (values[name] !== undefined) continue;
    const wrong = wrongValue(where, option.expected, raw);
    throw typeof raw === 'string' && option.choices ? unknownName(wrong.text, raw, option.choices) : wrong;
  }
  return {values: values as OptionValues<S>, origins}; // each value passed its own option's check
}

/** @param got As the user wrote it. */
export function wrongValue(where: string, expected: Text, got: unknown): UsageError {
  return new UsageError(t`${where}: expected ${expected}, got ${JSON.stringify(got)}`);
}

/**
 * The error for a name that is none of those known, with the nearest one.
 *
 * @param what The sentence without it.
 */
export function unknownName(
  what: Text,
  name: string,
  known: readonly string[],
  show = (nearest: string) => nearest,
): UsageError {
  const nearest = nearestName(name, known);
  return new UsageError(nearest === undefined ? what : t`${what}, did you mean ${show(nearest)}?`);
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

/** An option's name in the environment: `LOSSLAB_DATA`, or like its flag. */
export function variableName(name: string, {variable}: Pick<OptionSpec<unknown>, 'variable'> = {}): string {
  return variable ?? `LOSSLAB_${words(name).join('_').toUpperCase()}`;
}

function words(name: string): string[] {
  return name.split(/(?=[A-Z])/).map(word => word.toLowerCase());
}

interface Given extends Origin {
  /** As the user wrote it. */
  readonly raw: unknown;
  readonly value: unknown;
  /** What a relative path is relative to. */
  readonly base: string;
}

function findGiven(name: string, option: OptionSpec<unknown>, sources: OptionSources): Given | undefined {
  const {flags, env, config, cwd} = sources;
  const read = (raw: unknown): unknown => (typeof raw === 'string' ? option.parse(raw) : raw);
  const flag = flags[name];
  if (flag !== undefined) {
    const where = option.positional ? name : flagName(name);
    return {giver: 'flag', where, raw: flag, value: read(flag), base: cwd};
  }
  if (option.positional) return undefined;
  const variable = variableName(name, option);
  const text = env[variable];
  // A variable that is set to nothing counts as not set.
  if (text) return {giver: 'environment', where: variable, raw: text, value: read(text), base: cwd};
  const value = config?.values[name];
  if (config === undefined || value === undefined) return undefined;
  return {giver: 'config', where: `${config.name}: ${name}`, raw: value, value, base: config.directory};
}

/**
 * An option that somebody gave is used or refused, never ignored. What a more particular place overrules is not
 * ignored: `--dataset synthetic` goes before LOSSLAB_DATA.
 *
 * @param values By option; those that a command does not have are not there.
 * @throws {UsageError} If one of the options given would do nothing beside the others.
 */
export function refuseIgnored(values: Readonly<Record<string, unknown>>, origins: Origins): void {
  const {dataDir, cacheDir, dataset, seed, seeds, shard, list, difference, loss, schedule} = origins;
  if (values.dataset === 'synthetic') {
    const synthetic = `${dataset?.where} synthetic`;
    if (dataDir && !overrules(dataset, dataDir)) throw bothGiven(dataDir, synthetic);
    if (cacheDir?.giver === 'flag') throw bothGiven(cacheDir, synthetic);
    const {classes} = origins;
    if (classes && values.classes !== 10 && !overrules(dataset, classes)) {
      throw new UsageError(
        t`${classes.where}: expected 10 beside ${synthetic}, as the digits 0 to 9 are, got ${Number(values.classes)}`,
      );
    }
  }
  // A cache in the environment or a config file is for whenever it is needed.
  if (dataDir && cacheDir?.giver === 'flag') throw bothGiven(cacheDir, dataDir.where);
  if (seed && seeds) throw bothGiven(seed, seeds.where);
  refuseUnprinted(values, origins);
  if (shard && !seeds) throw new UsageError(t`${shard.where}: expected --seeds beside it, got none`);
  if (difference && values.loss !== 'accuracy' && !overrules(loss, difference)) {
    throw new UsageError(
      t`${difference.where}: expected --loss accuracy beside it, got ${String(values.loss)}`,
    );
  }
  const watching = [origins.validation, origins.patience, schedule].find(origin => origin?.giver === 'flag');
  if (values.loss === 'accuracy' && watching !== undefined) {
    throw new UsageError(t`${watching.where}: expected another loss beside it, got accuracy`);
  }
  // The list is of names and questions: no data, no seed, no report.
  const used = ['ids', 'list', 'config', 'json', 'lang', 'quiet'];
  const idle = Object.keys(origins).find(
    name => !used.includes(name) && origins[name]?.giver === 'flag' && values[name] !== false,
  );
  if (values.list === true && list && idle !== undefined) throw bothGiven(origins[idle]!, list.where);
}

/** Every claim is printed with its experiment: in a document all are there, and of several seeds there is a table of them. */
function refuseUnprinted(values: Readonly<Record<string, unknown>>, {claims, seeds, json}: Origins): void {
  if (claims?.giver !== 'flag' || values.claims !== true) return;
  if (seeds) throw bothGiven(claims, seeds.where);
  if (json?.giver === 'flag' && values.json === true) throw bothGiven(claims, json.where);
}

function overrules(one: Origin | undefined, other: Origin): boolean {
  return one !== undefined && givers.indexOf(one.giver) < givers.indexOf(other.giver);
}

function bothGiven({where}: Origin, beside: string): UsageError {
  return new UsageError(t`${where}: expected either this or ${beside}, got both`);
}
