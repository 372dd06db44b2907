import {textsOf} from '../../../gradients/checking/formatCheck';
import {t} from '../../../text';
import type {Text} from '../../../text';
import * as tf from '@tensorflow/tfjs';
import {onKernels, type Kernels} from '../../../backends/onKernels';
import type {Lab} from '../experiment';
import {type Configuration, configurations, type LayerConfiguration} from './configurations';
import {knownBugs, measureBug, type MeasuredBug} from './knownBugs';
import type {GradientCheck, Verdict} from '../../../gradients/GradientCheck';
import {checkGradients} from '../../../gradients/checkGradients';
import {checkModelGradients} from '../../../gradients/checkModelGradients';
import {releaseTape} from '../../../tfjs/tape';
import {drawInputs, drawModel, drawnTensor} from './drawInputs';
import {Random} from '../../../random';
import {gradientsOf} from '../trainedNet';

/** What came out, all of it. */
export interface Findings {
  /** One for each configuration and seed. */
  readonly judged: readonly Judged[];
  readonly seeds: number;
  readonly bugs: readonly MeasuredBug[];
  readonly backends: readonly BackendFindings[];
}

/** What a backend's kernels make of gradients whose formula was computed in float64 before. */
export interface BackendFindings {
  readonly kernels: Kernels;
  /** How many gradients were compared; 0 where the backend cannot be had. */
  readonly compared: number;
  readonly faults: readonly KernelFault[];
}

const others: readonly Kernels[] = ['wasm, stock', 'wasm', 'tensorflow'];

/** Checks every configuration in float64, and then what other backends compute for the same. */
export async function sweep(lab: Lab): Promise<Findings> {
  const all = Object.values(configurations).flat();
  const seeds = lab.profile === 'full' ? 20 : 1;
  const judged: Judged[] = [];
  for (let s = 0; s < seeds; s++) {
    for (const [i, configuration] of all.entries()) {
      lab.signal?.throwIfAborted();
      lab.progress((0.9 * (s + i / all.length)) / seeds, t`checking ${configuration.op}`);
      judged.push(await judgeFormula(configuration, seedOf(lab, s, i)));
    }
  }
  lab.progress(0.9, t`other backends`);
  return {
    judged,
    seeds,
    bugs: (await onKernels('float64', () => knownBugs.map(measureBug))) ?? [],
    backends: await compareBackends(lab, all),
  };
}

async function compareBackends(lab: Lab, all: readonly Configuration[]): Promise<BackendFindings[]> {
  // A wrong gradient is nothing to compare with, and wasm's stock kernels write beyond the outputs of some of them.
  const compute = () =>
    all.map((configuration, i) =>
      configuration.expected === 'right' ? analyticGradients(configuration, seedOf(lab, 0, i)) : {},
    );
  const reference = (await onKernels('float64', compute)) ?? [];
  const findings: BackendFindings[] = [];
  for (const kernels of others) {
    const found = await onKernels(kernels, compute);
    findings.push({kernels, ...faultsOf(all, reference, found ?? [])});
  }
  return findings;
}

function faultsOf(
  all: readonly Configuration[],
  reference: readonly Analytic[],
  found: readonly Analytic[],
): {compared: number; faults: KernelFault[]} {
  const comparable = [...found.keys()].filter(i => reference[i]?.gradients !== undefined);
  const faults = comparable.map(i => kernelFault(all[i]!, reference[i]!, found[i]!));
  return {compared: comparable.length, faults: faults.filter(fault => fault !== undefined)};
}

/** A configuration's own numbers, another set for every repetition. */
export function seedOf({seed}: Lab, repetition: number, index: number): number {
  return seed + 1000 * repetition + index;
}

/** What the checker says of tfjs's formula for one configuration, in float64. */
export interface Judged {
  readonly configuration: Configuration;
  readonly found: 'right' | 'wrong' | 'missing';
  readonly verdict: Verdict;
  readonly reason: Text;
  readonly evaluations: number;
}

/** Checks one configuration with `checkGradients`. */
export async function judgeFormula(configuration: Configuration, seed: number): Promise<Judged> {
  try {
    const checked = await check(configuration, seed);
    const {verdict, evaluations} = checked;
    return {configuration, found: foundBy(verdict), verdict, reason: textsOf(checked).reason, evaluations};
  } catch (error) {
    // tfjs breaks down on its way to a gradient, with an error that does not speak of gradients.
    releaseTape();
    const reason = t`tfjs throws: ${(error as Error).message}`;
    return {configuration, found: 'missing', verdict: 'unsupported', reason, evaluations: 0};
  }
}

function check(configuration: Configuration, seed: number): Promise<GradientCheck> {
  return configuration.kind === 'op'
    ? checkOp(configuration.fn, drawInputs(configuration.inputs, seed), seed)
    : checkLayers(configuration, seed);
}

