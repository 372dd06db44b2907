import * as tf from '@tensorflow/tfjs';
import {correctedOps} from '../../correctedOps';
import {inEnglish, t, type Text} from '../../text';
import {isTapeMended} from '../../tfjs/engine';
import {
  activeTape,
  connectingOutputs,
  copiesOfOutputs,
  isCallers,
  isCopy,
  nameOnTape,
  releaseCopies,
  releaseTape,
  type TapeNode,
  watchSaving,
  watchTape,
} from '../../tfjs/tape';
import type {Diagnosis, Verdict} from '../GradientCheck';

/**
 * The gradients of `f` at `xs`, weighted by `dy`; undefined for an input that no op connects with the output.
 *
 * Unlike `tf.grads` this leaves no tensors behind when an op has no gradient, and says so as an `EarlyVerdict`.
 * Errors of `f` itself are thrown on as they are, and so are those of its own custom gradients.
 */
export function backpropagate(f: () => tf.Tensor, xs: tf.Tensor[], dy: tf.Tensor): (tf.Tensor | undefined)[] {
  let forwardDone = false;
  return cleaningTape(
    () => {
      const forward = () => {
        const y = f();
        forwardDone = true;
        return y;
      };
      return tf.engine().gradients(forward, xs, dy, true).grads;
    },
    () => forwardDone,
  );
}

/** Runs `work`; if it throws, frees what a half-used tape holds and turns errors about gradients into an `EarlyVerdict`. */
export function cleaningTape<T>(work: () => T, backward: () => boolean = () => false): T {
  const thrownIn = new Map<unknown, Thrower>();
  const nodes: TapeNode[] = [];
  const note = (node: TapeNode) => {
    nodes.push(node);
    rememberErrors(node, thrownIn);
  };
  try {
    const watched = () => watchTape(note, work);
    return watchSaving((error, op) => thrownIn.set(error, {op, isTfjs: true}), watched);
  } catch (error) {
    releaseCopies();
    releaseTape();
    if (error instanceof EarlyVerdict) throw error;
    if (backward() && !thrownIn.has(error) && activeTape() === undefined) throw lostTape(nodes);
    throw verdictOf(error, thrownIn.get(error), backward()) ?? severedAt(error, work) ?? error;
  }
}

/** A gradient that was taken inside a gradient function has thrown away the tape, with it what was saved for the ops on it. */
function lostTape(nodes: readonly TapeNode[]): EarlyVerdict {
  for (const {saved} of nodes) tf.dispose([...(saved ?? [])]);
  const reason = t`The gradient function of a tf.customGrad calls tf.grad or one of its kind, with which tfjs loses the outer
    gradient: write its formula, or call correctGradients(), with which it works.`;
  return new EarlyVerdict('unsupported', reason, {op: 'customGrad'});
}

/** The op whose gradient threw an error. */
interface Thrower {
  readonly op: string;
  /** Whether the gradient is tfjs's, and not the caller's own. */
  readonly isTfjs: boolean;
}

/** Notes which node's gradient an error comes from, also where the function differentiates inside itself. */
function rememberErrors(node: TapeNode, thrownIn: Map<unknown, Thrower>): void {
  const {gradient, kernelName} = node;
  if (!gradient || isCopy(node)) return;
  const remembering = <R>(run: () => R): R => {
    try {
      return run();
    } catch (error) {
      // Of nodes inside one another the innermost.
      if (!thrownIn.has(error)) {
        const op = nameOnTape(kernelName);
        thrownIn.set(error, {op, isTfjs: !isCallers(op)});
      }
      throw error;
    }
  };
  node.gradient = dys => {
    // Computed when backpropagation asks for it.
    const gradients = remembering(() => Object.entries(gradient(dys)));
    return Object.fromEntries(gradients.map(([name, compute]) => [name, () => remembering(compute)]));
  };
}

/** tfjs throws plain errors; their sentences are all there is to tell them apart by. */
function verdictOf(
  error: unknown,
  thrower: Thrower | undefined,
  backward: boolean,
): EarlyVerdict | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /gradient function not found for (.+?)\.?$/.exec(message)?.[1];
  if (missing !== undefined) {
    const reason = t`tfjs has no gradient for ${missing}. ${substituteFor(missing)}`;
    return new EarlyVerdict('unsupported', reason, {op: missing});
  }
  const misshapen = /Error in gradient for op (.+?)\. (The gradient of input .*)/.exec(message);
  if (misshapen) {
    const op = nameOnTape(misshapen[1]!);
    const reason = t`${misshapen[2]!} (op ${op}).`;
    const advice = isMendable(op) ? t`${reason} correctGradients() mends it.` : reason;
    return new EarlyVerdict('wrong', advice, {diagnosis: 'wrong-shape', op});
  }
  if (!backward && !thrower) return undefined;
  if (message.includes('passed in customGrad(f) must return')) {
    const op = thrower?.op ?? 'customGrad';
    return new EarlyVerdict('wrong', message, {diagnosis: 'wrong-shape', op});
  }
  const kernel = /[Kk]ernel '(\w+)' (?:not )?registered for backend '(\w+)'/.exec(message);
  if (kernel) {
    const reason = t`The gradient needs the kernel ${kernel[1]!}, which backend ${kernel[2]!} does not have.`;
    return new EarlyVerdict('unsupported', reason, {op: kernel[1]!});
  }
  if (!thrower) return new EarlyVerdict('unsupported', message);
  const {op, isTfjs} = thrower;
  if (!isTfjs) return undefined; // an error of the caller's own is for the caller to see
  const sentence = message.split('\n', 1)[0]!.replace(/\.?$/, '.');
  const reason = t`tfjs's gradient of ${op} throws: ${sentence} ${substituteFor(op)}`;
  return new EarlyVerdict('unsupported', reason, {op});
}

