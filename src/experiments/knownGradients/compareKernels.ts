import * as tf from '@tensorflow/tfjs';
import {Random} from '../../random';
import {releaseTape} from '../../releaseTape';
import type {Configuration, LayerConfiguration} from './configuration';
import {drawInputs, drawModel, drawnTensor} from './drawInputs';

/** The analytic gradients of one configuration, one for each input or weight; undefined if tfjs throws. */
export interface Analytic {
  readonly gradients?: readonly Float64Array[];
  readonly error?: string;
}

/** How a backend's gradient differs from the float64 one of the same formula. */
export interface KernelFault {
  readonly configuration: Configuration;
  readonly found: 'wrong' | 'missing';
  /** Why it is missing: `lacks Cumsum` for a kernel that is not there, else what was thrown. */
  readonly reason?: string;
  /** Where they differ most. */
  readonly given: number;
  readonly truth: number;
}

/** Right float32 kernels agree with float64 to 1e-5 here, wrong ones are off by a part of 1. */
const tolerance = 1e-3;

/** The gradients that the active backend's kernels compute, of a sum with random weights. */
export function analyticGradients(configuration: Configuration, seed: number): Analytic {
  // tfjs lets a typed array of 64 bits through tidy, its types do not.
  let gradients: Float64Array[] = [];
  try {
    tf.tidy(() => {
      gradients = configuration.kind === 'op' ? ofOp(configuration, seed) : ofLayers(configuration, seed);
    });
    return {gradients};
  } catch (error) {
    releaseTape();
    return {error: (error as Error).message.split('\n', 1)[0]!};
  }
}

/** What is wrong with `found`; undefined if it is the gradient that `reference` is. */
export function kernelFault(
  configuration: Configuration,
  reference: Analytic,
  found: Analytic,
): KernelFault | undefined {
  if (!reference.gradients) return undefined; // nothing to compare with: the formula itself fails
  if (!found.gradients) {
    const kernel = /Kernel '(\w+)' not registered/.exec(found.error ?? '')?.[1];
    const reason = kernel === undefined ? `throws: ${found.error ?? ''}` : `lacks ${kernel}`;
    return {configuration, found: 'missing', reason, given: NaN, truth: NaN};
  }
  const worst = worstEntry(reference.gradients, found.gradients);
  return worst && {configuration, found: 'wrong', ...worst};
}

function worstEntry(
  reference: readonly Float64Array[],
  found: readonly Float64Array[],
): {given: number; truth: number} | undefined {
  let worst: {given: number; truth: number} | undefined;
  let most = 0;
  for (const [i, gradient] of reference.entries()) {
    const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    for (const [k, truth] of gradient.entries()) {
      const given = found[i]![k]!;
      const difference = Math.abs(given - truth);
      if (difference <= tolerance * largest || difference <= most) continue;
      worst = {given, truth};
      most = difference;
    }
  }
  return worst;
}

function ofOp({fn, inputs}: Extract<Configuration, {kind: 'op'}>, seed: number): Float64Array[] {
  const tensors = drawInputs(inputs, seed).map(drawnTensor);
  const gradients = tf.grads((...xs: tf.Tensor[]) => weightedSum(fn(...xs), seed))(tensors);
  return gradients.map(read);
}

function ofLayers(configuration: LayerConfiguration, seed: number): Float64Array[] {
  const {model, xs} = drawModel(configuration, seed);
  try {
    const batch = drawnTensor(xs);
    // A layer's variable wraps the one that the tape knows.
    const variables = model.trainableWeights.map(weight => weight.read() as tf.Variable);
    const loss = () => weightedSum(model.apply(batch) as tf.Tensor, seed);
    const {grads} = tf.variableGrads(loss, variables);
    return variables.map(({name}) => read(grads[name]!));
  } finally {
    model.dispose();
  }
}

function weightedSum(output: tf.Tensor, seed: number): tf.Scalar {
  const random = new Random(seed).fork(1);
  const weights = Array.from({length: output.size}, () => 0.5 + random.uniform());
  return output
    .toFloat()
    .mul(tf.tensor(weights, output.shape, 'float32'))
    .sum();
}

function read(gradient: tf.Tensor): Float64Array {
  return Float64Array.from(gradient.dataSync());
}
