import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {loadMnist} from '../../src/node';
import {BackendUnavailableError} from '../../src/errors';
import {runCli} from '../../src/cli/runCli';
import {fakeFiles, writeFiles} from '../node/loadMnist.fixture';
import {fakeContext, fakeLibrary} from './fakes';

/** Small files that are no set's own. */
const others = fakeFiles(1);

/** What a user's directories may look like; the real loader looks into them, and never at the network. */
let home: string;
let model: string;
const named = process.env['LOSSLAB_DATA'];
beforeAll(() => {
  // Whoever runs the tests may have named data; here nobody has but the tests.
  delete process.env['LOSSLAB_DATA'];
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  fs.writeFileSync(path.join(home, 'file'), '');
  fs.mkdirSync(path.join(home, 'empty'));
  fs.mkdirSync(path.join(home, 'incomplete'));
  fs.writeFileSync(path.join(home, 'incomplete', 'train-images-idx3-ubyte'), '');
  fs.mkdirSync(path.join(home, 'loop'));
  fs.symlinkSync('train-images-idx3-ubyte', path.join(home, 'loop', 'train-images-idx3-ubyte'));
  model = path.join(
    __dirname,
    '..',
    '..',
    'models',
    fs.readdirSync(path.join(__dirname, '..', '..', 'models'))[0]!,
  );
});
afterAll(() => {
  fs.rmSync(home, {recursive: true});
  if (named !== undefined) process.env['LOSSLAB_DATA'] = named;
});

