import type * as tf from '@tensorflow/tfjs';
import type {ComplexGradient} from '../tfjs/complexTape';
import type {CustomOpRule, InsideOp} from '../tfjs/mendedTape';

/** One gradient, right where tfjs's is wrong or missing. */
export interface Correction {
  /** The kernel's name, as `tf.registerGradient` takes it; `tape`, or an op, where no kernel is at fault. */
  readonly op: string;
  /** What tfjs does, in a sentence without its subject. */
  readonly fault: string;
  /** The version of tfjs in which it was seen. */
  readonly since: string;
  /** The backend that is at fault, where others are not. */
  readonly on?: string;
  /** The corrections without which this one is not right at its examples and in their second derivatives. */
  readonly needs?: readonly string[];
  /**
   * Which inputs and outputs of the op the gradient needs, and tfjs's own, if `stock` is called. Not read
   * from the registry: what is there may be the caller's.
   */
  readonly saves?: Omit<tf.GradConfig, 'kernelName' | 'gradFunc'>;
  readonly gradient?: GradientFormula;
  /** The gradient where inputs or outputs are complex. */
  readonly complex?: ComplexGradient;
  /** Of one of tfjs's ops, by its name: what replaces its own use of `tf.customGrad`. */
  readonly customOp?: {readonly name: string; readonly rule: CustomOpRule};
  /** Of a kernel that one of tfjs's ops is made of: another gradient inside that op. */
  readonly inside?: InsideOp & {readonly kernel: string};
  /** The smallest case that shows the fault. */
  readonly example: Example;
  /** Cases of its other faults: beside another version of tfjs it is needed until all are right. */
  readonly further?: readonly Example[];
}

/** A function, where to differentiate its sum, and what its gradients are there. */
export interface Example {
  readonly fn: (...inputs: tf.Tensor[]) => tf.Tensor;
  readonly inputs: readonly tf.TensorLike[];
  /** Worked out by hand: one list for each input, flat. */
  readonly gradients: readonly (readonly number[])[];
}

/** An example whose function may ask for tensors of certain ranks. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- lets `fn` ask for ranks
export function example<T extends tf.Tensor[]>(
  fn: (...inputs: T) => tf.Tensor,
  inputs: readonly tf.TensorLike[],
  gradients: readonly (readonly number[])[],
): Example {
  return {fn: fn as Example['fn'], inputs, gradients};
}

/** By the name of the input. Called only for those that matter. */
export type Gradients = Record<string, () => tf.Tensor>;

/**
 * The gradient of an op.
 *
 * @param dys The gradients of its outputs; zeros for one that does not matter.
 * @param saved Inputs, then outputs, as they were saved; one that was left out is left out here.
 * @param stock tfjs's own gradient, for the cases that it gets right; given other attributes on request.
 */
type GradientFormula = (
  dys: readonly [tf.Tensor, ...tf.Tensor[]],
  saved: readonly tf.Tensor[],
  attrs: tf.NamedAttrMap,
  stock: (attrs?: tf.NamedAttrMap) => Gradients,
) => Gradients;

/** The version of tfjs in which all of these were seen, and that they are proven against. */
export const provenVersion = '4.22.0';

/** A correction of what was seen in tfjs 4.22.0. */
export function correction(
  op: string,
  fault: string,
  parts: Omit<Correction, 'op' | 'fault' | 'since'>,
): Correction {
  return {op, fault, since: provenVersion, ...parts};
}
