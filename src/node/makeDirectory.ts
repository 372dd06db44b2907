import {mkdir, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';

/**
 * Makes a directory and what is missing above it.
 *
 * Not `mkdir(…, {recursive: true})`: where a parent is there but refuses with ENOENT, as /proc does, Node tries for ever.
 *
 * @returns The first directory that had to be made, or undefined if all were there.
 * @throws The system's error if one cannot be made.
 */
export async function makeDirectory(path: string): Promise<string | undefined> {
  const directory = resolve(path);
  try {
    await mkdir(directory);
    return directory;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await isDirectory(directory))) return undefined;
    const parent = dirname(directory);
    if (code !== 'ENOENT' || parent === directory) throw error;
    const first = await makeDirectory(parent);
    // One more try, for another process may have made the parent in between; not two.
    if (first === undefined) return makeLast(directory);
    await makeLast(directory);
    return first;
  }
}

async function makeLast(directory: string): Promise<string | undefined> {
  try {
    await mkdir(directory);
    return directory;
  } catch (error) {
    if (await isDirectory(directory)) return undefined;
    throw error;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    stats => stats.isDirectory(),
    () => false,
  );
}
