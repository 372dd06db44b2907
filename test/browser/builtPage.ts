import {spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {serveFolder} from '../examples/browser/serveFolder';
import {launch} from './inspectPage';

/** A page of test/browser as Vite builds it, served, and a browser to open it in. */
export interface BuiltPage {
  readonly browser: Browser;
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * @param name Its folder beside this file.
 * @param flags More of Chromium's.
 */
export async function builtPage(
  name: string,
  executablePath: string,
  flags?: readonly string[],
): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), `losslab-${name}-`));
  const vite = ['node_modules/vite/bin/vite.js', 'build', `test/browser/${name}`];
  const options = ['--configLoader', 'runner', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
  const {status, stdout, stderr} = spawnSync(process.execPath, [...vite, ...options], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env: {...process.env, NODE_ENV: 'production'},
  });
  // Vite warns of every module of Node's that it has to leave out.
  expect({status, stdout, stderr}).toEqual({status: 0, stdout: '', stderr: ''});
  const server = await serveFolder(folder);
  const browser = await launch(executablePath, flags);
  const close = async () => {
    await browser.close();
    await server.close();
    await rm(folder, {recursive: true, force: true});
  };
  return {browser, origin: server.origin, close};
}
