import type {Random} from '../../random';
import {changedLater} from './changedLater';
import {findGuiltyTwice} from './findGuiltyTwice';
import {isRightNearby, isWrongAtTies, isWrongStep} from './isWrongStep';
import {mends} from './plainForward';
import {type PathStep, recordPath} from './recordPath';
import type {KernelCall} from './recordKernels';
import {AT_KINK, remarkOn, remarkOnTies} from './remarkOn';
import type {Subject} from './Subject';
import {isCallers} from '../../tfjs/tape';

/** The op whose own gradient is wrong, and what is known about it. */
export interface GuiltyOp {
  /** The kernel, tfjs's op, or `customGrad` with its function's name. */
  readonly op: string;
  /** Of the caller's custom gradient: where it is in the source, `swish.ts:12`. */
  readonly site?: string;
  readonly remark?: string;
}

/**
 * Looks for the first op on the way from the inputs to the output whose own gradient is wrong: every recorded
 * kernel is checked by itself, on the numbers that it got, and where some of them are equal once more with
 * all of them moved together. Where the function differentiates inside itself, what is differentiated there
 * is then checked for its second derivative.
 *
 * A custom gradient that cannot be run alone (it was made before the check, or closes over tensors that are
 * gone) is named if tfjs's own gradient in its place makes the function's right, or if it is the only suspect
 * left.
 */
export function findGuiltyOp(subject: Subject, random: Random): GuiltyOp | undefined {
  const path = recordPath(subject);
  const unknown: PathStep[] = [];
  for (const step of path) {
    const changed = changedLater(step.call);
    if (changed !== undefined) return guilty(step, changed);
    const wrong = isUnseen(step) ? undefined : isWrongStep(step, subject, random);
    if (wrong) {
      const remark = remarkOn(step.call) ?? (isRightNearby(step, subject, random) ? AT_KINK : undefined);
      return guilty(step, remark);
    }
    if (wrong === undefined && step.call.isCustom) unknown.push(step);
  }
  const tied = path.find(step => !isUnseen(step) && isWrongAtTies(step, subject, random));
  if (tied) return guilty(tied, remarkOnTies(tied.call));
  const twice = findGuiltyTwice(path, subject, random);
  if (twice) return guilty(twice.step, twice.remark);
  const suspect = unknown.find(step => mends(step, subject, random)) ?? unknown.at(-1);
  return suspect && guilty(suspect);
}

function isUnseen({call}: PathStep): boolean {
  return call.isCustom && !call.custom;
}

/**
 * The ops that give equal entries too much together: the gradient of each entry is legal, that of all is not.
 */
export function findTies(subject: Subject, random: Random): GuiltyOp | undefined {
  const tied = recordPath(subject).find(step => isExtreme(step.call) && isWrongAtTies(step, subject, random));
  return tied && guilty(tied, remarkOnTies(tied.call));
}

function isExtreme({kernel}: KernelCall): boolean {
  return kernel === 'Max' || kernel === 'Min';
}

function guilty({call: {kernel, site}}: PathStep, remark?: string): GuiltyOp {
  return {
    op: kernel,
    ...(site !== undefined && isCallers(kernel) && {site}),
    ...(remark !== undefined && {remark}),
  };
}
