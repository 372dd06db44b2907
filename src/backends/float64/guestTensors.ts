import * as tf from '@tensorflow/tfjs';
import {restoreProperty} from './restoreProperty';

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
