import * as tf from '@tensorflow/tfjs';
import {correctGradients} from '../../../corrections';
import {onKernels, type Kernels} from '../../../backends/onKernels';
import {releaseTape} from '../../../tfjs/tape';
import {t} from '../../../text';
import type {Lab} from '../experiment';
import {type Configuration, configurations} from './configurations';
import {drawInputs, drawnTensor} from './drawInputs';
import {furtherOps} from './furtherOps';
import {
  analyticGradients,
  type Analytic,
  type Judged,
  judgeFormula,
  kernelFault,
  type KernelFault,
  seedOf,
} from './sweep';

/** What the sweep finds while `correctGradients()` is in place. */
export interface Corrected {
  /** What tfjs gets wrong or misses, checked again. */
  readonly first: readonly Judged[];
  /** The gradients of those gradients. */
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

const backends: readonly Kernels[] = ['cpu', 'wasm', 'tensorflow'];

/** The sweep with the corrections in place: in float64 by finite differences, then on every backend beside float64. */
export async function sweepCorrected(lab: Lab): Promise<Corrected> {
  const all = [...Object.values(configurations).flat(), ...furtherOps];
  const before = await bitsOnCpu(lab, all);
  const undo = correctGradients();
  try {
    const after = await bitsOnCpu(lab, all);
    const changed = before.flatMap((bits, i) => (bits === after[i] ? [] : [all[i]!.op]));
    return {
      first: process.env['SKIP']
        ? []
        : await judge(
            lab,
            all.filter(({expected}) => expected !== 'right'),
          ),
      second: await judge(lab, secondOrder(lab, all)),
      kept: {compared: before.filter(bits => bits !== undefined).length, changed},
      backends: await compareBackends(lab, all),
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

/** In the quick profile the first configuration of each op. */
function secondOrder(lab: Lab, all: readonly Configuration[]): Configuration[] {
  const seen = new Set<string>();
  const isFirst = ({op}: Configuration) => !seen.has(op) && seen.add(op);
  // Those that are gradients already are of the second order in the first place.
  const ops = all.filter(({kind, op}) => kind === 'op' && !op.startsWith('grad('));
  return (lab.profile === 'full' ? ops : ops.filter(isFirst)).map(differentiated);
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
  const compute = () =>
    all.map((configuration, i) => ({
      value: forward(configuration, seedOf(lab, 0, i)),
      gradient: analyticGradients(configuration, seedOf(lab, 0, i)),
    }));
  const reference = (await onKernels('float64', compute)) ?? [];
  const findings: CorrectedBackend[] = [];
  for (const kernels of backends) {
    const found = (await onKernels(kernels, compute)) ?? [];
    const runs = [...found.keys()].filter(i => isSame(all[i]!, reference[i]?.value, found[i]!.value));
    const refused = [...found.keys()].filter(i => !runs.includes(i)).map(i => all[i]!.op);
    const faults = runs.map(i => kernelFault(all[i]!, reference[i]!.gradient, found[i]!.gradient));
    findings.push({
      kernels,
      compared: runs.length,
      refused: [...new Set(refused)],
      faults: faults.filter(fault => fault !== undefined),
    });
  }
  return findings;
}

/** The value of an op, in the form of a gradient so that both are compared alike; nothing for a layer, whose value its op has. */
function forward(configuration: Configuration, seed: number): Analytic | undefined {
  if (configuration.kind !== 'op') return undefined;
  const {fn, inputs} = configuration;
  let value = new Float64Array();
  try {
    tf.tidy(() => {
      value = Float64Array.from(
        fn(...drawInputs(inputs, seed).map(drawnTensor))
          .toFloat()
          .dataSync(),
      );
    });
    return {gradients: [value]};
  } catch (error) {
    releaseTape();
    return {error: (error as Error).message};
  }
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
