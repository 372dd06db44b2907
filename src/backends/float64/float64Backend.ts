import * as tf from '@tensorflow/tfjs';
import {backendOf, replaceEngineMethod} from '../../tfjs/engine';
import {silenceCpuAdvertisement} from '../openBackend';
import type {CpuBackend} from './compileCpuBackend';
import {ExactNumbers, asBackendValues, isFloat64Array} from './exactNumbers';

/** The float64 backend, as far as others need to know it. */
export interface Float64Backend extends tf.KernelBackend {
  /** Undoes what was done to be the active backend: call it when another has become that. */
  leave(): void;
}

let onFloat32: ((values: Float64Array) => void) | undefined;

/**
 * Runs `work` and reports the numbers of every tensor that is made of a Float32Array: what JavaScript computes there has been rounded
 * to float32 on its way. The tensor gets what is in the array after the report.
 */
export function watchFloat32Arrays(report: (values: Float64Array) => void, work: () => void): void {
  const outer = onFloat32;
  onFloat32 = report;
  try {
    work();
  } finally {
    onFloat32 = outer;
  }
}

/**
 * The float64 backend's factory, and a function to call whenever that backend becomes the active one.
 *
 * @param MathBackendCPU The cpu backend's class, compiled for Float64Array.
 */
export function float64Backend(MathBackendCPU: new () => CpuBackend) {
  let leave = () => {}; // nothing to undo before there is a backend
  const numbers = new ExactNumbers('float64', () => leave());

  /** Stores Float64Arrays whatever comes in, and hands Float32Arrays to the backend that a tensor moves to. */
  class WideBackend extends MathBackendCPU implements Float64Backend {
    private readonly foreign = new ForeignTensors(this);

    override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
      const exact = numbers.recover(values, dtype);
      const wide = widen(exact, dtype);
      if (onFloat32 && isFloat64Array(wide) && !isFloat64Array(exact)) onFloat32(wide);
      return super.write(wide, shape, dtype);
    }

    override move(
      id: tf.DataId,
      values: tf.BackendValues,
      shape: number[],
      dtype: tf.DataType,
      refCount: number,
    ) {
      super.move(id, widen(values, dtype), shape, dtype, refCount);
    }

    override readSync(id: tf.DataId): tf.BackendValues {
      const values: tf.BackendValues | Float64Array = super.readSync(id);
      return this.foreign.isLeaving && values instanceof Float64Array ? Float32Array.from(values) : values;
    }

    override disposeData(id: tf.DataId, force?: boolean): boolean {
      const isGone = super.disposeData(id, force);
      if (isGone) this.foreign.forget(id);
      return isGone;
    }

    leave(): void {
      numbers.stop();
      this.foreign.releaseAll();
    }

    override dispose(): void {
      this.leave();
      this.foreign.stop();
      super.dispose();
    }
  }

  const create = (): Float64Backend => {
    const backend = new WideBackend();
    silenceCpuAdvertisement(backend);
    leave = () => backend.leave();
    return backend;
  };
  return {create, activate: () => numbers.start()};
}

function widen(values: tf.BackendValues, dtype: tf.DataType): tf.BackendValues {
  return dtype === 'float32' && !isFloat64Array(values) ? asBackendValues(values as Float32Array) : values;
}

/**
 * The tensors that one backend holds because one of its ops was given them, though they were made on another.
 *
 * tfjs moves such a tensor for good. Here that would show: a caller's own weights would read as Float64Array from then on,
 * which `model.save` refuses. So these tensors are returned when the backend is left; a float32 comes back unchanged. And a
 * tensor that moves on has to go as Float32Array: wasm and webgl copy the bytes as they are. Both need to know of moves,
 * which only the engine does; its `moveData` is watched as long as the backend exists.
 */
class ForeignTensors {
  /** Whether a tensor is being moved away from the backend right now. */
  isLeaving = false;
  /** Gives the engine its own method back. */
  readonly stop: () => void;
  private readonly origins = new Map<tf.DataId, tf.KernelBackend>();

  constructor(private readonly backend: tf.KernelBackend) {
    this.stop = replaceEngineMethod('moveData', own => (destination, id) => {
      const origin = backendOf(id)!;
      this.isLeaving = origin === backend;
      try {
        own(destination, id);
      } finally {
        this.isLeaving = false;
      }
      if (destination === backend) this.origins.set(id, origin);
    });
  }

  /** Call it for every tensor that the backend no longer holds. */
  forget(id: tf.DataId): void {
    this.origins.delete(id);
  }

  /** Moves every foreign tensor to the backend that it came from, if that still exists. */
  releaseAll(): void {
    const engine = tf.engine();
    const existing = new Set(Object.values(engine.registry));
    for (const [id, origin] of [...this.origins]) {
      if (existing.has(origin)) engine.moveData(origin, id);
    }
    this.origins.clear();
    // Variables that were made or assigned meanwhile: tfjs cannot save a Float64Array in them.
    for (const {dataId} of Object.values(engine.state.registeredVariables)) {
      if (backendOf(dataId) === this.backend && engine.backend !== this.backend) {
        engine.moveData(engine.backend, dataId);
      }
    }
  }
}