async function run(args: readonly string[], env: Record<string, string> = {}, config?: object) {
  if (config) fs.writeFileSync(path.join(home, 'losslab.config.json'), JSON.stringify(config));
  const context = fakeContext({cwd: home, env});
  const fetch = () => Promise.reject(new Error('the network was asked'));
  const library = fakeLibrary({loadMnist: options => loadMnist({...options, fetch})});
  const code = await runCli(args, context, library);
  fs.rmSync(path.join(home, 'losslab.config.json'), {force: true});
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

const commandLines = (): string[][] => [['data'], ['experiment'], ['train'], ['evaluate', model], ['doctor']];

test.each(['nowhere', 'file', 'empty', 'incomplete', 'loop', 'file/below'])(
  'a data directory that is %s ends every command with 3 and one sentence that says who named it',
  async place => {
    const dataDir = path.join(home, place);
    for (const args of commandLines()) {
      const outcomes = [
        {who: '--data-dir', ...(await run([...args, '--data-dir', place]))},
        {who: '--data-dir', ...(await run([...args, '--dataset', 'auto', '--data-dir', dataDir]))},
        {who: 'LOSSLAB_DATA', ...(await run(args, {LOSSLAB_DATA: place}))},
        {who: 'losslab.config.json: dataDir', ...(await run(args, {}, {dataDir: place}))},
      ];
      for (const {who, code, stdout, stderr} of outcomes) {
        expect({args, code}).toEqual({args, code: 3});
        expect(stderr).toMatch(/^losslab: [^\n]*\n$/);
        expect(stderr).toContain(`losslab: ${who}: `);
        expect(stderr).toContain(dataDir);
        if (args[0] !== 'doctor') expect(stdout).toBe('');
      }
    }
    expect(fs.existsSync(path.join(home, 'reports'))).toBe(false);
  },
);

test.each(['file', 'file/below'])(
  'a cache that is %s ends every command with 3, whoever named it, and is not replaced by mirrors',
  async place => {
    for (const args of commandLines()) {
      for (const [who, outcome] of [
        ['--cache-dir', await run([...args, '--cache-dir', place])],
        ['LOSSLAB_CACHE', await run(args, {LOSSLAB_CACHE: place})],
        ['losslab.config.json: cacheDir', await run(args, {}, {cacheDir: place})],
      ] as const) {
        expect({args, code: outcome.code}).toEqual({args, code: 3});
        expect(outcome.stderr).toContain(
          `losslab: ${who}: expected a directory that can be written, got "${home}`,
        );
      }
    }
  },
);

test('a data set that is named beside other files ends every command with 3, whoever named which', async () => {
  await writeFiles(path.join(home, 'others'), others);
  for (const args of commandLines()) {
    for (const [who, outcome] of [
      ['--data-dir', await run([...args, '--dataset', 'kmnist', '--data-dir', 'others'])],
      ['--data-dir', await run([...args, '--data-dir', 'others'], {LOSSLAB_DATASET: 'mnist'})],
      ['LOSSLAB_DATA', await run([...args, '--dataset', 'mnist'], {LOSSLAB_DATA: 'others'})],
      [
        'losslab.config.json: dataDir',
        await run(args, {}, {dataset: 'fashion-mnist', dataDir: path.join(home, 'others')}),
      ],
    ] as const) {
      expect({args, code: outcome.code}).toEqual({args, code: 3});
      expect(outcome.stderr).toMatch(/^losslab: [^\n]*\n$/);
      expect(outcome.stderr).toContain(`losslab: ${who}: loadMnist: expected `);
      expect(outcome.stderr).toContain(', got other files');
    }
  }
  expect(await run(['data', '--data-dir', 'others'])).toMatchObject({code: 0, stderr: ''});
});

test('a cache that is still to be made is one', async () => {
  const {code, stderr} = await run(['data', '--cache-dir', 'new/cache', '--dataset', 'mnist']);
  expect({code, stderr}).toEqual({code: 3, stderr: expect.stringContaining('cannot download') as string});
  expect(fs.existsSync(path.join(home, 'new'))).toBe(false);
});

test.each([
  [['evaluate', 'nowhere'], 3],
  [['evaluate', 'file'], 3],
  [['evaluate', 'empty'], 3],
  [['report', 'nowhere'], 3],
  [['report', 'empty'], 3],
  [['report', 'file'], 4],
  [['compare', 'nowhere', 'nowhere'], 3],
  [['gradcheck', 'nowhere.js'], 3],
  [['gradcheck', 'empty'], 3],
  [['train', '--save', 'file'], 2],
  [['train', '--checkpoint', 'file/below'], 2],
  [['experiment', '--out', 'file'], 2],
])('%j exits with %i and one sentence', async (args, code) => {
  const outcome = await run(args);
  expect({code: outcome.code, stdout: outcome.stdout}).toEqual({code, stdout: ''});
  expect(outcome.stderr).toMatch(/^losslab: [^\n]*\n$/);
});

describe('an option that would do nothing beside another', () => {
  test.each([
    [
      ['--dataset', 'synthetic', '--data-dir', 'd'],
      {},
      '--data-dir: expected either this or --dataset synthetic, got both',
    ],
    [
      ['--data-dir', 'd'],
      {LOSSLAB_DATASET: 'synthetic'},
      '--data-dir: expected either this or LOSSLAB_DATASET synthetic, got both',
    ],
    [
      [],
      {LOSSLAB_DATASET: 'synthetic', LOSSLAB_DATA: 'd'},
      'LOSSLAB_DATA: expected either this or LOSSLAB_DATASET synthetic, got both',
    ],
    [
      ['--dataset', 'synthetic', '--cache-dir', 'd'],
      {},
      '--cache-dir: expected either this or --dataset synthetic, got both',
    ],
    [
      ['--data-dir', 'd', '--cache-dir', 'c'],
      {},
      '--cache-dir: expected either this or --data-dir, got both',
    ],
    [
      ['--cache-dir', 'c'],
      {LOSSLAB_DATA: 'd'},
      '--cache-dir: expected either this or LOSSLAB_DATA, got both',
    ],
  ])('is refused: %j with %j', async (flags, env, sentence) => {
    for (const args of commandLines()) {
      const {code, stdout, stderr} = await run([...args, ...flags], env);
      expect({code, stdout, stderr}).toEqual({code: 2, stdout: '', stderr: `losslab: ${sentence}\n`});
    }
  });

  test.each([
    [['--dataset', 'synthetic', '--classes', '5'], {}, '--classes', '--dataset synthetic'],
    [['--classes', '20'], {LOSSLAB_DATASET: 'synthetic'}, '--classes', 'LOSSLAB_DATASET synthetic'],
    [
      [],
      {LOSSLAB_DATASET: 'synthetic', LOSSLAB_CLASSES: '9'},
      'LOSSLAB_CLASSES',
      'LOSSLAB_DATASET synthetic',
    ],
  ])('is refused: classes beside synthetic digits, %j with %j', async (flags, env: object, who, beside) => {
    for (const args of commandLines().filter(([command]) => command !== 'doctor')) {
      const {code, stdout, stderr} = await run([...args, ...flags], env as Record<string, string>);
      expect({code, stdout}).toEqual({code: 2, stdout: ''});
      expect(stderr).toContain(
        `losslab: ${who}: expected 10 beside ${beside}, as the digits 0 to 9 are, got `,
      );
    }
  });

  test.each([
    [['--dataset', 'synthetic'], {LOSSLAB_DATA: 'nowhere', LOSSLAB_CLASSES: '5'}],
    [['--dataset', 'synthetic'], {LOSSLAB_DATA: 'nowhere', LOSSLAB_CACHE: 'file'}],
    [[], {LOSSLAB_DATASET: 'synthetic', LOSSLAB_CACHE: 'file'}],
  ])('is overruled by a more particular place: %j before %j', async (flags, env) => {
    expect(await run(['data', ...flags], env, {dataDir: 'nowhere'})).toMatchObject({code: 0, stderr: ''});
  });

  test.each([
    [['--seeds', '1-3', '--claims'], '--seeds'],
    [['--json', '--claims'], '--json'],
  ])('is refused: every claim printed, with %j', async (flags, beside) => {
    expect(await run(['experiment', ...flags])).toEqual({
      code: 2,
      stdout: '',
      stderr: `losslab: --claims: expected either this or ${beside}, got both\n`,
    });
  });

  test('is refused beside --list, which only takes names', async () => {
    const {code, stderr} = await run(['experiment', '--list', '--seed', '3']);
    expect({code, stderr}).toEqual({
      code: 2,
      stderr: 'losslab: --seed: expected either this or --list, got both\n',
    });
    expect((await run(['experiment', '--list', 'nosuch'])).code).toBe(2);
  });
});

test('doctor looks at everything before it ends with what keeps a named backend from being used', async () => {
  const selectBackend = () =>
    Promise.reject(new BackendUnavailableError('selectBackend: wasm cannot be used here'));
  const context = fakeContext({cwd: home});
  const code = await runCli(['doctor', '--json', '--backend', 'wasm'], context, fakeLibrary({selectBackend}));
  expect({code, stderr: context.stderr.text}).toEqual({
    code: 2,
    stderr: 'losslab: selectBackend: wasm cannot be used here\n',
  });
  expect(JSON.parse(context.stdout.text)).toMatchObject({backend: {ok: false}, data: {ok: true}});
});
