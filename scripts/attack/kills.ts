import {spawn, type ChildProcess} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {parseResults} from '../../src/lab/report';
import {loadCheckpoint} from '../../src/node';
import {Random} from '../../src/random';
import {isTrainingPosition} from '../../src/training/isTrainingPosition';
import type {Outcome} from './attackDoors';

/** A process that is killed, and what has to be true of its directory then. */
interface Victim {
  readonly name: string;
  readonly about: string;
  readonly times: number;
  readonly command: (folder: string) => readonly string[];
  /** Whether the process is where it shall be killed: about to write, or writing. */
  readonly isRipe: (folder: string) => boolean;
  /** At most so many milliseconds later it is killed. */
  readonly within: number;
  /** What is wrong with what it left; undefined for nothing. */
  readonly judge: (folder: string) => Promise<string | undefined>;
}

const root = path.join(__dirname, '..', '..');
const main = path.join(root, 'src', 'cli', 'main.ts');

/** @param scale 1 for 200 kills of a training with checkpoints, 50 of a cache that is being filled, 20 of an experiment's end. */
export async function kills(scale: number, seed: number, fail: (line: string) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const random = new Random(seed);
  for (const victim of victims(scale)) {
    const started = performance.now();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-kills-'));
    let failed = 0;
    for (let kill = 0; kill < victim.times; kill++) {
      const early = await killOnce(victim, folder, random);
      const wrong = early ?? (await victim.judge(folder).catch((error: unknown) => String(error)));
      if (wrong === undefined) continue;
      failed++;
      fail(`${victim.name}, kill ${kill}: ${wrong}`);
    }
    fs.rmSync(folder, {recursive: true, force: true});
    const seconds = (performance.now() - started) / 1000;
    outcomes.push({name: victim.name, about: victim.about, tried: victim.times, failed, seconds});
  }
  return outcomes;
}

/** A machine with other work takes seconds to start a process, and not minutes. */
const patience = 120_000;

/** @returns Why there was nothing to kill. */
async function killOnce(
  {command, isRipe, within}: Victim,
  folder: string,
  random: Random,
): Promise<string | undefined> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...command(folder)], {
    cwd: root,
    stdio: 'ignore',
    env: withoutSettings(process.env),
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const started = performance.now();
  let ripe = isRipe(folder);
  while (!ripe && !isOver() && performance.now() - started < patience) {
    await delay(1);
    ripe = isRipe(folder);
  }
  await delay(ripe ? within * random.uniform() : 0);
  child.kill('SIGKILL');
  if (!isOver()) await ended(child);
  return ripe ? undefined : `it wrote nothing, and ended with ${child.exitCode ?? child.signalCode}`;
}

/** With a data directory of the user's nothing would be downloaded, and no cache filled. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('LOSSLAB_')));
}

const ended = (child: ChildProcess) => new Promise(resolve => child.on('exit', resolve));

function victims(scale: number): Victim[] {
  const times = (whole: number) => Math.max(1, Math.round(whole * scale));
  return [training(times(200)), cache(times(50)), experiment(times(20))];
}

function training(times: number): Victim {
  let last = -1;
  const small = ['--hidden', '3', '--batch-size', '10', '--dataset', 'synthetic', '--epochs', '100000'];
  const kept = (folder: string) => path.join(folder, 'kept');
  const entries = (folder: string) =>
    fs.existsSync(kept(folder)) ? fs.readdirSync(kept(folder)).join() : '';
  let seen: string | undefined;
  return {
    name: 'training',
    about:
      'killed between and within its checkpoints, and resumed; one of them is there, whole, and none goes back',
    times,
    command: folder => [main, 'train', ...small, '--checkpoint', kept(folder), '--every', '20', '--resume'],
    isRipe: folder => {
      // A name that comes or goes: it has begun to write.
      const now = entries(folder);
      const isWriting = seen !== undefined && now !== seen;
      seen = isWriting ? undefined : now;
      return isWriting;
    },
    within: 40,
    judge: async folder => {
      const checkpoint = await loadCheckpoint(kept(folder));
      if (checkpoint === undefined) return last < 0 ? undefined : 'no checkpoint any more';
      const {position} = checkpoint;
      if (!isTrainingPosition(position)) return `the position ${JSON.stringify(position)}`;
      const before = last;
      last = position.step;
      return last >= before ? undefined : `step ${last} after ${before}`;
    },
  };
}

function cache(times: number): Victim {
  return {
    name: 'cache',
    about: 'killed while it is filled from a mirror; every file in it is whole',
    times,
    command: folder => [path.join(__dirname, 'fillCache.ts'), folder],
    isRipe: folder => fs.existsSync(path.join(folder, 'mnist')),
    within: 60,
    judge: folder => {
      const directory = path.join(folder, 'mnist');
      const names = fs.existsSync(directory) ? fs.readdirSync(directory) : [];
      const whole = names.filter(name => !name.startsWith('.'));
      const sizes = whole.map(name => fs.statSync(path.join(directory, name)).size);
      fs.rmSync(directory, {recursive: true, force: true});
      // fillCache serves what gzip leaves as it is: images of 3.1 MB, labels of 4 kB.
      const broken = whole.find((name, i) => sizes[i]! < (name.includes('images') ? 3_136_000 : 4_000));
      return Promise.resolve(broken === undefined ? undefined : `${broken} in part`);
    },
  };
}

function experiment(times: number): Victim {
  const visible = (folder: string) => fs.readdirSync(folder).filter(name => !name.startsWith('.'));
  return {
    name: 'experiment',
    about: 'killed while it writes its report; the report is there whole or not at all',
    times,
    command: folder => [
      main,
      'experiment',
      'information',
      '--dataset',
      'synthetic',
      '--backend',
      'cpu',
      '--out',
      folder,
    ],
    isRipe: folder => fs.readdirSync(folder).length > 0,
    within: 8,
    judge: folder => {
      const reports = visible(folder);
      const wrong = reports.find(name => {
        const files = fs.readdirSync(path.join(folder, name)).sort().join();
        parseResults(fs.readFileSync(path.join(folder, name, 'results.json'), 'utf8'), name);
        return files !== 'appendix.html,index.html,results.json';
      });
      for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), {recursive: true});
      return Promise.resolve(wrong === undefined ? undefined : `${wrong} in part`);
    },
  };
}
