import {t} from '../../text';
import type {Text} from '../../text';
import type {Claim, Lab} from './experiment';

/** What becomes of a claim: borne out or not, or not to be judged in this run, and why. */
export type Outcome = Pick<Claim, 'holds' | 'reason'>;

/** A claim that this run cannot judge. The reason goes on after "it": `needs MNIST`. */
export function skip(reason: Text): Outcome {
  return {holds: 'skipped', reason};
}

/** What a run lacks for a claim that needs float64. */
export const noFloat64 = t`needs the float64 backend, which is not to be had here`;

/** The outcome of a claim about the book's 10,000 steps on MNIST; anywhere else it is skipped, for the reason that is true. */
export function onFullMnist(
  {source, profile}: Pick<Lab, 'source' | 'profile'>,
  holds: () => boolean,
): Outcome {
  if (source.kind !== 'mnist') return skip(t`needs MNIST`);
  return profile === 'full' ? {holds: holds()} : skip(t`needs the 10,000 steps of --profile full`);
}
