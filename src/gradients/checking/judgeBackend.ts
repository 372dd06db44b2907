/** Which of two gradients that differ is right: that of a backend, that of the reference, both or neither. */
import {onFloat64} from '../../backends/float64';
import type {GradientCheck, Verdict} from '../GradientCheck';
import {formatIndex} from './CheckedInput';
import {compareEntries} from './compareEntries';
import {Comparison} from './Comparison';
import {formatPair} from './diagnose';
import type {Subject} from './Subject';

/** How far two gradients are apart in one entry. */
export interface EntryDifference {
  readonly input: number;
  /** Flat position. */
  readonly at: number;
  /** Over the largest entry of that input's gradient. */
  readonly relativeError: number;
}

/** One entry's slope by finite differences. */
interface MeasuredEntry {
  readonly input: number;
  readonly at: number;
  readonly numerical: number;
  readonly errorBar: number;
  /** Whether the backend's value is one of several legal ones. */
  readonly isKink: boolean;
}

/** Entries that settle the question, of those that differ: they cost up to a hundred evaluations each. */
const ENOUGH = 3;

/**
 * Measures the worst of the entries that differ, and one in the middle and at the end of them.
 *
 * @param found The backend's gradients.
 * @param differing Worst first.
 * @param known Entries whose slopes are known; those in which the reference is wrong count, whether the
 * backend differs there or not.
 */
export async function measure(
  subject: Subject,
  found: readonly Float64Array[],
  differing: readonly EntryDifference[],
  known: GradientCheck['worst'],
): Promise<MeasuredEntry[]> {
  const given = known
    .filter(({verdict}) => verdict === 'wrong')
    .map((entry): MeasuredEntry => ({...entry, ...placeOf(entry, subject), isKink: false}));
  const open = differing.filter(({input, at}) => !given.some(one => one.input === input && one.at === at));
  const chosen = new Set(
    [0, Math.floor(open.length / 2), open.length - 1].slice(0, Math.min(ENOUGH, open.length)),
  );
  const work = () => [...chosen].flatMap(k => measureEntry(subject, found, open[k]!));
  const measured = subject.precision.dtype === 'float64' ? await onFloat64(work) : work();
  return [...given, ...measured];
}

function placeOf({input: name, index}: GradientCheck['worst'][number], {inputs}: Subject) {
  const input = inputs.findIndex(each => each.name === name);
  const {shape} = inputs[input]!;
  return {input, at: index.reduce((flat, i, axis) => flat * shape[axis]! + i, 0)};
}

/** None where finite differences do not settle. */
function measureEntry(
  subject: Subject,
  found: readonly Float64Array[],
  {input, at}: EntryDifference,
): MeasuredEntry[] {
  const {judgements} = compareEntries(new Comparison(subject, found), input, [at]);
  return [...judgements.values()]
    .filter(({verdict, numerical}) => Number.isFinite(numerical) && verdict !== 'noisy')
    .map(({numerical, errorBar, verdict}) => ({input, at, numerical, errorBar, isKink: verdict === 'kink'}));
}

/** Two values of one entry, and which of them are right. */
interface JudgedEntry {
  readonly place: string;
  readonly found: number;
  readonly reference: number;
  readonly numerical: number;
  readonly isFoundRight: boolean;
  readonly isReferenceRight: boolean;
}

/** @param tolerance Relative to the largest entry of its input's gradient. */
export function judgeEntries(
  {inputs}: Subject,
  reference: readonly Float64Array[],
  found: readonly Float64Array[],
  entries: readonly MeasuredEntry[],
  tolerance: number,
): JudgedEntry[] {
  const largest = (gradient: Float64Array) => gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  return entries.map(({input, at, numerical, errorBar, isKink}) => {
    // A wrong gradient may be far too large.
    const usual = Math.min(largest(reference[input]!), largest(found[input]!));
    const allowed = tolerance * Math.max(usual, Math.abs(numerical)) + 3 * errorBar;
    const isRight = (g: number) => isKink || Math.abs(g - numerical) <= allowed;
    const [theirs, ours] = [found[input]![at]!, reference[input]![at]!];
    return {
      place: `${inputs[input]!.name}${formatIndex(at, inputs[input]!.shape)}`,
      found: theirs,
      reference: ours,
      numerical,
      isFoundRight: isRight(theirs),
      isReferenceRight: isRight(ours),
    };
  });
}

/**
 * @param own The backend of the reference.
 * @param kernel The first that computes something else on the other backend.
 */
export function conclude(
  judged: readonly JudgedEntry[],
  own: string,
  kernel: string | undefined,
  differ: boolean,
): {verdict: Verdict; reason: string; op?: string} {
  const wrong = judged.find(({isFoundRight}) => !isFoundRight);
  const wrongReference = judged.find(({isReferenceRight}) => !isReferenceRight);
  if (!wrong && !differ) return {verdict: 'pass', reason: 'Its gradient is the same.'};
  if (judged.length === 0) {
    return {
      verdict: 'noisy',
      reason: 'Its gradient is another one; finite differences cannot tell which of them is right.',
    };
  }
  if (wrong) return concludeWrong(wrong, wrongReference, own, kernel, differ);
  if (!wrongReference) {
    return {verdict: 'pass', reason: 'Its gradient is another one where there is a kink; both are legal.'};
  }
  const {place, found, reference, numerical} = wrongReference;
  const [right, other] = formatPair(found, reference, 5);
  const where = kernel === undefined ? '' : `, whose kernel ${kernel} computes something else`;
  const sentence = `Its gradient is right: ${right} at ${place}, numerically ${numerical.toPrecision(5)}.`;
  return {verdict: 'pass', reason: `${sentence} The wrong one is that of ${own}, ${other}${where}.`};
}

function concludeWrong(
  wrong: JudgedEntry,
  wrongReference: JudgedEntry | undefined,
  own: string,
  kernel: string | undefined,
  differ: boolean,
): {verdict: Verdict; reason: string; op?: string} {
  const [value, right] = formatPair(wrong.found, wrong.numerical, 5);
  const sentence = `It has ${value} at ${wrong.place}, not ${right}.`;
  if (!differ) return {verdict: 'wrong', reason: `${sentence} Its gradient is that of ${own}, and as wrong.`};
  if (wrongReference) {
    const {place, reference, numerical} = wrongReference;
    const [other, truth] = formatPair(reference, numerical, 5);
    const both = `That of ${own} is wrong too, in another way: ${other} at ${place}, not ${truth}.`;
    const first = kernel === undefined ? '' : ` They differ first in the kernel ${kernel}.`;
    return {
      verdict: 'wrong',
      reason: `${sentence} ${both}${first}`,
      ...(kernel !== undefined && {op: kernel}),
    };
  }
  const blame = kernel === undefined ? '' : ` Its kernel ${kernel} computes something else.`;
  return {verdict: 'wrong', reason: `${sentence}${blame}`, ...(kernel !== undefined && {op: kernel})};
}
