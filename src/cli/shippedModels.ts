/* A file of its own: completions ask for the names without loading TensorFlow.js. */
import {existsSync, readdirSync} from 'node:fs';
import * as path from 'node:path';
import {nearestName} from '../checks';
import {DataUnavailableError} from '../errors';
import {packageRoot} from '../node/environment';
import {t} from '../text';
import {unknownName} from './options/resolveOptions';

/** The names of the models that come with losslab. */
export function modelNames(): string[] {
  const folder = path.join(packageRoot(), 'models');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter(name => existsSync(path.join(folder, name, 'model.json')));
}

/**
 * The directory of a model that somebody named: theirs if it is there, else that of a model that comes with losslab.
 *
 * @param directory Absolute.
 * @param cwd What a name was taken from.
 * @throws {DataUnavailableError} If there is neither, and a name of ours is near.
 */
export function findModel(directory: string, cwd: string): string {
  const name = path.relative(cwd, directory);
  if (existsSync(directory)) return directory;
  const names = modelNames();
  if (names.includes(name)) return path.join(packageRoot(), 'models', name);
  if (nearestName(name, names) === undefined) return directory;
  const {text} = unknownName(t`evaluate: expected the directory of a model, got ${name}`, name, names);
  throw new DataUnavailableError(text);
}
