import * as tf from '@tensorflow/tfjs';

/** What the engine is asked to run; without a name it is a custom gradient, whose kernels are asked for inside. */
export interface KernelRequest {
  readonly kernelName?: string;
  readonly inputs: Record<string, tf.Tensor | null | undefined> | (tf.Tensor | null | undefined)[];
  readonly attrs?: tf.NamedAttrMap;
}

export type KernelResult = tf.Tensor | tf.Tensor[];

/** The engine's own method through which every kernel and every custom gradient runs; private in its types. */
interface KernelRunner {
  runKernelFunc(request: KernelRequest): KernelResult;
}

/** Runs `work` with `around` in place of every kernel's run; what it does itself is not watched. */
export function watchKernels(
  work: () => void,
  around: (request: KernelRequest, run: () => KernelResult) => KernelResult,
): void {
  const runner = tf.engine() as unknown as KernelRunner;
  const before = Object.getOwnPropertyDescriptor(runner, 'runKernelFunc');
  const run = runner.runKernelFunc.bind(runner);
  let inside = false;
  runner.runKernelFunc = request => {
    if (inside) return run(request);
    if (request.kernelName === undefined) return run(request);
    inside = true;
    try {
      return around(request, () => run(request));
    } finally {
      inside = false;
    }
  };
  try {
    work();
  } finally {
    if (before) Object.defineProperty(runner, 'runKernelFunc', before);
    else delete (runner as Partial<KernelRunner>).runKernelFunc; // it lives on the prototype
  }
}

/** Runs `work` and tells of every tensor's data that a kernel or the work itself reads. */
export function watchData(onRead: (id: tf.DataId) => void, work: () => void): void {
  const engine = tf.engine();
  const own = Object.getOwnPropertyDescriptor(engine, 'readSync');
  const readSync = engine.readSync.bind(engine);
  engine.readSync = id => {
    onRead(id);
    return readSync(id);
  };
  const around = ({inputs}: KernelRequest, run: () => KernelResult) => {
    for (const input of Object.values(inputs)) if (input instanceof tf.Tensor) onRead(input.dataId);
    return run();
  };
  try {
    watchKernels(work, around);
  } finally {
    if (own) Object.defineProperty(engine, 'readSync', own);
    else delete (engine as Partial<typeof engine>).readSync;
  }
}
