import * as tf from '@tensorflow/tfjs';
import {float64Tensor} from '../../backends/float64';
import type {CustomGradient, KernelRequest} from '../../tfjs/engine';
import {interceptKernels, runKernel, watchCustomGradients} from '../../tfjs/kernels';
import {nameOfCustom} from '../../tfjs/tape';
import {cleaningTape} from './backpropagate';
import type {CheckedFunction} from './CheckedFunction';

/** A tensor's content at the time of a call. */
interface Snapshot {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: tf.DataType;
  readonly values: ArrayLike<number>;
}

/** One kernel as the engine was asked to run it. */
export interface KernelCall {
  /** The kernel's name; for a function with a gradient of its own what `nameOfCustom` calls it. */
  readonly kernel: string;
  readonly isCustom: boolean;
  /** As they were at the time of the call. */
  readonly attrs: tf.NamedAttrMap | undefined;
  /** By name, or by position for kernels that take a list; missing ones left out. */
  readonly inputs: ReadonlyMap<string, Snapshot>;
  readonly inputsAreList: boolean;
  readonly outputs: readonly Snapshot[];
  /** Of inputs and outputs: the ids of the copies that were saved for the gradient, and of what they are copies. */
  readonly copies: ReadonlyMap<number, number>;
  /** What was given to `tf.customGrad`, if that was called while recording. */
  readonly custom: CustomGradient | undefined;
  /** Of a custom gradient: where in the source it was made or, if it was there before, run: `swish.ts:12`. */
  readonly site: string | undefined;
  /** In how many gradients being computed it was run. */
  readonly gradientDepth: number;
  /** What tfjs keeps by reference: the caller may change it after the call. */
  readonly kept: {readonly attrs: tf.NamedAttrMap | undefined; readonly outputs: readonly tf.Tensor[]};
}

/** A custom gradient that is being run. */
interface CustomRun {
  readonly definition: CustomGradient;
  readonly site: string | undefined;
}

/** Runs `work` and tells `onCall` of every kernel that it runs, but not of those that a custom gradient runs inside. */
export function recordKernels(work: () => void, onCall: (call: KernelCall) => void): void {
  let depth = 0;
  let custom: CustomRun | undefined;
  let copies = new Map<number, number>();
  const recording = () =>
    interceptKernels((request, run) => {
      // Before the call: a kernel may be handed a tensor that its caller disposes right after, and arrays that it changes.
      const before = depth === 0 ? describeBefore(request, custom) : undefined;
      if (before) copies = new Map();
      depth++;
      try {
        const outputs = run();
        if (depth === 2 && request.kernelName === 'Identity') copies.set(idOf(outputs), idOf(request.inputs));
        if (before) onCall({...before, copies, ...describeOutputs(request, outputs)});
        return outputs;
      } finally {
        depth--;
      }
    }, work);
  // While a custom gradient runs, its kernels are known to be its own.
  watchCustomGradients((definition, op) => {
    const site = callSite();
    return (...inputs) => {
      custom = {definition, site};
      try {
        return op(...inputs);
      } finally {
        custom = undefined;
      }
    };
  }, recording);
}

function describeBefore({kernelName, inputs, attrs}: KernelRequest, custom: CustomRun | undefined) {
  const {state} = tf.engine();
  const scope = state.activeScope as typeof state.activeScope | null | undefined;
  const isCustom = kernelName === undefined;
  const given = Object.entries(inputs).filter(([, tensor]) => tensor instanceof tf.Tensor);
  return {
    kernel: kernelName ?? nameOfCustom(scope?.name, custom?.definition.name),
    isCustom,
    attrs: attrs && copyOf(attrs),
    inputs: new Map(given.map(([name, tensor]) => [name, snapshot(tensor as tf.Tensor)])),
    inputsAreList: Array.isArray(inputs),
    custom: isCustom ? custom?.definition : undefined,
    site: isCustom ? (custom ? custom.site : callSite()) : undefined,
    gradientDepth: state.gradientDepth,
  };
}

/** With arrays of its own, one in another or not. */
function copyOf(attrs: tf.NamedAttrMap): tf.NamedAttrMap {
  const copy = <T>(value: T): T => (Array.isArray(value) ? (value.map(copy) as T) : value);
  return Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, copy(value)]));
}

function describeOutputs({attrs}: KernelRequest, outputs: tf.Tensor | tf.Tensor[]) {
  const list = Array.isArray(outputs) ? outputs : [outputs];
  return {outputs: list.map(snapshot), kept: {attrs, outputs: list}};
}

