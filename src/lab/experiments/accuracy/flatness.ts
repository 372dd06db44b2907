import {differenceQuotients} from './differenceQuotients';
import type {Batch64, DenseNet64} from './denseNet64';
import {findNearTies, pickImages, safeStep} from './nearTies';
import {hit} from './objectives';

/** How flat accuracy is around one net, looked at with two steps. */
export interface Flatness {
  readonly state: 'start' | 'trained';
  /** Images within ±h of a tie, h the textbook's, and out of its reach. */
  readonly near: number;
  readonly far: number;
  /** Quotients that are not 0: of all images, and of those out of reach. */
  readonly nonZero: number;
  readonly nonZeroFar: number;
  /** A step that brings no image to a tie, at most the textbook's; and the quotients of all images that are not 0 there. */
  readonly smallStep: number;
  readonly nonZeroSmall: number;
}

/**
 * Counts quotients of accuracy that are not 0 where an image may lie next to a tie. A fresh net's outputs are nearly the
 * same for all classes, so that for some seeds h = 1e-4 reaches across: such images are told apart by their logits, not by
 * their quotients, and h is made smaller until none is left.
 *
 * @param nonZero What was counted of all images with step `h`.
 */
export function flatnessOf(
  state: Flatness['state'],
  net: DenseNet64,
  batch: Batch64,
  {h, nonZero}: {h: number; nonZero: number},
): Flatness {
  const {near, far, leastGap} = findNearTies(net, batch, h);
  const count = (images: Batch64, step: number) =>
    differenceQuotients(net, images, hit, step).filter(quotient => quotient !== 0).length;
  const smallStep = near.length === 0 ? h : safeStep(net, leastGap);
  return {
    state,
    near: near.length,
    far: far.length,
    nonZero,
    nonZeroFar: near.length === 0 ? nonZero : count(pickImages(batch, far), h),
    smallStep,
    nonZeroSmall: near.length === 0 ? nonZero : count(batch, smallStep),
  };
}
