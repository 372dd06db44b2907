/** What `losslab train` and `losslab evaluate` tell of a training. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {guessing, rateOfStep, TrainProgress} from '../../src/cli/terminal/trainText';
import {syntheticDigits} from '../../src';
import {fakeContext, fakeLibrary, FakeStream} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true}));

async function run(args: readonly string[], library = fakeLibrary()) {
  const context = fakeContext({cwd});
  const code = await runCli(args, context, library);
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

const small = ['train', '--hidden', '3', '--batch-size', '10'];
const rowsOf = (file: string) => fs.readFileSync(path.join(cwd, file), 'utf8').trim().split('\n');

test('--validation and --patience: losses by epoch, why it ended, and whose weights it has', async () => {
  const args = [
    ...small,
    '--epochs',
    '40',
    '--validation',
    '0.3',
    '--patience',
    '2',
    '--learning-rate',
    '1e-30',
  ];
  const {code, stdout} = await run([...args, '--json']);
  expect(code).toBe(0);
  const document = JSON.parse(stdout) as {
    stopped: string;
    bestEpoch: number;
    epochs: number;
    validation: {loss: number; accuracy: number}[];
  };
  expect(document).toMatchObject({stopped: 'patience', epochs: document.bestEpoch + 2});
  expect(document.validation).toHaveLength(document.epochs);
  const {stdout: text} = await run(args);
  expect(text).toContain('Ended early, as the loss on the validation data did not get lower.');
  expect(text).toContain(`The weights are those of epoch ${document.bestEpoch}.`);
  expect(text).toMatch(/epoch \d+: mean loss \S+, validation \S+ and \S+ %/);
});

test('a loss that is not below that of guessing has ln 10 beside it, and the learning rate is told', async () => {
  const {stdout} = await run([...small, '--epochs', '1', '--learning-rate', '1e-9']);
  expect(stdout).toContain('learning rate 1e-9\n');
  expect(stdout).toMatch(/epoch 1: mean loss 2\.3\d+, not below that of guessing, ln 10 = 2\.3026/);
});

test('the losses of guessing are those of the same chance for each class', () => {
  // By hand, of 10 classes: −ln 0.1; ½ (9 · 0.01 + 0.81); −ln 0.1 − 9 ln 0.9.
  expect(guessing('sparseCrossEntropy', 10).loss).toBeCloseTo(2.302585, 6);
  expect(guessing('sumSquaredError', 10).loss).toBeCloseTo(0.45, 12);
  expect(guessing('binaryCrossEntropy', 10).loss).toBeCloseTo(2.302585 - 9 * Math.log(0.9), 6);
  expect(guessing('accuracy', 10).loss).toBeCloseTo(0.9, 12);
});

test('--log appends a row for each epoch, also from run to run, and refuses another file', async () => {
  const args = [...small, '--epochs', '2', '--log', 'run.csv'];
  expect((await run(args)).code).toBe(0);
  expect((await run([...args, '--validation', '0.3', '--schedule', 'linear'])).code).toBe(0);
  const [header, ...rows] = rowsOf('run.csv');
  expect(header).toBe('epoch,step,loss,val_loss,val_accuracy,learning_rate,seconds');
  expect(rows.map(row => row.split(',').slice(0, 2).join())).toEqual(['1,3', '2,6', '1,3', '2,6']);
  expect(rows[0]!.split(',').slice(3, 6)).toEqual(['', '', '0.1']);
  const [, , , loss, accuracy, rate] = rows[3]!.split(',').map(Number);
  expect(loss).toBeGreaterThan(0);
  expect(accuracy).toBeGreaterThanOrEqual(0);
  expect(rate).toBeCloseTo(0.1 / 6, 12);
  fs.writeFileSync(path.join(cwd, 'other.csv'), 'a,b\n1,2\n');
  const refused = await run([...small, '--log', 'other.csv']);
  expect(refused).toMatchObject({code: 2, stdout: ''});
  expect(refused.stderr).toContain('--log: expected a new file, or one that begins with epoch,step');
  expect(rowsOf('other.csv')).toEqual(['a,b', '1,2']);
  expect((await run([...small, '--log', path.join(cwd, 'none', 'run.csv')])).code).toBe(2);
});

test('schedules begin at the rate given and fall to 0: cosine in the middle at half, linear in a line', () => {
  for (const [schedule, middle] of [
    ['constant', 0.2],
    ['cosine', 0.1],
    ['linear', 0.1],
  ] as const) {
    const rateAt = rateOfStep(0.2, schedule, 100);
    expect(rateAt(1)).toBe(0.2);
    expect(rateAt(51)).toBeCloseTo(middle, 12);
    expect(rateAt(100)).toBeLessThan(schedule === 'constant' ? 0.21 : 0.003);
  }
});

test.each(['--validation', '--patience', '--schedule'])(
  '%s is refused beside --loss accuracy',
  async flag => {
    const value = {'--validation': '0.1', '--patience': '2', '--schedule': 'cosine'}[flag]!;
    const {code, stderr} = await run([...small, '--loss', 'accuracy', flag, value]);
    expect({code, stderr}).toEqual({
      code: 2,
      stderr: `losslab: ${flag}: expected another loss beside it, got accuracy\n`,
    });
  },
);

test('a run that would end otherwise is not resumed: another fraction, another schedule', async () => {
  const kept = ['--checkpoint', 'kept', '--steps', '2', '--validation', '0.3'];
  expect((await run([...small, ...kept])).code).toBe(0);
  const other = await run([
    ...small,
    '--checkpoint',
    'kept',
    '--resume',
    '--steps',
    '4',
    '--validation',
    '0.2',
  ]);
  expect(other.stderr).toBe(
    'losslab: --resume: expected the run of the checkpoint, with validation 0.3, got 0.2\n',
  );
});

test('the progress of a long training has loss, rate and what is left, and a minute is announced', () => {
  let now = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
  try {
    const stderr = new FakeStream(true);
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const rateAt = () => 0.1;
    const progress = new TrainProgress(fakeContext({stderr}), {planned: 1000, start: 0, rateAt});
    now = 1000;
    progress.update({step: 5, loss: 2.3});
    expect(stderr.text).toBe('');
    now = 3000;
    progress.update({step: 10, loss: 2.3});
    // 10 steps in 3 s: 297 s are left, of 300.
    expect(stderr.text).toContain('losslab: this takes about 5 min\n');
    expect(stderr.text).toContain('step 10 of 1000, loss 2.3000, learning ra');
  } finally {
    clock.mockRestore();
    jest.restoreAllMocks();
  }
});

describe('losslab evaluate', () => {
  const digits = {
    loadMnist: () =>
      Promise.resolve({
        train: syntheticDigits({size: 10, seed: 1}),
        test: syntheticDigits({size: 50, seed: 2}),
        source: {kind: 'mnist' as const, origin: '/data/mnist', digest: 'c0ffee'},
      }),
  };

  test('takes a model that comes with losslab by its name, and a directory of that name before it', async () => {
    const ours = await run(['evaluate', 'textbook-cee', '--json'], fakeLibrary(digits));
    expect(ours).toMatchObject({code: 0, stderr: ''});
    fs.mkdirSync(path.join(cwd, 'textbook-cee'));
    expect((await run(['evaluate', 'textbook-cee'], fakeLibrary(digits))).code).toBe(3);
    expect((await run(['evaluate', 'textbook'], fakeLibrary(digits))).code).toBe(3);
  });

  test('prints precision, recall and F1 of each class and the top k in 80 columns; --json has them', async () => {
    const args = ['evaluate', 'textbook-cee', '--top-k', '3'];
    const {stdout} = await run(args, fakeLibrary(digits));
    expect(stdout).toMatch(/among the first 3 +\d+\.\d\d %/);
    expect(stdout).toMatch(/class +precision +recall +F1 +images\n0 /);
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
    const document = JSON.parse((await run([...args, '--json'], fakeLibrary(digits))).stdout) as {
      test: {perClass: {support: number}[]; topK: {k: number}};
    };
    expect(document.test.perClass.map(({support}) => support)).toEqual(new Array(10).fill(5));
    expect(document.test.topK.k).toBe(3);
  });
});

test('losslab data --show writes a PNG with a row for each class', async () => {
  const {code, stdout} = await run(['data', '--show', 'sheet.png']);
  expect(code).toBe(0);
  expect(stdout).toContain(`images of each class in ${path.join(cwd, 'sheet.png')}`);
  const bytes = fs.readFileSync(path.join(cwd, 'sheet.png'));
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  // Images of 2 × 2, doubled, 2 pixels apart: 16 in a row, 10 rows.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([16 * 6 + 2, 10 * 6 + 2]);
});

test('more outputs than there are classes are refused by the name of who asked for them', async () => {
  await run([...small, '--steps', '1', '--save', 'model']);
  expect(await run(['evaluate', 'model', '--top-k', '11'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'losslab: --top-k: expected at most 10, as many as there are classes, got 11\n',
  });
  expect((await run(['evaluate', 'model', '--top-k', '10'])).code).toBe(0);
});

test('a directory in the place of a file to write is said to be one', async () => {
  fs.mkdirSync(path.join(cwd, 'sheets.png'));
  for (const [args, who] of [
    [['data', '--show', 'sheets.png'], '--show'],
    [[...small, '--steps', '1', '--log', '.'], '--log'],
  ] as const) {
    const {code, stdout, stderr} = await run(args);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(
      new RegExp(`^losslab: ${who}: expected a file that can be written, got EISDIR.*\n$`),
    );
  }
});

test('a batch of more images than there are is told, in words and in the document', async () => {
  const note = 'each step takes all 30 training images: there are not 100, as --batch-size says';
  const wide = ['train', '--hidden', '3', '--steps', '1', '--batch-size', '100'];
  const {code, stdout} = await run(wide);
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, ' ')).toContain(note);
  expect(JSON.parse((await run([...wide, '--json'])).stdout)).toMatchObject({note});
  expect((await run([...wide, '--validation', '0.3'])).stdout).toContain('all 21 training images');
  // Drawn with replacement a batch may have more images than there are.
  for (const enough of [['--sampling', 'replacement'], ['--batch-size=30']]) {
    const args = enough[0]!.startsWith('--batch') ? [...wide.slice(0, -2), ...enough] : [...wide, ...enough];
    expect((await run(args)).stdout).not.toContain('each step takes all');
  }
});

test('a resumed training counts the batches that are left of the images that are not held out', async () => {
  const kept = ['--validation', '0.3', '--checkpoint', 'kept'];
  await run([...small, ...kept, '--steps', '1']);
  const {stdout} = await run([...small, ...kept, '--steps', '2', '--resume']);
  // 21 of 30 images, 10 a batch.
  expect(stdout).toContain('continues after step 1, in epoch 1, of which 1 of 3 batches are done');
});

test('--log of a resumed training has each epoch once, and no row that a killed run has only begun', async () => {
  const kept = [...small, '--log', 'run.csv', '--checkpoint', 'kept', '--every', '100'];
  await run([...kept, '--steps', '4']);
  const [, first] = rowsOf('run.csv');
  // As a run that was killed leaves it: it had finished its second epoch, and was writing the row of the third.
  const whole = await run([...small, '--log', 'whole.csv', '--epochs', '4']);
  expect(whole.code).toBe(0);
  const rows = rowsOf('whole.csv');
  fs.writeFileSync(path.join(cwd, 'run.csv'), `${rows.slice(0, 3).join('\n')}\n3,9,2.2`);
  expect((await run([...kept, '--epochs', '4', '--resume'])).code).toBe(0);
  const untimed = (row: string) => row.slice(0, row.lastIndexOf(','));
  expect(rowsOf('run.csv').map(untimed)).toEqual(rows.map(untimed));
  expect(first).toMatch(/^1,3,/);
});

test('a last row of --log without its end, as an editor leaves it, is kept', async () => {
  await run([...small, '--epochs', '1', '--log', 'run.csv']);
  const before = rowsOf('run.csv');
  fs.writeFileSync(path.join(cwd, 'run.csv'), before.join('\n'));
  await run([...small, '--epochs', '1', '--log', 'run.csv', '--seed', '2']);
  expect(rowsOf('run.csv')).toHaveLength(3);
  expect(rowsOf('run.csv').slice(0, 2)).toEqual(before);
});

test('--patience wants --validation, and another place for its best weights than the checkpoint', async () => {
  expect(await run([...small, '--patience', '2'])).toMatchObject({
    code: 2,
    stderr: 'losslab: --patience: expected --validation beside it, got none\n',
  });
  const kept = ['--save', 'kept', '--checkpoint', 'kept'];
  const refused = await run([...small, '--validation', '0.3', '--patience', '2', ...kept]);
  expect(refused).toMatchObject({code: 2, stdout: ''});
  expect(refused.stderr).toContain('losslab: --save: expected another directory than that of --checkpoint');
  expect(fs.existsSync(path.join(cwd, 'kept'))).toBe(false);
  // Without it the weights of the last step are those of the model.
  expect((await run([...small, '--steps', '1', ...kept])).code).toBe(0);
});

test('a misspelt model of ours, and the first word of a data set, get the name that was meant', async () => {
  expect(await run(['evaluate', 'textbok-cee'])).toMatchObject({
    code: 3,
    stderr:
      'losslab: evaluate: expected the directory of a model, got textbok-cee, did you mean textbook-cee?\n',
  });
  const {code, stderr} = await run([...small, '--dataset', 'fashon']);
  expect(code).toBe(2);
  expect(stderr).toContain('got "fashon", did you mean fashion-mnist?');
});
