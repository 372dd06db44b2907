import {correctedOps} from '../../correctedOps';
import type {Random} from '../../random';
import {t, type Text} from '../../text';
import {isTapeMended} from '../../tfjs/engine';
import {isCallers} from '../../tfjs/tape';
import type {CheckedFunction} from './CheckedFunction';
import {
  isRightNearby,
  isRightWithoutCustom,
  isWrongAtTies,
  isWrongStep,
  wrongSecondDerivative,
} from './checkStep';
import {type KernelCall, type PathStep, recordPath} from './recordKernels';

/** The op whose own gradient is wrong, and what is known about it. */
export interface WrongOp {
  /** The kernel, tfjs's op, or `customGrad` with its function's name. */
  readonly op: string;
  /** Of the caller's custom gradient: where it is in the source, `swish.ts:12`. */
  readonly site?: string;
  readonly remark?: Text;
  /** Whether `correctGradients()` makes it right, and is not in place. */
  readonly isMendable?: boolean;
}

/**
 * Looks for the first op on the path from the inputs to the output whose own gradient is wrong: every recorded
 * kernel is checked by itself, on the numbers that it got, and where some of them are equal once more with
 * all of them moved together. Where the function differentiates inside itself, what is differentiated there
 * is then checked for its second derivative.
 *
 * A custom gradient that cannot be run alone (it was made before the check, or closes over tensors that are
 * gone) is named if the function's gradient is right with tfjs's own in its place, or if it is the only one left.
 */
export function findWrongOp(checkedFn: CheckedFunction, random: Random): WrongOp | undefined {
  const path = recordPath(checkedFn);
  const unknown: PathStep[] = [];
  for (const step of path) {
    const changed = changedLater(step.call);
    if (changed !== undefined) return wrongOp(step, changed, true);
    const isWrong = isUnseen(step) ? undefined : isWrongStep(step, checkedFn, random);
    if (isWrong) {
      const atKink = () => (isRightNearby(step, checkedFn, random) ? AT_KINK : undefined);
      return wrongOp(step, remarkOn(step.call) ?? atKink());
    }
    if (isWrong === undefined && step.call.isCustom) unknown.push(step);
  }
  const tied = path.find(step => !isUnseen(step) && isWrongAtTies(step, checkedFn, random));
  if (tied) return wrongOp(tied, remarkOnTies(tied.call));
  const second = wrongSecondDerivative(path, checkedFn, random);
  if (second) return wrongOp(second.step, second.remark, second.isOfTape);
  const suspect = unknown.find(step => isRightWithoutCustom(step, checkedFn, random)) ?? unknown.at(-1);
  return suspect && wrongOp(suspect);
}

/** A custom gradient that was made before the check. */
function isUnseen({call}: PathStep): boolean {
  return call.isCustom && !call.custom;
}

/** The op that gives equal entries too much together: the gradient of each entry is legal, that of all is not. */
export function findTies(checkedFn: CheckedFunction, random: Random): WrongOp | undefined {
  const tied = recordPath(checkedFn).find(
    step => step.call.kernel in EXTREMES && isWrongAtTies(step, checkedFn, random),
  );
  return tied && wrongOp(tied, remarkOnTies(tied.call));
}

/** @param isOfTape Whether it is no fault of the op, but of how tfjs records it. */
function wrongOp({call: {kernel, site}}: PathStep, remark?: Text, isOfTape = false): WrongOp {
  const isMendable = !isTapeMended() && (isOfTape || correctedOps.includes(kernel));
  return {
    op: kernel,
    ...(site !== undefined && isCallers(kernel) && {site}),
    ...(remark !== undefined && {remark}),
    ...(isMendable && {isMendable}),
  };
}

/**
 * What the caller changed after a call, though tfjs keeps it by reference and reads it again for the
 * gradient: an array that was given as an attribute, or the array of outputs that `split` and `unstack` return.
 *
 * @param call Of work that has ended.
 * @returns The cause in words.
 */
function changedLater({attrs, outputs, kept}: KernelCall): Text | undefined {
  const name = Object.keys(attrs ?? {}).find(each => !isSame(attrs![each], kept.attrs?.[each]));
  if (name !== undefined) {
    return t`the array that it was given as ${name} is changed after the call, and tfjs reads it again for the gradient`;
  }
  const ids = (tensors: readonly {readonly id: number}[]) => tensors.map(({id}) => id);
  if (isSame(ids(outputs), ids(kept.outputs))) return undefined;
  return t`the array of its outputs is changed after the call (reversed, sorted or cut), and tfjs reads it again for the
    gradient`;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((value, k) => isSame(value, b[k]));
}

/** What is known of an op's wrong gradient. */
function remarkOn({kernel, outputs, attrs}: KernelCall): Text | undefined {
  if (kernel === 'FloorDiv') return t`its gradient is that of true division`;
  if (kernel === 'Cast' && ['int32', 'bool'].includes(outputs[0]!.dtype))
    return t`it passes the gradient through the rounding`;
  if (kernel.startsWith('AvgPool') && attrs?.['pad'] === 'same') {
    return t`with 'same' padding it divides by the window, not by the cells that are there`;
  }
  return undefined;
}

/** What is wrong with the gradient of an extreme where its input has equal entries, and only there. */
function remarkOnTies({kernel}: KernelCall): Text | undefined {
  return EXTREMES[kernel];
}

const EXTREMES: Readonly<Record<string, Text>> = {
  Max: t`there is a tie: several entries are the largest, and each of them gets the whole gradient, not a share of it`,
  Min: t`there is a tie: several entries are the smallest, and each of them gets the whole gradient, not a share of it`,
};

/** Of a gradient that is right for numbers near these. */
const AT_KINK = t`for numbers that are a hundredth away it is right: perhaps it has a kink or a tie here, and its value
  for it is none of the legal ones`;
