import * as tf from '@tensorflow/tfjs';
import {assertCallback, assertKnownOptions, assertWhole} from '../checks';
import {isInitialized} from '../tfjs/engine';
import {isProven, provenRange} from '../tfjs/provenVersions';
import {withoutCrashListeners} from './crashListeners';
import {startThreads, type NodeTools, type ThreadedModule} from './startThreads';

/** How `useWasmThreads` tells what it cannot do. */
export interface WasmThreadsOptions {
  /** Called with one sentence if threads cannot be had, and why; the backend then computes in one. */
  readonly onFallback?: (sentence: string) => void;
}

/** More than eight gain nothing for products of the size of a layer's. */
const mostThreads = 8;

/** How many threads a backend has, by what is registered as its factory. */
const threadsOf = new WeakMap<object, number>();

/**
 * Makes the wasm backend compute in several threads in Node, where tfjs leaves it at one. The results are the same bit for bit.
 *
 * Large matrix products gain: on two cores a step of a 784-512-10 net takes about two thirds of the time. Small ones lose, since every
 * op wakes the threads: a step of a 784-50-10 net takes twice the time, leave it at one. More threads than cores gain less. The
 * threads end with the process, and do not keep it alive.
 *
 * Call it before the backend is initialized, that is before `tf.setBackend('wasm')`, `tf.ready()` or the first op. `selectBackend`
 * of `losslab/node` does all of it: `selectBackend('wasm', {threads: 2})`. In a browser tfjs itself uses threads where the page
 * is cross-origin isolated; this changes nothing there.
 *
 * @param count How many threads, with the one that runs JavaScript; by default one a core, up to 8.
 * @returns How many there are: `count`, or 1 where threads cannot be had.
 * @throws {TypeError} If `count` is no number, or an option of another type.
 * @throws {RangeError} If `count` is not a whole number of at least 1, or an option is not known.
 * @throws {Error} If tfjs-backend-wasm has not been imported, the backend is initialized, or has another number of threads.
 *
 * @example
 * const threads = await useWasmThreads(2);  // 2
 * await tf.setBackend('wasm');
 */
export async function useWasmThreads(count?: number, options: WasmThreadsOptions = {}): Promise<number> {
  assertKnownOptions('useWasmThreads', options, ['onFallback']);
  assertCallback('useWasmThreads', 'onFallback', options.onFallback);
  const wanted = count ?? availableThreads();
  assertWhole('useWasmThreads', 'count', wanted, 1);
  assertInTime(wanted);
  if (wanted === wasmThreads()) return wanted;
  try {
    await withoutCrashListeners(() => registerThreaded(wanted));
    return wanted;
  } catch (error) {
    const reason = (error as Error).message.split('\n', 1)[0]!;
    options.onFallback?.(`useWasmThreads: the wasm backend computes in one thread: ${reason}`);
    return 1;
  }
}

/** How many threads the cores of this machine can run at once, up to 8; 1 where Node cannot be asked. */
function availableThreads(): number {
  return Math.min(nodeModules()?.os.availableParallelism() ?? 1, mostThreads);
}

/** How many threads the wasm backend that is registered has. */
function wasmThreads(): number {
  return threadsOf.get(tf.findBackendFactory('wasm')) ?? 1;
}

function assertInTime(count: number): void {
  const expected = (what: string) => new Error(`useWasmThreads: expected ${what}`);
  if ((tf.findBackendFactory('wasm') as unknown) == null) {
    throw expected(
      "the wasm backend to be registered, got none; import '@tensorflow/tfjs-backend-wasm' first",
    );
  }
  const present = wasmThreads();
  if (count === present) return;
  if (present > 1) throw expected(`${present} threads, which the backend has already, got ${count}`);
  if (isInitialized('wasm')) {
    throw expected('to be called before the wasm backend is initialized, got a backend that is');
  }
}

/** Puts a backend with threads in the place of the registered one. */
async function registerThreaded(count: number): Promise<void> {
  const Backend = await registeredClass();
  const module = await startThreads(count, ...packageFiles());
  initialize(module, count);
  tf.removeBackend('wasm');
  const factory = () => {
    const backend = new Backend(module);
    // They wait for work for as long as the process lives; a running worker would keep it alive.
    for (const worker of module.PThread.runningWorkers) worker.unref();
    return backend;
  };
  tf.registerBackend('wasm', factory, priority);
  threadsOf.set(factory, count);
}

/** As tfjs-backend-wasm registers itself. */
const priority = 2;

/**
 * The class of the wasm backend, from an object of it. The package's exports have it, too; but in a process with several copies of
 * the package, or with several module registries, as in Jest, only this one is of the engine that is used.
 */
async function registeredClass(): Promise<new (wasm: ThreadedModule) => tf.KernelBackend> {
  const stock = await tf.findBackendFactory('wasm')();
  const {constructor} = stock;
  stock.dispose();
  return constructor as new (wasm: ThreadedModule) => tf.KernelBackend;
}

/** Makes the threads, and adds what tfjs calls the module's functions; where its class asks for threads of its own, it has these. */
function initialize(module: ThreadedModule, count: number): void {
  module.cwrap('init_with_threads_count', null, ['number'])(count);
  const made = module.cwrap('get_threads_count', 'number', []);
  if (made() !== count) throw new Error(`of ${count} threads it made ${made()}`);
  module.tfjs = {
    init: () => undefined,
    initWithThreadsCount: () => undefined,
    getThreadsCount: made,
    registerTensor: module.cwrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: module.cwrap('dispose_data', null, ['number']),
    dispose: module.cwrap('dispose', null, []),
  };
}

/** Where the installed package has its binaries, and what reads them. */
function packageFiles(): [string, NodeTools] {
  const node = nodeModules();
  if (node === undefined) {
    throw new Error(
      'they need Node 20.16 or newer; a browser has them where its page is cross-origin isolated',
    );
  }
  if (!isProven()) throw new Error(`they were proven with tfjs ${provenRange}, got ${tf.version_core}`);
  const load = node.createRequire(__filename);
  const main = load.resolve('@tensorflow/tfjs-backend-wasm');
  const folder = main.replace(/[\\/]dist[\\/][^\\/]*$/, '/wasm-out');
  const read = node.readFileSync as NodeTools['read']; // without an encoding it returns bytes
  return [folder, {load, read, Worker: node.Worker}];
}

/** Node's own modules, without an import that would break a browser bundle; undefined outside Node. */
function nodeModules() {
  const load = (globalThis as {process?: Partial<NodeJS.Process>}).process?.getBuiltinModule;
  if (load === undefined) return undefined;
  return {
    createRequire: load('node:module').createRequire,
    readFileSync: load('node:fs').readFileSync,
    Worker: load('node:worker_threads').Worker as unknown as NodeTools['Worker'],
    os: load('node:os'),
  };
}
