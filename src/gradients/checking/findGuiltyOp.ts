import type {Random} from '../../random';
import {findGuiltyTwice} from './findGuiltyTwice';
import {isRightNearby, isWrongAtTies, isWrongStep} from './isWrongStep';
import {mends} from './plainForward';
import {type PathStep, recordPath} from './recordPath';
import type {KernelCall, Snapshot} from './recordKernels';
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

/**
 * What the caller changed after a call, though tfjs keeps it by reference and reads it again for the
 * gradient: an array that was given as an attribute, or the array of outputs that `split` and `unstack`
 * return.
 *
 * @param call Of work that has ended.
 * @returns The cause in words.
 */
function changedLater({attrs, outputs, kept}: KernelCall): string | undefined {
  const names = Object.keys(attrs ?? {});
  const changed = names.find(name => !isSame(attrs![name], kept.attrs?.[name]));
  if (changed !== undefined) {
    return `the array that it was given as ${changed} is changed after the call, ${READ_AGAIN}`;
  }
  if (outputs.length === kept.outputs.length && outputs.every(({id}, k) => id === kept.outputs[k]!.id)) {
    return undefined;
  }
  return `the array of its outputs is changed after the call (reversed, sorted or cut), ${READ_AGAIN}`;
}

const READ_AGAIN = 'and tfjs reads it again for the gradient';

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((value, k) => isSame(value, b[k]));
}

/** What is known of an op's wrong gradient. */
function remarkOn({kernel, outputs, attrs}: KernelCall): string | undefined {
  if (kernel === 'FloorDiv') return 'its gradient is that of true division';
  if (kernel === 'Cast' && isInteger(outputs[0]!)) return 'it passes the gradient through the rounding';
  if (kernel.startsWith('AvgPool') && attrs?.['pad'] === 'same') {
    return "with 'same' padding it divides by the window, not by the cells that are there";
  }
  return undefined;
}

/** What is wrong with the gradient of an extreme where its input has equal entries, and only there. */
function remarkOnTies({kernel}: KernelCall): string | undefined {
  const extreme = EXTREMES[kernel];
  return extreme === undefined
    ? undefined
    : `there is a tie: several entries are the ${extreme}, and each of them gets the whole gradient, ` +
        'not a share of it';
}

/** Of a gradient that is right for numbers near these. */
const AT_KINK =
  'for numbers that are a hundredth away it is right: perhaps it has a kink or a tie here, ' +
  'and its value for it is none of the legal ones';

const EXTREMES: Readonly<Record<string, string>> = {Max: 'largest', Min: 'smallest'};

function isInteger({dtype}: Snapshot): boolean {
  return dtype === 'int32' || dtype === 'bool';
}
