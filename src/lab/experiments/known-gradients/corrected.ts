import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../../corrections';
import {corrections} from '../../../corrections/corrections';
import {onKernels, type Kernels} from '../../../backends/onKernels';
import {t} from '../../../text';
import type {Lab} from '../experiment';
import {type Configuration, configurations, type InputRange, op} from './configurations';
import {drawInputs, drawnTensor} from './drawInputs';
import {furtherOps} from './furtherOps';
import {
  analyticGradients,
  type Analytic,
  type Judged,
  judgeFormula,
  kernelFault,
  type KernelFault,
  readAll,
  seedOf,
} from './sweep';

/** What the sweep finds while `correctGradients()` is in place. */
export interface Corrected {
  /** Whether this is the quick profile's choice: each correction's example, and every eighth of what else is looked at. */
  readonly isSample: boolean;
  /** What tfjs gets wrong or misses, checked again; of a sample each correction at its smallest example. */
  readonly first: readonly Judged[];
  /** The gradients of gradients, of what tfjs gets right as well. */
  readonly second: readonly Judged[];
  /** Of what tfjs gets right: how many gradients were compared on cpu, and those whose bits changed. */
  readonly kept: {readonly compared: number; readonly changed: readonly string[]};
  readonly backends: readonly CorrectedBackend[];
}

/** A backend's corrected gradients beside those of float64. */
export interface CorrectedBackend {
  readonly kernels: Kernels;
  /** How many gradients were compared; 0 where the backend cannot be had. */
  readonly compared: number;
  /** Ops that the backend does not run even forward, or computes another value of. */
  readonly refused: readonly string[];
  readonly faults: readonly KernelFault[];
}

/** Those of the sweep without corrections, and those that were found since. */
export const everyConfiguration: readonly Configuration[] = [
  ...Object.values(configurations).flat(),
  ...furtherOps,
];

const backends: readonly Kernels[] = ['cpu', 'wasm', 'tensorflow'];

/** The sweep with the corrections in place: in float64 by finite differences, then on every backend beside float64. */
export async function sweepCorrected(lab: Lab): Promise<Corrected> {
  const all = everyConfiguration;
  const isSample = lab.profile === 'quick';
  const before = await bitsOnCpu(lab, all);
  const undo = correctGradients();
  try {
    const after = await bitsOnCpu(lab, all);
    const changed = before.flatMap((bits, i) => (bits === after[i] ? [] : [all[i]!.op]));
    return {
      isSample,
      first: await judge(lab, isSample ? examples() : all.filter(({expected}) => expected !== 'right')),
      second: await judge(lab, secondOrder(all, isSample)),
      kept: {compared: before.filter(bits => bits !== undefined).length, changed},
      backends: await compareBackends(lab, isSample ? all.filter(isEighth) : all),
    };
  } finally {
    undo();
  }
}

/** The gradients that are right as tfjs comes, as text; undefined for others. */
async function bitsOnCpu(lab: Lab, all: readonly Configuration[]): Promise<(string | undefined)[]> {
  const bits = () =>
    all.map((configuration, i) => {
      if (configuration.expected !== 'right') return undefined;
      return analyticGradients(configuration, seedOf(lab, 0, i))
        .gradients?.map(g => g.join())
        .join(';');
    });
  return (await onKernels('cpu', bits)) ?? [];
}

async function judge(lab: Lab, list: readonly Configuration[]): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const [i, configuration] of list.entries()) {
    lab.signal?.throwIfAborted();
    lab.progress(0.9 + (0.1 * i) / list.length, t`checking ${configuration.op}`);
    judged.push(await judgeFormula(configuration, seedOf(lab, 0, i)));
  }
  return judged;
}

/** Every correction once. Their numbers are those that were worked out by hand, and not drawn. */
function examples(): Configuration[] {
  return corrections.map(({op: name, example: {fn, inputs}}) => op(name, fn, ...inputs.map(given)));
}

