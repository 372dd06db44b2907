import {spawn} from 'node:child_process';
import * as path from 'node:path';

export const root = path.join(__dirname, '..', '..');
/** What lets Node run the sources. */
export const tsx = ['-r', 'tsx/cjs'];
export const main = path.join(root, 'src', 'cli', 'main.ts');

/** Runs main with an output that is closed at once, and what it says on stderr. */
export async function runUnread(...args: string[]): Promise<{status: unknown; errors: string}> {
  const child = spawn(process.execPath, [...tsx, main, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const status = await new Promise(resolve => child.on('close', resolve));
  return {status, errors};
}
