import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {runCli} from '../../src/cli/runCli';
import {fakeContext, fakeLibrary, FakeStream} from './fakes';

let cwd: string;
beforeAll(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterAll(() => fs.rmSync(cwd, {recursive: true}));

async function run(args: readonly string[], leaked = 0) {
  const context = fakeContext({cwd});
  const before = tf.memory().numTensors;
  const code = await runCli(args, context, fakeLibrary());
  expect(tf.memory().numTensors).toBe(before + leaked);
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

const small = ['--hidden', '3', '--batch-size', '10'];

interface TrainDocument {
  steps: number;
  losses: number[];
  test: {accuracy: number; crossEntropy: number; confusion: number[][]};
}

describe('losslab train', () => {
  test('trains, measures, saves, and losslab evaluate finds the same numbers', async () => {
    const trained = await run(['train', ...small, '--epochs', '2', '--save', 'model', '--json']);
    expect(trained).toMatchObject({code: 0, stderr: ''});
    const document = JSON.parse(trained.stdout) as TrainDocument;
    expect(document).toMatchObject({loss: 'crossEntropy', steps: 6, backend: 'wasm', seed: 1});
    expect(document.losses).toHaveLength(2);
    expect(fs.readdirSync(path.join(cwd, 'model')).sort()).toEqual(['model.json', 'weights.bin']);
    const evaluated = await run(['evaluate', 'model', '--json']);
    expect((JSON.parse(evaluated.stdout) as TrainDocument).test).toEqual(document.test);
    expect(document.test.confusion.flat().reduce((a, b) => a + b)).toBe(10);
  });

  test('says what brings a faster backend where auto finds only cpu, in a log too', async () => {
    const onCpu = fakeLibrary({selectBackend: () => Promise.resolve('cpu')});
    const said = async (isTTY: boolean, backend: string) => {
      const context = fakeContext({cwd, stderr: new FakeStream(isTTY)});
      expect(await runCli(['train', ...small, '--backend', backend, '--steps', '1'], context, onCpu)).toBe(0);
      return context.stderr.text;
    };
    const line =
      "computing on cpu, tfjs's slowest backend; a faster one: npm install @tensorflow/tfjs-backend-wasm@4.22.0";
    expect(await said(true, 'auto')).toContain(`losslab: ${line}\n`);
    expect(await said(true, 'cpu')).not.toContain('slowest');
    expect(await said(false, 'auto')).toBe(`losslab: ${line}\n`);
  });

  test.each([
    'sumSquaredError',
    'sparseCrossEntropy',
    'crossEntropyFromLogits',
    'sparseCrossEntropyFromLogits',
  ])('trains on %s', async loss =>
    expect((await run(['train', ...small, '--loss', loss, '--steps', '2'])).code).toBe(0),
  );

  test.each([
    // tfjs's MomentumOptimizer.dispose() forgets the scalar of its parent class.
    ['momentum', 1],
    ['adagrad', 0],
    ['rmsprop', 0],
    ['adam', 0],
  ] as const)('trains with %s', async (optimizer, leaked) => {
    expect((await run(['train', ...small, '--optimizer', optimizer, '--steps', '2'], leaked)).code).toBe(0);
  });

  describe('on accuracy', () => {
    const accuracy = ['train', ...small, '--loss', 'accuracy'];

    test('says that the weights did not move, and why, and exits with 0', async () => {
      const {code, stdout, stderr} = await run([...accuracy, '--steps', '2', '--difference', '1e-9']);
      expect({code, stderr}).toEqual({code: 0, stderr: ''});
      // 3 · 10 weights and 10 biases of the output layer in two steps.
      expect(stdout.replaceAll('\n', ' ')).toContain('All 80 differences');
      expect(stdout.replaceAll('\n', ' ')).toContain('with h = 1e-9 were 0, so the weights did not move.');
      expect(stdout.replaceAll('\n', ' ')).toContain('so the derivative of accuracy is 0.');
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    });

    test('with a large h says how many differences are not 0, how many weights moved, and what h does', async () => {
      const {code, stdout} = await run([...accuracy, '--steps', '3', '--difference', '3']);
      expect(code).toBe(0);
      // 1 / 2hN with N = 10
      expect(stdout.replaceAll('\n', ' ')).toMatch(
        /Of 120 differences .* with h = 3, \d+ were not 0; \d+ of 40/,
      );
      expect(stdout.replaceAll('\n', ' ')).toContain('1 / 2hN = 0.01667');
    });

    test('--json has the counts', async () => {
      const document = JSON.parse((await run([...accuracy, '--steps', '2', '--json'])).stdout) as object;
      const counts = {differences: 80, nonZero: expect.any(Number) as number, weights: 40};
      expect(document).toMatchObject({loss: 'accuracy', steps: 2, ...counts});
    });

    test.each(['momentum', 'adagrad', 'rmsprop', 'adam'])(
      'works with %s, which 0 does not move either',
      async rule => {
        const args = [...accuracy, '--steps', '2', '--difference', '1e-9', '--optimizer', rule, '--json'];
        const {code, stdout} = await run(args, rule === 'momentum' ? 1 : 0);
        expect(code).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({nonZero: 0, moved: 0});
      },
    );

    test('keeps checkpoints, continues from them, and saves a model that losslab evaluate takes', async () => {
      const keep = ['--checkpoint', 'accuracy', '--difference', '3'];
      expect((await run([...accuracy, ...keep, '--steps', '2'])).code).toBe(0);
      const other = await run([...accuracy, ...keep.slice(0, 2), '--resume', '--steps', '4']);
      expect(other.stderr).toBe(
        'losslab: --resume: expected the run of the checkpoint, with difference 3, got 0.0001\n',
      );
      const resumed = await run([
        ...accuracy,
        ...keep,
        '--resume',
        '--steps',
        '4',
        '--save',
        'resumed',
        '--json',
      ]);
      const whole = await run([
        ...accuracy,
        '--difference',
        '3',
        '--steps',
        '4',
        '--save',
        'whole',
        '--json',
      ]);
      expect(JSON.parse(resumed.stdout)).toMatchObject({steps: 4, differences: 80});
      expect(JSON.parse(whole.stdout)).toMatchObject({steps: 4, differences: 160});
      const weights = (name: string) => fs.readFileSync(path.join(cwd, name, 'weights.bin'));
      expect(weights('resumed')).toEqual(weights('whole'));
      expect((await run(['evaluate', 'whole'])).code).toBe(0);
    });

    test.each([
      [['--difference', '0'], '--difference: expected a number above 0, got "0"'],
      [
        ['--difference', '1', '--loss', 'crossEntropy'],
        '--difference: expected --loss accuracy beside it, got crossEntropy',
      ],
    ])('%j is refused', async (flags, sentence) => {
      const {code, stderr} = await run(['train', ...small, ...flags]);
      expect({code, stderr}).toEqual({code: 2, stderr: `losslab: ${sentence}\n`});
    });
  });

  test('prints accuracy and a confusion matrix in 80 columns', async () => {
    const {stdout} = await run(['train', ...small, '--steps', '2', '--activation', 'step']);
    expect(stdout).toMatch(/2 steps, /);
    expect(stdout).toMatch(/test accuracy +\d+\.\d\d % of 10/);
    expect(stdout).toContain('taken for →');
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });

  test('a learning rate that lets training diverge is the user’s to mend', async () => {
    const {code, stderr} = await run([
      'train',
      ...small,
      '--loss',
      'crossEntropyFromLogits',
      '--activation',
      'relu',
      '--epochs',
      '3',
      '--learning-rate',
      '1e38',
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^losslab: train: the loss of step \d+ is \S+; likely cause: .*\n$/);
  });

  test('refuses a place to save that cannot be written before it trains', async () => {
    fs.writeFileSync(path.join(cwd, 'file'), '');
    const {code, stderr} = await run(['train', '--save', 'file/model']);
    expect(code).toBe(2);
    expect(stderr).toContain('--save: expected a directory that can be written');
  });
});

describe('losslab evaluate', () => {
  test('exits with 3 where there is no model and with 4 where it is broken', async () => {
    expect(await run(['evaluate', 'nowhere'])).toMatchObject({code: 3, stdout: ''});
    fs.mkdirSync(path.join(cwd, 'broken'));
    fs.writeFileSync(path.join(cwd, 'broken', 'model.json'), '{');
    expect(await run(['evaluate', 'broken'])).toMatchObject({code: 4, stdout: ''});
  });

  test('refuses a model for other images', async () => {
    const model = tf.sequential({layers: [tf.layers.dense({units: 10, inputShape: [5]})]});
    const artifacts = {
      modelTopology: model.toJSON(undefined, false) as object,
      weights: [...model.getWeights()],
    };
    fs.mkdirSync(path.join(cwd, 'other'), {recursive: true});
    const weights = Buffer.concat(artifacts.weights.map(weight => Buffer.from(weight.dataSync().buffer)));
    fs.writeFileSync(path.join(cwd, 'other', 'weights.bin'), weights);
    const specs = model.weights.map(({originalName, shape, dtype}) => ({name: originalName, shape, dtype}));
    const document = {
      modelTopology: artifacts.modelTopology,
      weightsManifest: [{paths: ['weights.bin'], weights: specs}],
    };
    fs.writeFileSync(path.join(cwd, 'other', 'model.json'), JSON.stringify(document));
    model.dispose();
    const {code, stderr} = await run(['evaluate', 'other']);
    expect(stderr).toBe('losslab: evaluate: expected a model that takes images of 2x2, got inputs of 5\n');
    expect(code).toBe(2);
  });
});
