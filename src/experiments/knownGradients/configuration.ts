import type * as tf from '@tensorflow/tfjs';

/** What one input is drawn from: uniform in [low, high), independent of its neighbours. */
export interface InputRange {
  readonly shape: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** What the sweep expects of a configuration: `wrong` and `missing` are bugs of tfjs 4.22, each explained in `knownBugs`. */
export type Expectation = 'right' | 'wrong' | 'missing';

/** A function of tensors whose gradient is to be looked at. */
export interface OpConfiguration {
  readonly kind: 'op';
  /** As a user calls it: `avgPool`. */
  readonly op: string;
  readonly fn: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly inputs: readonly InputRange[];
  readonly expected: Expectation;
}

/** Layers behind a dense one, through whose weights the gradient with respect to their input is seen. */
export interface LayerConfiguration {
  readonly kind: 'layer';
  readonly op: string;
  /** Makes them anew each time. */
  readonly layers: () => tf.layers.Layer[];
  /** Of the input, with the batch. */
  readonly shape: readonly number[];
  readonly expected: Expectation;
}

export type Configuration = OpConfiguration | LayerConfiguration;

/** One op with its attributes, and where its inputs are drawn from. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- lets `fn` ask for ranks
export function op<T extends tf.Tensor[]>(
  name: string,
  fn: (...inputs: T) => tf.Tensor,
  ...inputs: readonly InputRange[]
): OpConfiguration {
  // The ranks that `fn` asks for are those of `inputs`; the list of all configurations forgets them.
  return {kind: 'op', op: name, fn: fn as OpConfiguration['fn'], inputs, expected: 'right'};
}

/** One layer, or several that make one case. */
export function layer(
  name: string,
  shape: readonly number[],
  layers: () => tf.layers.Layer | tf.layers.Layer[],
): LayerConfiguration {
  return {kind: 'layer', op: name, shape, layers: () => [layers()].flat(), expected: 'right'};
}

/** Marks a configuration whose gradient tfjs gets wrong. */
export function wrong<C extends Configuration>(configuration: C): C {
  return {...configuration, expected: 'wrong'};
}

/** Marks a configuration for which tfjs has no gradient. */
export function missing<C extends Configuration>(configuration: C): C {
  return {...configuration, expected: 'missing'};
}

/** Numbers of either sign, up to 2. */
export function real(...shape: number[]): InputRange {
  return {shape, low: -2, high: 2};
}

/** Numbers from 0.3 to 2, for logarithms, roots and divisors. */
export function positive(...shape: number[]): InputRange {
  return {shape, low: 0.3, high: 2};
}

/** Numbers inside (−1, 1), for the inverses of bounded functions. */
export function inner(...shape: number[]): InputRange {
  return {shape, low: -0.9, high: 0.9};
}

/** Numbers from `low` to `high`. */
export function between(low: number, high: number, ...shape: number[]): InputRange {
  return {shape, low, high};
}

/** What tells a configuration from others of its op: for a message that nobody should ever see. */
export function describeConfiguration(configuration: Configuration): string {
  const {kind, op: name} = configuration;
  if (kind === 'layer') return `${name} on [${configuration.shape.join()}]`;
  return `${name}: ${String(configuration.fn)} on ${configuration.inputs.map(({shape}) => `[${shape.join()}]`).join(', ')}`;
}
