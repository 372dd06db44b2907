import * as tf from '@tensorflow/tfjs';
import {silenceCpuAdvertisement} from '../silenceCpuAdvertisement';
import type {CpuBackend} from './compileCpuBackend';
import {ExactNumbers, asBackendValues, isFloat64Array} from './exactNumbers';
import {GuestTensors} from './guestTensors';

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