/**
 * Where a `tf.grad` inside the function finds nothing that leads from its input to its output: the op whose
 * saved output, once connected, makes it find the way. Undefined if it is another error, or no op makes it
 * so: then it is the function's own fault.
 */
function severedAt(error: unknown, work: () => unknown): EarlyVerdict | undefined {
  if (!/Cannot compute gradient of y=f\(x\)/.test(error instanceof Error ? error.message : ''))
    return undefined;
  const saving = new Set<string>();
  const note = (node: TapeNode, tape: readonly TapeNode[]) => {
    if (!isCopy(node) && copiesOfOutputs(node, tape).length > 0) saving.add(node.kernelName);
  };
  watchTape(note, () => outcomeOf(work));
  for (const name of saving) {
    const outcome = connectingOutputs(
      ({kernelName}) => kernelName === name,
      () => outcomeOf(work),
    );
    if (outcome instanceof Error && outcome.message === (error as Error).message) continue;
    const op = nameOnTape(name);
    const reason = t`tfjs has no second derivative of ${op}: it takes the output that it saved for its gradient for
      a constant.`;
    const advice = isTapeMended() ? reason : t`${reason} correctGradients() mends it.`;
    return new EarlyVerdict('unsupported', advice, {op});
  }
  return undefined;
}

/** What `work` throws, if it does. */
function outcomeOf(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    releaseCopies();
    releaseTape();
    return error;
  }
}

/** Ends a check early: the verdict is known before, or without, any comparison of numbers. */
export class EarlyVerdict extends Error {
  override name = 'EarlyVerdict';

  constructor(
    readonly verdict: Verdict,
    readonly reason: Text,
    readonly details: {readonly diagnosis?: Diagnosis; readonly op?: string} = {},
  ) {
    super(inEnglish(reason));
  }
}

/** What is usually used in place of an op that has no gradient, or one that breaks down; whole sentences. */
function substituteFor(op: string): Text {
  const substitute =
    SUBSTITUTES[op] ?? t`Write it with ops that have one, or give it one with tf.customGrad.`;
  return isMendable(op) ? t`${substitute} Or call correctGradients(), which mends it.` : substitute;
}

/** The kernels of first derivatives, as EluGrad, have their own gradients with that of the op. */
function isMendable(kernel: string): boolean {
  const op = kernel.replace(/(Grad|Backprop(Input|Filter))$/, '');
  return !isTapeMended() && (correctedOps.includes(kernel) || correctedOps.includes(op));
}

const SMOOTH_COMPARISON = t`For a mask use tf.greaterEqual, whose gradient is a registered 0; as a score a comparison is no use:
  descend a smooth loss (cross entropy for accuracy, a sigmoid for a step).`;
const ONE_HOT_MASK = t`Select with a one-hot mask (mul, then sum) or with tf.gather, which has a gradient.`;
const COMPLEX = t`Write the transform as a product with cosine and sine matrices.`;

const SUBSTITUTES: Readonly<Record<string, Text>> = {
  Equal: SMOOTH_COMPARISON,
  NotEqual: SMOOTH_COMPARISON,
  Greater: SMOOTH_COMPARISON,
  Less: SMOOTH_COMPARISON,
  LessEqual: SMOOTH_COMPARISON,
  TopK: t`Find the indices outside the function, then tf.gather, or use softmax in place of the choice.`,
  GatherNd: ONE_HOT_MASK,
  StridedSlice: t`Use tf.slice, or tf.gather for strides other than 1.`,
  Einsum: t`Write it with tf.matMul, tf.transpose and tf.sum.`,
  ScatterNd: t`Multiply by a one-hot matrix instead.`,
  TensorScatterUpdate: t`Combine both parts with tf.where and a constant mask.`,
  LogicalAnd: t`Multiply masks instead.`,
  LogicalOr: t`Take tf.maximum of the masks instead.`,
  LogicalNot: t`Use 1 - mask instead.`,
  Cumprod: t`Use tf.exp of tf.cumsum of tf.log where the factors are positive.`,
  DepthToSpace: t`Use tf.reshape and tf.transpose.`,
  FFT: COMPLEX,
  IFFT: COMPLEX,
  Real: COMPLEX,
  Imag: COMPLEX,
  EluGrad: t`This is a second derivative; tfjs has only the first one of elu.`,
  DenseBincount: t`Use a softened histogram: a sum of kernels.`,
  MaxPoolWithArgmax: t`Use tf.maxPool.`,
  FusedBatchNorm: t`Its gradient needs scale and offset: pass both to tf.batchNorm.`,
  Prod: t`Its gradient does not know negative axes: count from the front.`,
  Unpack: t`Its gradient breaks where tf.unstack (or tf.linalg.bandPart) gives one tensor only: use tf.squeeze,
    or a mask.`,
  Pack: t`Its gradient breaks where tf.stack is given one tensor only: use tf.expandDims.`,
  CropAndResize: t`Use tf.slice and tf.image.resizeBilinear.`,
};
