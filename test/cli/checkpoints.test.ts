import {spawn} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {Random} from '../../src/random';
import {fakeContext, fakeLibrary} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true}));

async function run(args: readonly string[], signal = new AbortController().signal) {
  const context = fakeContext({cwd, signal});
  const code = await runCli(
    ['train', '--hidden', '3', '--batch-size', '10', ...args],
    context,
    fakeLibrary(),
  );
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

const weightsOf = (model: string) => fs.readFileSync(path.join(cwd, model, 'weights.bin'));

test.each(['sgd', 'adam'])(
  'losslab train --resume ends as a training in one go, with %s',
  async optimizer => {
    const common = ['--optimizer', optimizer, '--every', '2', '--json'];
    const whole = await run([...common, '--steps', '9', '--save', 'whole']);
    await run([...common, '--steps', '5', '--checkpoint', 'kept']);
    const rest = await run([...common, '--steps', '9', '--checkpoint', 'kept', '--resume', '--save', 'rest']);
    expect(weightsOf('rest')).toEqual(weightsOf('whole'));
    const losses = ({stdout}: {stdout: string}) => (JSON.parse(stdout) as {losses: number[]}).losses;
    expect(losses(rest)).toEqual(losses(whole));
  },
);

test('an interrupt keeps a checkpoint, and the exit code is 130', async () => {
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 50);
  const stopped = await run(
    ['--epochs', '100000', '--every', '1000000', '--checkpoint', 'kept'],
    interrupt.signal,
  );
  expect(stopped).toMatchObject({code: 130, stderr: 'losslab: interrupted\n'});
  expect(fs.readdirSync(path.join(cwd, 'kept'))).toContain('checkpoint.json');
});

test.each([
  [['--resume'], /^losslab: --resume: expected --checkpoint to say from where, got none\n$/],
  [
    ['--checkpoint', 'kept'],
    /^losslab: --checkpoint: expected --resume, or a directory without a checkpoint, got .*kept\n$/,
  ],
  [
    ['--checkpoint', 'kept', '--resume', '--seed', '2'],
    /^losslab: --resume: expected the run of the checkpoint, with seed 1, got 2\n$/,
  ],
])('losslab train %j is refused with one sentence, and the checkpoint stays', async (args, sentence) => {
  await run(['--steps', '3', '--every', '3', '--checkpoint', 'kept']);
  const before = fs.readFileSync(path.join(cwd, 'kept/checkpoint.json'));
  const refused = await run(['--steps', '3', ...args]);
  expect(refused).toMatchObject({code: 2, stdout: ''});
  expect(refused.stderr).toMatch(sentence);
  expect(fs.readFileSync(path.join(cwd, 'kept/checkpoint.json'))).toEqual(before);
});

test('a damaged checkpoint is refused with exit code 4', async () => {
  await run(['--steps', '3', '--every', '3', '--checkpoint', 'kept']);
  const numbers = fs.readdirSync(path.join(cwd, 'kept')).find(name => name.startsWith('tensors.bin'))!;
  fs.truncateSync(path.join(cwd, 'kept', numbers), 8);
  const refused = await run(['--steps', '3', '--checkpoint', 'kept', '--resume']);
  expect(refused.code).toBe(4);
  expect(refused.stderr).toMatch(/^losslab: loadCheckpoint: .*expected what was saved.*\n$/);
});

/** How often the process is killed; 200 were tried by hand (LOSSLAB_KILLS=200), which takes ten minutes. */
const kills = Number(process.env['LOSSLAB_KILLS'] ?? 3);

test(`a training killed ${kills} times and resumed ends with the weights of one never stopped`, async () => {
  const common = [
    '--hidden',
    '3',
    '--batch-size',
    '10',
    '--steps',
    String(100 * kills),
    '--optimizer',
    'adam',
    '--dataset',
    'synthetic',
  ];
  const main = path.join(__dirname, '../../src/cli/main.ts');
  const losslab = (args: readonly string[], killAfter = Infinity) =>
    new Promise<number | null>(resolve => {
      const command = ['--import', 'tsx', main, 'train', ...common, ...args];
      const child = spawn(process.execPath, command, {cwd: path.join(__dirname, '../..'), stdio: 'ignore'});
      child.on('exit', resolve);
      if (killAfter < Infinity) setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
  const at = (name: string) => path.join(cwd, name);
  expect(await losslab(['--save', at('whole')])).toBe(0);
  const resume = ['--checkpoint', at('kept'), '--every', '1', '--resume', '--save', at('rest')];
  const random = new Random(Number(process.env['LOSSLAB_KILL_SEED'] ?? 1));
  for (let kill = 0; kill < kills; kill++) await losslab(resume, 1_200 + 1_500 * random.uniform());
  expect(await losslab(resume)).toBe(0);
  expect(weightsOf('rest')).toEqual(weightsOf('whole'));
}, 3_600_000);
