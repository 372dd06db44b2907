import {existsSync, readdirSync} from 'node:fs';
import * as path from 'node:path';
import {packageRoot} from '../node/environment';

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
 */
export function findModel(directory: string, cwd: string): string {
  const name = path.relative(cwd, directory);
  const isOurs = !existsSync(directory) && modelNames().includes(name);
  return isOurs ? path.join(packageRoot(), 'models', name) : directory;
}
