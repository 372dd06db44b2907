/** Help, completion, nearest names, durations, the schema of the config file. */
import {execFileSync, spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {commandNames, commands} from '../../src/cli/commands';
import {completionScript, shells} from '../../src/cli/completionScript';
import {options} from '../../src/cli/options/optionSources';
import {configJsonSchema, configSchemaFile} from '../../scripts/configSchema';
import {fakeContext, fakeExperiment, fakeLibrary, FakeStream} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true}));

async function run(args: readonly string[], changes: Parameters<typeof fakeContext>[0] = {}) {
  const context = fakeContext({cwd, ...changes});
  const code = await runCli(args, context, fakeLibrary());
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

test('bare losslab is its help, and exits with 0', async () => {
  const bare = await run([]);
  expect(bare).toEqual(await run(['--help']));
  expect(bare).toMatchObject({code: 0, stderr: ''});
});

test.each(commandNames)('losslab %s --help has examples', async name => {
  expect(commands[name].examples.length).toBeGreaterThan(0);
  expect((await run([name, '--help'])).stdout).toContain('Examples:');
});

test.each([
  [['train', '--loss', 'crossentropy'], /did you mean crossEntropy\?$/],
  [['train', '--optimizer', 'adagrat'], /did you mean adagrad\?$/],
  [['experiment', 'acuracy'], /got acuracy, did you mean accuracy\?$/],
  [['trian'], /unknown command trian, did you mean train\? \(see losslab --help\)$/],
  [['completion', 'fis'], /unknown shell fis, did you mean fish\? \(see losslab --help\)$/],
])('%j gets the nearest name', async (args, sentence) => {
  const {code, stderr} = await run(args);
  expect(code).toBe(2);
  expect(stderr.trim()).toMatch(sentence);
});

describe('losslab completion', () => {
  test.each(shells)('%s has a script, which that shell can read where it is installed', async shell => {
    expect((await run(['completion', shell])).stdout).toBe(`${completionScript(shell)}\n`);
    const file = path.join(cwd, 'script');
    fs.writeFileSync(file, completionScript(shell));
    const {error, status, stderr} = spawnSync(shell, ['-n', file], {encoding: 'utf8'});
    if (error === undefined) expect({status, stderr}).toEqual({status: 0, stderr: ''});
  });

  test('without a shell it is that of the environment, and bash where that is another', async () => {
    const script = async (SHELL: string) => (await run(['completion'], {env: {SHELL}})).stdout.trim();
    expect(await script('/usr/bin/zsh')).toBe(completionScript('zsh'));
    expect(await script('/opt/fish')).toBe(completionScript('fish'));
    expect(await script('/bin/dash')).toBe(completionScript('bash'));
  });

  test('bash completes with what losslab answers', () => {
    fs.writeFileSync(path.join(cwd, 'losslab'), '#!/bin/sh\nprintf "%s\\n" "--loss" "--log" "accuracy"\n', {
      mode: 0o755,
    });
    const script = `${completionScript('bash')}
      COMP_WORDS=(losslab train --lo); COMP_CWORD=2; _losslab_completions; echo "\${COMPREPLY[@]}"`;
    const env = {...process.env, PATH: `${cwd}:${process.env['PATH']}`};
    expect(execFileSync('bash', ['-c', script], {env, encoding: 'utf8'}).trim()).toBe('--loss --log');
  });

  test.each([
    [['experiment', 'ac'], ['accuracy']],
    [['experiment', 'accuracy', 'ac'], []],
    [['evaluate', 'textbook-c'], ['textbook-cee']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [
      ['train', '--schedule', ''],
      ['constant', 'cosine', 'linear'],
    ],
  ])('%j is completed by names: %j', async (words, names) => {
    const {stdout} = await run(['--get-yargs-completions', 'losslab', ...words]);
    const answers = stdout.trim().split('\n');
    if (names.length > 0) expect(answers).toEqual(names);
    else expect(answers).not.toContain('accuracy');
  });
});

describe('how long experiments take', () => {
  const experiments = [
    {...fakeExperiment('accuracy'), seconds: 40},
    {...fakeExperiment('step'), seconds: 50, seedless: true as const},
  ];
  const withExperiments = async (...args: string[]) => {
    const context = fakeContext({cwd, stderr: new FakeStream(true)});
    await runCli(['experiment', ...args], context, fakeLibrary({experiments}));
    return {stdout: context.stdout.text, stderr: context.stderr.text};
  };

  test('--list says it of each', async () => {
    const {stdout} = await withExperiments('--list');
    expect(stdout).toContain('What of accuracy? (about 40 s)');
    expect(JSON.parse((await withExperiments('--list', '--json')).stdout)).toMatchObject([{seconds: 40}, {}]);
  });

  test('what takes longer than a minute says so before, over all seeds', async () => {
    expect((await withExperiments('accuracy')).stderr).not.toContain('takes');
    expect((await withExperiments()).stderr).toContain('losslab: this takes about 90 s\n');
    expect((await withExperiments('--seeds', '1-4')).stderr).toContain('losslab: this takes about 4 min\n');
    expect((await withExperiments('--profile', 'full')).stderr).toContain(
      'The full profile takes some minutes',
    );
  });
});

describe('the schema of losslab.config.json', () => {
  test('is the published one, and has every option', () => {
    expect(fs.readFileSync(configSchemaFile, 'utf8')).toBe(configJsonSchema());
    const {properties} = JSON.parse(configJsonSchema()) as {properties: object};
    expect(Object.keys(properties)).toEqual([
      '$schema',
      // Which file is read is not for the file to say.
      ...[...options.keys()].filter(name => name !== 'config'),
    ]);
  });

  test('may be named in the file', async () => {
    const config = {$schema: './losslab.config.schema.json', seed: 7};
    fs.writeFileSync(path.join(cwd, 'losslab.config.json'), JSON.stringify(config));
    expect((await run(['train', '--hidden', '3', '--steps', '1', '--json'])).code).toBe(0);
  });
});
