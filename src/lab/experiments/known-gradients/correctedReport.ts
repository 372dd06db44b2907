import {listed, t, type Text} from '../../../text';
import type {Claim} from '../experiment';
import {skip} from '../reporting';
import {describeConfiguration} from './configurations';
import type {Corrected, CorrectedBackend} from './corrected';
import type {Judged} from './sweep';

/**
 * The layer's op, tf.batchNorm with a mean for another axis than the last: the kernels of tfjs 4.22 take the means of other entries on
 * the way forward (cpu counts through them), so that no gradient fits both what it means and what it computes.
 */
const wrongForward = 'layers.batchNormalization';

/** What is wrong or missing with the corrections in place, in float64; with the second order apart. */
export function claimsOnCorrected({isSample, first, second, kept, backends}: Corrected): Claim[] {
  return [
    isSample ? claimOnExamples(first) : claimOnAll(first),
    {
      id: 'known-gradients.corrected-twice',
      statement: isSample
        ? t`With them the gradients of gradients of every eighth op are right, too`
        : t`With them the gradients of gradients are right, too`,
      expected: t`none of ${second.length} wrong or missing`,
      measured: failures(second),
      holds: second.length > 0 && faultsOf(second).length === 0,
    },
    {
      id: 'known-gradients.corrected-same-bits',
      statement: t`What was right keeps its bits on cpu, but where equal maxima now share their gradient`,
      expected: t`of ${kept.compared} only max changed`,
      measured: t`changed: ${kept.changed.join(', ') || t`none`}`,
      holds: kept.compared > 0 && kept.changed.every(op => op === 'max'),
    },
    ...backends.map(each => claimOnBackend(each, isSample)),
  ];
}

function claimOnAll(first: readonly Judged[]): Claim {
  return {
    id: 'known-gradients.corrected',
    statement: t`With correctGradients() all gradients that were wrong or missing are right, but of batchNormalization
      along another axis than the last, whose value is wrong already`,
    expected: t`none of ${first.length} wrong or missing but ${wrongForward}`,
    measured: failures(first),
    holds: first.length > 0 && faultsOf(first).every(({configuration: {op}}) => op === wrongForward),
  };
}

function claimOnExamples(first: readonly Judged[]): Claim {
  return {
    id: 'known-gradients.corrected',
    statement: t`With correctGradients() the gradient at the smallest example of each correction is right`,
    expected: t`none of ${first.length} wrong or missing`,
    measured: failures(first),
    holds: first.length > 0 && faultsOf(first).length === 0,
  };
}

/** Numbers for the metrics. */
export function correctedNumbers({first, second, kept, backends}: Corrected): object {
  const count = (list: readonly Judged[], verdict: string) =>
    list.filter(each => each.verdict === verdict).length;
  const of = (list: readonly Judged[]) => ({
    checked: list.length,
    wrong: count(list, 'wrong'),
    missing: count(list, 'unsupported'),
    undecided: list.filter(isUndecided).length,
  });
  return {
    first: of(first),
    second: of(second),
    kept: {compared: kept.compared, changed: kept.changed.length},
    ...Object.fromEntries(
      backends.map(({kernels, compared, faults}) => [kernels, {compared, faults: faults.length}]),
    ),
  };
}

function claimOnBackend({kernels, compared, refused, faults}: CorrectedBackend, isSample: boolean): Claim {
  const found = faults.map(
    ({configuration, reason}) => t`${describeConfiguration(configuration)} ${reason ?? t`wrong`}`,
  );
  return {
    id: `known-gradients.corrected-on-${kernels}`,
    statement: isSample
      ? t`On ${kernels} every eighth corrected gradient is that of float64, of what it computes as float64 does`
      : t`On ${kernels} all corrected gradients are those of float64, of what it computes as float64 does`,
    expected: compared === 0 ? t`none wrong, none missing` : t`none of ${compared} wrong or missing`,
    measured:
      compared === 0
        ? t`no such backend here`
        : t`faults: ${found.length === 0 ? t`none` : listed(found, '; ')}; not run, or with another value: ${refused.join(', ') || t`none`}`,
    ...(compared === 0
      ? skip(t`needs the ${kernels} backend, which is not available here`)
      : {holds: faults.length === 0}),
  };
}

/** What could not be decided is no fault; how much that is stands in the metrics. */
function faultsOf(list: readonly Judged[]): readonly Judged[] {
  return list.filter(({verdict}) => verdict === 'wrong' || verdict === 'unsupported');
}

function failures(list: readonly Judged[]): Text {
  const named = faultsOf(list).map(
    ({configuration, reason}) => t`${describeConfiguration(configuration)}: ${reason}`,
  );
  const verdicts = named.length === 0 ? [t`none wrong, none missing`] : named;
  const open = list.filter(isUndecided).length;
  return listed([...verdicts, ...(open === 0 ? [] : [t`${open} undecided`])], '; ');
}

function isUndecided({verdict}: Judged): boolean {
  return verdict === 'noisy' || verdict === 'nonfinite';
}
