import * as tf from '@tensorflow/tfjs';

/** A tensor's content at the time of a call. */
export interface Snapshot {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: tf.DataType;
  readonly values: ArrayLike<number>;
}

/** One kernel as the engine was asked to run it. */
export interface KernelCall {
  /** The kernel's name; `customGrad` for a function with a gradient of its own. */
  readonly kernel: string;
  readonly attrs: tf.NamedAttrMap | undefined;
  /** By name, or by position for kernels that take a list; missing ones left out. */
  readonly inputs: ReadonlyMap<string, Snapshot>;
  readonly inputsAreList: boolean;
  readonly outputs: readonly Snapshot[];
  /** What was given to `tf.customGrad`, if that was called while recording. */
  readonly custom: CustomGradient | undefined;
  /** Whether it was run to be differentiated, by a `tf.grad` inside the work. */
  readonly differentiated: boolean;
}

type CustomGradient = Parameters<typeof tf.customGrad>[0];

interface KernelRequest {
  readonly kernelName?: string;
  readonly inputs: Record<string, tf.Tensor | null | undefined> | (tf.Tensor | null | undefined)[];
  readonly attrs?: tf.NamedAttrMap;
}

/** The engine's own method through which every kernel and every custom gradient runs. */
interface KernelRunner {
  runKernelFunc(request: KernelRequest): tf.Tensor | tf.Tensor[];
}

/** Runs `work` and tells `onCall` of every kernel that it runs, but not of those that a custom gradient runs inside. */
export function recordKernels(work: () => void, onCall: (call: KernelCall) => void): void {
  const engine = tf.engine();
  // runKernelFunc is private in the types, and the one place that knows names, attributes, inputs and outputs.
  const runner = engine as unknown as KernelRunner;
  const run = runner.runKernelFunc.bind(engine);
  let depth = 0;
  let custom: CustomGradient | undefined;
  runner.runKernelFunc = request => {
    const definition = request.kernelName === undefined ? custom : undefined;
    // Before the call: a kernel may be handed a tensor that its caller disposes right after.
    const inputs = depth === 0 ? snapshotInputs(request.inputs) : undefined;
    depth++;
    try {
      const outputs = run(request);
      if (depth === 1 && inputs) onCall(describe(request, inputs, outputs, definition));
      return outputs;
    } finally {
      depth--;
    }
  };
  watchCustomGradients(definition => (custom = definition));
  try {
    work();
  } finally {
    // Both live on the prototype; the engine gets its own back.
    delete (engine as Partial<typeof engine>).customGrad;
    delete (runner as Partial<KernelRunner>).runKernelFunc;
  }
}

/** Tells of each custom gradient while it is run, and of nothing afterwards. */
function watchCustomGradients(onRun: (definition: CustomGradient | undefined) => void): void {
  const engine = tf.engine();
  const customGrad = engine.customGrad.bind(engine);
  engine.customGrad = definition => {
    const op = customGrad(definition);
    return (...inputs) => {
      // The type parameter only narrows the value's type, which is of no interest here.
      onRun(definition as unknown as CustomGradient);
      try {
        return op(...inputs);
      } finally {
        onRun(undefined);
      }
    };
  };
}

/** The largest finite absolute value that the kernels which `work` runs take or give. */
export function largestIntermediate(work: () => void): number {
  let largest = 0;
  const see = ({values}: Snapshot) => {
    for (const value of Array.from(values))
      if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  };
  recordKernels(work, call => {
    for (const input of call.inputs.values()) see(input);
    for (const output of call.outputs) see(output);
  });
  return largest;
}

function describe(
  request: KernelRequest,
  inputs: ReadonlyMap<string, Snapshot>,
  outputs: tf.Tensor | tf.Tensor[],
  custom: CustomGradient | undefined,
): KernelCall {
  return {
    kernel: request.kernelName ?? 'customGrad',
    attrs: request.attrs,
    inputs,
    inputsAreList: Array.isArray(request.inputs),
    outputs: (Array.isArray(outputs) ? outputs : [outputs]).map(snapshot),
    custom,
    differentiated: tf.engine().state.gradientDepth > 0,
  };
}

function snapshotInputs(inputs: KernelRequest['inputs']): Map<string, Snapshot> {
  const snapshots = new Map<string, Snapshot>();
  for (const [name, tensor] of Object.entries(inputs)) {
    if (tensor instanceof tf.Tensor) snapshots.set(name, snapshot(tensor));
  }
  return snapshots;
}

function snapshot(tensor: tf.Tensor): Snapshot {
  const readable = tensor.dtype !== 'string' && tensor.dtype !== 'complex64';
  // Copied: the cpu backend hands out its own array.
  const values = readable ? Float64Array.from(tensor.dataSync()) : new Float64Array(0);
  return {id: tensor.id, shape: [...tensor.shape], dtype: tensor.dtype, values};
}
