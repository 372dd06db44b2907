import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {minibatches, syntheticDigits, train, twoLayerNet} from '../../src';
import {runCli} from '../../src/cli/runCli';
import {loadCheckpoint, saveCheckpoint} from '../../src/node';
import {checkpointAt} from './checkpointAt';
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
    const common = ['--optimizer', optimizer, '--json'];
    const keeping = ['--checkpoint', 'kept', '--every', '2'];
    const whole = await run([...common, '--steps', '9', '--save', 'whole']);
    await run([...common, ...keeping, '--steps', '5']);
    const rest = await run([...common, ...keeping, '--steps', '9', '--resume', '--save', 'rest']);
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
  expect(fs.readdirSync(path.join(cwd, 'kept'))).toContain('model.json');
});

test.each([
  [['--resume'], /^losslab: --resume: expected --checkpoint beside it, got none\n$/],
  [['--every', '5'], /^losslab: --every: expected --checkpoint beside it, got none\n$/],
  [
    ['--checkpoint', 'kept'],
    /^losslab: --checkpoint: expected --resume, or a directory without a checkpoint, got .*kept\n$/,
  ],
  [
    ['--checkpoint', 'kept', '--resume', '--seed', '2'],
    /^losslab: --resume: expected the run of the checkpoint, with seed 1, got 2\n$/,
  ],
  [
    ['--checkpoint', 'kept', '--resume', '--steps', '4', '--schedule', 'cosine'],
    /^losslab: --resume: expected the run of the checkpoint, which has no schedule, got cosine 4\n$/,
  ],
  [
    ['--checkpoint', 'kept', '--resume', '--steps', '2'],
    /^losslab: train: expected at least the 3 steps that the checkpoint has taken, got 2\n$/,
  ],
])('losslab train %j is refused with one sentence, and the checkpoint stays', async (args, sentence) => {
  await run(['--steps', '3', '--every', '3', '--checkpoint', 'kept']);
  const before = fs.readFileSync(path.join(cwd, 'kept/model.json'));
  const refused = await run(args.includes('--steps') ? args : ['--steps', '3', ...args]);
  expect(refused).toMatchObject({code: 2, stdout: ''});
  expect(refused.stderr).toMatch(sentence);
  expect(fs.readFileSync(path.join(cwd, 'kept/model.json'))).toEqual(before);
});

test.each([
  [['--schedule', 'cosine'], 'schedule cosine 3'],
  [['--validation', '0.1'], 'validation 0.1'],
])('a checkpoint with %j is not gone on from without it', async (flags, was) => {
  await run(['--steps', '3', '--checkpoint', 'kept', ...flags]);
  expect(await run(['--steps', '5', '--checkpoint', 'kept', '--resume'])).toEqual({
    code: 2,
    stdout: '',
    stderr: `losslab: --resume: expected the run of the checkpoint, with ${was}, got none\n`,
  });
});

test('a training shorter than --every keeps a checkpoint at its end too', async () => {
  await run(['--steps', '3', '--checkpoint', 'kept']);
  // Of the fakes' 30 images, ten a step: a whole pass, which is not closed yet.
  expect(checkpointAt(path.join(cwd, 'kept'))).toMatchObject({step: 3, epoch: 0, batch: 3});
});

test('a checkpoint of version 0.1 is gone on from, and ends as a training in one go', async () => {
  const common = ['--optimizer', 'adam', '--steps', '9', '--backend', 'cpu'];
  await run([...common, '--save', 'whole']);
  fs.cpSync(path.join(__dirname, '../node/savedBy010/checkpoint'), path.join(cwd, 'kept'), {recursive: true});
  const rest = await run([...common, '--checkpoint', 'kept', '--resume', '--save', 'rest']);
  expect(rest).toMatchObject({code: 0, stderr: ''});
  expect(weightsOf('rest')).toEqual(weightsOf('whole'));
  expect(checkpointAt(path.join(cwd, 'kept'))).toMatchObject({step: 9});
  expect(fs.readdirSync(path.join(cwd, 'kept')).sort()).toEqual([
    'model.json',
    'optimizer.bin',
    'weights.bin',
  ]);
});

test('a checkpoint is a model: losslab evaluate takes it, and --save may name the same directory', async () => {
  await run(['--steps', '3', '--checkpoint', 'kept', '--save', 'kept']);
  expect(checkpointAt(path.join(cwd, 'kept'))).toMatchObject({step: 3});
  const context = fakeContext({cwd});
  expect(await runCli(['evaluate', 'kept', '--json'], context, fakeLibrary())).toBe(0);
  expect(JSON.parse(context.stdout.text)).toMatchObject({test: {size: 10}});
});

