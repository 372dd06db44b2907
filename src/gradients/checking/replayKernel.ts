import * as tf from '@tensorflow/tfjs';
import {float64Tensor} from '../../backends/float64';
import type {KernelCall, Snapshot} from './recordKernels';

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
  // Kernels that take a list are given an array, which the types call a map all the same.
  const inputs = call.inputsAreList ? (tensors as unknown as tf.NamedTensorMap) : Object.fromEntries(named);
  const outputs = tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(call.kernel, inputs, call.attrs);
  return Array.isArray(outputs) ? tf.concat(outputs.map(output => output.flatten())) : outputs;
}

/** A recorded tensor again, on the active backend. */
export function restore({values, shape, dtype}: Snapshot): tf.Tensor {
  if (dtype !== 'float32') return tf.tensor(Array.from(values), shape, dtype);
  return tf.getBackend() === 'float64'
    ? float64Tensor(values, shape)
    : tf.tensor(Float32Array.from(values), shape);
}
