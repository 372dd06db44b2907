import {Random} from '../../random';
import type {Diagnosis, GradientCheck, GradientCheckOptions, InputCheck} from '../GradientCheck';
import {type ComparedInput, compareInput, mostSevere, type Plan} from './compareInput';
import {Comparison, taylorRate} from './Comparison';
import {explain} from './explain';
import {Finding} from './backpropagate';
import {findGuiltyOp} from './findGuiltyOp';
import {assertLinearInDy, assertFiniteGradients, assertSameGradients, inspect} from './inspect';
import type {Subject} from './Subject';

/** What one examination on one backend found; the parts of a `GradientCheck` that need tensors. */
export interface Examination extends Pick<
  GradientCheck,
  'verdict' | 'reason' | 'resolution' | 'taylorRate' | 'inputs' | 'worst'
> {
  readonly diagnosis?: Diagnosis;
  readonly op?: string;
  readonly notes: string[];
  /** The analytic gradients, if there are any to speak of. */
  readonly gradients?: readonly (Float64Array | undefined)[];
}

/** Of the evaluations that a check may take, a few are kept for what is said at the end. */
const RESERVE = 8;
/** Of large inputs so many entries are measured one by one, and so many blocks cover all of them; shared by the inputs. */
const SAMPLE = 24;
const BLOCKS = 24;

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
    const compared = compareAll(subject, gradients, options.entries ?? ENTRIES, random);
    const reason =
      options.order === 2 && compared.verdict === 'flat'
        ? 'The gradient is piecewise constant here: its own gradient is 0.'
        : compared.reason;
    return {...compared, reason, notes: [...notes, ...compared.notes], gradients};
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    return {...settle(subject, error, random), notes};
  }
}

/** The default of the option `entries`. */
export const ENTRIES = 128;

function compareAll(
  subject: Subject,
  gradients: readonly (Float64Array | undefined)[],
  limit: number,
  random: Random,
): Examination {
  const filled = gradients.map(
    (gradient, i) => gradient ?? new Float64Array(subject.inputs[i]!.values.length),
  );
  const comparison = new Comparison(subject, filled);
  const plans = plan(subject, limit);
  const compared = plans.map((each, i) => compareInput(comparison, i, each, random.fork(10 + i)));
  const resolution = coarsest(compared);
  const verdict = mostSevere(compared.map(({report}) => report.verdict));
  const guilty = verdict === 'wrong' ? findGuiltyOp(subject, random.fork(2)) : undefined;
  return {
    verdict,
    ...explain(verdict, compared, subject, gradients, guilty, resolution),
    resolution,
    taylorRate: subject.left > RESERVE ? taylorRate(comparison, random.fork(3)) : NaN,
    inputs: compared.map(({report}) => report),
    worst: worstOf(compared, verdict),
    notes: notesOn(comparison, compared),
  };
}

/** What each input is looked at with: entry by entry where all inputs are small. */
function plan({inputs}: Subject, limit: number): Plan[] {
  const total = inputs.reduce((sum, {values}) => sum + values.length, 0);
  const isSmall = total <= limit;
  const sizes = inputs.map(({values}) => ({
    singles: isSmall
      ? values.length
      : Math.min(values.length, Math.max(3, Math.floor(SAMPLE / inputs.length))),
    blocks: Math.max(1, Math.ceil(Math.min(values.length / 64, BLOCKS / inputs.length))),
  }));
  // Four evaluations for each entry or block of the inputs behind.
  return sizes.map(({singles, blocks}, i) => {
    const behind = sizes
      .slice(i + 1)
      .reduce((sum, next) => sum + 4 * (next.singles + (isSmall ? 0 : next.blocks)), 0);
    return {singles, blocks, reserve: RESERVE + behind};
  });
}

function coarsest(compared: readonly ComparedInput[]): number | null {
  const resolutions = compared.flatMap(({resolution}) => (resolution === null ? [] : [resolution]));
  const worst = Math.max(0, ...resolutions);
  return worst > 0 && Number.isFinite(worst) ? worst : null;
}

function notesOn({subject, own, rounding, value}: Comparison, compared: readonly ComparedInput[]): string[] {
  const notes: string[] = [];
  if (own > 1e3 * rounding) {
    const share = (own / Math.abs(value)).toExponential(0);
    notes.push(
      `The function's values scatter by ${share} of themselves: it rounds by itself, to float32 for one.`,
    );
  }
  const total = compared.reduce((sum, {findings}) => sum + findings.numerical.length, 0);
  const below = compared.reduce((sum, {belowFloor}) => sum + belowFloor, 0);
  if (below > 0) {
    notes.push(
      `${below} of ${total} entries are below a thousandth of the largest of their input, and resolved to that.`,
    );
  }
  const unseen = compared.reduce((sum, one) => sum + one.unseen, 0);
  if (unseen > 0) {
    const isFound = compared.some(({report}) => report.verdict === 'wrong');
    const advice = isFound
      ? 'the search ends when enough is wrong'
      : 'give a larger {budget}, or fewer inputs';
    notes.push(`Of ${unseen} entr${unseen === 1 ? 'y' : 'ies'} nothing is known: ${advice}.`);
  }
  if (subject.thrown !== undefined) notes.push(`Away from the point the function throws: ${subject.thrown}`);
  return notes;
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
    resolution: null,
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

/** All entries moved at once, four times: known after five evaluations. */
function isFlatAround(subject: Subject, random: Random): boolean {
  const value = subject.value(subject.base);
  return [2 ** -14, 2 ** -17, 2 ** -20, 2 ** -23].every(h => {
    const moved = subject.base.map(values => values.map(x => x + h * (Math.abs(x) || 1) * random.normal()));
    return subject.value(moved) === value;
  });
}
