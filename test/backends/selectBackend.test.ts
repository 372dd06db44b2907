import * as tf from '@tensorflow/tfjs';
import {BackendUnavailableError} from '../../src/errors';
import {loadPackage, type LoadPackage} from '../../src/backends/loadPackage';
import {probeBackends, selectBackend} from '../../src/backends/selectBackend';

/** The packages that are installed here, but for those named in `replaced`. */
function loadWith(replaced: Record<string, () => unknown>, copies: Record<string, string> = {}): LoadPackage {
  const load = (id: string) => (replaced[id] ? replaced[id]() : loadPackage(id));
  const resolve = (id: string, options?: {paths: string[]}) => {
    const from = options?.paths[0];
    if (from !== undefined && copies[from] !== undefined) return copies[from];
    if (replaced[id]) return `/packages/${id}/index.js`;
    return from?.startsWith('/packages/') ? loadPackage.resolve(id) : loadPackage.resolve(id, options);
  };
  return Object.assign(load, {resolve});
}

/** How Node says that a package is not there. */
function notFound(id: string): () => never {
  return () => {
    throw Object.assign(new Error(`Cannot find module '${id}'\nRequire stack:\n- /app/index.js`), {
      code: 'MODULE_NOT_FOUND',
    });
  };
}

function fails(message: string): () => never {
  return () => {
    throw new Error(message);
  };
}

const native = '@tensorflow/tfjs-node';
const wasm = '@tensorflow/tfjs-backend-wasm';

/** A stand-in for tfjs-node: the cpu backend's kernels under its name, with a matMul of the test's choosing. */
function fakeNative(matMul?: tf.KernelFunc): () => unknown {
  return () => {
    for (const {kernelName} of tf.getKernelsForBackend('tensorflow'))
      tf.unregisterKernel(kernelName, 'tensorflow');
    for (const {kernelName, kernelFunc} of tf.getKernelsForBackend('cpu')) {
      const chosen = kernelName === tf.BatchMatMul && matMul ? matMul : kernelFunc;
      tf.registerKernel({kernelName, backendName: 'tensorflow', kernelFunc: chosen});
    }
    const Backend = tf.findBackend('cpu').constructor as new () => tf.KernelBackend;
    tf.registerBackend('tensorflow', () => new Backend(), 3);
    void tf.setBackend('tensorflow');
    return {version: {'tfjs-node': '4.22.0'}};
  };
}

const output = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'log'), jest.spyOn(console, 'error')];
let tensors: number;

beforeEach(async () => {
  await tf.setBackend('cpu');
  tensors = tf.memory().numTensors;
});

afterEach(async () => {
  expect(tf.memory().numTensors).toBe(tensors);
  for (const spy of output) expect(spy).not.toHaveBeenCalled();
  await tf.setBackend('cpu');
  if (tf.engine().backendNames().includes('tensorflow')) tf.removeBackend('tensorflow');
});

const registered = () => tf.engine().backendNames().includes('tensorflow');
const select = (name: string, load: LoadPackage) => selectBackend(name, {load});
const unavailable = (reason: string) =>
  new BackendUnavailableError(`selectBackend: tensorflow cannot be used here: ${reason}`);

describe('selectBackend() of a named backend', () => {
  it('sets cpu without an advertisement', async () => {
    // A field that the backend's type does not show.
    (tf.backend() as unknown as {firstUse: boolean}).firstUse = true;
    await expect(selectBackend('cpu')).resolves.toBe('cpu');
    tf.dispose(tf.ones([2]));
  });

  it('sets wasm, computes with it, and takes nothing over from its loader', async () => {
    const listeners = () => [
      process.listenerCount('uncaughtException'),
      process.listenerCount('unhandledRejection'),
    ];
    const before = listeners();
    await expect(selectBackend('wasm')).resolves.toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
    expect(listeners()).toEqual(before);
    expect(
      tf.tidy(
        () =>
          tf
            .tensor1d([1, 2])
            .dot(tf.tensor1d([3, 4]))
            .dataSync()[0],
      ),
    ).toBe(11);
  });

  it('installs the corrected wasm kernels unless the stock ones are asked for', async () => {
    await selectBackend('wasm', {stock: true});
    const stock = tf.getKernel(tf.BatchMatMul, 'wasm');
    await selectBackend('wasm');
    expect(tf.getKernel(tf.BatchMatMul, 'wasm')).not.toBe(stock);
    await selectBackend('wasm', {stock: true});
    expect(tf.getKernel(tf.BatchMatMul, 'wasm')).toBe(stock);
  });

  it('takes native for tensorflow and returns the registered name', async () => {
    await expect(select('native', loadWith({[native]: fakeNative()}))).resolves.toBe('tensorflow');
    expect(tf.getBackend()).toBe('tensorflow');
  });

  it('takes any backend that is registered with tfjs', async () => {
    const Backend = tf.findBackend('cpu').constructor as new () => tf.KernelBackend;
    tf.registerBackend('of-mine', () => new Backend());
    const kernel = tf.getKernel(tf.BatchMatMul, 'cpu');
    tf.registerKernel({...kernel, backendName: 'of-mine'});
    await expect(selectBackend('of-mine')).resolves.toBe('of-mine');
    await tf.setBackend('cpu');
    tf.removeBackend('of-mine');
    tf.unregisterKernel(tf.BatchMatMul, 'of-mine');
  });

  it('rejects a name that nobody knows', async () => {
    await expect(selectBackend('cuda')).rejects.toThrow(
      new RangeError(
        'selectBackend: expected auto, tensorflow (or native), wasm, cpu or a backend registered with tfjs, got cuda',
      ),
    );
  });
});

