import {spawnSync} from 'node:child_process';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as fc from 'fast-check';
import {CorruptDataError, DataUnavailableError} from '../../src/errors';
import {loadCheckpoint, saveCheckpoint, type Checkpoint} from '../../src/node/checkpoint';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losslab-test-'));
});
afterEach(() => rm(folder, {recursive: true}));

const checkpoint = (step: number): Checkpoint => ({
  run: {loss: 'crossEntropy', seed: 1},
  position: {step, epoch: 0, batch: step, lossSum: 0.1 + 0.2, losses: []},
  tensors: [
    {name: 'weight/0', shape: [2, 2], values: Float32Array.of(0.1, -0, 1e-40, step)},
    {name: 'optimizer/accBeta1', shape: [], values: Float32Array.of(0.9)},
    {name: 'nothing', shape: [0, 3], values: new Float32Array(0)},
  ],
});

test('saveCheckpoint() and loadCheckpoint() give every bit back, and keep only the latest', async () => {
  await saveCheckpoint(folder, checkpoint(1));
  await saveCheckpoint(folder, checkpoint(2));
  expect(await loadCheckpoint(folder)).toEqual(checkpoint(2));
  const names = await readdir(folder);
  expect(names).toHaveLength(2);
  expect(names).toContain('checkpoint.json');
});

test('what a killed save leaves behind is neither taken nor kept', async () => {
  await saveCheckpoint(folder, checkpoint(1));
  // As they are called by writeAtomically, and between its two writes.
  for (const name of ['.tensors.bin.7.aa.7.bb', 'tensors.bin.7.aa', '.checkpoint.json.7.cc'])
    await writeFile(join(folder, name), 'half');
  await writeFile(join(folder, 'notes.txt'), 'the user’s own');
  expect(await loadCheckpoint(folder)).toEqual(checkpoint(1));
  await saveCheckpoint(folder, checkpoint(2));
  expect(await loadCheckpoint(folder)).toEqual(checkpoint(2));
  expect((await readdir(folder)).filter(name => !name.startsWith('tensors.bin.')).sort()).toEqual([
    'checkpoint.json',
    'notes.txt',
  ]);
});

test('what another process that runs is about to name in its checkpoint is not taken from it', async () => {
  const {pid: dead} = spawnSync(process.execPath, ['--version']);
  const [theirs, nobodys] = [`tensors.bin.${process.ppid}.0123abcd`, `tensors.bin.${dead}.0123abcd`];
  for (const name of [theirs, nobodys]) await writeFile(join(folder, name), '');
  await saveCheckpoint(folder, checkpoint(1));
  const names = await readdir(folder);
  expect(names).toContain(theirs);
  expect(names).not.toContain(nobodys);
});

test('a checkpoint is loaded as it was saved or not at all, whichever byte has changed', async () => {
  await saveCheckpoint(folder, checkpoint(3));
  const names = await readdir(folder);
  const originals = new Map<string, Buffer>();
  for (const name of names) originals.set(name, await readFile(join(folder, name)));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.nat(),
      fc.integer({min: 1, max: 255}),
      fc.boolean(),
      async (name, at, flip, truncate) => {
        const bytes = Buffer.from(originals.get(name)!);
        const place = at % bytes.length;
        bytes[place]! ^= flip;
        await writeFile(join(folder, name), truncate ? bytes.subarray(0, place) : bytes);
        const loaded = await loadCheckpoint(folder).catch((error: unknown) => error);
        if (loaded instanceof Error) {
          expect(loaded.message).toMatch(/^loadCheckpoint: .*expected /s);
          expect([CorruptDataError, DataUnavailableError]).toContain(loaded.constructor);
        } else {
          // The last digit of a number may be another one for the same float64.
          expect(loaded).toEqual(checkpoint(3));
        }
        await writeFile(join(folder, name), originals.get(name)!);
      },
    ),
    {numRuns: 150},
  );
  expect(await loadCheckpoint(folder)).toEqual(checkpoint(3));
});

test('loadCheckpoint() tells no checkpoint from one that cannot be read, or has lost its numbers', async () => {
  expect(await loadCheckpoint(folder)).toBeUndefined();
  expect(await loadCheckpoint(join(folder, 'nowhere'))).toBeUndefined();
  await mkdir(join(folder, 'odd', 'checkpoint.json'), {recursive: true});
  await expect(loadCheckpoint(join(folder, 'odd'))).rejects.toThrow(DataUnavailableError);
  await saveCheckpoint(folder, checkpoint(1));
  const numbers = (await readdir(folder)).find(name => name.startsWith('tensors.bin'))!;
  await rm(join(folder, numbers));
  await expect(loadCheckpoint(folder)).rejects.toThrow(
    /expected its numbers in tensors\.bin\..*, got no such file$/,
  );
});

test('loadCheckpoint() reads no file but its own', async () => {
  await saveCheckpoint(folder, checkpoint(1));
  const path = join(folder, 'checkpoint.json');
  const document = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({...document, file: '../tensors.bin.1.a'}));
  await expect(loadCheckpoint(folder)).rejects.toThrow(
    /expected a checkpoint of the format losslab-checkpoint-1$/,
  );
});
