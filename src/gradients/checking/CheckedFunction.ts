import * as tf from '@tensorflow/tfjs';
import {formatShape} from '../../checks';
import {Random} from '../../random';
import {t, type Text} from '../../text';
import type {DifferentiableFunction, TensorFunction} from '../GradientCheck';
import {type Point, SampledFunction} from '../numerical/SampledFunction';
import type {CheckPrecision} from '../precision';
import {backpropagate, cleaningTape, EarlyVerdict} from './backpropagate';
import {type CheckedInput, formatIndex} from './CheckedInput';

/** One gradient for each input, undefined where no op connects it with the output. */
export type Gradients = readonly (Float64Array | undefined)[];

/** What a check may cost. */
export interface Limits {
  /** Calls of the function. */
  readonly evaluations: number;
  /** When to stop, in milliseconds of `performance.now()`, which nobody sets back. */
  readonly deadline: number;
}

const NO_LIMITS: Limits = {evaluations: Infinity, deadline: Infinity};

/**
 * The function under check: a {@link SampledFunction} with a budget, weighted outputs, tfjs's own gradients, and errors about
 * gradients as an `EarlyVerdict`. `HeldVariables` gives variables among the inputs their own values back.
 */
export class CheckedFunction extends SampledFunction {
  declare readonly inputs: readonly CheckedInput[];
  declare readonly precision: CheckPrecision;
  /** What the function threw away from the point, for the first time: the edge of a domain. */
  thrown: string | undefined;
  /** What the latest call was given: its inputs, and where gradients are taken what they begin with. */
  given: readonly tf.Tensor[] = [];
  private outputShape: number[] | undefined;
  /** What the outputs are multiplied by before they are summed; 1 for a scalar. */
  private weights: Float64Array = Float64Array.of(1);
  /** Of each array of `base` the copy that {@link valueNear} lends. */
  private readonly lent = new Map<Float64Array, Float64Array>();
  private isLending = false;

  /** @param nondeterminism Repeated calls may differ by this share of the value. */
  constructor(
    fn: TensorFunction,
    inputs: readonly CheckedInput[],
    precision: CheckPrecision,
    readonly nondeterminism = 0,
    private readonly limits = NO_LIMITS,
  ) {
    super('checkGradients', fn, inputs, precision, joined);
  }

  /** How many more times the function may be called. */
  get left(): number {
    return performance.now() < this.limits.deadline
      ? Math.max(0, this.limits.evaluations - this.evaluations)
      : 0;
  }

  /** Whether a thorough check of one entry may still begin: it takes some 50 calls. */
  get mayCheckThoroughly(): boolean {
    return this.left >= Math.min(52, this.limits.evaluations / 4);
  }

  /** Sets the shape of the output, which every later call must give again. */
  expectOutput(shape: number[], weighting?: Random): void {
    this.outputShape = shape;
    const size = tf.util.sizeFromShape(shape);
    this.weights = Float64Array.from({length: size}, () => (weighting ? drawWeight(weighting) : 1));
  }

  on(precision: CheckPrecision): CheckedFunction {
    const other = new CheckedFunction(this.fn, this.inputs, precision, this.nondeterminism, this.limits);
    other.outputShape = this.outputShape;
    other.weights = this.weights;
    return other;
  }

  override run<T>(point: Point, use: (output: tf.Tensor, inputs: tf.Tensor[]) => T): T {
    return cleaningTape(() => super.run(point, use));
  }

  outputs(point: Point): Float64Array {
    return this.run(point, output => Float64Array.from(output.dataSync()));
  }

  /** The weighted sum of the outputs at the inputs' own values. */
  valueHere(): number {
    return this.weightedSum(this.base);
  }

  /** The same at `point`; NaN where the function throws, which it did not at the inputs' own values: its domain ends there. */
  override value(point: Point): number {
    try {
      return this.weightedSum(point);
    } catch (error) {
      if (error instanceof EarlyVerdict) throw error;
      this.thrown ??= error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
      return NaN;
    }
  }

  /**
   * The same at a point that shares most of its arrays with `base`: the function is lent one copy of those again and again, since
   * it was seen not to write into its inputs. Kernels must not be changed meanwhile; they are in place.
   */
  valueNear(point: Point): number {
    this.isLending = true;
    try {
      return this.value(point);
    } finally {
      this.isLending = false;
    }
  }

  /** @throws {EarlyVerdict} `refused`, if the function has written into what it was lent after all. */
  assertNothingWritten(): void {
    for (const [i, values] of this.base.entries()) {
      const lent = this.lent.get(values);
      const at = lent ? values.findIndex((x, k) => x !== lent[k]) : -1;
      if (at < 0) continue;
      const {name, shape} = this.inputs[i]!;
      const place = `${name}${formatIndex(at, shape)}`;
      throw new EarlyVerdict('refused', changedInput(values[at]!, lent![at]!, place));
    }
  }

  override tensors(point: Point): tf.Tensor[] {
    const tensors = super.tensors(point);
    this.given = tensors;
    return tensors;
  }