describe('selectBackend() of a native backend that cannot be used', () => {
  it.each<[string, () => unknown, string]>([
    ['is not installed', notFound(native), `${native} is not installed (npm run native)`],
    [
      'lacks a dependency',
      notFound('@mapbox/node-pre-gyp'),
      `${native} cannot be loaded: Cannot find module '@mapbox/node-pre-gyp'`,
    ],
    [
      'has no binding',
      fails(
        'The Node.js native addon module (tfjs_binding.node) can not be found at path: /x. \nPlease run …',
      ),
      `${native} is installed without its native binding; npm run native brings it`,
    ],
    [
      'lacks its library',
      fails('libtensorflow.so.2: cannot open shared object file'),
      `${native} cannot be loaded: libtensorflow.so.2: cannot open shared object file`,
    ],
    ['registers nothing', () => ({}), 'its package is loaded but the backend is not registered'],
    [
      'cannot be initialized',
      () => {
        tf.registerBackend('tensorflow', fails('no device'), 3);
        return {};
      },
      'it cannot be initialized',
    ],
    [
      'fails at its first op',
      fakeNative(fails('util_1.isNullOrUndefined is not a function')),
      'its matMul fails: util_1.isNullOrUndefined is not a function',
    ],
  ])('because it %s', async (_, load, reason) => {
    await expect(select('tensorflow', loadWith({[native]: load}))).rejects.toThrow(unavailable(reason));
    expect([tf.getBackend(), registered()]).toEqual(['cpu', false]);
  });

  it('because it computes something else, and says so again when asked again', async () => {
    const wrong: tf.KernelFunc = ({backend}) => {
      const {write} = backend as Pick<tf.KernelBackend, 'write'>;
      const dataId = write.call(backend, new Float32Array([58, 64, 139, NaN]), [1, 2, 2], 'float32');
      return {dataId, shape: [1, 2, 2], dtype: 'float32'};
    };
    let loaded: unknown;
    const once = loadWith({[native]: () => (loaded ??= fakeNative(wrong)())});
    for (const attempt of [1, 2]) {
      await expect(select('tensorflow', once)).rejects.toThrow(
        unavailable('its matMul gives 58,64,139,NaN for 58,64,139,154'),
      );
      expect([attempt, tf.getBackend(), registered()]).toEqual([attempt, 'cpu', false]);
    }
  });

  it('because it has a tfjs of its own, which is not loaded', async () => {
    const load = jest.fn(fakeNative());
    const copies = {[`/packages/${native}/index.js`]: '/packages/tfjs-node/node_modules/tfjs/index.js'};
    await expect(select('native', loadWith({[native]: load}, copies))).rejects.toThrow(
      unavailable(
        `${native} cannot be loaded: it brings a second copy of @tensorflow/tfjs; install the same version of both (npm run native)`,
      ),
    );
    expect(load).not.toHaveBeenCalled();
  });

  it('goes back to the backend that was current, whichever that was', async () => {
    await selectBackend('wasm');
    await expect(select('tensorflow', loadWith({[native]: fakeNative(fails('broken'))}))).rejects.toThrow(
      'broken',
    );
    expect(tf.getBackend()).toBe('wasm');
  });

  it('but not for want of the functions that Node 23 took away', async () => {
    const util: Record<string, unknown> = {};
    await select('native', loadWith({[native]: fakeNative(), 'node:util': () => util}));
    const [isNullOrUndefined, isArray] = [util['isNullOrUndefined'], util['isArray']] as ((
      x: unknown,
    ) => boolean)[];
    expect([null, undefined, 0, ''].map(isNullOrUndefined!)).toEqual([true, true, false, false]);
    expect([isArray!([]), isArray!({})]).toEqual([true, false]);
  });
});

