import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {float64Tensor, onFloat64, prepareFloat64} from '../../src/backends/float64';

/** What tfjs's own objects look like from outside: any hook left on them shows here. */
const hooks = () => [
  Object.getOwnPropertyNames(tf.env().platform),
  Object.getOwnPropertyNames(tf.TensorBuffer.prototype),
];
const untouched = hooks();

afterEach(() => {
  expect(tf.getBackend()).toBe('cpu');
  expect(hooks()).toEqual(untouched);
  expect(tf.memory().numTensors).toBe(0);
});

describe('prepareFloat64()', () => {
  test('registers the backend, twice without harm, and does not switch to it', () => {
    const warn = jest.spyOn(console, 'warn');
    expect(prepareFloat64()).toEqual({available: true});
    expect(prepareFloat64()).toEqual({available: true});
    expect(tf.getBackend()).toBe('cpu');
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test('registers every kernel that cpu has', () => {
    const names = (backend: string) =>
      tf
        .getKernelsForBackend(backend)
        .map(kernel => kernel.kernelName)
        .sort();
    expect(names('float64')).toEqual(names('cpu'));
  });

  test('says why where there is no Node, as in a browser', () => {
    // Jest's own replaceProperty refuses functions.
    const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule')!;
    withoutFloat64(() => {
      Object.assign(process, {getBuiltinModule: undefined});
      const availability = prepareFloat64();
      Object.defineProperty(process, 'getBuiltinModule', own);
      expect(availability).toEqual({
        available: false,
        reason: expect.stringContaining('Node 20.16') as string,
      });
    });
  });

  test('refuses a tfjs that it was not proven on, and leaves no half of itself behind', () => {
    withoutFloat64(() => {
      // The very object that tf.version_core is read from.
      const core = jest.requireActual<{version_core: string}>('@tensorflow/tfjs-core');
      jest.replaceProperty(core, 'version_core', '4.23.0');
      const reason =
        'float64: expected @tensorflow/tfjs-core 4.10.0–4.22.0, on which it was proven, got 4.23.0';
      expect(prepareFloat64()).toEqual({available: false, reason});
      // The types promise a factory; the engine returns null where there is none.
      expect(tf.findBackendFactory('float64') as unknown).toBeNull();
    });
  });

  test('works again after the backend was removed, and removal gives the engine its own method back', async () => {
    await onFloat64(() => undefined);
    expect(Object.getOwnPropertyNames(tf.engine())).toContain('moveData');
    withoutFloat64(() => expect(Object.getOwnPropertyNames(tf.engine())).not.toContain('moveData'));
    const values = await onFloat64(() => tf.tidy(() => tf.scalar(0.1).dataSync()));
    expect(values).toEqual(Float64Array.of(0.1));
  });
});

describe('prepareFloat64({source})', () => {
  const source = readFileSync(require.resolve('@tensorflow/tfjs-backend-cpu'), 'utf8');

  test('makes the backend of the text alone, as a page does', async () => {
    const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule')!;
    if (tf.findBackendFactory('float64') as unknown) tf.removeBackend('float64');
    Object.assign(process, {getBuiltinModule: undefined});
    try {
      expect(prepareFloat64({source})).toEqual({available: true});
    } finally {
      Object.defineProperty(process, 'getBuiltinModule', own);
    }
    expect(await onFloat64(() => tf.tidy(() => tf.scalar(0.1).add(0.2).dataSync()[0]))).toBe(0.1 + 0.2);
  });

  test.each([
    ['nothing', ''],
    ['the page of a server that has no such file', '<!doctype html><title>404</title>'],
    ['a download that broke off', source.slice(0, -1)],
    ['a changed digit', source.replace('0.5', '0.6')],
    [
      'another build of the same release',
      readFileSync(
        join(dirname(require.resolve('@tensorflow/tfjs-backend-cpu')), 'tf-backend-cpu.min.js'),
        'utf8',
      ),
    ],
  ])('refuses %s, whether float64 is there already or not', (_, text) => {
    const reason =
      'prepareFloat64: expected source to be the text of @tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.node.js ' +
      `4.22.0, with SHA-256 647bbae169aa…, got ${text.length} characters with SHA-256 `;
    const refusal = {available: false, reason: expect.stringContaining(reason) as string};
    expect(prepareFloat64({source: text})).toEqual(refusal);
    withoutFloat64(() => {
      expect(prepareFloat64({source: text})).toEqual(refusal);
      expect(tf.findBackendFactory('float64') as unknown).toBeNull();
    });
  });

  test.each([
    [null, 'object'],
    [7, 'number'],
    [Promise.resolve(source), 'a promise: await the text'],
    [new Uint8Array(2), 'Uint8Array'],
  ])('refuses a source that is %p', (value, got) => {
    expect(() => prepareFloat64({source: value as never})).toThrow(
      new TypeError(`prepareFloat64: expected source to be a string, got ${got}`),
    );
  });

  test('refuses an unknown option', () => {
    expect(() => prepareFloat64({text: source} as never)).toThrow(RangeError);
  });

  test('does not evaluate an installed bundle that somebody has changed', () => {
    // As a patched package would give it, to a process that looks for float64 first.
    const script = `
      const {prepareFloat64} = require('./src/backends/float64'); // and tfjs itself, as it is
      const fs = require('fs');
      const {readFileSync} = fs;
      fs.readFileSync = (file, ...rest) => {
        const text = readFileSync(file, ...rest);
        return String(file).includes('tf-backend-cpu.node') ? text + '\\nglobalThis.wasEvaluated = true' : text;
      };
      console.log(prepareFloat64().reason, globalThis.wasEvaluated);`;
    const {stdout} = spawnSync(process.execPath, ['-r', 'tsx/cjs', '-e', script], {encoding: 'utf8'});
    expect(stdout).toMatch(
      /^float64: expected the installed @tensorflow\/tfjs-backend-cpu\/\S+ 4\.22\.0, with SHA-256 .* got \d+ characters with SHA-256 \S+ undefined\n$/,
    );
  });

  test('says that code from strings is barred where it is', () => {
    // Node's flag bars it for a whole process, as a Content-Security-Policy does for a page.
    const script =
      "const {prepareFloat64} = require('./src/backends/float64'); console.log(prepareFloat64().reason);";
    const flags = ['--disallow-code-generation-from-strings', '-r', 'tsx/cjs', '-e', script];
    const {stdout} = spawnSync(process.execPath, flags, {encoding: 'utf8'});
    expect(stdout).toBe(
      'float64: expected a process that allows evaluation, without --disallow-code-generation-from-strings, ' +
        'got one that forbids it\n',
    );
  });
});

describe('onFloat64()', () => {
  test('gives its documented example', async () => {
    expect(await onFloat64(() => tf.tidy(() => tf.scalar(0.1).add(0.2).dataSync()[0]))).toBe(
      0.30000000000000004,
    );
  });

  test('goes back to the caller’s backend when the work throws, returns late, or is nested', async () => {
    await expect(onFloat64(() => Promise.reject(new Error('late')))).rejects.toThrow('late');
    expect(tf.getBackend()).toBe('cpu');
    const seen = await onFloat64(async () => {
      const inner = await onFloat64(() => tf.getBackend());
      return [inner, tf.getBackend()];
    });
    expect(seen).toEqual(['float64', 'float64']);
  });

  test('keeps float64 active until the last of overlapping calls has ended', async () => {
    let end = () => {}; // replaced before it is called
    const long = onFloat64(() => new Promise<void>(resolve => (end = resolve)));
    await onFloat64(() => undefined);
    expect(tf.getBackend()).toBe('float64');
    end();
    await long;
    expect(tf.getBackend()).toBe('cpu');
  });

  test('prints nothing', async () => {
    const warn = jest.spyOn(console, 'warn');
    await onFloat64(() => tf.tidy(() => tf.scalar(1).add(1).dataSync()));
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});

describe('float64Tensor()', () => {
  test.each([
    ['a number', 0.1, [], [0.1]],
    ['nested arrays', [[0.1], [0.2]], [2, 1], [0.1, 0.2]],
    ['a Float64Array', Float64Array.of(0.1, 0.2), [2], [0.1, 0.2]],
    ['no values', [], [0], []],
  ])('keeps the bits of %s', async (_, values, shape, flat) => {
    await onFloat64(() => {
      const tensor = float64Tensor(values);
      expect(tensor.shape).toEqual(shape);
      expect(tensor.dataSync()).toEqual(Float64Array.from(flat));
      tensor.dispose();
    });
  });

  test('copies what it is given', async () => {
    const values = Float64Array.of(0.1);
    await onFloat64(() => {
      const tensor = float64Tensor(values);
      values[0] = 7;
      expect(tensor.dataSync()).toEqual(Float64Array.of(0.1));
      tensor.dispose();
    });
  });

  test('takes a tensor of another backend and an explicit shape', async () => {
    const ints = tf.tensor1d([1, 2], 'int32');
    await onFloat64(() => {
      const tensor = float64Tensor(ints, [2, 1]);
      expect([tensor.dtype, tensor.shape]).toEqual(['float32', [2, 1]]);
      tensor.dispose();
    });
    ints.dispose();
  });

  test('refuses ragged arrays, wrong sizes and text in one sentence', async () => {
    await onFloat64(() => {
      expect(() => float64Tensor([[1, 2], [3]])).toThrow(
        new TypeError('float64Tensor: expected numbers in an array of shape [2,2], got 1 entries at depth 1'),
      );
      expect(() => float64Tensor([1, 2, 3], [2])).toThrow(
        new TypeError('float64Tensor: expected 2 values for the shape [2], got 3'),
      );
      expect(() => float64Tensor(['1'] as never)).toThrow(TypeError);
    });
  });

  test('refuses while another backend is active', () => {
    expect(() => float64Tensor(1)).toThrow('float64Tensor: expected float64 to be the active backend');
  });
});

/** Runs `work` as if float64 had never been prepared. */
function withoutFloat64(work: () => void): void {
  if (tf.findBackendFactory('float64') as unknown) tf.removeBackend('float64');
  try {
    work();
  } finally {
    jest.restoreAllMocks();
    prepareFloat64();
  }
}
