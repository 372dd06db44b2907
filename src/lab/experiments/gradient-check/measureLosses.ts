import {t} from '../../../text';
import * as tf from '@tensorflow/tfjs';
import {checkModelGradients} from '../../../gradients/checkModelGradients';
import {losses, lossTraits, type LossName, type LossFunction} from '../../../losses';
import {twoLayerNet} from '../../../models/twoLayerNet';
import type {Lab} from '../experiment';
import {onKernels} from '../../../backends/onKernels';
import {median} from '../reporting';
import {batchSize, firstImages, gradientsOf} from '../trainedNet';
import {Random} from '../../../random';
import {numericalGradient} from '../../../gradients/numericalGradient';
import {textbookStep} from '../formulas64';

/** One loss on the textbook net and a batch: its check, what that took, and how the gradients agree. */
export type MeasuredLoss = Awaited<ReturnType<typeof measureLoss>>;

/** Checks every loss of the registry on the textbook net before its first step, and a batch of 100. */
export async function measureLosses(lab: Lab): Promise<MeasuredLoss[]> {
  const names = Object.keys(losses) as LossName[];
  const measured: MeasuredLoss[] = [];
  for (const [i, loss] of names.entries()) {
    lab.signal?.throwIfAborted();
    lab.progress(i / names.length, t`checking ${loss}`);
    measured.push(await measureLoss(lab, loss));
  }
  return measured;
}

async function measureLoss(lab: Lab, loss: LossName) {
  const {rows, columns, classes} = lab.train;
  const output = lossTraits[loss].predictions === 'logits' ? 'linear' : lossTraits[loss].activation;
  const model = twoLayerNet({inputs: rows * columns, classes, output, seed: lab.seed});
  const {xs, ys} = firstImages(lab.train, batchSize, lossTraits[loss].labels);
  try {
    const started = performance.now();
    const check = await checkModelGradients(model, losses[loss], xs, ys, {seed: lab.seed});
    const checkSeconds = (performance.now() - started) / 1000;
    const measure = () => agreementOf({model, output, loss: losses[loss], xs, ys}, lab);
    const agreement = (await onKernels('float64', measure)) ?? measure();
    return {loss, check, checkSeconds, ...agreement};
  } finally {
    tf.dispose([xs, ys]);
    model.dispose();
  }
}

/** A loss on the textbook net, and what is needed to evaluate both by hand. */
interface NetLoss {
  readonly model: tf.LayersModel;
  readonly output: 'softmax' | 'sigmoid' | 'linear';
  readonly loss: LossFunction;
  readonly xs: tf.Tensor;
  readonly ys: tf.Tensor;
}

/** How backpropagation compares with the textbook's difference quotients, entry by entry. */
interface Agreement {
  /** ‖numerical − analytic‖ / ‖analytic‖ over the sampled entries of all weights; the textbook's h. */
  readonly relativeError: number;
  /** The same, once h and 2h are extrapolated to h = 0: what is left without their truncation. */
  readonly extrapolatedError: number;
  /** What rounding the loss by one unit in the last place can make of that: 2⁻⁵² |loss| / h, at every entry. */
  readonly rounding: number;
  /** Entries sampled, and weights in all. */
  readonly sampled: number;
  readonly parameters: number;
  /** One forward pass, and one backpropagation through all weights, on the same backend. */
  readonly forwardSeconds: number;
  readonly backwardSeconds: number;
}

/** Measures on the active backend. The quotients come from the net written out in ops, not from its layers. */
export function agreementOf(net: NetLoss, lab: Lab): Agreement {
  let agreement: Agreement | undefined;
  tf.tidy(() => {
    const {gradients, seconds} = backpropagate(net, lab);
    const random = new Random(lab.seed);
    const values = net.model.trainableWeights.map(weight => {
      const value = weight.read();
      return tf.tensor(Array.from(value.dataSync()), value.shape);
    });
    const differences: number[] = [];
    const extrapolated: number[] = [];
    const slopes: number[] = [];
    const value = Math.abs(writtenOut(net, values).dataSync()[0]!);
    const started = performance.now();
    for (const [i, gradient] of gradients.entries()) {
      const entries = sampleEntries(gradient, lab, random);
      const loss = (w: tf.Tensor) => writtenOut(net, values.with(i, w));
      const quotients = (step: number) => numericalGradient(loss, values[i]!, {step, entries}).dataSync();
      const [narrow, wide] = [quotients(textbookStep), quotients(2 * textbookStep)];
      for (const entry of entries) {
        slopes.push(gradient[entry]!);
        differences.push(narrow[entry]! - gradient[entry]!);
        // Both are off by a multiple of h²; four times the one less the other is not.
        extrapolated.push((4 * narrow[entry]! - wide[entry]!) / 3 - gradient[entry]!);
      }
    }
    agreement = {
      relativeError: Math.hypot(...differences) / Math.hypot(...slopes),
      extrapolatedError: Math.hypot(...extrapolated) / Math.hypot(...slopes),
      rounding: (value * Number.EPSILON * Math.sqrt(slopes.length)) / textbookStep / Math.hypot(...slopes),
      sampled: slopes.length,
      parameters: gradients.reduce((sum, {length}) => sum + length, 0),
      forwardSeconds: (performance.now() - started) / 1000 / (4 * slopes.length),
      backwardSeconds: seconds,
    };
  });
  return agreement!;
}

/** The gradients, and the median of the seconds that they took. */
function backpropagate({model, loss, xs, ys}: NetLoss, {profile}: Lab) {
  const repetitions = profile === 'full' ? 9 : 3;
  let gradients: Float64Array[] = [];
  const seconds = Array.from({length: repetitions}, () => {
    const started = performance.now();
    const found = gradientsOf(model, () => loss(ys, model.apply(xs) as tf.Tensor));
    gradients = found.gradients.map(gradient => Float64Array.from(gradient.dataSync()));
    return (performance.now() - started) / 1000;
  });
  return {gradients, seconds: median(seconds)};
}

/** x → sigmoid(x·W1 + b1)·W2 + b2, with softmax, a sigmoid or neither. */
function writtenOut({output, loss, xs, ys}: NetLoss, [w1, b1, w2, b2]: tf.Tensor[]): tf.Tensor {
  const logits = xs.matMul(w1!).add(b1!).sigmoid().matMul(w2!).add(b2!);
  return loss(ys, output === 'linear' ? logits : tf[output](logits));
}

/** The steepest entry, so that dead pixels are not all there is, and others at random. */
function sampleEntries(gradient: Float64Array, {profile}: Lab, random: Random): number[] {
  const count = profile === 'full' ? 64 : 5;
  const steepest = gradient.reduce((best, g, i) => (Math.abs(g) > Math.abs(gradient[best]!) ? i : best), 0);
  const others = Array.from({length: count - 1}, () => random.integer(gradient.length));
  return [...new Set([steepest, ...others])];
}
