import {onKernels, type Kernels} from '../../gradients/onKernels';
import type {Lab} from '../experiment';
import {analyticGradients, kernelFault, type Analytic, type KernelFault} from './compareKernels';
import type {Configuration} from './configuration';
import {configurations} from './configurations';
import {judgeFormula, type Judged} from './judgeFormulas';
import {knownBugs} from './knownBugs';
import {measureBug, type MeasuredBug} from './measureBug';

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
      lab.progress((0.9 * (s + i / all.length)) / seeds, `checking ${configuration.op}`);
      judged.push(await judgeFormula(configuration, seedOf(lab, s, i)));
    }
  }
  lab.progress(0.9, 'other backends');
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
function seedOf({seed}: Lab, repetition: number, index: number): number {
  return seed + 1000 * repetition + index;
}