function idOf(tensors: KernelRequest['inputs'] | tf.Tensor | tf.Tensor[]): number {
  return tensors instanceof tf.Tensor ? tensors.id : (Object.values(tensors)[0] as tf.Tensor).id;
}

function snapshot(tensor: tf.Tensor): Snapshot {
  const readable = tensor.dtype !== 'string' && tensor.dtype !== 'complex64';
  // Copied: the cpu backend hands out its own array.
  const values = readable ? Float64Array.from(tensor.dataSync()) : new Float64Array(0);
  return {id: tensor.id, shape: [...tensor.shape], dtype: tensor.dtype, values};
}

/**
 * Runs a recorded kernel again on the active backend, as ordinary ops that a tape can see.
 *
 * @param replacements Tensors to use in place of recorded inputs, by name.
 * @returns The output; several outputs are flattened and joined. The caller tidies.
 */
export function replayKernel(
  call: KernelCall,
  replacements: ReadonlyMap<string, tf.Tensor> = new Map(),
): tf.Tensor {
  const named = [...call.inputs].map(
    ([name, input]) => [name, replacements.get(name) ?? restore(input)] as const,
  );
  const tensors = named.map(([, tensor]) => tensor);
  if (call.custom) return tf.customGrad(call.custom)(...tensors);
  const inputs = call.inputsAreList ? tensors : Object.fromEntries(named);
  const outputs = runKernel(call.kernel, inputs, call.attrs);
  return Array.isArray(outputs) ? tf.concat(outputs.map(output => output.flatten())) : outputs;
}

/** A recorded tensor again, on the active backend. */
export function restore({values, shape, dtype}: Snapshot): tf.Tensor {
  if (dtype !== 'float32') return tf.tensor(Array.from(values), shape, dtype);
  return tf.getBackend() === 'float64'
    ? float64Tensor(values, shape)
    : tf.tensor(Float32Array.from(values), shape);
}

/**
 * Where in the source a function of tfjs was called, as `swish.ts:12`: the innermost line that belongs
 * neither to tfjs nor to this folder. Undefined where engines tell nothing or bundlers left no names.
 */
function callSite(): string | undefined {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  // In a bundle this folder is not to be told from the caller's files.
  if (!NOT_CALLERS.test(frames[0] ?? '')) return undefined;
  const place = /([^/\\()\s]+):(\d+):\d+\)?$/.exec(frames.find(frame => !NOT_CALLERS.test(frame)) ?? '');
  return place ? `${place[1]!}:${place[2]!}` : undefined;
}

const NOT_CALLERS =
  /@tensorflow[\\/]|tfjs-core|[\\/]tfjs[\\/](?:engine|kernels)\.[jt]s:|[\\/]gradients[\\/](?:checking|numerical)[\\/][^\\/]+$|node:internal/;

/** One kernel between the inputs and the output. */
export interface PathStep {
  readonly call: KernelCall;
  /** The names of those inputs that depend on the checked function's. */
  readonly active: readonly string[];
  /** Whether a `tf.grad` inside the function differentiates it. */
  readonly differentiated: boolean;
  /** Of a custom gradient: how many of them were run before it. */
  readonly customsBefore: number;
}

class ForwardDone extends Error {}

/**
 * The kernels on the path from the inputs to the output, in the order in which they were run.
 *
 * Recorded while tfjs records its tape, because some ops, the fused ones for instance, are made of other kernels then.
 */
export function recordPath(checkedFn: CheckedFunction): PathStep[] {
  const path: PathStep[] = [];
  const dependent = new Set<number>();
  let customs = 0;
  const onCall = (call: KernelCall) => {
    const customsBefore = customs;
    if (call.isCustom) customs++;
    const names = [...call.inputs].filter(([, {id}]) => dependent.has(id)).map(([name]) => name);
    if (names.length === 0) return;
    for (const output of call.outputs) dependent.add(output.id);
    for (const [copy, original] of call.copies) if (dependent.has(original)) dependent.add(copy);
    const active = names.filter(name => call.inputs.get(name)!.dtype === 'float32');
    if (active.length > 0) path.push({call, active, differentiated: call.gradientDepth > 1, customsBefore});
  };
  checkedFn.evaluations++;
  const record = () => {
    const tensors = checkedFn.tensors(checkedFn.base);
    for (const tensor of tensors) dependent.add(tensor.id);
    const forward = () => {
      recordKernels(() => void checkedFn.fn(...tensors), onCall);
      throw new ForwardDone(); // the gradient is not computed
    };
    tf.engine().gradients(forward, tensors, undefined, true);
  };
  try {
    cleaningTape(() => tf.tidy(record));
  } catch (error) {
    if (!(error instanceof ForwardDone)) throw error;
  }
  return path;
}
