import {spawn} from 'node:child_process';
import * as path from 'node:path';
import {createInterface} from 'node:readline';
import type {Contestant} from './race';

/** A process that does its work once for each line on its stdin. It says `ready NAME`, and `done` after each. */
export interface Child {
  readonly command: string;
  readonly args: readonly string[];
}

/**
 * Starts a process and waits until it is ready.
 *
 * @param child What `name` calls it; by default it names itself.
 * @returns The contestant; none, and a sentence on stderr, if the process cannot do its work.
 */
export async function startContestant(
  {command, args}: Child,
  {name, what = name, runsOfWhole}: {name?: string; what?: string | undefined; runsOfWhole: number},
): Promise<Contestant[]> {
  const child = spawn(command, args, {stdio: 'pipe', cwd: path.join(__dirname, '../..')});
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  child.stdin.on('error', () => undefined); // how the process ended says more
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', code => reject(new Error(lastLine(errors) ?? `it ended with ${code}`)));
  });
  failed.catch(() => undefined); // it ends after the race, too
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const answer = async () => {
    const line = await Promise.race([lines.next(), failed]);
    return line.done ? failed : line.value;
  };
  try {
    const own = (await answer()).replace(/^ready /, '');
    const run = async () => {
      child.stdin.write('\n');
      await answer();
    };
    return [{name: name ?? own, prepare: settle, run, dispose: () => void child.stdin.end(), runsOfWhole}];
  } catch (error) {
    console.error(`bench: ${what ?? command} is skipped: ${(error as Error).message}`);
    return [];
  }
}

/** The threads of who was before spin for a while before they sleep. */
function settle(): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, 200));
}

/** Python's and Node's traces have their message last, or followed by Node's version. */
function lastLine(errors: string): string | undefined {
  return errors.split('\n').findLast(line => /\S/.test(line) && !line.startsWith('Node.js v'));
}
