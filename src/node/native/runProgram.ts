import {spawn} from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** How another program ended. */
export interface ProgramEnd {
  readonly ok: boolean;
  /** What it printed, both streams in one; where it cannot be started, the reason. */
  readonly output: string;
  /** The line of its output that says most about a failure. */
  readonly reason: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/**
 * Runs a program to its end, without a terminal.
 *
 * @param command The program and its arguments.
 * @throws The signal's reason if it is aborted; the program is ended then.
 */
export async function runProgram(command: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  const {cwd, env, signal} = options;
  signal.throwIfAborted();
  const [program, ...args] = command;
  const child = spawn(program!, args, {cwd, env: {...env}, stdio: ['ignore', 'pipe', 'pipe']});
  const kill = () => void child.kill();
  signal.addEventListener('abort', kill, {once: true});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const code = await new Promise<number | null>(resolve => {
    child.once('error', error => {
      output += error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  return {ok: code === 0, output, reason: reasonIn(output)};
}

/** The first line with an error's mark, else the last that has words. */
function reasonIn(output: string): string {
  const lines = output.split('\n').map(line => line.trim());
  const marked = lines.find(
    line => /\berror\b[ :]|^ERROR|Error:/.test(line) && !/^npm error (code|errno)/.test(line),
  );
  return (marked ?? lines.filter(line => /\w/.test(line)).at(-1) ?? 'no word').slice(0, 300);
}

/** How npm is started: by its own file where that is known, for on Windows `npm` is no program. */
export function npmCommand(env: ProgramOptions['env']): string[] {
  const beside = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const file = [env['npm_execpath'], beside].find(
    place => place !== undefined && path.basename(place) === 'npm-cli.js' && fs.existsSync(place),
  );
  return file === undefined ? ['npm'] : [process.execPath, file];
}
