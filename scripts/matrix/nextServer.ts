import {spawn} from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {CheckFailure, run} from '../checkPackage/run';
import {consumers} from './project';

/** A route that checks a gradient, with the setting of docs/integrations.md and without. */
export async function runNext(project: string): Promise<string> {
  await fs.cp(path.join(consumers, 'next'), project, {recursive: true});
  const kept = await askNext(project, 4710);
  if (kept.verdict !== 'pass' || kept.dtype !== 'float64') throw new CheckFailure(JSON.stringify(kept));
  await fs.rm(path.join(project, 'next.config.mjs'));
  const bundled = await askNext(project, 4711);
  if (bundled.verdict !== 'pass' || !bundled.notes.join().includes('serverExternalPackages')) {
    throw new CheckFailure(
      `expected a note that names serverExternalPackages, got ${JSON.stringify(bundled)}`,
    );
  }
  return 'a route: float64 with the setting below; float32 without, and a note that names it';
}

async function askNext(
  project: string,
  port: number,
): Promise<{verdict: string; dtype: string; notes: string[]}> {
  const next = path.join(project, 'node_modules/next/dist/bin/next');
  const built = await run(process.execPath, [next, 'build'], project);
  if (built.includes('already registered')) throw new CheckFailure(built);
  const server = spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: project,
    stdio: 'ignore',
  });
  try {
    for (let tries = 0; tries < 60; tries++) {
      await new Promise(resolve => setTimeout(resolve, 1000));
      const answer = await fetch(`http://127.0.0.1:${port}/check`).catch(() => undefined);
      if (answer !== undefined)
        return (await answer.json()) as {verdict: string; dtype: string; notes: string[]};
    }
    throw new CheckFailure('expected the server to answer, got nothing in a minute');
  } finally {
    server.kill();
  }
}
