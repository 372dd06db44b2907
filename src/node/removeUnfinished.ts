import {readdir, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {runningAuthor} from './writeAtomically';

const [minute, day] = [60_000, 86_400_000];

/**
 * Removes what `writeDirectory` leaves where its process is killed. A directory goes only if nothing in it was touched for a minute
 * and the process that its name has does not run: it may run on another machine or in another container, but no process writes a
 * report for a minute. One of an older losslab has no process in its name, and a day to live. Nothing that is not so named is touched,
 * and no failure matters: the directories are hidden, and hold nothing that is missed.
 *
 * @param parent The directory of all reports.
 */
export async function removeUnfinished(parent: string): Promise<void> {
  const entries = await readdir(parent, {withFileTypes: true}).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || !isUnfinished(entry.name)) continue;
    const directory = join(parent, entry.name);
    try {
      if (await isLeft(directory, entry.name)) await rm(directory, {recursive: true, force: true});
    } catch {
      // Another run may have removed it just now.
    }
  }
}

const ofProcess = /^\.unfinished\.\d+\.[\da-f]{8}$/;
const ofOlderVersion = /^\.unfinished-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function isUnfinished(name: string): boolean {
  return ofProcess.test(name) || ofOlderVersion.test(name);
}

async function isLeft(directory: string, name: string): Promise<boolean> {
  if (runningAuthor(name) !== undefined) return false;
  const files = (await readdir(directory)).map(file => join(directory, file));
  const times = await Promise.all([directory, ...files].map(async each => (await stat(each)).mtimeMs));
  return Date.now() - Math.max(...times) > (ofProcess.test(name) ? minute : day);
}
