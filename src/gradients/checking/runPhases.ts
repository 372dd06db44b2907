import {listed, t, type Text} from '../../text';
import {Random} from '../../random';
import type {Diagnosis, GradientCheck, GradientCheckOptions} from '../GradientCheck';
import {EarlyVerdict} from './backpropagate';
import {CheckContext, taylorRate} from './CheckContext';
import type {CheckedFunction, Gradients} from './CheckedFunction';
import {distance} from './compareEntries';
import {type ComparedInput, compareInput, mostSevere, type Plan} from './compareInput';
import {explain, nameOp} from './explain';
import {findWrongOp} from './findWrongOp';
import {validateFunction, validateGradients} from './validate';

/** What a check on one backend found; the parts of a `GradientCheck` that need tensors. */
export interface Outcome extends Pick<
  GradientCheck,
  'verdict' | 'resolution' | 'taylorRate' | 'inputs' | 'worst'
> {
  readonly reason: Text;
  readonly diagnosis?: Diagnosis;
  readonly op?: string;
  readonly notes: readonly Text[];
  /** The analytic gradients, if there are any. */
  readonly gradients?: Gradients;
}

/** The default of the option `entries`. */
export const ENTRIES = 128;
/** Of the evaluations that a check may take, a few are kept for the Taylor rate. */
const RESERVE = 8;
/** Of large inputs so many entries are measured one by one, and so many blocks cover all of them; shared by the inputs. */
const SAMPLE = 24;
const BLOCKS = 24;

/** Runs the phases from `validate` to `explain` on the active backend; synchronous, so nothing else can run on it meanwhile. */
export function runPhases(checkedFn: CheckedFunction, options: GradientCheckOptions): Outcome {
  const random = new Random(options.seed ?? 0);
  const notes: Text[] = [];
  try {
    notes.push(...validateFunction(checkedFn, random.fork(1), options.vector ?? false));
    const gradients = checkedFn.gradients();
    validateGradients(checkedFn, gradients);
    const compared = compareAll(checkedFn, gradients, options.entries ?? ENTRIES, random);
    checkedFn.assertNothingWritten();
    const isFlatGradient = options.order === 2 && compared.verdict === 'flat';
    const reason = isFlatGradient
      ? t`The gradient is piecewise constant here: its own gradient is 0.`
      : compared.reason;
    return {...compared, reason, notes: [...notes, ...compared.notes], gradients};
  } catch (error) {
    if (!(error instanceof EarlyVerdict)) throw error;
    return {...outcomeOf(checkedFn, error, random), notes};
  }
}

function compareAll(
  checkedFn: CheckedFunction,
  gradients: Gradients,
  limit: number,
  random: Random,
): Outcome {
  const context = new CheckContext(checkedFn, checkedFn.filled(gradients));
  const plans = planInputs(checkedFn, limit);
  const compared = plans.map((plan, i) => compareInput(context.inputs[i]!, plan, random.fork(10 + i)));
  const resolutions = compared.map(({resolution}) => resolution ?? 0);
  const coarsest = Math.max(0, ...resolutions);
  const resolution = coarsest > 0 && Number.isFinite(coarsest) ? coarsest : null;
  const verdict = mostSevere(compared.map(({report}) => report.verdict));
  const wrongOp = verdict === 'wrong' ? findWrongOp(checkedFn, random.fork(2)) : undefined;
  return {
    verdict,
    ...explain(verdict, compared, checkedFn, gradients, wrongOp, resolution),
    resolution,
    taylorRate: checkedFn.left > RESERVE ? taylorRate(context, random.fork(3)) : NaN,
    inputs: compared.map(({report}) => report),
    worst: worstOf(compared, verdict),
    notes: notesOn(context, compared),
  };
}

/** How each input is measured: entry by entry where all inputs are small. */
function planInputs({inputs}: CheckedFunction, limit: number): Plan[] {
  const total = inputs.reduce((sum, {values}) => sum + values.length, 0);
  const isSmall = total <= limit;
  const most = isSmall ? limit : Math.max(3, Math.floor(SAMPLE / inputs.length));
  const sizes = inputs.map(({values}) => ({
    singles: Math.min(values.length, most),
    blocks: Math.max(1, Math.ceil(Math.min(values.length / 64, BLOCKS / inputs.length))),
  }));
  // Four evaluations for each entry or block of the inputs behind.
  const cost = (size: Omit<Plan, 'reserve'>) => 4 * (size.singles + (isSmall ? 0 : size.blocks));
  return sizes.map((size, i) => {
    const reserve = RESERVE + sizes.slice(i + 1).reduce((sum, next) => sum + cost(next), 0);
    return {...size, reserve};
  });
}

