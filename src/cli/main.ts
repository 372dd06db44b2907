#!/usr/bin/env node
import {availableParallelism} from 'node:os';
import {render} from '../lab/language/language';
import {t, type Text} from '../text';
import {EndedBySignal, endingSignals, exitCodes} from './exitCodes';
import {languageOfArguments, runCli} from './runCli';

/** The process around a command line: its streams, its signals, its exit code. */
async function main(): Promise<void> {
  const output = watchStreams();
  const ending: Ending = {};
  process.on('exit', () => {
    process.exitCode = ending.left ?? exitCodeFor(ending.outcome, output);
  });
  const cwd = workingDirectory();
  if (cwd === undefined) {
    warn(t`expected a working directory, got one that has been deleted`);
    ending.outcome = exitCodes.usage;
    return;
  }
  ending.outcome = await runCli(args, {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd,
    signal: endingSignal(ending),
    cores: availableParallelism(),
  });
}

/** How the process ends. */
interface Ending {
  outcome?: number;
  /** The code with which a second signal ended it at once. */
  left?: number;
}

function workingDirectory(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

const args = process.argv.slice(2);

function warn(sentence: Text): void {
  process.stderr.write(`losslab: ${render(sentence, languageOfArguments(args, process.env))}\n`);
}

/** Signals that follow each other so closely, in milliseconds, are one: npm and tsx hand on what the terminal sent already. */
const oneSignal = 500;

/** The first signal asks the command to stop, so that it can save where it is; the second does not ask. */
function endingSignal(ending: Ending): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const [name, code] of Object.entries(endingSignals)) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        first = performance.now();
        controller.abort(new EndedBySignal(name as keyof typeof endingSignals));
        if (name !== 'SIGINT' || !process.stderr.isTTY) return;
        process.stderr.write('\n');
        warn(t`stopping; interrupt again to leave at once`);
      } else if (performance.now() - first > oneSignal) {
        ending.left = code;
        process.exit(code);
      }
    });
  }
  return controller.signal;
}

/** What became of the output. */
interface Output {
  /** The system's code for the first failure to write to stdout. */
  failure?: string;
}

/**
 * `losslab … | head` closes the pipe. That changes no outcome: the command goes on, finishes its files and says with its
 * exit code what came out; what it prints goes nowhere.
 */
function watchStreams(): Output {
  const output: Output = {};
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (output.failure === undefined && error.code !== 'EPIPE') {
      warn(t`expected an output that can be written, got ${error.message}`);
    }
    output.failure ??= error.code ?? error.message;
  });
  process.stderr.on('error', () => undefined); // where nobody reads messages there are none
  return output;
}

/** A command that did all that was asked did not, where its output is lost; another outcome counts more than that. */
function exitCodeFor(outcome: number | undefined, {failure}: Output): number {
  if (outcome === undefined) return exitCodes.unexpected; // the process ends, but the command has not
  if (outcome !== exitCodes.ok || failure === undefined) return outcome;
  return failure === 'EPIPE' ? exitCodes.outputClosed : exitCodes.unexpected;
}

if (require.main === module) void main();
