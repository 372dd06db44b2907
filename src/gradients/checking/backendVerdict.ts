/** Which of two gradients that differ is right: that of a backend, that of the reference, both or neither. */
import {onFloat64} from '../../backends/float64';
import {listed, t, type Text} from '../../text';
import type {BackendCheck, GradientCheck} from '../GradientCheck';
import {largest} from '../numerical/arrays';
import {CheckContext} from './CheckContext';
import type {CheckedFunction} from './CheckedFunction';
import {formatIndex} from './CheckedInput';
import {compareEntries} from './compareEntries';
import {formatPair} from './formatCheck';

/** How far two gradients are apart in one entry. */
export interface EntryDifference {
  readonly input: number;
  /** Flat position. */
  readonly at: number;
  /** Relative to the largest entry of that input's gradient. */
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
export async function measureEntries(
  checkedFn: CheckedFunction,
  found: readonly Float64Array[],
  differing: readonly EntryDifference[],
  known: GradientCheck['worst'],
): Promise<MeasuredEntry[]> {
  const given = known.filter(({verdict}) => verdict === 'wrong').map(entry => knownEntry(entry, checkedFn));
  const open = differing.filter(({input, at}) => !given.some(one => one.input === input && one.at === at));
  const chosen = [0, Math.floor(open.length / 2), open.length - 1].slice(0, Math.min(ENOUGH, open.length));
  const work = () => [...new Set(chosen)].flatMap(k => measureEntry(checkedFn, found, open[k]!));
  const measured = checkedFn.precision.dtype === 'float64' ? await onFloat64(work) : work();
  return [...given, ...measured];
}

function knownEntry(entry: GradientCheck['worst'][number], {inputs}: CheckedFunction): MeasuredEntry {
  const {numerical, errorBar} = entry;
  const input = inputs.findIndex(({name}) => name === entry.input);
  const at = entry.index.reduce((flat, i, axis) => flat * inputs[input]!.shape[axis]! + i, 0);
  return {input, at, numerical, errorBar, isKink: false};
}

/** None where finite differences do not settle. */
function measureEntry(
  checkedFn: CheckedFunction,
  found: readonly Float64Array[],
  {input, at}: EntryDifference,
): MeasuredEntry[] {
  const {checks} = compareEntries(new CheckContext(checkedFn, found).inputs[input]!, [at]);
  return [...checks.values()]
    .filter(({verdict, numerical}) => Number.isFinite(numerical) && verdict !== 'noisy')
    .map(({numerical, errorBar, verdict}) => ({input, at, numerical, errorBar, isKink: verdict === 'kink'}));
}

/** Two values of one entry, and which of them are right. */
interface ComparedEntry {
  readonly place: string;
  readonly found: number;
  readonly reference: number;
  readonly numerical: number;
  readonly isFoundRight: boolean;
  readonly isReferenceRight: boolean;
}

/** @param tolerance Relative to the largest entry of its input's gradient. */
export function compareMeasured(
  {inputs}: CheckedFunction,
  reference: readonly Float64Array[],
  found: readonly Float64Array[],
  entries: readonly MeasuredEntry[],
  tolerance: number,
): ComparedEntry[] {
  return entries.map(({input, at, numerical, errorBar, isKink}) => {
    // A wrong gradient may be far too large.
    const usual = Math.min(largest(reference[input]!), largest(found[input]!));
    const allowed = tolerance * Math.max(usual, Math.abs(numerical)) + 3 * errorBar;
    const isRight = (g: number) => isKink || Math.abs(g - numerical) <= allowed;
    const [theirs, ours] = [found[input]![at]!, reference[input]![at]!];
    const place = `${inputs[input]!.name}${formatIndex(at, inputs[input]!.shape)}`;
    const [isFoundRight, isReferenceRight] = [isRight(theirs), isRight(ours)];
    return {place, found: theirs, reference: ours, numerical, isFoundRight, isReferenceRight};
  });
}

type BackendVerdict = Pick<BackendCheck, 'verdict' | 'op'> & {readonly reason: Text};

/**
 * @param reference The backend of the reference.
 * @param kernel The first that computes something else on the other backend.
 * @param differ Whether the two gradients differ.
 */
export function backendVerdict(
  compared: readonly ComparedEntry[],
  reference: string,
  kernel: string | undefined,
  differ: boolean,
): BackendVerdict {
  const wrong = compared.find(({isFoundRight}) => !isFoundRight);
  const wrongReference = compared.find(({isReferenceRight}) => !isReferenceRight);
  if (wrong) return wrongBackend(wrong, wrongReference, reference, kernel, differ);
  if (!differ) return {verdict: 'pass', reason: t`Its gradient is the same.`};
  if (compared.length === 0) {
    const reason = t`Its gradient is another one; finite differences cannot tell which of them is right.`;
    return {verdict: 'noisy', reason};
  }
  if (!wrongReference) {
    return {verdict: 'pass', reason: t`Its gradient is another one where there is a kink; both are legal.`};
  }
  const {place, numerical} = wrongReference;
  const [right, other] = formatPair(wrongReference.found, wrongReference.reference, 5);
  const sentence = t`Its gradient is right: ${right} at ${place}, numerically ${numerical.toPrecision(5)}.`;
  const fault =
    kernel === undefined
      ? t`The wrong one is that of ${reference}, ${other}.`
      : t`The wrong one is that of ${reference}, ${other}, whose kernel ${kernel} computes something else.`;
  return {verdict: 'pass', reason: listed([sentence, fault], ' ')};
}

function wrongBackend(
  wrong: ComparedEntry,
  wrongReference: ComparedEntry | undefined,
  reference: string,
  kernel: string | undefined,
  differ: boolean,
): BackendVerdict {
  const [value, right] = formatPair(wrong.found, wrong.numerical, 5);
  const sentence = t`It has ${value} at ${wrong.place}, not ${right}.`;
  if (!differ) {
    return {verdict: 'wrong', reason: t`${sentence} Its gradient is that of ${reference}, and as wrong.`};
  }
  if (!wrongReference) return {verdict: 'wrong', ...withKernel(sentence, kernel)};
  const [other, truth] = formatPair(wrongReference.reference, wrongReference.numerical, 5);
  const {place} = wrongReference;
  const both = t`That of ${reference} is wrong too, in another way: ${other} at ${place}, not ${truth}.`;
  const first = kernel === undefined ? [] : [t`They differ first in the kernel ${kernel}.`];
  const reason = listed([sentence, both, ...first], ' ');
  return {verdict: 'wrong', reason, ...(kernel !== undefined && {op: kernel})};
}

/** A reason with the kernel that is wrong, if it is known. */
export function withKernel(reason: Text, kernel: string | undefined): {reason: Text; op?: string} {
  if (kernel === undefined) return {reason};
  return {reason: t`${reason} Its kernel ${kernel} computes something else.`, op: kernel};
}
