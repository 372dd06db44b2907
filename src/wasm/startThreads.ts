import {restoreProperty} from '../tfjs/engine';
import type {BackendModule} from './heap';

/** What Emscripten keeps of a module's threads. */
interface ThreadPool {
  /** Called once, as the module starts; its own makes eight workers whatever is needed. */
  initMainThread(): void;
  readonly unusedWorkers: ModuleWorker[];
  readonly runningWorkers: ModuleWorker[];
}

/** A worker of `node:worker_threads`, as Emscripten uses it. */
interface ModuleWorker {
  onerror: (error: Error) => void;
  terminate(): unknown;
  unref(): void;
}

/** The settings of an Emscripten module, which it takes for itself as it starts. */
interface ModuleSettings {
  readonly mainScriptUrlOrBlob: string;
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  PThread: ThreadPool | undefined;
}

/** The module with the threads of its pool ready. */
export interface ThreadedModule extends BackendModule {
  readonly PThread: ThreadPool;
  cwrap(name: string, result: 'number' | null, args: readonly 'number'[]): (...args: number[]) => number;
}

type ModuleFactory = (settings: ModuleSettings) => Promise<ThreadedModule>;

/** The threaded binary of tfjs-backend-wasm and what belongs to it. */
const name = 'tfjs-backend-wasm-threaded-simd';

/**
 * Starts the binary of tfjs-backend-wasm that computes in several threads, with `count − 1` worker threads beside the caller's.
 *
 * tfjs itself does so in browsers only: its workers start from a `blob:` address, which Node does not take. Here they start from
 * a `data:` address.
 *
 * @param folder The package's `wasm-out`.
 * @throws {Error} Where Node refuses workers, or a worker fails as it starts.
 */
export async function startThreads(
  count: number,
  folder: string,
  {load, read, Worker}: NodeTools,
): Promise<ThreadedModule> {
  const script = `${folder}/${name}.js`;
  const program = workerAddress(load(`${folder}/${name}.worker.js`) as {wasmWorkerContents: string}, script);
  const binary = read(`${folder}/${name}.wasm`);
  return new Promise((resolve, reject) => {
    // Flags of the process that start something, as those of tsx do, are not for these.
    const makeWorker = () => new Worker(program, {execArgv: []});
    const settings = moduleSettings(count, {script, binary, makeWorker}, reject);
    start(load(script) as ModuleFactory, settings).then(resolve, reject);
  });
}

/** What Node has for this, and a browser has not. */
export interface NodeTools {
  /** Loads a file, as `require` does. */
  readonly load: (file: string) => unknown;
  readonly read: (file: string) => Uint8Array<ArrayBuffer>;
  readonly Worker: new (program: URL, options: {execArgv: string[]}) => ModuleWorker;
}

/** The factory leaves a global `Worker` behind, by which others would take Node for a browser. */
function start(factory: ModuleFactory, settings: ModuleSettings): Promise<ThreadedModule> {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'Worker');
  try {
    return factory(settings);
  } finally {
    restoreProperty(globalThis, 'Worker', before);
  }
}

/** @param fail Called with the error of a worker; Emscripten would print it and end the process. */
function moduleSettings(
  count: number,
  {
    script,
    binary,
    makeWorker,
  }: {script: string; binary: Uint8Array<ArrayBuffer>; makeWorker: () => ModuleWorker},
  fail: (error: Error) => void,
): ModuleSettings {
  let pool: ThreadPool | undefined;
  return {
    mainScriptUrlOrBlob: script,
    instantiateWasm(imports, receive) {
      // The module takes half of the cores that it is told of, and no more threads than that whatever it is asked for.
      imports['env']!['emscripten_num_logical_cores'] = () => 2 * count;
      void WebAssembly.instantiate(binary, imports).then(({instance, module}) => {
        const workers = [...pool!.unusedWorkers];
        receive(instance, module);
        for (const each of workers) {
          each.onerror = error => {
            for (const other of workers) void other.terminate();
            fail(error);
          };
        }
      }, fail);
      return {};
    },
    get PThread() {
      return pool;
    },
    // The module publishes its pool here before it fills it.
    set PThread(value) {
      pool = value;
      if (value === undefined) return;
      value.initMainThread = () => {
        for (let i = 1; i < count; i++) value.unusedWorkers.push(makeWorker());
      };
    },
  };
}

/**
 * The worker's program as an address. The package keeps it as a text for browsers, whose programs have neither modules nor `require`;
 * in Node a `data:` address is a module, which has to bring its own.
 */
function workerAddress({wasmWorkerContents}: {wasmWorkerContents: string}, script: string): URL {
  const file = JSON.stringify(script);
  const program = [
    "import {createRequire} from 'node:module';",
    `const require = createRequire(${file});`,
    `const __filename = ${file};`,
    // The text was written between back-ticks, which made line ends of the `\n` in its strings.
    wasmWorkerContents.replaceAll('\n', '\\n'),
  ].join('\n');
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}
