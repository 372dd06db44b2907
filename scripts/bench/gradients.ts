import * as tf from '@tensorflow/tfjs';
import {
  checkModelGradients,
  crossEntropy,
  numericalGradient,
  onFloat64,
  Random,
  twoLayerNet,
} from '../../src';
import {comparedWith, type SuiteTable} from './suite';
import {race, type Contestant} from './race';

/** Entries that stand for all 39,760 in the sweep. */
const SAMPLED = 8;

/**
 * What it costs to check the gradient of the textbook net, 784-50-10 at a batch of 100, in float64: `checkModelGradients`
 * against one difference quotient for every weight, and against one backpropagation.
 */
export async function* gradients(): AsyncGenerator<SuiteTable> {
  const model = twoLayerNet({seed: 1});
  const batch = batchLikeMnist(100);
  const peer = 'one backpropagation';
  const timings = await race(contestants(peer, model, batch), {turns: 5});
  tf.dispose([batch.xs, batch.ys]);
  model.dispose();
  yield {
    title: 'What does it cost to check the gradients of 784-50-10, batch 100, in float64?',
    lines: comparedWith(peer, timings),
    limits:
      'A check is some 250 forward passes, most of them matrix products in plain JavaScript; the sweep is 79,520 of them.',
  };
}

interface Batch {
  readonly xs: tf.Tensor2D;
  readonly ys: tf.Tensor2D;
}

function contestants(peer: string, model: tf.LayersModel, {xs, ys}: Batch): Contestant[] {
  const loss = () => crossEntropy(ys, model.apply(xs) as tf.Tensor);
  const forward = () => tf.tidy(() => loss().dataSync()[0]!);
  const backpropagate = () => {
    tf.tidy(() => {
      const {value, grads} = tf.variableGrads(() => loss().asScalar());
      [value, ...Object.values(grads)].forEach(tensor => tensor.dataSync());
    });
  };
  const sweep = sweepOf(model, {xs, ys});
  return [
    {name: peer, run: () => onFloat64(backpropagate)},
    {name: 'one forward pass', run: () => onFloat64(forward)},
    {name: 'checkModelGradients', run: () => checkModelGradients(model, crossEntropy, xs, ys)},
    {
      name: `every weight once (from ${SAMPLED})`,
      run: () => onFloat64(sweep),
      runsOfWhole: model.countParams() / SAMPLED,
    },
  ];
}

/** A difference quotient for some of the first weights, as the book has it for all. */
function sweepOf(model: tf.LayersModel, {xs, ys}: Batch): () => void {
  const [kernel, bias, outputKernel, outputBias] = model.getWeights();
  const loss = (w: tf.Tensor) => {
    const hidden = xs.matMul(w).add(bias!).sigmoid();
    return crossEntropy(ys, hidden.matMul(outputKernel!).add(outputBias!).softmax());
  };
  const random = new Random(2);
  return () => {
    const entries = Array.from({length: SAMPLED}, () => random.integer(784 * 50));
    numericalGradient(loss, kernel!, {step: 1e-4, entries}).dispose();
  };
}

/** Noise of which four fifths are black, as in MNIST: the float64 matrix product passes over zeros. */
function batchLikeMnist(size: number): Batch {
  const random = new Random(1);
  const pixels = Float32Array.from({length: size * 784}, () =>
    random.uniform() < 0.2 ? random.uniform() : 0,
  );
  const ys = new Float32Array(size * 10);
  for (let n = 0; n < size; n++) ys[10 * n + random.integer(10)] = 1;
  return {xs: tf.tensor2d(pixels, [size, 784]), ys: tf.tensor2d(ys, [size, 10])};
}
