import {randomBytes, randomUUID} from 'node:crypto';
import * as fs from 'node:fs/promises';
import {open, rename, rm, mkdir, stat} from 'node:fs/promises';
import * as path from 'node:path';
import {basename, dirname, join, resolve} from 'node:path';

/**
 * Writes a file so that its name holds at every moment either the old bytes or all of the new ones: to a name of
 * its own beside it, to the disk, then renamed. On failure the temporary file is removed and the old one stays.
 */
export async function writeAtomically(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
}

/** A name that no other process takes: two that write one file at once do not mix their bytes. */
export function temporaryName(name: string): string {
  return `.${name}.${process.pid}.${randomBytes(4).toString('hex')}`;
}

/** The process that made up a temporary name, if it still runs: then the file may be about to be renamed, or just have been. */
export function runningAuthor(name: string): number | undefined {
  const pid = Number(/\.(\d+)\.[\da-f]{8}$/.exec(name)?.[1]);
  return pid > 0 && isRunning(pid) ? pid : undefined;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // signal 0 only asks
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

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

/**
 * Finds out, before a long run, whether files could be written into a directory, there or not. Leaves nothing behind.
 *
 * @throws The file system's own error (`code` EACCES, ENOTDIR, EROFS, …) if not.
 *
 * @example
 * await assertWritable('reports');
 */
export async function assertWritable(directory: string): Promise<void> {
  const made = await makeDirectory(directory);
  try {
    const probe = hiddenName(directory);
    await fs.mkdir(probe);
    await fs.rmdir(probe);
  } finally {
    if (made !== undefined) await removeEmpty(directory, made);
  }
}

/**
 * Writes a directory of files that appears whole or not at all: they are written out of sight, then renamed.
 *
 * @param parent Made where it is missing.
 * @param name A name that is taken gets `-2`, `-3`, … behind it; what is there is never touched.
 * @param files Text or bytes by file name.
 * @returns The new directory's path.
 * @throws The file system's own error; nothing half-written is left.
 *
 * @example
 * await writeDirectory('reports', '2025-01-31T12-00-00', {'results.json': '{}'});  // 'reports/2025-01-31T12-00-00'
 */
export async function writeDirectory(
  parent: string,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  await makeDirectory(parent);
  const hidden = hiddenName(parent);
  try {
    await fs.mkdir(hidden);
    for (const [file, content] of Object.entries(files)) await fs.writeFile(path.join(hidden, file), content);
    return await renameToFree(hidden, path.join(parent, name));
  } catch (error) {
    await fs.rm(hidden, {recursive: true, force: true});
    throw error;
  }
}

function hiddenName(parent: string): string {
  return path.join(parent, `.unfinished-${randomUUID()}`);
}

/** Removes `directory` and its parents up to `first`, as long as they are empty: rmdir refuses the others. */
async function removeEmpty(directory: string, first: string): Promise<void> {
  const stop = path.dirname(path.resolve(first));
  for (let at = path.resolve(directory); at !== stop; at = path.dirname(at)) {
    try {
      await fs.rmdir(at);
    } catch {
      return;
    }
  }
}

async function renameToFree(from: string, to: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const target = attempt === 1 ? to : `${to}-${attempt}`;
    try {
      // No look beforehand, which another run could overtake: rename itself refuses a directory that holds files.
      await fs.rename(from, target);
      return target;
    } catch (error) {
      if (!(await exists(target))) throw error;
    }
  }
}

async function exists(file: string): Promise<boolean> {
  return fs.stat(file).then(
    () => true,
    () => false,
  );
}
