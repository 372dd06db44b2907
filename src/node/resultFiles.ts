import {randomUUID} from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {makeDirectory} from './makeDirectory';

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
