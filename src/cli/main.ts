#!/usr/bin/env node
import {exitCodes} from './exitCodes';
import {runCli} from './runCli';

/** The process around a command line: its streams, its signals, its exit code. */
async function main(): Promise<void> {
  leaveWhenNobodyReads();
  process.exitCode = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    signal: interruptSignal(),
  });
}

/** Interrupts that follow each other so closely, in milliseconds, are one: npm and tsx hand on what the terminal sent already. */
const oneInterrupt = 500;

/** The first interrupt asks the command to stop; the second does not ask. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  process.on('SIGINT', () => {
    if (controller.signal.aborted) {
      if (performance.now() - first > oneInterrupt) process.exit(exitCodes.interrupted);
      return;
    }
    first = performance.now();
    controller.abort();
    if (process.stderr.isTTY) process.stderr.write('\nlosslab: stopping; interrupt again to leave at once\n');
  });
  return controller.signal;
}

/** `losslab … | head` closes the pipe: that is the reader's good right, and not an error. */
function leaveWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(exitCodes.ok);
      throw error;
    });
  }
}

if (require.main === module) void main();
