import {execFileSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {startContestant, type Child} from './startContestant';
import {race, type Contestant, type RaceOptions} from './race';
import {randomSplit} from './randomSplit';
import {comparedWith, type SuiteTable} from './suite';
import {bouts, ownContestants, type Bout} from './training';

const images = 60_000;
const jaxJs = '@jax-js/jax@0.1.25';

/**
 * An epoch of 60,000 images in PyTorch, Keras, NumPy and jax-js against the faster of `train()`'s backends. The three are those of
 * the Python that `LOSSLAB_PYTHON` names; jax-js comes from the package registry into a folder of its own.
 */
export async function* peers(progress?: RaceOptions['progress']): AsyncGenerator<SuiteTable> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-bench-'));
  try {
    const split = randomSplit(images);
    fs.writeFileSync(path.join(folder, 'images.bin'), split.images);
    fs.writeFileSync(path.join(folder, 'labels.bin'), split.labels);
    const found = choosePeers(folder);
    for (const bout of bouts) yield await tableOf(bout, found, progress);
  } finally {
    fs.rmSync(folder, {recursive: true, force: true});
  }
}

/** A program, and how many runs of it make 60,000 images. */
interface Peer {
  readonly name: string;
  readonly runsOfWhole: (bout: Bout) => number;
  readonly child: (bout: Bout) => Child;
}

function choosePeers(folder: string): Peer[] {
  const python = process.env['LOSSLAB_PYTHON'];
  if (python === undefined || python === '') {
    console.error(
      'peers: PyTorch, Keras and NumPy are skipped: LOSSLAB_PYTHON names no Python that has them',
    );
  }
  const scripts = python
    ? ['torch', 'torch-indices', 'keras', 'numpy'].map(name => inPython(python, name, folder))
    : [];
  const package_ = installJaxJs();
  return [...scripts, ...(package_ === undefined ? [] : [inJaxJs(package_, folder)])];
}

function inPython(command: string, name: string, folder: string): Peer {
  const script = path.join(__dirname, 'peers.py');
  const child = ({hidden, batchSize}: Bout) => ({
    command,
    args: [script, name, folder, `${hidden}`, `${batchSize}`],
  });
  return {name, runsOfWhole: () => 1, child};
}

/** Whole batches that are fewer than an epoch: each step of it takes as long as another. */
function inJaxJs(package_: string, folder: string): Peer {
  const imagesOf = ({steps, batchSize}: Bout) => steps * batchSize;
  const script = path.join(__dirname, 'jaxJsChild.ts');
  const child = (bout: Bout) => ({
    command: process.execPath,
    args: [
      '--import',
      'tsx',
      script,
      package_,
      folder,
      `${bout.hidden}`,
      `${bout.batchSize}`,
      `${imagesOf(bout)}`,
    ],
  });
  return {name: 'jax-js', runsOfWhole: bout => images / imagesOf(bout), child};
}

/** The folder that has the package, or undefined where it cannot be had. */
function installJaxJs(): string | undefined {
  const folder = path.join(os.tmpdir(), `losslab-bench-${jaxJs.replace(/\W+/g, '-')}`);
  try {
    if (!fs.existsSync(path.join(folder, 'node_modules/@jax-js/jax'))) {
      fs.mkdirSync(folder, {recursive: true});
      fs.writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n');
      execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', jaxJs], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    }
    return folder;
  } catch (error) {
    console.error(
      `peers: jax-js is skipped: npm cannot install it: ${(error as Error).message.split('\n', 1)[0]!}`,
    );
    return undefined;
  }
}

async function tableOf(
  bout: Bout,
  found: readonly Peer[],
  progress: RaceOptions['progress'],
): Promise<SuiteTable> {
  const own = await ownContestants(bout, images);
  const others: Contestant[] = [];
  for (const {name, child, runsOfWhole} of found) {
    others.push(...(await startContestant(child(bout), {what: name, runsOfWhole: runsOfWhole(bout)})));
  }
  const timings = await race([...own, ...others], {progress, turns: 5});
  const [best] = timings.slice(0, own.length).sort((a, b) => a.median - b.median);
  return {
    title: `How fast are others? An epoch of 784-${bout.hidden}-10, batch ${bout.batchSize}`,
    lines: comparedWith(best!.name, timings),
    limits:
      'Each in its usual form, and in its own process. train() and Keras report the loss of every step, the PyTorch and NumPy loops do not. PyTorch, Keras and NumPy have the images as float32 in memory; minibatches() makes them of bytes.',
  };
}
