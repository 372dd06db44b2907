import * as os from 'node:os';
import * as path from 'node:path';
import * as float64 from '../../src/backends/float64';
import {runCli} from '../../src/cli/runCli';
import {DataUnavailableError} from '../../src/errors';
import {fakeContext, fakeLibrary} from './fakes';

const cache = path.join(os.tmpdir(), 'losslab-no-such-cache');

async function run(args: readonly string[], library = fakeLibrary()) {
  const context = fakeContext();
  expect(await runCli(args, context, library)).toBe(0);
  expect(context.stderr.text).toBe('');
  return context.stdout.text;
}

describe('losslab data', () => {
  test('--json prints source, splits, class counts, mean and deviation', async () => {
    const document = JSON.parse(await run(['data', '--json', '--cache-dir', cache])) as {
      test: {mean: number; standardDeviation: number; perClass: number[]};
    };
    expect(document).toMatchObject({kind: 'mnist', origin: '/data/mnist', digest: 'c0ffee', cache});
    expect(document.test.perClass).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    // The fake's test images are the bytes 7i mod 256, i < 40; two passes in float64 are the oracle.
    const greys = Array.from({length: 40}, (_, i) => ((i * 7) % 256) / 255);
    const mean = greys.reduce((a, b) => a + b) / 40;
    const deviation = Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / 40);
    expect(document.test.mean).toBeCloseTo(mean, 12);
    expect(document.test.standardDeviation).toBeCloseTo(deviation, 12);
  });

  test('prints the same for a person, in 80 columns', async () => {
    const text = await run(['data']);
    expect(text).toContain('MNIST, 30 + 10 images');
    expect(text).toContain('test: 10 images of 2x2');
    expect(text).toContain('of each class: 3 3 3 3 3 3 3 3 3 3');
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('losslab doctor', () => {
  test('prints versions, backends with reasons, and the state of the data', async () => {
    const text = await run(['doctor', '--cache-dir', cache]);
    expect(text).toMatch(/node +20|node +2\d/);
    expect(text).toMatch(/@tensorflow\/tfjs +4\.22\.0/);
    expect(text).toContain('✗ tensorflow: @tensorflow/tfjs-node is not installed');
    expect(text).toContain('✓ cpu: 4.22.0');
    expect(text).toContain('✓ MNIST: 30 + 10 images in /data/mnist');
    expect(text).toContain(`downloads are kept in ${cache}`);
  });

  test('says by name what is off beside a tfjs that nobody has proven losslab on', async () => {
    expect(await run(['doctor', '--cache-dir', cache])).toContain(
      '✓ wasm kernels: proven on tfjs 4.10.0–4.22.0',
    );
    // The very object that tf.version_core is read from.
    const core = jest.requireActual<{version_core: string}>('@tensorflow/tfjs-core');
    const other = jest.replaceProperty(core, 'version_core', '4.23.0');
    const prepared = jest
      .spyOn(float64, 'prepareFloat64')
      .mockReturnValue({available: false, reason: 'float64: expected 4.22.0, got 4.23.0'});
    try {
      const {parts} = JSON.parse(await run(['doctor', '--json'])) as {
        parts: {name: string; ok: boolean; detail: string}[];
      };
      expect(parts.map(({name, ok}) => [name, ok])).toEqual([
        ['float64', false],
        ['wasmKernels', false],
        ['replayedTraining', false],
        ['corrections', true],
      ]);
      expect(parts[0]!.detail).toContain(
        'gradients are checked in float32: float64: expected 4.22.0, got 4.23.0',
      );
      expect(parts[1]!.detail).toContain('proven on tfjs 4.10.0–4.22.0, this is 4.23.0');
      expect(await run(['doctor', '--lang', 'ko'])).toContain('✗ wasm 커널: 꺼짐');
    } finally {
      other.restore();
      prepared.mockRestore();
    }
  });

  test('looks and does not download, and takes what is missing as a finding', async () => {
    const loadMnist = jest.fn(() => Promise.reject(new DataUnavailableError('loadMnist: not there')));
    const library = fakeLibrary({
      loadMnist,
      selectBackend: () => Promise.reject(new Error('no such backend')),
    });
    const findings = JSON.parse(await run(['doctor', '--json'], library)) as object;
    expect(loadMnist).toHaveBeenCalledWith(expect.objectContaining({download: false}));
    expect(findings).toMatchObject({
      backend: {ok: false, detail: 'no such backend'},
      data: {ok: false, detail: 'loadMnist: not there'},
    });
  });
});
