import * as tf from '@tensorflow/tfjs';
import {releaseTape} from '../../releaseTape';
import {Finding} from './Finding';
import {substituteFor} from './substituteFor';

/**
 * The gradients of `f` at `xs`, weighted by `dy`; undefined for an input that no op connects with the output.
 *
 * Unlike `tf.grads` this leaves no tensors behind when an op has no gradient, and says so as a `Finding`.
 * Errors of `f` itself are thrown on as they are.
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

/** Runs `work`; if it throws, frees what a half-used tape holds and turns errors about gradients into findings. */
export function cleaningTape<T>(work: () => T, backward: () => boolean = () => false): T {
  try {
    return work();
  } catch (error) {
    releaseTape();
    throw error instanceof Finding ? error : (findingOf(error, backward()) ?? error);
  }
}

/** tfjs throws plain errors; their sentences are all there is to tell them apart by. */
function findingOf(error: unknown, backward: boolean): Finding | undefined {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /gradient function not found for (.+?)\.?$/.exec(message)?.[1];
  if (missing !== undefined) {
    return new Finding('unsupported', `tfjs has no gradient for ${missing}. ${substituteFor(missing)}`, {
      op: missing,
    });
  }
  if (!backward) return undefined;
  const misshapen = /Error in gradient for op (.+?)\. (The gradient of input .*)/.exec(message);
  if (misshapen) {
    const op = misshapen[1] === 'unnamed scope' || misshapen[1] === 'forward' ? 'customGrad' : misshapen[1]!;
    return new Finding('wrong', `${misshapen[2]!} (op ${op}).`, {diagnosis: 'wrong-shape', op});
  }
  if (message.includes('passed in customGrad(f) must return')) {
    return new Finding('wrong', message, {diagnosis: 'wrong-shape', op: 'customGrad'});
  }
  const kernel = /Kernel '(\w+)' not registered for backend '(\w+)'/.exec(message);
  if (kernel) {
    const reason = `The gradient needs the kernel ${kernel[1]!}, which backend ${kernel[2]!} does not have.`;
    return new Finding('unsupported', reason, {op: kernel[1]!});
  }
  return /gradient|backprop/i.test(message) ? new Finding('unsupported', message) : undefined;
}
