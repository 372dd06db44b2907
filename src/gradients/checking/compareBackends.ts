import {inEnglish} from '../../text';
import * as tf from '@tensorflow/tfjs';
import {onFloat64} from '../../backends/float64';
import type {BackendCheck, GradientCheck} from '../GradientCheck';
import {formatIndex} from './CheckedInput';
import {Finding} from './backpropagate';
import {conclude, type EntryDifference, judgeEntries, measure} from './judgeBackend';
import {checkPrecision} from '../precision';
import {type KernelCall, recordKernels, replayKernel} from './recordKernels';
import {Subject} from './Subject';
import {InvalidValueError} from '../../errors';

/**
 * float32 kernels agree with float64 to 1e-5 or so, ill-conditioned ones to 1e-3; wrong ones are off by a
 * part of 1.
 */
const TOLERANCE = 5e-3;

/**
 * Compares the gradient that another backend's kernels compute with the reference. Where they differ, finite
 * differences say which of them is right, and the kernel that is wrong is named.
 *
 * @param subject Its output shape and weights are settled.
 * @param reference The analytic gradients of the subject's own backend.
 * @param known Entries that were measured already; those whose reference is `wrong` there are looked at
 * again.
 */
export async function compareBackend(
  backend: string,
  subject: Subject,
  reference: readonly (Float64Array | undefined)[],
  known: GradientCheck['worst'] = [],
): Promise<BackendCheck> {
  const calls: KernelCall[] = [];
  try {
    const gradients = await onBackend(backend, () => recordedGradients(subject, calls));
    const [right, found] = [reference, gradients].map(each => filled(subject, each)) as [
      Gradients,
      Gradients,
    ];
    const apart = differences(subject, right, found, roundingOf(calls, reference));
    const relativeError = apart[0]?.relativeError ?? 0;
    const differing = apart.filter(difference => !(difference.relativeError <= TOLERANCE));
    if (!Number.isFinite(relativeError)) {
      const {name, shape} = subject.inputs[differing[0]!.input]!;
      const {input, at} = differing[0]!;
      const reason = `It has ${found[input]![at]!} at ${name}${formatIndex(at, shape)}, not ${right[input]![at]!}.`;
      return {
        backend,
        verdict: 'nonfinite',
        relativeError: Infinity,
        ...blame(reason, await wrongKernel(calls)),
      };
    }
    const entries = await measure(subject, found, differing, known);
    const judged = judgeEntries(subject, right, found, entries, TOLERANCE);
    const own = subject.precision.dtype === 'float64' ? 'float64' : tf.getBackend();
    const kernel = differing.length > 0 ? await wrongKernel(calls) : undefined;
    return {backend, relativeError, ...conclude(judged, own, kernel, differing.length > 0)};
  } catch (error) {
    const {verdict, reason, details} = error instanceof Finding ? error : failureThere(error);
    return {
      backend,
      verdict,
      reason: inEnglish(reason),
      relativeError: NaN,
      ...(details.op !== undefined && {op: details.op}),
    };
  }
}

function blame(reason: string, kernel: string | undefined): {reason: string; op?: string} {
  return kernel === undefined
    ? {reason}
    : {reason: `${reason} Its kernel ${kernel} computes something else.`, op: kernel};
}

type Gradients = readonly Float64Array[];

/** With zeros where no op connects an input with the output. */
function filled({inputs}: Subject, gradients: readonly (Float64Array | undefined)[]): Gradients {
  return inputs.map(({values}, i) => gradients[i] ?? new Float64Array(values.length));
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
    throw new InvalidValueError(
      `checkGradients: expected backends to be a list of names, got ${backends as string}`,
    );
  }
  for (const backend of backends) {
    if (!registered.includes(backend) || backend === 'float64') {
      const known = registered.filter(name => name !== 'float64').join(', ');
      throw new InvalidValueError(
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
  const there = subject.on(checkPrecision('float32'));
  let gradients: (Float64Array | undefined)[] = [];
  const work = () => {
    gradients = there.gradients();
  };
  recordKernels(work, call => calls.push(call));
  subject.evaluations += there.evaluations;
  return gradients;
}

/** Where both gradients differ by more than rounding, worst first. */
function differences(
  {inputs}: Subject,
  reference: Gradients,
  gradients: Gradients,
  rounding: number,
): EntryDifference[] {
  const apart = inputs.flatMap((_, input) => {
    const largest = largestOf([reference[input]!]);
    return Array.from(reference[input]!, (g, at): EntryDifference => {
      const difference = Math.abs(g - gradients[input]![at]!);
      const relativeError = difference <= rounding ? 0 : difference / (largest || 1);
      return {input, at, relativeError: Number.isNaN(relativeError) ? Infinity : relativeError};
    }).filter(({relativeError}) => relativeError > 0);
  });
  return apart.sort((a, b) => b.relativeError - a.relativeError);
}

/**
 * What float32 may leave of a gradient whose terms cancel, as a bias's before a softmax or a batch
 * normalisation does: a few roundings of the largest gradient or, where all of them cancel, of the largest
 * number on the way.
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
  const replay = () => calls.find(call => !call.isCustom && differs(call))?.kernel;
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
