import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {CheckFailure, run} from './run';

/** Bytes, minified, that one loss may add to a page that has TensorFlow.js already. */
const mostAdded = 5000;

/** What each bundler is told; all of them minify. */
const bundlers: Readonly<Record<string, (entry: string, file: string) => string>> = {
  esbuild: (entry, file) =>
    `require('esbuild').build({entryPoints: ['${entry}'], outfile: '${file}', bundle: true, minify: true, logLevel: 'error'})`,
  vite: (entry, file) =>
    `import('vite').then(({build}) => build({logLevel: 'error', build: {outDir: '${path.dirname(file)}', emptyOutDir: false,
      lib: {entry: '${entry}', formats: ['iife'], name: 'page', fileName: () => '${path.basename(file)}'}}}))`,
  webpack: (entry, file) =>
    `require('webpack')({mode: 'production', performance: false, entry: '${entry}',
      output: {path: '${path.dirname(file)}', filename: '${path.basename(file)}'}},
      (error, stats) => { if (error ?? stats.hasErrors()) { console.error(error ?? stats.toString('errors-only')); process.exitCode = 1; } })`,
};

const tfjs = `import * as tf from '@tensorflow/tfjs';\nglobalThis.tf = tf;\n`;

/**
 * What `import {crossEntropy} from 'losslab'` adds to a page that has all of TensorFlow.js, with each bundler.
 *
 * @returns One part of a sentence, for the terminal.
 */
export async function bundleSizes(project: string): Promise<string> {
  const folder = path.join(project, 'bundles');
  await fs.mkdir(folder);
  await fs.writeFile(path.join(folder, 'without.mjs'), tfjs);
  await fs.writeFile(
    path.join(folder, 'with.mjs'),
    `${tfjs}import {crossEntropy} from 'losslab';\nglobalThis.crossEntropy = crossEntropy;\n`,
  );
  const added: string[] = [];
  for (const [name, bundle] of Object.entries(bundlers)) {
    const size = async (page: string) => {
      const file = path.join(folder, name, `${page}.js`);
      await run(process.execPath, ['-e', bundle(path.join(folder, `${page}.mjs`), file)], project);
      return (await fs.stat(file)).size;
    };
    const bytes = (await size('with')) - (await size('without'));
    if (!(bytes > 0 && bytes <= mostAdded)) {
      throw new CheckFailure(
        `${name}: expected one loss to add at most ${mostAdded} bytes to a page, got ${bytes}`,
      );
    }
    added.push(`${name} ${bytes}`);
  }
  return `one loss adds, in bytes: ${added.join(', ')}`;
}

/** A server's bundle, as Next.js makes it, away from the folders that it was made of: float64 says what to do. */
export async function serverBundle(project: string): Promise<void> {
  const folder = path.join(project, 'bundles');
  const entry = path.join(folder, 'server.mjs');
  const elsewhere = await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-server-'));
  try {
    const file = path.join(elsewhere, 'server.js');
    await fs.writeFile(
      entry,
      `import {prepareFloat64} from 'losslab';\nconsole.log(prepareFloat64().reason);\n`,
    );
    const options = {entryPoints: [entry], outfile: file, bundle: true, platform: 'node', logLevel: 'error'};
    await run(process.execPath, ['-e', `require('esbuild').build(${JSON.stringify(options)})`], project);
    const said = await run(process.execPath, [file], elsewhere);
    if (!said.includes('serverExternalPackages')) {
      throw new CheckFailure(
        `expected float64 in a server's bundle to name serverExternalPackages, got ${said}`,
      );
    }
  } finally {
    await fs.rm(elsewhere, {recursive: true, force: true});
  }
}

/** `losslab/node` in a page: it links, and says one sentence when it runs. */
export async function nodeInPage(project: string): Promise<void> {
  const folder = path.join(project, 'bundles');
  const [entry, file] = [path.join(folder, 'node.mjs'), path.join(folder, 'node.js')];
  await fs.writeFile(entry, `import {loadMnist} from 'losslab/node';\nloadMnist();\n`);
  await run(process.execPath, ['-e', bundlers.esbuild!(entry, file)], project);
  const said = await run(
    process.execPath,
    ['-e', `try { require('${file}'); } catch (error) { console.log(error.message); }`],
    project,
  );
  if (!said.startsWith('losslab/node: expected Node')) {
    throw new CheckFailure(`expected losslab/node to say that a browser is not Node, got ${said}`);
  }
}
