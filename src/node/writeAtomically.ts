import {randomBytes} from 'node:crypto';
import {open, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

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
