import {format} from 'node:util';
import type {CliContext} from '../context';

/** Runs `work` with everything that is written to the console going to `stream`. */
export async function withConsoleOn<T>(stream: CliContext['stderr'], work: () => Promise<T>): Promise<T> {
  const {log, info, debug, warn, error} = console;
  const write = (...parts: unknown[]) => void stream.write(`${format(...parts)}\n`);
  Object.assign(console, {log: write, info: write, debug: write, warn: write, error: write});
  try {
    return await work();
  } finally {
    Object.assign(console, {log, info, debug, warn, error});
  }
}