  protected override memoryFor(values: Float64Array): Float64Array | undefined {
    const own = super.memoryFor(values);
    if (own || !this.isLending || !this.base.includes(values)) return own;
    const lent = this.lent.get(values) ?? values.slice();
    this.lent.set(values, lent);
    return lent;
  }

  private weightedSum(point: Point): number {
    return this.outputs(point).reduce((sum, output, i) => sum + output * this.weights[i]!, 0);
  }

  /** tfjs's gradient of `scale` · value. */
  gradients(scale = 1): Gradients {
    let read: Gradients = [];
    tf.tidy(() => {
      const tensors = this.tensors(this.base);
      const weights = this.weights.map(w => w * scale);
      const dy = this.precision.tensor(weights, this.outputShape ?? []);
      this.given = [...tensors, dy];
      const gradients = backpropagate(() => this.call(tensors), tensors, dy);
      read = gradients.map(gradient => gradient && Float64Array.from(gradient.dataSync()));
    });
    return read;
  }

  /** The same gradients with zeros where no op connects an input with the output. */
  filled(gradients: Gradients): Float64Array[] {
    return this.base.map((values, i) => gradients[i] ?? new Float64Array(values.length));
  }

  /** A random direction through all inputs, each entry in proportion to its own size. */
  randomDirection(random: Random): Float64Array[] {
    return this.base.map(values => values.map(x => (Math.abs(x) || 1) * random.normal()));
  }

  /** The point at a distance of h times `direction`; for one call. */
  movedAlong(direction: Point, h: number): Point {
    return this.base.map((values, i) => this.forOneCall(values.map((x, at) => x + h * direction[i]![at]!)));
  }

  protected override call(tensors: tf.Tensor[]): tf.Tensor {
    const tensor = super.call(tensors);
    if (this.outputShape && !tf.util.arraysEqual(tensor.shape, this.outputShape)) {
      const [first, then] = [formatShape(this.outputShape), formatShape(tensor.shape)];
      const reason = t`The output's shape changes between calls: first ${first}, then ${then}.`;
      throw new EarlyVerdict('nondeterministic', reason);
    }
    return tensor;
  }
}

/** One tensor of what the function returned; several tensors are flattened and joined. */
function joined(output: unknown): tf.Tensor {
  if (output instanceof tf.Tensor) return output as tf.Tensor;
  const isList =
    Array.isArray(output) && output.length > 0 && output.every(each => each instanceof tf.Tensor);
  if (!isList) throw new EarlyVerdict('refused', describeNoTensor(output));
  const tensors = output as tf.Tensor[];
  const odd = tensors.find(({dtype}) => dtype !== 'float32');
  if (odd) throw new EarlyVerdict('refused', t`One of the outputs is ${odd.dtype}: it has no gradient.`);
  return tensors.length === 1 ? tensors[0]!.flatten() : tf.concat(tensors.map(tensor => tensor.flatten()));
}

function describeNoTensor(output: unknown): Text {
  if (output instanceof Promise) {
    // Nobody awaits it; a rejection must not end the process.
    output.catch(() => undefined);
    return t`The function is asynchronous; tfjs differentiates synchronous functions only.`;
  }
  const kind = output === null ? 'null' : Array.isArray(output) ? t`an array` : typeof output;
  return t`The function returned ${kind} in place of a tensor.`;
}

/** For a function that writes into its input. */
export function changedInput(was: number, became: number, place: string): Text {
  return t`The function changes its input: ${was} became ${became} at ${place}.`;
}

/** For an output with more than one entry, where no `vector` was asked for. */
export function noScalar(shape: readonly number[]): EarlyVerdict {
  const reason = t`The output has shape ${formatShape(shape)}; a gradient is that of a scalar. Reduce it to a scalar, or
    pass {vector: true} to check a random weighted sum.`;
  return new EarlyVerdict('refused', reason);
}

/** Between ½ and 1½, of either sign. */
function drawWeight(random: Random): number {
  return (random.uniform() < 0.5 ? -1 : 1) * (0.5 + random.uniform());
}

/**
 * The first gradient as a function to check the gradient of: Σ v·∂f/∂x over all inputs with random v.
 *
 * @param vector Whether `fn` may have more than one output; they are weighted in the same way.
 */
export function gradientOf(fn: TensorFunction, seed: number, vector: boolean): DifferentiableFunction {
  return (...inputs) => {
    // The same numbers at every call: it is one function that is checked.
    const random = new Random(seed).fork(5);
    const weights = (shape: number[]) =>
      tf.tensor(
        Array.from({length: tf.util.sizeFromShape(shape)}, () => drawWeight(random)),
        shape,
      );
    const forward = () => {
      const output = joined(fn(...inputs));
      if (output.size === 1) return output.sum();
      if (vector) return output.mul(weights(output.shape)).sum();
      throw noScalar(output.shape);
    };
    const gradients = backpropagate(forward, inputs, tf.scalar(1));
    const terms = gradients.map((gradient, i) => gradient?.mul(weights(inputs[i]!.shape)).sum());
    return terms.reduce<tf.Tensor>((sum, term) => (term ? sum.add(term) : sum), tf.scalar(0));
  };
}
