/** Trainings in processes of their own, interrupted and killed. */
import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {Random} from '../../src/random';
import {checkpointAt} from './checkpointAt';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true}));

const main = path.join(__dirname, '../../src/cli/main.ts');
const small = ['--hidden', '3', '--batch-size', '10', '--dataset', 'synthetic'];

/** `losslab train` in a process of its own. */
function start(args: readonly string[]): ChildProcess {
  const command = ['--import', 'tsx', main, 'train', ...small, ...args];
  return spawn(process.execPath, command, {cwd: path.join(__dirname, '../..'), stdio: 'ignore'});
}

/** A training in its midst that keeps a checkpoint only where a signal makes it. */
async function startLong() {
  const [kept, log] = [path.join(cwd, 'kept'), path.join(cwd, 'run.csv')];
  const child = start(['--epochs', '100000', '--checkpoint', kept, '--every', '1000000000', '--log', log]);
  while (child.exitCode === null && !fs.existsSync(log)) await delay(20);
  expect(fs.existsSync(kept)).toBe(false);
  return {child, kept};
}

const ended = (child: ChildProcess) => new Promise<number | null>(resolve => child.on('exit', resolve));

test('an interrupt that arrives twice, as npm and tsx hand it on, keeps a checkpoint all the same', async () => {
  const {child, kept} = await startLong();
  child.kill('SIGINT');
  await delay(20);
  child.kill('SIGINT');
  // A second interrupt that meets a process about to leave ends it itself; a shell says 130 of both.
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect([code, signal]).toContain(code === null ? 'SIGINT' : 130);
  expect(checkpointAt(kept).step).toBeGreaterThan(0);
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  '%s, as schedulers and containers send it, keeps a checkpoint and ends with %i',
  async (signal, code) => {
    const {child, kept} = await startLong();
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([code, null]);
    expect(checkpointAt(kept).step).toBeGreaterThan(0);
  },
);

/** How often the process is killed; LOSSLAB_KILLS=200 takes ten minutes. */
const kills = Number(process.env['LOSSLAB_KILLS'] ?? 3);

test(`a training killed ${kills} times and resumed ends with the weights of one never stopped`, async () => {
  const common = ['--steps', String(200 * kills), '--optimizer', 'adam'];
  const [whole, kept, rest] = ['whole', 'kept', 'rest'].map(name => path.join(cwd, name)) as [
    string,
    string,
    string,
  ];
  expect(await ended(start([...common, '--save', whole]))).toBe(0);
  const resume = [...common, '--checkpoint', kept, '--every', '1', '--resume', '--save', rest];
  const random = new Random(Number(process.env['LOSSLAB_KILL_SEED'] ?? 1));
  for (let kill = 0; kill < kills; kill++) {
    const child = start(resume);
    // Once it has got so far, whatever a busy machine makes of its time: each run goes on from where the last one was killed.
    const wanted = 100 * kill + random.integer(80);
    while (stepsKept(kept) <= wanted && child.exitCode === null) await delay(1);
    await delay(10 * random.uniform()); // into the midst of a write
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await ended(child);
  }
  expect(await ended(start(resume))).toBe(0);
  const weightsOf = (model: string) => fs.readFileSync(path.join(model, 'weights.bin'));
  expect(weightsOf(rest)).toEqual(weightsOf(whole));
}, 3_600_000);

/** How many steps a checkpoint has; 0 where there is none yet, or none that is whole. */
function stepsKept(directory: string): number {
  try {
    return checkpointAt(directory).step;
  } catch {
    return 0;
  }
}