test.each([[[]], [['--resume']]])('a model is not written over by a checkpoint, with %j', async flags => {
  await run(['--steps', '3', '--save', 'model']);
  const before = fs.readFileSync(path.join(cwd, 'model/model.json'));
  const refused = await run(['--steps', '3', '--checkpoint', 'model', ...flags]);
  expect(refused).toMatchObject({code: 2, stdout: ''});
  expect(refused.stderr).toMatch(
    /^losslab: --checkpoint: expected a directory without a model, got .*model\n$/,
  );
  expect(fs.readFileSync(path.join(cwd, 'model/model.json'))).toEqual(before);
});

test('what cannot be written after all is told in one sentence, also to whoever interrupts', async () => {
  fs.mkdirSync(path.join(cwd, 'model/weights.bin'), {recursive: true});
  const saving = await run(['--steps', '3', '--save', 'model']);
  expect(saving.code).toBe(1);
  expect(saving.stderr).toMatch(
    /^losslab: \S*model: expected a directory that can be written, got E.*; the model's files are in \S+\n$/,
  );
  fs.rmSync(/are in (\S+)\n$/.exec(saving.stderr)![1]!, {recursive: true});
  const interrupt = new AbortController();
  setTimeout(() => {
    // The run has made the directory, or has not come to it yet.
    fs.rmSync(path.join(cwd, 'kept'), {recursive: true, force: true});
    fs.writeFileSync(path.join(cwd, 'kept'), '');
    interrupt.abort();
  }, 50);
  const stopped = await run(
    ['--epochs', '100000', '--every', '1000000', '--checkpoint', 'kept'],
    interrupt.signal,
  );
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toMatch(
    /^losslab: --checkpoint: expected a directory that can be written, got E.*\nlosslab: interrupted\n$/,
  );
});

test('a damaged checkpoint is refused with exit code 4', async () => {
  await run(['--steps', '3', '--every', '3', '--checkpoint', 'kept']);
  fs.truncateSync(path.join(cwd, 'kept/optimizer.bin'), 8);
  const refused = await run(['--steps', '3', '--checkpoint', 'kept', '--resume']);
  expect(refused.code).toBe(4);
  expect(refused.stderr).toMatch(/^losslab: loadCheckpoint: .*expected optimizer.bin as it was saved.*\n$/);
});

test.each([null, {}, {step: -1}, {batch: null}, {step: 0.5}, {losses: [1, 2]}, {lossSum: 'x'}])(
  'a checkpoint that says %j of how far it has come is refused, whatever its digest',
  async change => {
    await run(['--checkpoint', 'kept', '--steps', '5']);
    const kept = path.join(cwd, 'kept');
    const {run: of, position, restore} = (await loadCheckpoint(kept))!;
    const model = twoLayerNet({inputs: 4, hidden: 3});
    const optimizer = tf.train.sgd(0.1);
    restore(model, optimizer);
    const isWhole = change === null || Object.keys(change).length === 0;
    const wrong = isWhole ? change : {...(position as object), ...change};
    await saveCheckpoint(model, kept, {run: of, position: wrong, optimizer});
    model.dispose();
    optimizer.dispose();
    const {code, stderr} = await run(['--checkpoint', 'kept', '--steps', '9', '--resume']);
    expect(code).toBe(4);
    expect(stderr).toMatch(
      /^losslab: \S*kept: expected a checkpoint that says how far its training has come, got [^\n]*\n$/,
    );
  },
);

test('train() refuses to start at what is no position', async () => {
  const model = twoLayerNet({inputs: 784, hidden: 3});
  const data = minibatches(syntheticDigits({size: 10, seed: 1}));
  for (const startAt of [null, {}, {step: 1, epoch: 0, batch: 2, lossSum: 0, losses: []}]) {
    const training = train(model, data, {loss: 'crossEntropy', epochs: 1, startAt: startAt as never});
    await expect(training).rejects.toThrow(
      /^train: expected startAt to be a position that onCheckpoint was given/,
    );
  }
  model.dispose();
});

test('--resume says where it goes on', async () => {
  await run(['--checkpoint', 'kept', '--steps', '4']);
  const resumed = await run(['--checkpoint', 'kept', '--resume', '--steps', '6']);
  expect(resumed.stdout).toContain('continues after step 4, in epoch 2, of which 1 of 3 batches are done');
  const json = await run(['--checkpoint', 'kept', '--resume', '--steps', '7', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({resumedAt: 6});
});
