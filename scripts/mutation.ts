/**
 * Mutation testing: Stryker changes one operator, number or branch at a time, and the tests have to notice.
 *
 *     npm run mutation                            src/losses, src/metrics and src/corrections
 *     npm run mutation -- corrections/pooling     one file, or several
 *     npm run mutation -- losses --least 85       ends with 1 below 85 % killed
 *
 * Only the tests of the folder itself are asked. Texts are not changed: they are names, which types and the tests of whole sentences hold.
 * Nor is what runs as a module is loaded, tables and examples: each of those would take a process of its own.
 * Stryker is no dependency: a hundred packages that this command alone needs. It is installed into a directory of its own below the
 * system's temporary one, at the first run. The report is in reports/mutation.
 */
import {existsSync, readdirSync} from 'node:fs';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {parseArgs} from 'node:util';
import {spawn} from 'node:child_process';

const root = path.join(__dirname, '..');

/** Of 10.0.0 on it takes Node 22. */
const version = '9.6.1';
const store = path.join(os.tmpdir(), `losslab-stryker-${version}`);

const modules = path.join(store, 'node_modules/@stryker-mutator');

/** Whole trainings are slow and see nothing that the others do not; another version of tfjs is a mock, which only Jest's loader has. */
const leftOut = ['test/corrections/keeping.test.ts', 'test/corrections/otherVersion.test.ts'];

const folders = ['losses', 'metrics', 'corrections'];

void main();

async function main(): Promise<void> {
  const {values, positionals} = parseArgs({allowPositionals: true, options: {least: {type: 'string'}}});
  const places = positionals.length > 0 ? positionals : folders;
  const unknown = places.find(place => !folders.includes(folderOf(place)));
  if (unknown !== undefined) {
    console.error(`mutation: expected ${folders.join(', ')} or a file in them, got ${unknown}`);
    process.exitCode = 2;
    return;
  }
  await install();
  const config = path.join(store, `config-${process.pid}.json`);
  await fs.writeFile(config, JSON.stringify(configuration(places, values.least)));
  const tests = [...new Set(places.map(folderOf))].flatMap(testsOf);
  try {
    const args = [path.join(modules, 'core/bin/stryker.js'), 'run', config];
    const env = {NODE_OPTIONS: '--import tsx', LOSSLAB_MUTATION_TESTS: tests.join()};
    process.exitCode = await run('node', args, root, env);
  } finally {
    await fs.rm(config);
  }
}

async function install(): Promise<void> {
  if (existsSync(modules)) return;
  await fs.mkdir(store, {recursive: true});
  await fs.writeFile(path.join(store, 'package.json'), '{"private": true}');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'];
  const code = await run('npm', ['install', ...quiet, `@stryker-mutator/core@${version}`], store);
  if (code !== 0) throw new Error(`mutation: expected npm to install Stryker, got exit code ${code}`);
}

function folderOf(place: string): string {
  return place.split('/', 1)[0]!;
}

function testsOf(folder: string): string[] {
  return readdirSync(path.join(root, 'test', folder))
    .filter(file => file.endsWith('.test.ts') && !file.endsWith('.long.test.ts'))
    .map(file => `test/${folder}/${file}`)
    .filter(file => !leftOut.includes(file));
}

function configuration(places: readonly string[], least: string | undefined): object {
  return {
    testRunner: 'one-process',
    plugins: [path.join(__dirname, 'mutation/testRunner.mts')],
    // The list of kernels without a derivative is words.
    mutate: [
      ...places.map(place => (place.includes('/') ? `src/${place}.ts` : `src/${place}/**/*.ts`)),
      '!src/corrections/withoutDerivative.ts',
    ],
    mutator: {excludedMutations: ['StringLiteral']},
    ignorePatterns: ['dist', 'docs/api', 'reports', '.native', 'site'],
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    concurrency: 1,
    // A mutant whose loop does not end.
    timeoutMS: 20_000,
    // Stryker would rewrite it for its copy of the project, which has no need of that.
    tsconfigFile: 'none',
    reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
    clearTextReporter: {reportTests: false, allowColor: false, allowEmojis: false},
    jsonReporter: {fileName: 'reports/mutation/mutation.json'},
    htmlReporter: {fileName: 'reports/mutation/index.html'},
    tempDirName: 'reports/.stryker',
    thresholds: {high: 100, low: 85, break: least === undefined ? null : Number(least)},
    disableTypeChecks: false,
  };
}

function run(program: string, args: readonly string[], cwd: string, env: object = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {cwd, stdio: 'inherit', env: {...process.env, ...env}});
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}
