import * as tf from '@tensorflow/tfjs';
import type {Random} from '../../random';
import {isWrongStep, type Op, replaying} from './isWrongStep';
import {gradientsOf, type Gradients, plainGradients} from './plainForward';
import type {PathStep} from './recordPath';
import type {Subject} from './Subject';
import {connectingOutputs, isCallers, isCustom, type TapeNode} from '../../tfjs/tape';

/**
 * Of the ops that a `tf.grad` inside the function differentiates, the first whose own second derivative is
 * wrong, and why.
 */
export function findGuiltyTwice(
  path: readonly PathStep[],
  subject: Subject,
  random: Random,
): {step: PathStep; remark: string} | undefined {
  const inner = path.filter(({differentiated}) => differentiated);
  if (inner.length === 0) return undefined;
  const before = gradientsOf(subject);
  for (const step of inner) {
    const remark = savedOutput(step, subject, before) ?? constants(step, subject, before, random);
    if (remark !== undefined) return {step, remark};
  }
  return undefined;
}

/**
 * Whether the function's gradient is another one once what the op saves of its output is connected with it.
 */
function savedOutput(step: PathStep, subject: Subject, before: Gradients | undefined): string | undefined {
  const after = connectingOutputs(isNodeOf(step), () => gradientsOf(subject));
  if (isSame(before, after)) return undefined;
  const remark = 'differentiated twice, tfjs takes the output that it saved for its gradient for a constant';
  return after ? remark : `${remark}, and has no gradient for what it computes of it`;
}

/** Whether a custom gradient is made of numbers that have lost their connection with its input. */
function constants(
  step: PathStep,
  subject: Subject,
  before: Gradients | undefined,
  random: Random,
): string | undefined {
  const {isCustom, custom} = step.call;
  if (!isCustom || !custom || !isWrongStep(step, subject, random, gradientOf(replaying(step))))
    return undefined;
  if (isSame(before, plainGradients(step, subject))) return undefined;
  const remark = 'differentiated twice, its gradient is made of numbers that no op connects with its inputs';
  return isCallers(step.call.kernel) ? `${remark}: save the inputs, and compute with these` : remark;
}

/**
 * Of the sum of squares: the gradient of a sum alone may be one of saved outputs only, which leads nowhere.
 */
function gradientOf(op: Op): Op {
  const sumOfSquares: Op = (...inputs) => tf.sum(tf.square(op(...inputs)));
  return (...tensors) =>
    tf.concat(
      tf
        .grads(sumOfSquares)(tensors)
        .map(each => each.flatten()),
    );
}

/** Tells the step's nodes on a tape: those of its kernel or, custom gradients having no names, its own. */
function isNodeOf({call, customsBefore}: PathStep): (node: TapeNode) => boolean {
  let customs = 0;
  return node =>
    isCustom(node) ? customs++ === customsBefore && call.isCustom : node.kernelName === call.kernel;
}

function isSame(before: Gradients | undefined, after: Gradients | undefined): boolean {
  if (!before || !after) return before === after;
  return after.every(
    (gradient, i) => gradient?.every((value, at) => close(value, before[i]?.[at] ?? 0)) ?? true,
  );
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
