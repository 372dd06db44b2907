/**
 * Proves the package: packs it, lints the tarball, installs that in a temporary project and uses it from CommonJS, ES
 * modules, TypeScript, a Vite bundle, Jest and the command line.
 *
 *     npm run check:package
 */
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {bundleSizes, nodeInPage, serverBundle} from './checkPackage/bundles';
import * as consumers from './checkPackage/consumers';
import {lintPackage, lintTypes, pack} from './checkPackage/packed';
import {sameReports} from './checkPackage/reportPages';
import {CheckFailure} from './checkPackage/run';

void main();

async function main(): Promise<void> {
  const root = path.join(__dirname, '..');
  const folder = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-package-')));
  try {
    const project = path.join(folder, 'project');
    await fs.mkdir(project);
    const {tarball, description} = await step('packed', () => pack(root, folder));
    console.log(`  ${description}`);
    await inParallel([
      step('publint', () => lintPackage(root, tarball)),
      step('are the types wrong', () => lintTypes(root, tarball)),
      step('installed in a project', () => consumers.makeProject(root, project, tarball)),
    ]);
    await inParallel([
      step('TypeScript: node16 and bundler', () => consumers.fromTypeScript(project)),
      useInTurn(root, project),
    ]);
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    console.error(error.message);
    process.exitCode = 5;
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

async function useInTurn(root: string, project: string): Promise<void> {
  await step('CommonJS and ES modules', () => consumers.fromNode(project));
  await step('the command line', () => consumers.fromCommandLine(project));
  console.log(`  ${await step('reports', () => sameReports(root, project))}`);
  console.log(`  ${await step('a Vite bundle', () => consumers.fromVite(project))}`);
  console.log(`  ${await step('sizes of bundles', () => bundleSizes(project))}`);
  await step('losslab/node in a page', () => nodeInPage(project));
  await step("a server's bundle", () => serverBundle(project));
  await step('Vitest', () => consumers.fromVitest(project));
  await step('examples/jest', () => consumers.fromJest(project));
  await step('examples/node', () => consumers.fromPlainTfjs(project));
}

/** All to their end before one's failure counts: what is still running would stand in the way of tidying up. */
async function inParallel(steps: readonly Promise<unknown>[]): Promise<void> {
  const ends = await Promise.allSettled(steps);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

async function step<T>(name: string, check: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    const result = await check();
    console.log(`✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.error(`✗ ${name}`);
    throw error;
  }
}
