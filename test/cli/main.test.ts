import {spawn, spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.join(__dirname, '..', '..');
const tsx = ['-r', 'tsx/cjs'];
const main = path.join(root, 'src', 'cli', 'main.ts');
const patience = 120_000;

test(
  'main --help loads neither TensorFlow.js nor the report',
  () => {
    const script = `
      process.argv.splice(1, 0, ${JSON.stringify(main)});
      require('module').runMain();
      process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));`;
    const child = spawnSync(process.execPath, [...tsx, '-e', script, '--', '--help'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(child.stdout).toContain('losslab experiment');
    expect(child.status).toBe(0);
    const loaded = child.stderr.replaceAll('\\', '/');
    expect(loaded).toContain('src/cli/runCli');
    expect(loaded).not.toMatch(/@tensorflow|src\/report|src\/experiments|src\/index/);
  },
  patience,
);

test(
  'main data runs for real: synthetic digits as one JSON document on stdout',
  () => {
    const args = [...tsx, main, 'data', '--dataset', 'synthetic', '--json'];
    const child = spawnSync(process.execPath, args, {cwd: root, encoding: 'utf8'});
    expect({status: child.status, stderr: child.stderr}).toEqual({status: 0, stderr: ''});
    expect(JSON.parse(child.stdout)).toMatchObject({
      kind: 'synthetic',
      train: {size: 20_000},
      test: {size: 10_000},
    });
  },
  patience,
);

/** Runs main with an output that is closed at once, and what it says on stderr. */
async function runUnread(...args: string[]): Promise<{status: unknown; errors: string}> {
  const child = spawn(process.execPath, [...tsx, main, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const status = await new Promise(resolve => child.on('close', resolve));
  return {status, errors};
}

test(
  'main ends in silence with 141 when nobody reads its output and nothing else failed',
  async () => {
    expect(await runUnread('--help')).toEqual({status: 141, errors: ''});
  },
  patience,
);

test(
  'main ends with the outcome of a check that nobody reads',
  async () => {
    const wrong = path.join('test', 'cli', 'gradcheck', 'questions.js#wrong');
    expect(await runUnread('gradcheck', wrong)).toEqual({status: 5, errors: ''});
  },
  patience,
);

test(
  'main finishes the files of a run that nobody reads',
  async () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
    const data = ['--dataset', 'synthetic', '--backend', 'cpu'];
    expect(await runUnread('experiment', 'losses', ...data, '--out', out)).toEqual({status: 141, errors: ''});
    const [run] = fs.readdirSync(out);
    expect(fs.readdirSync(path.join(out, run!)).sort()).toEqual([
      'appendix.html',
      'index.html',
      'results.json',
    ]);
    fs.rmSync(out, {recursive: true});
  },
  patience,
);

(fs.existsSync('/dev/full') ? test : test.skip)(
  'main ends with 1 and a sentence where its output cannot be written',
  () => {
    const full = fs.openSync('/dev/full', 'w');
    const child = spawnSync(process.execPath, [...tsx, main, '--version'], {
      cwd: root,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    fs.closeSync(full);
    expect(child.status).toBe(1);
    expect(child.stderr).toMatch(/^losslab: expected an output that can be written, got ENOSPC[^\n]*\n$/);
  },
  patience,
);
