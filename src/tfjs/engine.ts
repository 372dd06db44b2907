/**
 * This folder holds what losslab knows of tfjs's private parts: fields and methods that the types of tfjs call private or do
 * not show. It is written for tfjs 4.22. With a new version, compare each file with what its first comment names.
 *
 * This file: `Engine` in tfjs-core/src/engine.ts. Every kernel and every custom gradient runs through `runKernelFunc`; the tape is
 * written by `addTapeNode`, `getTensorsForGradient` and `saveTensorsForBackwardMode`; `moveData` takes a tensor to another backend.
 */
import * as tf from '@tensorflow/tfjs';

/** What the engine is asked to run. */
export interface KernelRequest {
  /** Undefined for a custom gradient; the kernels that it runs are requests of their own. */
  readonly kernelName?: string;
  readonly inputs: Record<string, tf.Tensor | null | undefined> | (tf.Tensor | null | undefined)[];
  readonly attrs?: tf.NamedAttrMap;
  /** Of a custom gradient: computes its value. */
  readonly forwardFunc?: (backend: tf.KernelBackend, save: () => void) => KernelResult;
}

export type KernelResult = tf.Tensor | tf.Tensor[];

/** What `tf.customGrad` is given, and what it makes of that. */
export type CustomGradient = Parameters<typeof tf.customGrad>[0];
export type CustomOp = (...inputs: tf.Tensor[]) => tf.Tensor;

type PublicMethods = Pick<ReturnType<typeof tf.engine>, 'moveData' | 'readSync' | 'gradients'>;

/** The methods of the engine that losslab replaces for a while. */
interface EngineMethods extends PublicMethods {
  runKernelFunc(request: KernelRequest): KernelResult;
  customGrad(definition: CustomGradient): CustomOp;
  addTapeNode(...args: unknown[]): void;
  getTensorsForGradient(kernelName: string, ...rest: unknown[]): tf.Tensor[] | null;
  saveTensorsForBackwardMode(tensors: tf.Tensor[]): tf.Tensor[];
}

/** Runs `work` while one of the engine's methods is replaced. */
export function withEngineMethod<K extends keyof EngineMethods, T>(
  name: K,
  replace: (own: EngineMethods[K]) => EngineMethods[K],
  work: () => T,
): T {
  const restore = replaceEngineMethod(name, replace);
  try {
    return work();
  } finally {
    restore();
  }
}

/**
 * Replaces one of the engine's methods.
 *
 * @param replace Gets the method of before, bound to the engine.
 * @returns Puts back what was there before.
 */
export function replaceEngineMethod<K extends keyof EngineMethods>(
  name: K,
  replace: (own: EngineMethods[K]) => EngineMethods[K],
): () => void {
  return replaceMethod(tf.engine() as unknown as EngineMethods, name, replace);
}

/** Whether somebody records gradients in another way than tfjs does, as `correctGradients()` makes it. */
export function isTapeMended(): boolean {
  return Object.hasOwn(tf.engine(), 'addTapeNode');
}

/** The same for a method of any object. */
export function replaceMethod<T extends object, K extends keyof T>(
  target: T,
  name: K,
  replace: (own: T[K]) => T[K],
): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  const own = target[name] as (...args: unknown[]) => unknown;
  target[name] = replace(own.bind(target) as T[K]);
  return () => restoreProperty(target, name, before);
}

/** Puts back what `Object.getOwnPropertyDescriptor(target, key)` returned; without one the prototype's is seen again. */
export function restoreProperty(
  target: object,
  key: PropertyKey,
  descriptor: PropertyDescriptor | undefined,
): void {
  if (descriptor === undefined) Reflect.deleteProperty(target, key);
  else Object.defineProperty(target, key, descriptor);
}

/** The backend that holds a tensor's data; undefined for a disposed tensor. */
export function backendOf(dataId: tf.DataId): tf.KernelBackend | undefined {
  return tf.engine().state.tensorInfo.get(dataId)?.backend;
}