function given(input: tf.TensorLike): InputRange {
  return tf.tidy(() => {
    const tensor = tf.tensor(input, undefined, 'float32');
    return {shape: tensor.shape, low: NaN, high: NaN, values: [...tensor.dataSync()]};
  });
}

/** What can be differentiated once more; of a sample every eighth op, at its first configuration. */
function secondOrder(all: readonly Configuration[], isSample: boolean): Configuration[] {
  const seen = new Set<string>();
  const isFirst = ({op}: Configuration) => !seen.has(op) && seen.add(op);
  // Those that are gradients already are of the second order in the first place.
  const ops = all.filter(({kind, op}) => kind === 'op' && !op.startsWith('grad('));
  return (isSample ? ops.filter(isFirst).filter(isEighth) : ops).map(differentiated);
}

function isEighth(_: Configuration, index: number): boolean {
  return index % 8 === 0;
}

/** The gradients of the sum of squares, by all inputs, as a function to differentiate once more. */
function differentiated(configuration: Configuration): Configuration {
  if (configuration.kind !== 'op') return configuration;
  const squares = (...inputs: tf.Tensor[]) => tf.sum(tf.square(configuration.fn(...inputs).toFloat()));
  const fn = (...inputs: tf.Tensor[]) =>
    tf.concat(
      tf
        .grads(squares)(inputs)
        .map(gradient => tf.reshape(gradient, [-1])),
    );
  return {...configuration, op: `grads(${configuration.op})`, fn};
}

async function compareBackends(lab: Lab, all: readonly Configuration[]): Promise<CorrectedBackend[]> {
  const compute = () => computeEach(all, i => seedOf(lab, 0, i));
  const reference = (await onKernels('float64', compute)) ?? [];
  const findings: CorrectedBackend[] = [];
  for (const kernels of backends) {
    findings.push({kernels, ...besideReference(all, reference, (await onKernels(kernels, compute)) ?? [])});
  }
  return findings;
}

/** What a backend makes of one configuration. */
export interface Computed {
  readonly value: Analytic | undefined;
  readonly gradient: Analytic;
}

/** Values and gradients of all configurations, on the backend that is current. */
export function computeEach(all: readonly Configuration[], seedAt: (index: number) => number): Computed[] {
  return all.map((configuration, i) => ({
    value: forward(configuration, seedAt(i)),
    gradient: analyticGradients(configuration, seedAt(i)),
  }));
}

/** @param found None where the backend cannot be had. */
export function besideReference(
  all: readonly Configuration[],
  reference: readonly Computed[],
  found: readonly Computed[],
): Omit<CorrectedBackend, 'kernels'> {
  const runs = [...found.keys()].filter(i => isSame(all[i]!, reference[i]?.value, found[i]!.value));
  const refused = [...found.keys()].filter(i => !runs.includes(i)).map(i => all[i]!.op);
  const faults = runs.map(i => kernelFault(all[i]!, reference[i]!.gradient, found[i]!.gradient));
  return {
    compared: runs.length,
    refused: [...new Set(refused)],
    faults: faults.filter(fault => fault !== undefined),
  };
}

/** The value of an op, in the form of a gradient so that both are compared alike; nothing for a layer, whose value its op has. */
function forward(configuration: Configuration, seed: number): Analytic | undefined {
  return configuration.kind === 'op' ? readAll(() => [valueTensor(configuration, seed)]) : undefined;
}

function valueTensor({fn, inputs}: Extract<Configuration, {kind: 'op'}>, seed: number): tf.Tensor {
  return tf.tidy(() => fn(...drawInputs(inputs, seed).map(drawnTensor)).toFloat());
}

function isSame(
  configuration: Configuration,
  reference: Analytic | undefined,
  found: Analytic | undefined,
): boolean {
  if (configuration.kind !== 'op') return true;
  return (
    reference?.gradients !== undefined &&
    found?.gradients !== undefined &&
    kernelFault(configuration, reference, found) === undefined
  );
}
