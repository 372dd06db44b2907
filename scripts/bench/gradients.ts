import * as tf from '@tensorflow/tfjs';
import {
  checkModelGradients,
  crossEntropy,
  numericalGradient,
  onFloat64,
  Random,
  twoLayerNet,
} from '../../src';
import {comparedWith, race, type SuiteTable} from '../../src/bench';

/** Entries that stand for all 39,760 in the sweep. */
const SAMPLED = 8;

/**
 * What it costs to check the gradient of the textbook net, 784-50-10 at a batch of 100, in float64: `checkModelGradients`
 * against one difference quotient for every weight, and against one backpropagation.
 */
export async function* gradients(): AsyncGenerator<SuiteTable> {
  const model = twoLayerNet({seed: 1});
  const {xs, ys} = batchLikeMnist(100);
  const loss = (probabilities: tf.Tensor) => crossEntropy(ys, probabilities);
  const forward = () => tf.tidy(() => loss(model.apply(xs) as tf.Tensor).dataSync()[0]!);
  const backpropagate = () => {
    tf.tidy(() => {
      const {value, grads} = tf.variableGrads(() => loss(model.apply(xs) as tf.Tensor).asScalar());
      [value, ...Object.values(grads)].forEach(tensor => tensor.dataSync());
    });
  };
  const [kernel, bias, outputKernel, outputBias] = model.getWeights();
  const ofFirstWeights = (w: tf.Tensor): tf.Tensor =>
    loss(xs.matMul(w).add(bias!).sigmoid().matMul(outputKernel!).add(outputBias!).softmax());
  const random = new Random(2);
  const parameters = model.countParams();
  const sweep = () => {
    const entries = Array.from({length: SAMPLED}, () => random.integer(784 * 50));
    numericalGradient(ofFirstWeights, kernel!, {step: 1e-4, entries}).dispose();
  };
  const peer = 'one backpropagation';
  const timings = await race(
    [
      {name: peer, run: () => onFloat64(backpropagate)},
      {name: 'one forward pass', run: () => onFloat64(forward)},
      {name: 'checkModelGradients', run: () => checkModelGradients(model, crossEntropy, xs, ys)},
      {
        name: `every weight once (from ${SAMPLED})`,
        run: () => onFloat64(sweep),
        runsOfWhole: parameters / SAMPLED,
      },
    ],
    {turns: 5},
  );
  yield {
    title: 'Gradients of 784-50-10, batch 100, float64',
    lines: comparedWith(peer, timings),
    limits:
      'A check is some 250 forward passes, most of them matrix products in plain JavaScript; the sweep is 79,520 of them.',
  };
  tf.dispose([xs, ys]);
  model.dispose();
}

/** Noise of which four fifths are black, as in MNIST: the float64 matrix product passes over zeros. */
function batchLikeMnist(size: number): {xs: tf.Tensor2D; ys: tf.Tensor2D} {
  const random = new Random(1);
  const pixels = Float32Array.from({length: size * 784}, () =>
    random.uniform() < 0.2 ? random.uniform() : 0,
  );
  const ys = new Float32Array(size * 10);
  for (let n = 0; n < size; n++) ys[10 * n + random.integer(10)] = 1;
  return {xs: tf.tensor2d(pixels, [size, 784]), ys: tf.tensor2d(ys, [size, 10])};
}
