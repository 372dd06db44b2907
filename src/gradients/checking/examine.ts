import {Random} from '../../random';
import type {Diagnosis, GradientCheck, GradientCheckOptions, InputCheck} from '../GradientCheck';
import {compareEntries, sampleEntries} from './compareEntries';
import {type ComparedInput, compareInput, gravest} from './compareInput';
import {Comparison} from './Comparison';
import {explain} from './explain';
import {Finding} from './Finding';
import {findGuiltyOp} from './findGuiltyOp';
import {assertLinearInDy} from './incomingGradient';
import {assertFiniteGradients, assertSameGradients, inspect} from './inspect';
import type {Subject} from './Subject';
import {taylorRate} from './taylorRate';

/** What one examination on one backend found; the parts of a `GradientCheck` that need tensors. */
export interface Examination extends Pick<
  GradientCheck,
  'verdict' | 'reason' | 'taylorRate' | 'inputs' | 'worst'
> {
  readonly diagnosis?: Diagnosis;
  readonly op?: string;
  readonly notes: string[];
  /** The analytic gradients, if there are any to speak of. */
  readonly gradients?: readonly (Float64Array | undefined)[];
}

/** Examines the subject on the active backend; synchronous, so nothing else can run on that backend meanwhile. */
export function examine(subject: Subject, options: GradientCheckOptions): Examination {
  const random = new Random(options.seed ?? 0);
  const notes: string[] = [];
  try {
    notes.push(...inspect(subject, random.fork(1), options.vector ?? false));
    const gradients = subject.gradients();
    assertFiniteGradients(subject, gradients);
    assertSameGradients(subject, gradients, subject.gradients());
    assertLinearInDy(subject, gradients);
    return {...compareAll(subject, gradients, options.entries ?? 256, random), notes, gradients};
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    return {...settle(subject, error, random), notes};
  }
}

function compareAll(
  subject: Subject,
  gradients: readonly (Float64Array | undefined)[],
  limit: number,
  random: Random,
): Omit<Examination, 'notes'> {
  const filled = gradients.map(
    (gradient, i) => gradient ?? new Float64Array(subject.inputs[i]!.values.length),
  );
  const comparison = new Comparison(subject, filled);
  const compared = subject.inputs.map((_, i) => compareInput(comparison, i, limit, random.fork(10 + i)));
  const verdict = gravest(compared.map(({report}) => report.verdict));
  const guilty = verdict === 'wrong' ? findGuiltyOp(subject, random.fork(2)) : undefined;
  return {
    verdict,
    ...explain(verdict, compared, subject, gradients, guilty),
    taylorRate: taylorRate(comparison, random.fork(3)),
    inputs: compared.map(({report}) => report),
    worst: worstOf(compared, verdict),
  };
}

function worstOf(compared: readonly ComparedInput[], verdict: string): GradientCheck['worst'] {
  return compared
    .flatMap(({report, entries}) => entries.map(entry => ({...entry, input: report.name})))
    .sort((a, b) => Number(b.verdict === verdict) - Number(a.verdict === verdict) || error(b) - error(a))
    .slice(0, 5);
}

function error({analytic, numerical}: {analytic: number; numerical: number}): number {
  const difference = Math.abs(analytic - numerical);
  return Number.isNaN(difference) ? Infinity : difference;
}

/** A verdict without a comparison, with what can still be said about it. */
function settle(subject: Subject, finding: Finding, random: Random): Omit<Examination, 'notes'> {
  const {verdict} = finding;
  let {reason} = finding;
  let op = finding.details.op;
  if (verdict === 'unsupported' && isFlat(subject, random.fork(4))) {
    reason += ' The function is piecewise constant here, so its true gradient is 0.';
  }
  if (verdict === 'wrong' && op === undefined) {
    op = findGuiltyOp(subject, random.fork(2))?.op;
    if (op !== undefined) reason += ` The op to blame: ${op}.`;
  }
  const {diagnosis} = finding.details;
  return {
    verdict,
    reason,
    ...(diagnosis && {diagnosis}),
    ...(op !== undefined && {op}),
    taylorRate: NaN,
    inputs: subject.inputs.map(({name, shape}): InputCheck => {
      return {
        name,
        shape,
        checked: 0,
        verdict,
        worst: {index: [], analytic: NaN, numerical: NaN, errorBar: NaN},
      };
    }),
    worst: [],
  };
}

function isFlat(subject: Subject, random: Random): boolean {
  try {
    return isFlatAround(subject, random);
  } catch (error) {
    // The function differentiates inside itself, and has no value at all.
    if (error instanceof Finding) return false;
    throw error;
  }
}

function isFlatAround(subject: Subject, random: Random): boolean {
  const zeros = subject.inputs.map(({values}) => new Float64Array(values.length));
  const comparison = new Comparison(subject, zeros);
  return zeros.every((zero, i) => {
    const {judgements} = compareEntries(comparison, i, sampleEntries(zero, 16, random));
    return [...judgements.values()].every(({verdict}) => verdict === 'flat');
  });
}
