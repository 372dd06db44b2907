import {Random} from '../../random';

/**
 * The order in which epoch `epoch` of seed `seed` visits the images: always the same for the same three numbers,
 * whatever was drawn before. That is what lets a stopped training run go on where it was.
 *
 * @returns A uniformly random permutation of 0 … size − 1.
 */
export function epochOrder(seed: number, epoch: number, size: number): Int32Array {
  return new Random(seed).fork(epoch).permutation(size);
}
