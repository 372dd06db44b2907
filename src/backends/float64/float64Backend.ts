import * as tf from '@tensorflow/tfjs';
import {silenceCpuAdvertisement} from '../openBackend';
import type {CpuBackend} from './compileCpuBackend';
import {ExactNumbers, asBackendValues, isFloat64Array, restoreProperty} from './exactNumbers';

/** The float64 backend, as far as others need to know it. */
export interface Float64Backend extends tf.KernelBackend {
  /** Undoes what being the active backend took: call it when another has become that. */
  leave(): void;
}

/**
 * The float64 backend's factory, and what is to be done whenever that backend becomes the active one.
 *
 * @param MathBackendCPU The cpu backend's class, compiled for Float64Array.
 */
export function float64Backend(MathBackendCPU: new () => CpuBackend) {
  let leave = () => {}; // nothing to undo before there is a backend
  const numbers = new ExactNumbers('float64', () => leave());

  /** Stores Float64Arrays whatever comes in, and hands Float32Arrays to the backend that a tensor moves to. */
  class WideBackend extends MathBackendCPU implements Float64Backend {
    private readonly guests = new GuestTensors(this);

    override write(values: tf.BackendValues, shape: number[], dtype: tf.DataType): tf.DataId {
      return super.write(widen(numbers.recover(values, dtype), dtype), shape, dtype);
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
      return this.guests.isLeaving && values instanceof Float64Array ? Float32Array.from(values) : values;
    }

    override disposeData(id: tf.DataId, force?: boolean): boolean {
      const isGone = super.disposeData(id, force);
      if (isGone) this.guests.forget(id);
      return isGone;
    }

    leave(): void {
      numbers.stop();
      this.guests.sendHome();
    }

    override dispose(): void {
      this.leave();
      this.guests.stop();
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
 * The tensors that one backend holds because an op of its was given them, though they were made on another.
 *
 * tfjs moves such a tensor for good. Here that would be felt: a caller's own weights would read as Float64Array ever
 * after, which `model.save` refuses. So guests are sent home when the backend is left; a float32 comes through that
 * unchanged. And a tensor that moves on has to go as Float32Array: wasm and webgl copy the bytes as they lie. Both need
 * to know of moves, which only the engine does; its `moveData` is watched as long as the backend exists.
 */
export class GuestTensors {
  /** Whether a tensor is being moved away from the backend right now. */
  isLeaving = false;
  /** Gives the engine its own method back. */
  readonly stop: () => void;
  private readonly homes = new Map<tf.DataId, tf.KernelBackend>();

  constructor(private readonly backend: tf.KernelBackend) {
    const engine = tf.engine();
    const own = Object.getOwnPropertyDescriptor(engine, 'moveData');
    const move = engine.moveData.bind(engine);
    engine.moveData = (destination, id) => {
      const home = engine.state.tensorInfo.get(id)!.backend;
      this.isLeaving = home === backend;
      try {
        move(destination, id);
      } finally {
        this.isLeaving = false;
      }
      if (destination === backend) this.homes.set(id, home);
    };
    this.stop = () => restoreProperty(engine, 'moveData', own);
  }

  /** To be told of every tensor that the backend no longer holds. */
  forget(id: tf.DataId): void {
    this.homes.delete(id);
  }

  /** Moves every guest to the backend it came from, if that still exists. */
  sendHome(): void {
    const engine = tf.engine();
    const existing = new Set(Object.values(engine.registry));
    for (const [id, home] of [...this.homes]) {
      if (existing.has(home)) engine.moveData(home, id);
    }
    this.homes.clear();
    // Variables that were made or given values meanwhile: a Float64Array in them is nothing that tfjs can save.
    for (const {dataId} of Object.values(engine.state.registeredVariables)) {
      const home = engine.state.tensorInfo.get(dataId)?.backend;
      if (home === this.backend && engine.backend !== home) engine.moveData(engine.backend, dataId);
    }
  }
}
