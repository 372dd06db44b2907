import type * as tf from '@tensorflow/tfjs';

/** The function under check: tensors in, one tensor out, pure. */
export type DifferentiableFunction = AnyRank<tf.Tensor>;

/**
 * A function of tensors. A method's parameters may be narrower than they are declared, as a function's may not: so a function of
 * a `tf.Tensor2D` is one too.
 */
type AnyRank<Output> = {call(...inputs: tf.Tensor[]): Output}['call'];

/** The same, with several outputs: all of them are checked through one random weighting, with `{vector: true}`. */
export type TensorFunction = AnyRank<tf.Tensor | tf.Tensor[]>;

/** What may be given for one input. An array is a tensor's content here, so its element type is free. */
export type InputValue = tf.Tensor | number | boolean | readonly InputValue[] | ArrayBufferView;

/**
 * What a check can say.
 *
 * - `pass`: both gradients agree, and every entry was resolved to `resolution`.
 * - `kink`: the one-sided slopes differ and the gradient is one of the legal values: fine.
 * - `flat`: piecewise constant here, the gradient is 0: correct, and useless for training.
 * - `wrong`: they differ; the reason says where, how if it can be told, and which op it is.
 * - `noisy`: an error of half an entry would not have been seen, or some entries were not.
 * - `nondeterministic`: the same input gives another value, or another shape.
 * - `nonfinite`: a value or a gradient is NaN or infinite.
 * - `unsupported`: tfjs has no gradient for an op on the way; the reason names it and a substitute.
 * - `refused`: not a question: an integer input, an output that is no scalar, nothing read, a function that changes its input.
 */
export type Verdict =
  'pass' | 'wrong' | 'kink' | 'flat' | 'noisy' | 'nondeterministic' | 'nonfinite' | 'unsupported' | 'refused';

/** How a wrong gradient is wrong, where that can be told. */
export type Diagnosis =
  | 'sign'
  | 'scale'
  | 'transposed'
  | 'permuted'
  | 'one-entry'
  | 'one-input'
  | 'ignores-dy'
  | 'nonlinear-dy'
  | 'detached'
  | 'pass-through'
  | 'wrong-shape'
  | 'wrong-kernel';

/** One entry of one input: both derivatives there, NaN where nothing was compared. */
export interface EntryCheck {
  readonly index: number[];
  readonly analytic: number;
  readonly numerical: number;
  /** How far `numerical` may be from the truth, in the same unit. */
  readonly errorBar: number;
}

/** One input. */
export interface InputCheck {
  readonly name: string;
  readonly shape: number[];
  /** Entries looked at one by one; the others are covered by random projections. */
  readonly checked: number;
  readonly verdict: Verdict;
  readonly worst: EntryCheck;
}

/** The gradient that a backend's float32 kernels compute, against the float64 one. */
export interface BackendCheck {
  readonly backend: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** Largest difference over the largest entry of that input's gradient. */
  readonly relativeError: number;
  /** The kernel that is wrong or missing there. */
  readonly op?: string;
}

/** The outcome of `checkGradients`. */
export interface GradientCheck {
  /** True for `pass`, `kink` and `flat`. */
  readonly ok: boolean;
  readonly verdict: Verdict;
  /** One or two sentences: what was found and where. */
  readonly reason: string;
  readonly diagnosis?: Diagnosis;
  /** The tfjs kernel with the wrong gradient, or without one, where it can be named. */
  readonly op?: string;
  /** The backend that the check ran on. */
  readonly backend: string;
  readonly dtype: 'float64' | 'float32';
  /** How many times the function was called. */
  readonly evaluations: number;
  /**
   * The smallest error of one entry that would have been noticed, relative to max(|entry|, 10⁻³ × the largest of its input);
   * the worst over all entries that were not found wrong. Null where nothing was compared, or nothing has a slope.
   */
  readonly resolution: number | null;
  /** Order of the first Taylor remainder: 2 for a right gradient, 1 for a wrong one, NaN where rounding hides it. */
  readonly taylorRate: number;
  readonly inputs: readonly InputCheck[];
  /** Up to five entries, worst first. */
  readonly worst: readonly (EntryCheck & {readonly input: string; readonly verdict: Verdict})[];
  readonly backends: readonly BackendCheck[];
  /** What is worth knowing besides: tensors leaked, inputs without influence, float32. */
  readonly notes: readonly string[];
  /** The report that a person reads; at most 80 columns wide. */
  toString(): string;
}

/** Options of `checkGradients`. */
export interface GradientCheckOptions {
  /** One name for each input; `inputs[0]` … by default. */
  readonly names?: readonly string[] | undefined;
  /** Accept an output of any shape, or several outputs, and check a random weighted sum. Default false. */
  readonly vector?: boolean | undefined;
  /** Relative error that passes, above 0 and below 0.5. Default 1e-4 in float64, 1e-2 in float32. */
  readonly tolerance?: number | undefined;
  /** Seed of the samples, projections and weights. Default 0. */
  readonly seed?: number | undefined;
  /**
   * 2 checks the gradient of the gradient: that of Σ v·∂f/∂x with random v, whose values are tfjs's own first gradient.
   * Default 1.
   */
  readonly order?: 1 | 2 | undefined;
  /** Repeated calls may differ by this share of the value, as where sums are added up in another order. Default 0. */
  readonly nondeterminism?: number | undefined;
  /** What the check may cost: calls of the function (default 600) and seconds (default unlimited). */
  readonly budget?:
    {readonly evaluations?: number | undefined; readonly seconds?: number | undefined} | undefined;
  /** Up to so many entries in all are checked one by one; beyond, a sample and projections. Default 128. */
  readonly entries?: number | undefined;
  /** `float32` stays on the caller's backend. Default `float64` where that can be had. */
  readonly dtype?: 'float64' | 'float32' | undefined;
  /** Backends whose own gradients are to be compared with the reference, by registered name. */
  readonly backends?: readonly string[] | undefined;
}
