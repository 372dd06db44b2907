import * as path from 'node:path';
import {DataUnavailableError} from '../../errors';
import {parseJson} from '../../parseJson';
import {readRegularFileSync} from '../../node/readRegularFile';
import {t} from '../../text';
import {commandNames, commands} from '../commands';
import {UsageError} from '../exitCodes';
import type {OptionSpec} from './optionSpec';
import {unknownName, variableName, type ConfigFile, type OptionSources} from './resolveOptions';

/** Every option of every command: environment and config file serve them all, but must not hold a misspelt name. */
export const options: ReadonlyMap<string, OptionSpec<unknown>> = new Map(
  commandNames
    .flatMap((name): [string, OptionSpec<unknown>][] => Object.entries(commands[name].options))
    .filter(([, option]) => !option.positional),
);

/** Variables that no option reads: the tests', and those of node/native. */
const otherVariables = [
  'LOSSLAB_CHROMIUM',
  'LOSSLAB_PAGE',
  'LOSSLAB_KILLS',
  'LOSSLAB_SWEEP',
  'LOSSLAB_PYTHON',
  'LOSSLAB_KILL_SEED',
  'LOSSLAB_MUTATION_TESTS',
  'LOSSLAB_TENSORFLOW',
  'LOSSLAB_TENSORFLOW_VERSION',
];

/** All variables that begin with `LOSSLAB_` and mean something. */
export const knownVariables: readonly string[] = [
  ...[...options].map(([name, option]) => variableName(name, option)),
  ...otherVariables,
];

/** @throws {UsageError} If a variable begins with `LOSSLAB_` and is none of losslab's: `LOSSLAB_SED=7` would do nothing. */
export function assertKnownVariables(env: OptionSources['env']): void {
  const name = Object.keys(env).find(
    key => key.startsWith('LOSSLAB_') && env[key] && !knownVariables.includes(key),
  );
  if (name === undefined) return;
  const what = t`unknown environment variable ${name}`;
  // LOSSLAB_DATA_DIR is what LOSSLAB_DATA would be called, were it called like its flag.
  const [, regular] = [...options].find(([key]) => variableName(key) === name) ?? [];
  if (regular?.variable !== undefined) throw new UsageError(t`${what}, did you mean ${regular.variable}?`);
  const rest = (variable: string) => variable.replace('LOSSLAB_', '');
  throw unknownName(what, rest(name), knownVariables.map(rest), nearest => `LOSSLAB_${nearest}`);
}

const defaultName = 'losslab.config.json';

/**
 * Reads the config file that was named, or `losslab.config.json` of the working directory if there is one.
 *
 * @param named An absolute path, or undefined.
 * @throws {DataUnavailableError} If a file that was named, or one that is there, cannot be read.
 * @throws {UsageError} If the text is not a JSON object, a key is not an option, or it names another config file.
 */
export function readConfigFile(named: string | undefined, cwd: string): ConfigFile | undefined {
  const place = named ?? path.join(cwd, defaultName);
  const name = path.relative(cwd, place) || place;
  let text: string;
  try {
    text = readRegularFileSync(place).toString('utf8');
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && named === undefined) return undefined;
    throw new DataUnavailableError(
      t`${name}: expected a config file that can be read, got ${code ?? message}`,
      {
        place,
      },
    );
  }
  // An editor's: it says which schema the file follows.
  const values = parseObject(text, name);
  delete values['$schema'];
  if (values['config'] !== undefined) {
    throw new UsageError(t`${name}: expected no config in a config file, which is the only one that is read`);
  }
  const unknown = Object.keys(values).find(key => !options.has(key));
  if (unknown !== undefined)
    throw unknownName(t`${name}: unknown option ${unknown}`, unknown, [...options.keys()]);
  return {name, directory: path.dirname(place), values};
}

function parseObject(text: string, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new UsageError(t`${name}: expected JSON, got ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(t`${name}: expected one JSON object, got ${JSON.stringify(value).slice(0, 40)}`);
  }
  return value as Record<string, unknown>;
}
