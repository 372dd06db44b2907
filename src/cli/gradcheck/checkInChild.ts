import {fork, type ChildProcess} from 'node:child_process';
import * as path from 'node:path';
import type {CliContext} from '../context';
import {UsageError} from '../exitCodes';
import {nameOfPlace, type Job, type Outcome} from './messages';

/**
 * Has the check made in a process of its own, so that nothing which the user's module does there, such as to exit, to
 * write to the output, or to leave timers running, comes into the command's result. The process is ended as soon as it
 * has answered; what it writes goes to stderr.
 *
 * @throws {UsageError} If it ends without an answer.
 * @throws The signal's reason if it is aborted.
 */
export async function checkInChild(job: Job, {stderr, signal, cwd, env}: CliContext): Promise<Outcome> {
  signal.throwIfAborted();
  const child = fork(childFile, [], {
    cwd,
    env: {...env},
    execArgv: execArguments(process.execArgv),
    stdio: ['inherit', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced', // JSON has no NaN
  });
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => stderr.write(text));
  }
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

const childFile = path.join(__dirname, `child${path.extname(__filename)}`);

function answerOf(child: ChildProcess, job: Job, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true});
    child.once('error', reject);
    child.once('message', message => resolve(message as Outcome)); // only child.ts sends here
    child.once('exit', (code, killer) => {
      const end = killer === null ? `an exit with code ${code}` : `an end by ${killer}`;
      const none = () =>
        reject(
          new UsageError(
            `${nameOfPlace(job.place)}: expected a module that lets the check finish, got ${end}`,
          ),
        );
      // What was sent before the end may not have been read yet.
      if (child.connected) child.once('disconnect', none);
      else none();
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
  const patience = new Promise(resolve => (timer = setTimeout(resolve, 200)));
  await Promise.race([Promise.all(ended), patience]);
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
function execArguments(own: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < own.length; at++) {
    if (/^(-e|--eval|-p|-pe|--print)$/.test(own[at]!)) at++;
    else if (!/^(-[cip]|--(check|eval=|print=|inspect|interactive|test|watch).*)$/.test(own[at]!))
      kept.push(own[at]!);
  }
  const needsTsx = childFile.endsWith('.ts') && !kept.some(argument => argument.includes('tsx'));
  return needsTsx ? [...kept, '--require', require.resolve('tsx/cjs')] : kept;
}
