import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {DataUnavailableError} from '../errors';
import {parseResults} from '../report';
import type {ResultsDocument} from '../report';
import type {CliContext} from './context';

/**
 * Reads a `results.json`, or that of a report's directory.
 *
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {CorruptDataError} If it does not hold results.
 */
export async function readResults(
  place: string,
  {cwd}: Pick<CliContext, 'cwd'>,
): Promise<{results: ResultsDocument; file: string}> {
  const file = (await isDirectory(place)) ? path.join(place, 'results.json') : place;
  const name = path.relative(cwd, file) || file;
  let json: string;
  try {
    json = await fs.readFile(file, 'utf8');
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException;
    throw new DataUnavailableError(
      `${name}: expected a results.json that can be read, got ${code ?? message}`,
    );
  }
  return {results: parseResults(json, name), file};
}

async function isDirectory(place: string): Promise<boolean> {
  return fs.stat(place).then(
    stats => stats.isDirectory(),
    () => false,
  );
}
