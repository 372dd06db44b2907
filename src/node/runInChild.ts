import {fork, type ChildProcess} from 'node:child_process';
import * as path from 'node:path';

/** What becomes of a job. */
export type ChildEnd<T> =
  {readonly answer: T} | {readonly code: number | null; readonly killer: NodeJS.Signals | null};

export interface ChildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Called with what the process writes to either stream. */
  readonly onOutput: (text: string) => void;
}

/**
 * Has a job done in a process of its own, so that nothing which happens there, such as an exit, output, or timers left running,
 * comes into the result. The process is ended as soon as it has answered.
 *
 * @param file A module of losslab's that gets the job as a message, and sends one back.
 * @returns Its answer, or how it ended without.
 * @throws The signal's reason if it is aborted.
 */
export async function runInChild<T>(file: string, job: object, options: ChildOptions): Promise<ChildEnd<T>> {
  const {cwd, env, signal, onOutput} = options;
  signal.throwIfAborted();
  const child = fork(file, [], {
    cwd,
    env: {...env},
    execArgv: execArguments(process.execArgv, file),
    stdio: ['inherit', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced', // JSON has no NaN
  });
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', onOutput);
  const exited = new Promise<void>(resolve => void child.once('exit', () => resolve()));
  const forget = endWithParent(child);
  try {
    return await answerOf(child, job, signal);
  } finally {
    child.kill('SIGKILL');
    if (child.pid !== undefined) await exited;
    await drain(child);
    forget();
  }
}

function answerOf<T>(child: ChildProcess, job: object, signal: AbortSignal): Promise<ChildEnd<T>> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    child.once('error', reject);
    child.once('message', message => resolve({answer: message as T})); // only the module sends here
    child.once('exit', (code, killer) => {
      // What was sent before the end may not have been read yet.
      if (child.connected) child.once('disconnect', () => resolve({code, killer}));
      else resolve({code, killer});
    });
    child.send(job, error => {
      if (error) reject(error);
    });
  });
}

/** What is in the pipes is read; a grandchild that keeps them open is not waited for. */
async function drain({stdout, stderr}: ChildProcess): Promise<void> {
  const open = [stdout!, stderr!].filter(stream => !stream.readableEnded);
  const ended = open.map(stream => new Promise(resolve => stream.once('close', resolve)));
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise(resolve => (timer = setTimeout(resolve, 200)));
  await Promise.race([Promise.all(ended), timeout]);
  clearTimeout(timer);
  for (const stream of open) stream.destroy();
}

/** @returns What takes the handlers away again. */
function endWithParent(child: ChildProcess): () => void {
  const kill = () => void child.kill('SIGKILL');
  const killAndDie = (signal: NodeJS.Signals) => {
    kill();
    process.kill(process.pid, signal); // the handler is gone: now the signal does what it always does
  };
  const signals = ['SIGTERM', 'SIGHUP'] as const;
  process.once('exit', kill);
  for (const each of signals) process.once(each, killAndDie);
  return () => {
    process.off('exit', kill);
    for (const each of signals) process.off(each, killAndDie);
  };
}

/** Those of this process, but for a script, a debugger or tests of its own; and tsx, where losslab itself is TypeScript. */
function execArguments(own: readonly string[], file: string): string[] {
  const kept: string[] = [];
  for (let at = 0; at < own.length; at++) {
    if (/^(-e|--eval|-p|-pe|--print)$/.test(own[at]!)) at++;
    else if (!/^(-[cip]|--(check|eval=|print=|inspect|interactive|test|watch).*)$/.test(own[at]!))
      kept.push(own[at]!);
  }
  const needsTsx = path.extname(file) === '.ts' && !kept.some(argument => argument.includes('tsx'));
  return needsTsx ? [...kept, '--require', require.resolve('tsx/cjs')] : kept;
}
