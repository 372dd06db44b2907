import {randomBytes} from 'node:crypto';
import {existsSync, fsync} from 'node:fs';
import {mkdir, open, rename, rm, rmdir, stat, type FileHandle} from 'node:fs/promises';
import {basename, dirname, join, resolve} from 'node:path';
import {promisify} from 'node:util';
import {UnwritableError} from '../errors';

/**
 * Writes a file so that its name holds at every moment either the old bytes or all of the new ones: to a name of
 * its own beside it, to the disk, then renamed. On failure the temporary file is removed and the old one stays.
 */
export async function writeAtomically(path: string, contents: Uint8Array | string): Promise<void> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  try {
    await writeSynced(temporary, contents);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true});
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Writes a new file to the disk, and not only to the system's memory. */
async function writeSynced(path: string, contents: Uint8Array | string): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(contents);
    // Not `file.sync()`: the file handles of Yarn's Plug'n'Play have none.
    await toDisk(file.fd);
  } finally {
    await file.close();
  }
}

/** A renamed file is on the disk, but its name may not be before its directory is. */
async function syncDirectory(directory: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(directory, 'r');
    await toDisk(handle.fd);
  } catch {
    // Windows, and some network file systems, have no such thing; what can be done is done.
  } finally {
    await handle?.close();
  }
}

const toDisk = promisify(fsync);

/**
 * Runs work that writes into a directory. A disk may fill up, and a directory be taken away, long after it was looked at.
 *
 * @throws {UnwritableError} In the place of the file system's own errors.
 */
export async function orUnwritable<T>(directory: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    // Only the file system's errors name the call that failed.
    const failure = error as NodeJS.ErrnoException;
    throw failure.syscall === undefined ? error : new UnwritableError(directory, failure);
  }
}

/**
 * Writes files into a directory, each as a whole.
 *
 * @throws {UnwritableError} If the directory cannot be made or written.
 */
export function writeFiles(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  return orUnwritable(directory, async () => {
    await makeDirectory(directory);
    for (const [name, content] of Object.entries(files))
      await writeAtomically(join(directory, name), content);
  });
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
 * @throws {UnwritableError} With the file system's `code` (EACCES, ENOTDIR, EROFS, …) if not.
 *
 * @example
 * await assertWritable('reports');
 */
export function assertWritable(directory: string): Promise<void> {
  return orUnwritable(directory, async () => {
    const made = await makeDirectory(directory);
    try {
      const probe = hiddenName(directory);
      await mkdir(probe);
      await rmdir(probe);
    } finally {
      if (made !== undefined) await removeEmpty(directory, made);
    }
  });
}

/**
 * Writes a directory of files that appears whole or not at all: they are written out of sight, then renamed.
 *
 * @param parent Made where it is missing.
 * @param name A name that is taken gets `-2`, `-3`, … behind it; what is there is never touched.
 * @param files Text or bytes by file name.
 * @returns The new directory's path.
 * @throws {UnwritableError} With the file system's reason; nothing half-written is left.
 *
 * @example
 * await writeDirectory('reports', '2025-01-31T12-00-00', {'results.json': '{}'});  // 'reports/2025-01-31T12-00-00'
 */
export function writeDirectory(
  parent: string,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  return orUnwritable(parent, async () => {
    await makeDirectory(parent);
    const hidden = hiddenName(parent);
    try {
      await mkdir(hidden);
      for (const [file, content] of Object.entries(files)) await writeSynced(join(hidden, file), content);
      await syncDirectory(hidden);
      const directory = await renameToFree(hidden, join(parent, name));
      await syncDirectory(parent);
      return directory;
    } catch (error) {
      await rm(hidden, {recursive: true, force: true});
      throw error;
    }
  });
}

/** With the process in its name, by which `removeUnfinished` knows whether it is still being written. */
function hiddenName(parent: string): string {
  return join(parent, temporaryName('unfinished'));
}

/** Removes `directory` and its parents up to `first`, as long as they are empty: rmdir refuses the others. */
async function removeEmpty(directory: string, first: string): Promise<void> {
  const stop = dirname(resolve(first));
  for (let at = resolve(directory); at !== stop; at = dirname(at)) {
    try {
      await rmdir(at);
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
      await rename(from, target);
      return target;
    } catch (error) {
      if (!existsSync(target)) throw error;
    }
  }
}