async function checkOp(
  fn: (...inputs: tf.Tensor[]) => tf.Tensor,
  drawn: ReturnType<typeof drawInputs>,
  seed: number,
): Promise<GradientCheck> {
  const inputs = drawn.map(drawnTensor);
  try {
    return await checkGradients(fn, inputs, {vector: true, seed});
  } finally {
    tf.dispose(inputs);
  }
}

async function checkLayers(
  configuration: Extract<Configuration, {kind: 'layer'}>,
  seed: number,
): Promise<GradientCheck> {
  const {model, xs} = drawModel(configuration, seed);
  const batch = drawnTensor(xs);
  try {
    return await checkModelGradients(model, (_, outputs) => outputs, batch, batch, {vector: true, seed});
  } finally {
    batch.dispose();
    model.dispose();
  }
}

function foundBy(verdict: Verdict): Judged['found'] {
  if (verdict === 'pass' || verdict === 'kink' || verdict === 'flat') return 'right';
  return verdict === 'unsupported' ? 'missing' : 'wrong';
}

/** The analytic gradients of one configuration, one for each input or weight; undefined if tfjs throws. */
export interface Analytic {
  readonly gradients?: readonly Float64Array[];
  readonly error?: string;
}

/** How a backend's gradient differs from the float64 one of the same formula. */
export interface KernelFault {
  readonly configuration: Configuration;
  readonly found: 'wrong' | 'missing';
  /** Why it is missing: `lacks Cumsum` for a kernel that is not there, else what was thrown. */
  readonly reason?: Text;
  /** Where they differ most. */
  readonly given: number;
  readonly truth: number;
}

/** Right float32 kernels agree with float64 to 1e-5 here, wrong ones are off by a part of 1. */
const tolerance = 1e-3;
/** Where terms of about 1 cancel, as in a softmax that is sure of itself, float32 leaves so much of each. */
const rounding = 8 * 2 ** -24;

/** The gradients that the active backend's kernels compute, of a sum with random weights. */
export function analyticGradients(configuration: Configuration, seed: number): Analytic {
  return readAll(() =>
    configuration.kind === 'op' ? ofOp(configuration, seed) : ofLayers(configuration, seed),
  );
}

/** What `compute` gives, read from the device; or why it gives nothing. */
export function readAll(compute: () => tf.Tensor[]): Analytic {
  // tfjs lets a typed array of 64 bits through tidy, its types do not.
  let gradients: Float64Array[] = [];
  try {
    tf.tidy(() => {
      gradients = compute().map(tensor => Float64Array.from(tensor.dataSync()));
    });
    return {gradients};
  } catch (error) {
    releaseTape();
    return {error: (error as Error).message.split('\n', 1)[0]!};
  }
}

/** What is wrong with `found`; undefined if it is the gradient that `reference` is. */
export function kernelFault(
  configuration: Configuration,
  reference: Analytic,
  found: Analytic,
): KernelFault | undefined {
  if (!reference.gradients) return undefined; // nothing to compare with: the formula itself fails
  if (!found.gradients) {
    const kernel = /Kernel '(\w+)' not registered/.exec(found.error ?? '')?.[1];
    const reason = kernel === undefined ? t`throws: ${found.error ?? ''}` : t`lacks ${kernel}`;
    return {configuration, found: 'missing', reason, given: NaN, truth: NaN};
  }
  const worst = worstEntry(reference.gradients, found.gradients);
  return worst && {configuration, found: 'wrong', ...worst};
}

function worstEntry(
  reference: readonly Float64Array[],
  found: readonly Float64Array[],
): {given: number; truth: number} | undefined {
  let worst: {given: number; truth: number} | undefined;
  let most = 0;
  for (const [i, gradient] of reference.entries()) {
    const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    for (const [k, truth] of gradient.entries()) {
      const given = found[i]![k]!;
      const difference = Math.abs(given - truth);
      if (difference <= tolerance * largest + rounding || difference <= most) continue;
      worst = {given, truth};
      most = difference;
    }
  }
  return worst;
}

function ofOp({fn, inputs}: Extract<Configuration, {kind: 'op'}>, seed: number): tf.Tensor[] {
  const tensors = drawInputs(inputs, seed).map(drawnTensor);
  return tf.grads((...xs: tf.Tensor[]) => weightedSum(fn(...xs), seed))(tensors);
}

function ofLayers(configuration: LayerConfiguration, seed: number): tf.Tensor[] {
  const {model, xs} = drawModel(configuration, seed);
  try {
    const batch = drawnTensor(xs);
    return gradientsOf(model, () => weightedSum(model.apply(batch) as tf.Tensor, seed)).gradients;
  } finally {
    model.dispose();
  }
}

function weightedSum(output: tf.Tensor, seed: number): tf.Scalar {
  const random = new Random(seed).fork(1);
  const weights = Array.from({length: output.size}, () => 0.5 + random.uniform());
  return output
    .toFloat()
    .mul(tf.tensor(weights, output.shape, 'float32'))
    .sum();
}