function notesOn(
  {checkedFn, scatter, rounding, ofFloat32, value}: CheckContext,
  compared: readonly ComparedInput[],
): Text[] {
  const notes: Text[] = [];
  const total = (count: (one: ComparedInput) => number) => compared.reduce((sum, one) => sum + count(one), 0);
  const own = Math.max(ofFloat32, scatter > 1e3 * rounding ? scatter : 0);
  if (own > 0) {
    const share = (own / Math.abs(value)).toExponential(0);
    notes.push(
      t`The function's values scatter by ${share} of themselves: it rounds by itself, to float32 for example.`,
    );
  }
  const below = total(({belowFloor}) => belowFloor);
  if (below > 0) {
    const all = total(({results}) => results.numerical.length);
    notes.push(
      t`${below} of ${all} entries are below a thousandth of the largest of their input, and resolved to that.`,
    );
  }
  const unseen = total(one => one.unseen);
  if (unseen > 0) {
    const isFound = compared.some(({report}) => report.verdict === 'wrong');
    const advice = isFound
      ? t`the search ends when enough is wrong`
      : t`give a larger {budget}, or fewer inputs`;
    notes.push(
      unseen === 1
        ? t`Of 1 entry nothing is known: ${advice}.`
        : t`Of ${unseen} entries nothing is known: ${advice}.`,
    );
  }
  if (checkedFn.thrown !== undefined)
    notes.push(t`Away from the point the function throws: ${checkedFn.thrown}`);
  return notes;
}

function worstOf(compared: readonly ComparedInput[], verdict: string): GradientCheck['worst'] {
  type Entry = GradientCheck['worst'][number];
  const isOfVerdict = (entry: Entry) => Number(entry.verdict === verdict);
  const apart = ({analytic, numerical}: Entry) => distance(analytic, numerical);
  return compared
    .flatMap(({report, entries}) => entries.map((entry): Entry => ({...entry, input: report.name})))
    .sort((a, b) => isOfVerdict(b) - isOfVerdict(a) || apart(b) - apart(a))
    .slice(0, 5);
}

/** The outcome of a check that ended before any comparison, with what can still be said. */
function outcomeOf(checkedFn: CheckedFunction, early: EarlyVerdict, random: Random): Omit<Outcome, 'notes'> {
  const {verdict, details} = early;
  let {reason} = early;
  let {op} = details;
  if (verdict === 'unsupported' && isFlat(checkedFn, random.fork(4))) {
    reason = listed([reason, t`The function is piecewise constant here, so its true gradient is 0.`], ' ');
  }
  if (verdict === 'wrong' && op === undefined) {
    const found = findWrongOp(checkedFn, random.fork(2));
    if (found) reason = listed([reason, nameOp({op: found.op, isMendable: found.isMendable ?? false})], ' ');
    op = found?.op;
  }
  const worst = {index: [], analytic: NaN, numerical: NaN, errorBar: NaN};
  return {
    ...{verdict, reason, resolution: null, taylorRate: NaN, worst: []},
    ...(details.diagnosis && {diagnosis: details.diagnosis}),
    ...(op !== undefined && {op}),
    inputs: checkedFn.inputs.map(({name, shape}) => ({name, shape, checked: 0, verdict, worst})),
  };
}

/** All entries moved at once, four times: known after five evaluations. */
function isFlat(checkedFn: CheckedFunction, random: Random): boolean {
  try {
    const value = checkedFn.value(checkedFn.base);
    return [2 ** -14, 2 ** -17, 2 ** -20, 2 ** -23].every(h => {
      const moved = checkedFn.movedAlong(checkedFn.randomDirection(random), h);
      return checkedFn.value(moved) === value;
    });
  } catch (error) {
    // The function differentiates inside itself, and has no value at all.
    if (error instanceof EarlyVerdict) return false;
    throw error;
  }
}
