import * as tf from '@tensorflow/tfjs';
import {assertList} from '../../argumentKinds';
import {onFloat64} from '../../backends/float64';
import {InvalidValueError} from '../../errors';
import {t, type Text} from '../../text';
import type {BackendCheck, GradientCheck} from '../GradientCheck';
import {largest} from '../numerical/arrays';
import {checkPrecision} from '../precision';
import {
  backendVerdict,
  compareMeasured,
  type EntryDifference,
  measureEntries,
  withKernel,
} from './backendVerdict';
import {EarlyVerdict} from './backpropagate';
import type {CheckedFunction, Gradients} from './CheckedFunction';
import {formatIndex} from './CheckedInput';
import {type KernelCall, recordKernels, replayKernel} from './recordKernels';

/** float32 kernels agree with float64 to 1e-5 or so, ill-conditioned ones to 1e-3; wrong ones are off by a part of 1. */
const TOLERANCE = 5e-3;

/** A `BackendCheck` whose reason can be said in other languages. */
export interface ComparedBackend extends Omit<BackendCheck, 'reason'> {
  readonly reason: Text;
}

/**
 * Compares the gradient that another backend's kernels compute with the reference. Where they differ, finite
 * differences say which of them is right, and the kernel that is wrong is named.
 *
 * @param checkedFn Its output shape and weights are set.
 * @param reference The analytic gradients of the function's own backend.
 * @param known Entries that were measured already; those whose reference is `wrong` are compared again.
 */
export async function compareBackend(
  backend: string,
  checkedFn: CheckedFunction,
  reference: Gradients,
  known: GradientCheck['worst'] = [],
): Promise<ComparedBackend> {
  const calls: KernelCall[] = [];
  try {
    const gradients = await onBackend(backend, () => recordedGradients(checkedFn, calls));
    const [right, found] = [checkedFn.filled(reference), checkedFn.filled(gradients)];
    const apart = differences(right, found, roundingOf(calls, reference));
    const relativeError = apart[0]?.relativeError ?? 0;
    const differing = apart.filter(difference => !(difference.relativeError <= TOLERANCE));
    const findKernel = () => (differing.length > 0 ? wrongKernel(calls) : undefined);
    if (!Number.isFinite(relativeError)) {
      const {input, at} = differing[0]!;
      const {name, shape} = checkedFn.inputs[input]!;
      const place = `${name}${formatIndex(at, shape)}`;
      const reason = t`It has ${found[input]![at]!} at ${place}, not ${right[input]![at]!}.`;
      return {
        backend,
        verdict: 'nonfinite',
        relativeError: Infinity,
        ...withKernel(reason, await findKernel()),
      };
    }
    const entries = await measureEntries(checkedFn, found, differing, known);
    const compared = compareMeasured(checkedFn, right, found, entries, TOLERANCE);
    const own = checkedFn.precision.dtype === 'float64' ? 'float64' : tf.getBackend();
    const verdict = backendVerdict(compared, own, await findKernel(), differing.length > 0);
    return {backend, relativeError, ...verdict};
  } catch (error) {
    const {verdict, reason, details} = error instanceof EarlyVerdict ? error : failureThere(error);
    const op = details.op === undefined ? {} : {op: details.op};
    return {backend, verdict, reason, relativeError: NaN, ...op};
  }
}

/** The function ran on its own backend: what it throws on another one is that backend's fault. */
function failureThere(error: unknown): EarlyVerdict {
  const message = error instanceof Error ? error.message : String(error);
  return new EarlyVerdict('unsupported', t`The function fails there: ${message.split('\n', 1)[0]!}`);
}

/** @throws {RangeError} If a backend is not registered, or is the float64 one. */
export function assertBackends(backends: readonly string[]): void {
  const known = tf
    .engine()
    .backendNames()
    .filter(name => name !== 'float64');
  assertList('checkGradients', 'backends to be a list of names', backends, name => typeof name === 'string');
  const unknown = backends.find(backend => !known.includes(backend));
  if (unknown !== undefined) {
    throw new InvalidValueError(
      `checkGradients: expected backends to be registered ones (${known.join(', ')}), got ${unknown}; import its package first`,
    );
  }
}

async function onBackend<T>(backend: string, work: () => T): Promise<T> {
  const before = tf.getBackend();
  try {
    if (!(await tf.setBackend(backend)))
      throw new EarlyVerdict('unsupported', t`The backend ${backend} does not start.`);
    return work();
  } finally {
    await tf.setBackend(before);
  }
}

function recordedGradients(checkedFn: CheckedFunction, calls: KernelCall[]): Gradients {
  const there = checkedFn.on(checkPrecision('float32'));
  let gradients: Gradients = [];
  recordKernels(
    () => (gradients = there.gradients()),
    call => calls.push(call),
  );
  checkedFn.evaluations += there.evaluations;
  return gradients;
}

/** Where both gradients differ by more than rounding, worst first. */
function differences(
  reference: readonly Float64Array[],
  found: readonly Float64Array[],
  rounding: number,
): EntryDifference[] {
  const apart = reference.flatMap((gradient, input) => {
    const most = largestFinite([gradient]) || 1;
    return Array.from(gradient, (g, at): EntryDifference => {
      const difference = Math.abs(g - found[input]![at]!);
      const relativeError = difference <= rounding ? 0 : difference / most;
      return {input, at, relativeError: Number.isNaN(relativeError) ? Infinity : relativeError};
    }).filter(({relativeError}) => relativeError > 0);
  });
  return apart.sort((a, b) => b.relativeError - a.relativeError);
}

/**
 * What float32 may leave of a gradient whose terms cancel, as a bias's before a softmax or a batch
 * normalisation does: a few roundings of the largest gradient or, where all of them cancel, of the largest
 * number on the path.
 */
function roundingOf(calls: readonly KernelCall[], reference: Gradients): number {
  const steepest = largestFinite(reference.map(gradient => gradient ?? []));
  const most = largestFinite(calls.flatMap(({outputs}) => outputs.map(({values}) => values)));
  return 64 * 2 ** -23 * (steepest > 1e-9 * most ? steepest : most);
}

function largestFinite(arrays: readonly ArrayLike<number>[]): number {
  return largest(arrays.map(values => largest(Array.from(values).filter(Number.isFinite))));
}

/** The first kernel whose recorded output differs from what the reference computes from the same input. */
async function wrongKernel(calls: readonly KernelCall[]): Promise<string | undefined> {
  const replay = () => calls.find(call => !call.isCustom && differs(call))?.kernel;
  return onFloat64(replay).catch(() => undefined);
}

function differs(call: KernelCall): boolean {
  return tf.tidy(() => {
    const expected = Float64Array.from(replayKernel(call).dataSync());
    const found = call.outputs.flatMap(({values}) => Array.from(values));
    const allowed = TOLERANCE * largest(expected);
    return found.some((x, k) => !(Math.abs(x - expected[k]!) <= allowed));
  });
}
