import * as fs from 'node:fs';
import * as path from 'node:path';
import {DataUnavailableError} from '../../errors';
import {UsageError} from '../exitCodes';

/** Options out of a JSON file. */
export interface ConfigFile {
  /** As messages call it. */
  readonly name: string;
  readonly directory: string;
  /** By the option's name in camelCase; not yet checked. */
  readonly values: Readonly<Record<string, unknown>>;
}

const defaultName = 'losslab.config.json';

/**
 * Reads the config file that was named, or `losslab.config.json` of the working directory if there is one.
 *
 * @param named An absolute path, or undefined.
 * @param known Every option of every command: a file may serve them all, but not hold a misspelt name.
 * @throws {DataUnavailableError} If a file that was named, or one that is there, cannot be read.
 * @throws {UsageError} If the text is not a JSON object, or a key is not an option.
 */
export function readConfigFile(
  named: string | undefined,
  cwd: string,
  known: ReadonlySet<string>,
): ConfigFile | undefined {
  const place = named ?? path.join(cwd, defaultName);
  const name = path.relative(cwd, place) || place;
  const text = readText(place, name, named !== undefined);
  if (text === undefined) return undefined;
  const values = parseObject(text, name);
  const stranger = Object.keys(values).find(key => !known.has(key));
  if (stranger !== undefined) {
    throw new UsageError(
      `${name}: expected options (${[...known].join(', ')}), got ${JSON.stringify(stranger)}`,
    );
  }
  return {name, directory: path.dirname(place), values};
}

function readText(place: string, name: string, needed: boolean): string | undefined {
  try {
    return fs.readFileSync(place, 'utf8');
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !needed) return undefined;
    throw new DataUnavailableError(
      `${name}: expected a config file that can be read, got ${code ?? message}`,
      {place},
    );
  }
}

function parseObject(text: string, name: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name}: expected JSON, got ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${name}: expected one JSON object, got ${JSON.stringify(value).slice(0, 40)}`);
  }
  return value as Record<string, unknown>;
}
