/**
 * Complex tensors on the tape. tfjs demands a float32 gradient of the input's own shape for every input, and
 * a complex number has two partial derivatives; so a complex tensor is recorded as two real ones that exist
 * on the tape alone, and its gradient is the pair (∂L/∂Re z, ∂L/∂Im z). With a new tfjs:
 * `backpropagateGradients` in tfjs-core/src/tape.ts, which reads `id`, `shape` and nothing else.
 */
import * as tf from '@tensorflow/tfjs';
import {isCopy, type TapeNode} from './tape';

/** The gradient of a loss by a complex tensor: by its real and by its imaginary part. */
export interface Pair {
  readonly re: tf.Tensor;
  readonly im: tf.Tensor;
}

/**
 * The gradients of a kernel by its inputs: a pair for a complex one. Each `dy` is a pair where the output is
 * complex.
 */
export type ComplexGradient = (
  dys: readonly (tf.Tensor | Pair)[],
  saved: readonly tf.Tensor[],
  attrs: tf.NamedAttrMap,
) => Record<string, tf.Tensor | Pair>;

/** What a tape needs to know of a tensor. */
type OnTape = Pick<tf.Tensor, 'id' | 'shape' | 'dtype'>;

const parts = new WeakMap<tf.Tensor, {readonly re: OnTape; readonly im: OnTape}>();

/** Ids of tensors are positive. */
let lastId = 0;

/** Records a node's complex inputs and outputs as pairs of real ones. Leaves a node without any as it is. */
export function splitComplex(
  node: TapeNode,
  attrs: tf.NamedAttrMap,
  gradients: ReadonlyMap<string, ComplexGradient>,
): void {
  const {inputs, outputs} = node;
  if (!outputs.some(isComplex) && !Object.values(inputs).some(isComplex)) return;
  const {gradient} = node;
  const linear =
    gradient && (isCopy(node) || realLinear.has(node.kernelName)) ? partwise(gradient) : undefined;
  const rule = gradients.get(node.kernelName) ?? linear;
  const mutable = node as {-readonly [K in keyof TapeNode]: TapeNode[K]};
  mutable.inputs = splitInputs(inputs);
  mutable.outputs = outputs.flatMap(output => {
    if (!isComplex(output)) return [output];
    const {re, im} = partsOf(output);
    return [re as tf.Tensor, im as tf.Tensor];
  });
  if (rule === undefined) delete mutable.gradient;
  else
    mutable.gradient = dys =>
      splitGradients(rule(joinGradients(dys, outputs), node.saved ?? [], attrs), inputs);
}

/**
 * Kernels that treat real and imaginary parts alike and apart, so that their gradient is that of either part.
 */
const realLinear: ReadonlySet<string> = new Set([
  tf.Add,
  tf.AddN,
  tf.Concat,
  tf.ExpandDims,
  tf.GatherV2,
  tf.Identity,
  tf.Neg,
  tf.OnesLike,
  tf.Pack,
  tf.PadV2,
  tf.Reshape,
  tf.Reverse,
  tf.Slice,
  tf.SplitV,
  tf.StridedSlice,
  tf.Sub,
  tf.Tile,
  tf.Transpose,
  tf.Unpack,
  tf.ZerosLike,
]);

/** The kernel's own gradient, once for the real parts and once for the imaginary ones. */
function partwise(gradient: NonNullable<TapeNode['gradient']>): ComplexGradient {
  return dys => {
    const of = (part: keyof Pair) => gradient(dys.map(dy => (isPair(dy) ? dy[part] : dy)));
    const [re, im] = [of('re'), of('im')];
    const both = (name: string) => tf.tidy(() => ({re: re[name]!(), im: im[name]!()}));
    return Object.fromEntries(Object.keys(re).map(name => [name, both(name)]));
  };
}

function splitInputs(inputs: TapeNode['inputs']): TapeNode['inputs'] {
  const split = Object.entries(inputs).flatMap(([name, input]): [string, OnTape][] => {
    if (!isComplex(input)) return [[name, input]];
    const {re, im} = partsOf(input);
    return [
      [`${name}.re`, re],
      [`${name}.im`, im],
    ];
  });
  return Object.fromEntries(split) as TapeNode['inputs'];
}

/** What came back for the real tensors of the tape, as the kernel's outputs; zeros where nothing came. */
function joinGradients(
  dys: readonly (tf.Tensor | null)[],
  outputs: readonly tf.Tensor[],
): (tf.Tensor | Pair)[] {
  let next = 0;
  const taken = ({shape}: tf.Tensor) => dys[next++] ?? tf.zeros(shape);
  return outputs.map(output => (isComplex(output) ? {re: taken(output), im: taken(output)} : taken(output)));
}

function splitGradients(
  gradients: Record<string, tf.Tensor | Pair>,
  inputs: TapeNode['inputs'],
): Record<string, () => tf.Tensor> {
  const split = Object.entries(gradients).flatMap(([name, gradient]): [string, () => tf.Tensor][] => {
    if (!isPair(gradient)) return [[name, () => gradient]];
    // A real input of a complex kernel is changed by the real part of what comes back.
    if (!inputs[name] || !isComplex(inputs[name])) return [[name, () => gradient.re]];
    // On webgl a part of a reshaped number has the shape from before; so has what comes back for it.
    const {shape} = inputs[name];
    return [
      [`${name}.re`, () => tf.reshape(gradient.re, shape)],
      [`${name}.im`, () => tf.reshape(gradient.im, shape)],
    ];
  });
  return Object.fromEntries(split);
}

function isPair(gradient: tf.Tensor | Pair): gradient is Pair {
  return 're' in gradient;
}

function isComplex({dtype}: tf.Tensor): boolean {
  return dtype === 'complex64';
}

function partsOf(tensor: tf.Tensor): {readonly re: OnTape; readonly im: OnTape} {
  const known = parts.get(tensor);
  if (known) return known;
  const part = (): OnTape => ({id: --lastId, shape: tensor.shape, dtype: 'float32'});
  const made = {re: part(), im: part()};
  parts.set(tensor, made);
  return made;
}
