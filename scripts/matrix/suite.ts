import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {attempt} from '../checkPackage/run';
import {install, makeProject} from './project';
import {nodeVersions} from './versions';

const root = path.join(__dirname, '../..');

/**
 * The repository's own tests on other releases of Node, one after the other.
 *
 * @param asked Releases (`24`, `26.1`) and paths or options for Jest; all releases and tests where none are named.
 * @returns A row a release for the table: what ran, and what came of it.
 */
export async function suite(asked: readonly string[]): Promise<string[][]> {
  const isVersion = (text: string) => /^\d+(\.\d+)*$/.test(text);
  const named = asked.filter(isVersion);
  const tests = asked.filter(text => !isVersion(text));
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-node-'));
  try {
    const rows: string[][] = [];
    for (const node of named.length > 0 ? named : nodeVersions) {
      const project = await makeProject(folder, `node-${node}`, {dependencies: {node}});
      await install(project);
      const row = await runJest(path.join(project, 'node_modules/node/bin'), tests);
      console.error(row.join(', '));
      rows.push(row);
    }
    return rows;
  } finally {
    await fs.rm(folder, {recursive: true, force: true});
  }
}

async function runJest(bin: string, tests: readonly string[]): Promise<string[]> {
  const program = path.join(bin, 'node');
  const version = (await attempt(program, ['-p', 'process.versions.node'], root)).stdout.trim();
  const results = path.join(bin, 'results.json');
  const args = [
    '--testPathIgnorePatterns=.long.test.ts',
    '--json',
    `--outputFile=${results}`,
    '--silent',
    ...tests,
  ];
  // Tests that start a process of their own take the program of that name.
  const env = {...process.env, PATH: [bin, process.env.PATH].join(path.delimiter)};
  const {output} = await attempt(
    program,
    [path.join(root, 'node_modules/jest/bin/jest.js'), ...args],
    root,
    env,
  );
  const what = tests.join(' ') || 'npm test';
  const counts = await fs.readFile(results, 'utf8').then(
    text => JSON.parse(text) as JestResults,
    () => undefined,
  );
  if (counts === undefined) return [version, what, `FAILED: ${output.trim().split('\n').at(-1)!}`];
  const failed = counts.testResults.filter(({status}) => status === 'failed');
  for (const {name, message} of failed) console.error(`${path.relative(root, name)}\n${message}`);
  const names = failed.map(({name}) => path.relative(root, name)).join(' ');
  const summary = `${counts.numPassedTests} passed, ${counts.numFailedTests} failed`;
  return [version, what, names === '' ? summary : `FAILED: ${summary}: ${names}`];
}

/** What is read of Jest's own document. */
interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {readonly name: string; readonly status: string; readonly message: string}[];
}
