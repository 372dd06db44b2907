/** What a net with a softmax gives for some labelled images, and how strongly each drives one of its last weights. */
export interface Outputs {
  /** `[images, classes]`, each row a softmax. */
  readonly probabilities: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** Of the hidden unit at the weight's one end, `[images]`. */
  readonly activations: ArrayLike<number>;
  /** The class at the weight's other end. */
  readonly digit: number;
  readonly classes: number;
}

export interface Measured {
  readonly accuracy: number;
  readonly crossEntropy: number;
  readonly sumSquaredError: number;
  /** The derivatives of both losses by the weight; accuracy's is 0 wherever it has one. */
  readonly crossEntropySlope: number;
  readonly sumSquaredErrorSlope: number;
}

const EPSILON = 1e-7;

/**
 * Accuracy and mean losses after a weight of the last layer has moved.
 *
 * The weight from hidden unit j to class k moves one logit of each image, by h_j · move. A softmax changes with it to
 *
 *     y_k → y_k e / d,   y_i → y_i / d,   e = exp(h_j · move),   d = 1 + y_k (e − 1)
 *
 * so that no forward pass is needed, and a whole curve costs less than one.
 */
export function sweepWeight(outputs: Outputs, move: number): Measured {
  const {probabilities, labels, activations, digit, classes} = outputs;
  const size = labels.length;
  let [hits, cee, sse, ceeSlope, sseSlope] = [0, 0, 0, 0, 0];
  const y = new Float64Array(classes);
  for (let image = 0; image < size; image++) {
    const label = labels[image]!;
    const h = activations[image]!;
    const factor = Math.exp(h * move);
    const before = probabilities[image * classes + digit]!;
    const divisor = 1 + before * (factor - 1);
    let [best, squares, pull] = [0, 0, 0];
    for (let k = 0; k < classes; k++) {
      y[k] = (probabilities[image * classes + k]! * (k === digit ? factor : 1)) / divisor;
      if (y[k]! > y[best]!) best = k;
      const error = y[k]! - (k === label ? 1 : 0);
      squares += error * error;
      pull += error * y[k]!;
    }
    const target = label === digit ? 1 : 0;
    if (best === label) hits++;
    cee -= Math.log(y[label]! + EPSILON);
    sse += squares / 2;
    // Of ln(y + ε), hence the last factor, which is nearly 1.
    ceeSlope += h * (y[digit]! - target) * (y[label]! / (y[label]! + EPSILON));
    sseSlope += h * y[digit]! * (y[digit]! - target - pull);
  }
  return {
    accuracy: hits / size,
    crossEntropy: cee / size,
    sumSquaredError: sse / size,
    crossEntropySlope: ceeSlope / size,
    sumSquaredErrorSlope: sseSlope / size,
  };
}
