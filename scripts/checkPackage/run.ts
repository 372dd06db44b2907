import {spawn} from 'node:child_process';

/** A check that did not come out; its message is for the terminal, its name for nobody. */
export class CheckFailure extends Error {}

/**
 * Runs a program to its end.
 *
 * @returns What it printed on stdout.
 * @throws {CheckFailure} If it fails, with all that it printed.
 */
export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const {status, stdout, output} = await attempt(program, args, cwd);
  if (status !== 0) {
    throw new CheckFailure(`expected exit code 0, got ${String(status)}: ${args.join(' ')}\n${output}`);
  }
  return stdout;
}

/** As `run`, of what may fail; `output` is both streams. */
export function attempt(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{status: number | null; stdout: string; output: string}> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {cwd, env, stdio: ['ignore', 'pipe', 'pipe']});
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('close', status => resolve({status, stdout, output}));
  });
}

/** npm itself: by way of the running one where there is one, as `npm` alone is no program on Windows. */
export function npm(args: readonly string[], cwd: string): Promise<string> {
  const own = process.env.npm_execpath;
  return own === undefined ? run('npm', args, cwd) : run(process.execPath, [own, ...args], cwd);
}
