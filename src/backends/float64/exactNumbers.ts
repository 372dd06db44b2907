import * as tf from '@tensorflow/tfjs';
import {replaceMethod, restoreProperty} from '../../tfjs/engine';

/**
 * Keeps the 53 bits of numbers on their way into tensors while one backend is the active one.
 *
 * tfjs rounds every number to float32 before it hands it to a backend, and refuses Float64Arrays. But right before, it
 * asks its platform whether the value is a typed array: there the value is noted, and used in place of its rounded copy
 * when the backend is given that copy, if it rounds to exactly that. Buffers get Float64Arrays to begin with. Both hooks
 * are on tfjs's objects, none on JavaScript's; {@link stop} removes them, or else the first number after another backend
 * has become the active one.
 */
export class ExactNumbers {
  private restore: (() => void)[] = [];
  /** The number and the array that were last on their way in. */
  private number: number | undefined;
  private array: ArrayLike<unknown> | undefined;
  /** The rows of `array` at every depth: tfjs asks about these too, while it flattens. */
  private rows = new WeakSet();

  /**
   * @param backendName The backend that has to be active.
   * @param onLeft Called when another backend turns out to be; it should call {@link stop}.
   */
  constructor(
    private readonly backendName: string,
    private readonly onLeft: () => void,
  ) {}

  start(): void {
    if (this.restore.length === 0) this.restore = [this.watchPlatform(), this.widenBuffers()];
  }

  stop(): void {
    for (const restore of this.restore) restore();
    this.restore = [];
    this.forget();
  }

  /** The numbers that `values`, on their way into a new tensor, were rounded from, where they were seen. */
  recover(values: tf.BackendValues, dtype: tf.DataType): tf.BackendValues {
    const {number, array} = this;
    this.forget();
    if (dtype !== 'float32' || isFloat64Array(values)) return values;
    if (number !== undefined && roundsTo([number], values)) return asBackendValues([number]);
    const exact = array && flatNumbers(array);
    return exact && roundsTo(exact, values) ? asBackendValues(exact) : values;
  }

  private watchPlatform(): () => void {
    return replaceMethod(tf.env().platform, 'isTypedArray', own => (value): value is Float32Array => {
      this.see(value);
      return isFloat64Array(value) || own(value);
    });
  }

  private widenBuffers(): () => void {
    const prototype = tf.TensorBuffer.prototype;
    const own = Object.getOwnPropertyDescriptor(prototype, 'values');
    const isActive = () => this.isActive();
    Object.defineProperty(prototype, 'values', {
      configurable: true,
      // Only the constructor's `this.values = …` gets here: from then on the buffer has a property of its own.
      set(this: tf.TensorBuffer<tf.Rank, tf.DataType>, given: tf.BackendValues) {
        const value =
          isActive() && this.dtype === 'float32' ? Float64Array.from(given as Float32Array) : given;
        Object.defineProperty(this, 'values', {value, writable: true, enumerable: true, configurable: true});
      },
    });
    return () => restoreProperty(prototype, 'values', own);
  }

  private isActive(): boolean {
    if (tf.getBackend() === this.backendName) return true;
    this.onLeft();
    return false;
  }

  private see(value: unknown): void {
    if (!this.isActive()) return;
    if (typeof value === 'number') {
      this.number = value;
    } else if (!Array.isArray(value) && !isFloat64Array(value)) {
      this.forget();
    } else if (value !== this.array && !this.rows.has(value)) {
      this.forget();
      this.array = value;
      addRows(this.rows, value);
    }
  }

  private forget(): void {
    this.number = undefined;
    if (this.array === undefined) return;
    this.array = undefined;
    this.rows = new WeakSet();
  }
}

/** Whether `value` is a Float64Array, of whichever realm. */
export function isFloat64Array(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Float64Array]';
}

/** A Float64Array as the backend's values: tfjs's types know no other array of floats than Float32Array. */
export function asBackendValues(values: ArrayLike<number>): tf.BackendValues {
  const wide: unknown = isFloat64Array(values) ? values : Float64Array.from(values);
  return wide as Float32Array;
}

function addRows(rows: WeakSet<object>, array: ArrayLike<unknown>): void {
  for (let i = 0; i < array.length && typeof array[i] === 'object'; i++) {
    const row = array[i] as ArrayLike<unknown>;
    rows.add(row);
    addRows(rows, row);
  }
}

function flatNumbers(array: ArrayLike<unknown>): number[] {
  return Array.from(array).flatMap(entry =>
    typeof entry === 'object' ? flatNumbers(entry as number[]) : Number(entry),
  );
}

function roundsTo(raw: readonly number[], rounded: tf.BackendValues): boolean {
  return raw.length === rounded.length && raw.every((value, i) => Object.is(Math.fround(value), rounded[i]));
}
