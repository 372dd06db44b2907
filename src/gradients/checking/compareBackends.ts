import * as tf from '@tensorflow/tfjs';
import {onFloat64} from '../../backends/float64';
import type {BackendCheck} from '../GradientCheck';
import {formatIndex} from './CheckedInput';
import {Finding} from './Finding';
import {precisionOf} from './Precision';
import {type KernelCall, recordKernels} from './recordKernels';
import {replayKernel} from './replayKernel';
import {Subject} from './Subject';

/** float32 kernels agree with float64 to 1e-5 or so, ill-conditioned ones to 1e-3; wrong ones are off by a part of 1. */
const TOLERANCE = 5e-3;

/**
 * Compares the gradient that another backend's kernels compute with the reference, and names the kernel that is wrong.
 *
 * @param subject Its output shape and weights are settled.
 * @param reference The analytic gradients of the subject's own backend.
 */
export async function compareBackend(
  backend: string,
  subject: Subject,
  reference: readonly (Float64Array | undefined)[],
): Promise<BackendCheck> {
  const calls: KernelCall[] = [];
  try {
    const gradients = await onBackend(backend, () => recordedGradients(subject, calls));
    const worst = worstDifference(subject, reference, gradients, roundingOf(calls, reference));
    if (worst.relativeError <= TOLERANCE) {
      return {
        backend,
        verdict: 'pass',
        reason: 'Its gradient is the same.',
        relativeError: worst.relativeError,
      };
    }
    const kernel = await wrongKernel(calls);
    const blame = kernel === undefined ? '' : ` Its kernel ${kernel} computes something else.`;
    const op = kernel === undefined ? {} : {op: kernel};
    const verdict = Number.isFinite(worst.relativeError) ? 'wrong' : 'nonfinite';
    return {
      backend,
      verdict,
      reason: `${worst.sentence}.${blame}`,
      relativeError: worst.relativeError,
      ...op,
    };
  } catch (error) {
    const {verdict, reason, details} = error instanceof Finding ? error : failureThere(error);
    return {backend, verdict, reason, relativeError: NaN, ...(details.op !== undefined && {op: details.op})};
  }
}

/** The function ran on the subject's own backend: what it throws on another one is that backend's doing. */
function failureThere(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return new Finding('unsupported', `The function fails there: ${message.split('\n', 1)[0]!}`);
}

/** @throws {RangeError} If a backend is not registered, or is the float64 one. */
export function assertBackends(backends: readonly string[]): void {
  const registered = tf.engine().backendNames();
  if (typeof backends === 'string') {
    throw new RangeError(
      `checkGradients: expected backends to be a list of names, got ${backends as string}`,
    );
  }
  for (const backend of backends) {
    if (!registered.includes(backend) || backend === 'float64') {
      const known = registered.filter(name => name !== 'float64').join(', ');
      throw new RangeError(
        `checkGradients: expected backends to be registered ones (${known}), got ${backend}; import its package first`,
      );
    }
  }
}

async function onBackend<T>(backend: string, work: () => T): Promise<T> {
  const before = tf.getBackend();
  try {
    if (!(await tf.setBackend(backend)))
      throw new Finding('unsupported', `The backend ${backend} does not start.`);
    return work();
  } finally {
    await tf.setBackend(before);
  }
}

function recordedGradients(subject: Subject, calls: KernelCall[]): (Float64Array | undefined)[] {
  const there = subject.on(precisionOf('float32'));
  let gradients: (Float64Array | undefined)[] = [];
  const work = () => {
    gradients = there.gradients();
  };
  recordKernels(work, call => calls.push(call));
  subject.evaluations += there.evaluations;
  return gradients;
}

function worstDifference(
  {inputs}: Subject,
  reference: readonly (Float64Array | undefined)[],
  gradients: readonly (Float64Array | undefined)[],
  rounding: number,
): {relativeError: number; sentence: string} {
  let worst = {relativeError: 0, sentence: ''};
  for (const [i, {name, shape, values}] of inputs.entries()) {
    const [right, found] = [reference[i], gradients[i]].map(g => g ?? new Float64Array(values.length));
    const largest = right!.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    for (const [at, g] of right!.entries()) {
      const difference = Math.abs(g - found![at]!);
      if (difference <= rounding) continue;
      const relativeError = difference === 0 ? 0 : difference / (largest || 1);
      if (relativeError <= worst.relativeError) continue;
      const entry = `${name}${formatIndex(at, shape)}`;
      worst = {
        relativeError,
        sentence: `It has ${found![at]!.toPrecision(5)} at ${entry}, not ${g.toPrecision(5)}`,
      };
      if (Number.isNaN(relativeError)) return {...worst, relativeError: Infinity};
    }
  }
  return worst;
}

/**
 * What float32 may leave of a gradient whose terms cancel, as a bias's before a softmax or a batch normalisation does:
 * a few roundings of the largest gradient or, where all of them cancel, of the largest number on the way.
 */
function roundingOf(calls: readonly KernelCall[], reference: readonly (Float64Array | undefined)[]): number {
  const steepest = largestOf(reference.flatMap(gradient => (gradient ? [gradient] : [])));
  const largest = largestOf(calls.flatMap(({outputs}) => outputs.map(({values}) => values)));
  return 64 * 2 ** -23 * (steepest > 1e-9 * largest ? steepest : largest);
}

function largestOf(arrays: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const values of arrays) {
    for (const x of Array.from(values)) if (Number.isFinite(x)) largest = Math.max(largest, Math.abs(x));
  }
  return largest;
}

/** The first kernel whose recorded output differs from what the reference computes from the same input. */
async function wrongKernel(calls: readonly KernelCall[]): Promise<string | undefined> {
  const replay = () => calls.find(call => call.kernel !== 'customGrad' && differs(call))?.kernel;
  return onFloat64(replay).catch(() => undefined);
}

function differs(call: KernelCall): boolean {
  return tf.tidy(() => {
    const expected = Float64Array.from(replayKernel(call).dataSync());
    const found = call.outputs.flatMap(({values}) => Array.from(values));
    const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    return found.some((x, k) => !(Math.abs(x - expected[k]!) <= TOLERANCE * largest));
  });
}
