import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import stringWidth from 'string-width';
import {commandNames, commands} from '../../src/cli/commands';
import {lossNames, lossTraits} from '../../src/losses/lossTraits';
import {runCli} from '../../src/cli/runCli';
import {CorruptDataError, DataUnavailableError} from '../../src/errors';
import {fakeContext, fakeLibrary, FakeStream} from './fakes';

async function run(args: readonly string[], env: Record<string, string> = {}, library = fakeLibrary()) {
  const context = fakeContext({env});
  const code = await runCli(args, context, library);
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

const data = ['data', '--json'];

/** Arguments that a command cannot do without. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  evaluate: ['m'],
  gradcheck: ['f'],
  report: ['r'],
  compare: ['a', 'b'],
};

describe('losslab', () => {
  test('--help names every command, in 80 columns', async () => {
    const {code, stdout} = await run(['--help']);
    expect(code).toBe(0);
    for (const name of commandNames) expect(stdout).toContain(`losslab ${name}`);
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });

  test.each(commandNames)('%s --help says what its options are, in 80 columns', async name => {
    const {code, stdout} = await run([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--json');
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });

  test.each(commandNames.flatMap(name => ['en', 'ko'].map(language => [name, language])))(
    '%s --help --lang %s has its examples, each on a line of its own',
    async (name, language) => {
      const {stdout} = await run([name, '--help', '--lang', language]);
      const {examples} = commands[name as 'train'];
      expect(examples.length).toBeGreaterThan(0);
      for (const [rest] of examples) expect(stdout).toContain(`  losslab ${name} ${rest}  `);
      for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    },
  );

  test('train --help names the losses with their formulas', async () => {
    const {stdout} = await run(['train', '--help']);
    for (const name of lossNames) {
      const line = stdout.split('\n').find(each => each.trim().startsWith(`${name} `));
      expect(line).toContain(lossTraits[name].formula);
    }
  });

  test('a misspelt variable ends every command with 2, but not the help', async () => {
    for (const name of commandNames) {
      const args = [name, ...(wanted[name] ?? [])];
      const sentence = 'losslab: unknown environment variable LOSSLAB_SED, did you mean LOSSLAB_SEED?\n';
      expect(await run(args, {LOSSLAB_SED: '7'})).toEqual({code: 2, stdout: '', stderr: sentence});
    }
    expect((await run(['--help'], {LOSSLAB_SED: '7'})).code).toBe(0);
  });

  test('--version prints the version', async () => {
    expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([
    [[], 'expected a command (see losslab --help)'],
    [['experimant'], 'unknown command experimant, did you mean experiment? (see losslab --help)'],
    [['fly', '--seed', '1'], 'unknown command fly (see losslab --help)'],
    [['data', '--sede', '1'], 'unknown option --sede, did you mean --seed? (see losslab data --help)'],
    [['data', 'everything'], 'unknown argument everything (see losslab data --help)'],
    [['data', '--seed'], '--seed: expected a value, got none (see losslab data --help)'],
    [['data', '--seed', '--json'], '--seed: expected a value, got none (see losslab data --help)'],
    [['evaluate'], 'expected <model>, got none (see losslab evaluate --help)'],
    [['compare', 'x'], 'expected <a> <b>, got x (see losslab compare --help)'],
    [['completion', 'x'], 'unknown shell x (see losslab --help)'],
    [['completion', 'zsh', 'x'], 'unknown argument x (see losslab --help)'],
    [['data', '--seed', '-1'], '--seed: expected a whole number of at least 0, got "-1"'],
    [['data', '--seed', 'NaN'], '--seed: expected a whole number of at least 0, got "NaN"'],
    [['data', '--seed', '1x'], '--seed: expected a whole number of at least 0, got "1x"'],
    [['data', '--seed='], '--seed: expected a whole number of at least 0, got ""'],
    [['train', '--epochs', ''], '--epochs: expected a whole number of at least 1, got ""'],
    [['data', '--seed', '1', '--seed', '2'], '--seed: expected once, got it twice'],
    [['--seed', '1', '--seed', '2', 'data'], '--seed: expected once, got it twice'],
    [['data', '--dataDir', 'a', '--data-dir', 'b'], '--data-dir: expected once, got it twice'],
    [['data', '--json', '--no-json'], '--json: expected once, got it twice'],
    [['data', '--json=maybe'], '--json: expected true or false, got "maybe"'],
    [['data', '--help=3'], '--help: expected no value, got "3"'],
    [['data', '--no-seed'], 'unknown option --no-seed (see losslab data --help)'],
    [['data', '--no-help'], 'unknown option --no-help (see losslab data --help)'],
    [
      ['data', '--dataset.x', '3'],
      'unknown option --dataset.x, did you mean --dataset? (see losslab data --help)',
    ],
    [['data', '--$0', 'x'], 'unknown option --$0 (see losslab data --help)'],
    [['data', '-s'], 'unknown option -s (see losslab data --help)'],
    [['data', '--', 'mnist'], 'unknown argument mnist (see losslab data --help)'],
    [['experiment', 'step', '--ids', 'nosuch'], 'unknown option --ids (see losslab experiment --help)'],
    [['--constructor'], 'unknown option --constructor (see losslab --help)'],
  ])('%j exits with 2 and one sentence on stderr', async (args, sentence) => {
    const {code, stdout, stderr} = await run(args);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr.replace(/^losslab: /, '').trimEnd()).toEqual(sentence);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  test.each(
    commandNames.flatMap(name =>
      ['constructor', 'to-string', 'hasOwnProperty', '__proto__', 'sede'].map(flag => [name, flag]),
    ),
  )('%s --%s exits with 2: that is no option of it', async (name, flag) => {
    const outcome = await run([name, `--${flag}`]);
    expect(outcome).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(
        `^losslab: unknown option --${flag}(, did you mean --seed\\?)? \\(see losslab ${name} --help\\)\n$`,
      ) as string,
    });
  });

  test('--json=1 and --json=false mean what they say, and -- only ends the flags', async () => {
    expect((await run(['data', '--json=1'])).stdout).toMatch(/^\{/);
    expect((await run(['data', '--json=false'])).stdout).toMatch(/^MNIST, /);
    const listed = await run(['experiment', '--list', '--', 'step']);
    expect(listed.stdout).toMatch(/^step +What of step\?\n$/);
    // What begins with dashes behind -- is a name of a file.
    expect((await run(['report', '--', '--out'])).stderr).toContain('--out: expected a results.json');
  });

  test.each(commandNames)('%s exits with 3 where a config file was named that cannot be read', async name => {
    const args = [name, ...(wanted[name] ?? [])];
    const flagged = await run([...args, '--config', '/none.json']);
    expect(flagged).toMatchObject({code: 3, stdout: ''});
    expect(flagged.stderr).toMatch(
      /^losslab: --config: .*none\.json: expected a config file .*, got ENOENT\n$/,
    );
    const {code, stderr} = await run(args, {LOSSLAB_CONFIG: '/'});
    expect(code).toBe(3);
    expect(stderr).toMatch(/^losslab: LOSSLAB_CONFIG: .*: expected a config file .*, got EISDIR\n$/);
  });

  test.each([
    [3, DataUnavailableError],
    [4, CorruptDataError],
  ])('data exits with %i and one sentence where loading fails in its way', async (code, Failure) => {
    const library = fakeLibrary({loadMnist: () => Promise.reject(new Failure('no luck'))});
    const outcome = await run(['data', '--dataset', 'mnist'], {}, library);
    expect(outcome).toEqual({code, stdout: '', stderr: 'losslab: no luck\n'});
  });

  test('completion prints a script, which is answered with commands and options', async () => {
    const script = await run(['completion']);
    expect(script.code).toBe(0);
    expect(script.stdout).toContain('compgen');
    const answer = async (...words: string[]) =>
      (await run(['--get-yargs-completions', 'losslab', ...words])).stdout.trim().split('\n');
    expect(await answer('')).toEqual(expect.arrayContaining([...commandNames]));
    expect(await answer('train', '--lo')).toContain('--loss');
    expect(await answer('train', '--loss', '')).toEqual([...lossNames, 'accuracy']);
  });

  test('a bug exits with 1, a stack, and how to report it', async () => {
    const library = fakeLibrary({loadMnist: () => Promise.reject(new TypeError('x is undefined'))});
    const {code, stderr} = await run(['data'], {}, library);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^TypeError: x is undefined\n\s+at [^]*Please report the lines above/);
  });

  test('a missing TensorFlow.js is a sentence', () => {
    const script = `
      const Module = require('node:module');
      const resolve = Module._resolveFilename;
      Module._resolveFilename = (request, ...rest) => {
        if (!request.startsWith('@tensorflow/tfjs')) return resolve(request, ...rest);
        throw Object.assign(new Error('Cannot find module'), {code: 'MODULE_NOT_FOUND'});
      };
      const {runCli} = require('./src/cli/runCli');
      const {stdout, stderr} = process;
      const context = {stdout, stderr, env: {}, cwd: process.cwd(), signal: new AbortController().signal};
      runCli(['data'], context).then(code => process.exit(code));`;
    const root = path.join(__dirname, '../..');
    const child = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {cwd: root, encoding: 'utf8'});
    const {status, stdout, stderr} = child;
    const sentence = 'losslab: expected @tensorflow/tfjs to be installed; run npm install @tensorflow/tfjs\n';
    expect({status, stdout, stderr}).toEqual({status: 1, stdout: '', stderr: sentence});
  });

  test('flag goes before environment before config file', async () => {
    const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
    fs.writeFileSync(
      path.join(cwd, 'losslab.config.json'),
      '{"seed": 3, "dataset": "synthetic", "json": true}',
    );
    const origin = async (args: readonly string[], env: Record<string, string>) => {
      const context = fakeContext({cwd, env});
      expect(await runCli(args, context, fakeLibrary())).toBe(0);
      return (JSON.parse(context.stdout.text) as {origin: string}).origin;
    };
    expect(await origin(['data'], {})).toContain('seed 3');
    expect(await origin(['data'], {LOSSLAB_SEED: '2'})).toContain('seed 2');
    expect(await origin(['data', '--seed', '1'], {LOSSLAB_SEED: '2'})).toContain('seed 1');
    fs.rmSync(cwd, {recursive: true});
  });

  test('a wrong value in the environment is named by its variable', async () => {
    expect((await run(data, {LOSSLAB_SEED: 'x'})).stderr).toContain('LOSSLAB_SEED: expected a whole number');
  });

  test('--quiet keeps messages off a terminal, not errors', async () => {
    const stderr = new FakeStream(true);
    const loadMnist = () => Promise.reject(new DataUnavailableError('no network'));
    await runCli(['data', '--quiet'], fakeContext({stderr}), fakeLibrary({loadMnist}));
    expect(stderr.text).toBe('');
    await runCli(['data', '--quiet', '--dataset', 'mnist'], fakeContext({stderr}), fakeLibrary({loadMnist}));
    expect(stderr.text).toBe('losslab: no network\n');
  });
});
