import type {Claim} from '../../results';
import type {ExperimentRecord, ResultsDocument} from './resultsDocument';
import {formatSeeds} from './seedTable';

/** Two runs side by side: `a` is the first, `b` the second. What only one of them has is undefined in the other. */
export interface Comparison {
  /** What the runs were made with, where it differs. */
  readonly settings: readonly {readonly name: string; readonly a: string; readonly b: string}[];
  readonly experiments: readonly ExperimentComparison[];
}

export interface ExperimentComparison {
  readonly id: string;
  readonly in: 'both' | 'a' | 'b';
  readonly claims: readonly ClaimComparison[];
  readonly metrics: readonly MetricComparison[];
}

export interface ClaimComparison {
  readonly id: string;
  readonly statement: string;
  readonly a: Claim['holds'] | undefined;
  readonly b: Claim['holds'] | undefined;
  /** Whether what became of it differs. */
  readonly changed: boolean;
}

export interface MetricComparison {
  readonly name: string;
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** b − a, where both have it. */
  readonly difference: number | undefined;
  readonly changed: boolean;
}

/**
 * Compares two runs: what they were made with, what became of every claim, and every metric.
 *
 * @example
 * compareResults(results, results).settings;  // []
 */
export function compareResults(a: ResultsDocument, b: ResultsDocument): Comparison {
  return {
    settings: compareSettings(a, b),
    experiments: unique(a.experiments, b.experiments, ({id}) => id).map(id => {
      const [inA, inB] = [a, b].map(({experiments}) => experiments.find(each => each.id === id));
      return {
        id,
        in: inA === undefined ? 'b' : inB === undefined ? 'a' : 'both',
        claims: compareClaims(inA?.claims ?? [], inB?.claims ?? []),
        metrics: compareMetrics(inA?.metrics ?? {}, inB?.metrics ?? {}),
      };
    }),
  };
}

function compareSettings(a: ResultsDocument, b: ResultsDocument): Comparison['settings'] {
  const [left, right] = [settingsOf(a), settingsOf(b)];
  return left.flatMap(([name, value], i) => {
    const other = right[i]![1];
    return value === other ? [] : [{name, a: value, b: other}];
  });
}

function settingsOf({losslab, tfjs, node, backend, profile, seed, seeds, data}: ResultsDocument) {
  return [
    ['losslab', losslab],
    ['TensorFlow.js', tfjs],
    ['Node', node],
    ['backend', backend],
    ['profile', profile],
    ['seed', seeds === undefined ? String(seed) : formatSeeds(seeds.seeds)],
    ['data', `${data.kind}, ${data.train} + ${data.test}`],
    ['digest', data.digest],
  ] as const;
}

function compareClaims(a: readonly Claim[], b: readonly Claim[]): ClaimComparison[] {
  return unique(a, b, ({id}) => id).map(id => {
    const [inA, inB] = [a, b].map(claims => claims.find(claim => claim.id === id));
    const statement = (inB ?? inA)!.statement; // one of them has it: the id comes from there
    return {id, statement, a: inA?.holds, b: inB?.holds, changed: inA?.holds !== inB?.holds};
  });
}

function compareMetrics(a: ExperimentRecord['metrics'], b: ExperimentRecord['metrics']): MetricComparison[] {
  return unique(Object.keys(a), Object.keys(b), name => name).map(name => {
    const [inA, inB] = [a[name], b[name]];
    const difference = inA === undefined || inB === undefined ? undefined : inB - inA;
    return {name, a: inA, b: inB, difference, changed: !Object.is(inA, inB)};
  });
}

/** The keys of two lists, each once, in the order of the first. */
function unique<T>(a: readonly T[], b: readonly T[], key: (element: T) => string): string[] {
  return [...new Set([...a, ...b].map(key))];
}