describe("selectBackend('auto')", () => {
  it.each([
    [39_760, 'wasm'],
    [400_000, 'tensorflow'],
    [undefined, 'tensorflow'],
  ])('takes for a net of %s weights %s, where both are there', async (weights, backend) => {
    const load = loadWith({[native]: fakeNative()});
    const options = weights === undefined ? {load} : {load, weights};
    await expect(selectBackend('auto', options)).resolves.toBe(backend);
  });

  it('refuses a number of weights that is none', async () => {
    await expect(selectBackend('auto', {weights: NaN})).rejects.toThrow(
      new RangeError('selectBackend: expected weights to be a count of at least 0, got NaN'),
    );
  });

  const gone = {[native]: notFound(native), [wasm]: notFound(wasm)};

  it.each([
    ['native where it works', {...gone, [native]: fakeNative()}, 'tensorflow'],
    ['wasm where native is missing', {[native]: notFound(native)}, 'wasm'],
    ['wasm where native is broken', {[native]: fakeNative(fails('broken'))}, 'wasm'],
    ['cpu where there is nothing else', gone, 'cpu'],
  ])('takes %s', async (_, replaced, expected) => {
    await expect(select('auto', loadWith(replaced))).resolves.toBe(expected);
    expect(tf.getBackend()).toBe(expected);
  });

  it('is the default, as in the docstring', async () => {
    expect(['tensorflow', 'wasm', 'cpu']).toContain(await selectBackend());
  });
});

describe('probeBackends()', () => {
  it('reports version or reason of each and changes nothing', async () => {
    expect(await probeBackends({load: loadWith({[native]: notFound(native)})})).toEqual([
      {name: 'tensorflow', usable: false, reason: `${native} is not installed (npm run native)`},
      {name: 'wasm', usable: true, version: '4.22.0'},
      {name: 'cpu', usable: true, version: '4.22.0'},
    ]);
    expect([tf.getBackend(), registered()]).toEqual(['cpu', false]);
  });

  it('knows the version of a native backend that works', async () => {
    const [first] = await probeBackends({load: loadWith({[native]: fakeNative()})});
    expect(first).toEqual({name: 'tensorflow', usable: true, version: '4.22.0'});
  });

  it('names the usable ones, as in the docstring', async () => {
    const probes = await probeBackends({load: loadWith({[native]: notFound(native)})});
    expect(probes.filter(probe => probe.usable).map(probe => probe.name)).toEqual(['wasm', 'cpu']);
  });
});

describe('selectBackend() of wasm beside what the corrected kernels are not for', () => {
  const own = loadPackage(wasm) as Record<string, unknown>;
  const refused = (reason: string) =>
    new BackendUnavailableError(
      `selectBackend: wasm cannot be used here: its corrected kernels are for ${reason}`,
    );

  it('refuses another version by name, leaves the backend of before, and gives the stock kernels if asked', async () => {
    const load = loadWith({[wasm]: () => ({...own, version_wasm: '4.21.0'})});
    await expect(selectBackend('wasm', {load})).rejects.toThrow(
      refused(
        `${wasm} and @tensorflow/tfjs-core of one version, 4.10.0–4.22.0, got 4.21.0 and 4.22.0; ` +
          'install those, or take the stock kernels with {stock: true}',
      ),
    );
    expect(tf.getBackend()).toBe('cpu');
    await expect(selectBackend('wasm', {load, stock: true})).resolves.toBe('wasm');
  });

  it('refuses a backend that another copy of the package has registered', async () => {
    const AnotherBackend = jest.fn();
    const load = loadWith({[wasm]: () => ({...own, BackendWasm: AnotherBackend})});
    await expect(selectBackend('wasm', {load})).rejects.toThrow(
      refused(
        `the ${wasm} that losslab loads, got a backend that another copy has registered; ` +
          'install only one, or take the stock kernels with {stock: true}',
      ),
    );
  });

  it('puts the corrected kernels back where another copy has registered its own over them', async () => {
    await selectBackend('wasm');
    const ours = tf.getKernel(tf.MaxPoolGrad, 'wasm');
    const stock = {...ours, kernelFunc: () => [] as tf.TensorInfo[]};
    tf.unregisterKernel(tf.MaxPoolGrad, 'wasm');
    tf.registerKernel(stock);
    await selectBackend('wasm');
    const x = tf.tensor4d([-2, -1, -3, -4], [1, 2, 2, 1]);
    const gradient = tf.grad((input: tf.Tensor) => tf.maxPool(input as tf.Tensor4D, 2, 2, 'valid'))(x);
    expect(Array.from(gradient.dataSync())).toEqual([0, 1, 0, 0]);
    tf.dispose([x, gradient]);
  });

  it.each([
    [{stok: true}, new RangeError('selectBackend: unknown option stok, did you mean stock?')],
    [{stock: 'false'}, new TypeError('selectBackend: expected stock to be true or false, got "false"')],
    [{weights: '7'}, new TypeError('selectBackend: expected weights to be a count of at least 0, got "7"')],
    [{load: true}, new TypeError('selectBackend: expected load to be a function, got true')],
  ])('refuses the options %j', async (options, error) => {
    await expect(selectBackend('cpu', options as object)).rejects.toThrow(error);
  });
});
