import type {Claim, ExperimentRecord, ResultsDocument} from '../../results';
import {formatSeeds} from './seedTable';
import {t} from '../../text';

/** Two runs side by side: `a` is the first, `b` the second. What only one of them has is undefined in the other. */
export type Comparison = ReturnType<typeof compareResults>;
export type ExperimentComparison = Comparison['experiments'][number];
export type ClaimComparison = ExperimentComparison['claims'][number];
export type MetricComparison = ExperimentComparison['metrics'][number];

/**
 * Compares two runs: what they were made with, where it differs, what became of every claim, and every metric with its
 * difference b − a. `changed` is what is not the same in both.
 *
 * @example
 * compareResults(results, results).settings;  // []
 */
export function compareResults(a: ResultsDocument, b: ResultsDocument) {
  const ids = unique(a.experiments, b.experiments, ({id}) => id);
  return {
    settings: compareSettings(a, b),
    experiments: ids.map(id => {
      const [inA, inB] = [a, b].map(({experiments}) => experiments.find(each => each.id === id));
      return {
        id,
        in: inA === undefined ? ('b' as const) : inB === undefined ? ('a' as const) : ('both' as const),
        claims: compareClaims(inA?.claims ?? [], inB?.claims ?? []),
        metrics: compareMetrics(inA?.metrics ?? {}, inB?.metrics ?? {}),
      };
    }),
  };
}

function compareSettings(a: ResultsDocument, b: ResultsDocument) {
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
    [t`backend`, backend],
    [t`profile`, profile],
    [t`seed`, seeds === undefined ? String(seed) : formatSeeds(seeds.seeds)],
    [t`data`, `${data.kind}, ${data.train} + ${data.test}`],
    [t`digest`, data.digest],
  ] as const;
}

function compareClaims(a: readonly Claim[], b: readonly Claim[]) {
  return unique(a, b, ({id}) => id).map(id => {
    const [inA, inB] = [a, b].map(claims => claims.find(claim => claim.id === id));
    const statement = (inB ?? inA)!.statement; // one of them has it: the id comes from there
    return {id, statement, a: inA?.holds, b: inB?.holds, changed: inA?.holds !== inB?.holds};
  });
}

function compareMetrics(a: ExperimentRecord['metrics'], b: ExperimentRecord['metrics']) {
  return unique(Object.keys(a), Object.keys(b), name => name).map(name => {
    // Their own only: a metric may be called `constructor`.
    const [inA, inB] = [a, b].map(metrics => (Object.hasOwn(metrics, name) ? metrics[name] : undefined));
    const difference = inA === undefined || inB === undefined ? undefined : inB - inA;
    return {name, a: inA, b: inB, difference, changed: !Object.is(inA, inB)};
  });
}

/** The keys of two lists, each once, in the order of the first. */
function unique<T>(a: readonly T[], b: readonly T[], key: (element: T) => string): string[] {
  return [...new Set([...a, ...b].map(key))];
}
