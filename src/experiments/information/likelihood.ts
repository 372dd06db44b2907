/** The probability that a trained net gives to the labels of many images at once, and its logarithm. */
export interface Likelihood {
  /** The mean loss of the first images, and their number, over which the product was taken. */
  readonly few: {size: number; product: number; fromLoss: number};
  /** All the images: the product in float64, and its natural logarithm as minus the sum of the losses. */
  readonly all: {size: number; product: number; logarithm: number};
}

/**
 * Multiplies probabilities, as the likelihood has it, and adds losses, as training has it.
 *
 * @param perExample −ln y_t of every image, in nats.
 * @param mean Their mean, measured elsewhere.
 */
export function likelihood(perExample: Float32Array, mean: number): Likelihood {
  const size = Math.min(100, perExample.length);
  const few = perExample.subarray(0, size);
  const meanOfFew = few.reduce((sum, loss) => sum + loss, 0) / size;
  return {
    few: {size, product: productOf(few), fromLoss: Math.exp(-size * meanOfFew)},
    all: {
      size: perExample.length,
      product: productOf(perExample),
      logarithm: -perExample.length * mean,
    },
  };
}

function productOf(losses: Float32Array): number {
  return losses.reduce((product, loss) => product * Math.exp(-loss), 1);
}
