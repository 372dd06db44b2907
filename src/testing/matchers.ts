/*
 * The matchers, for any test runner that has Jest's way of extending `expect`.
 */
import {checkGradients} from '../gradients/checkGradients';
import type {DifferentiableFunction, GradientCheckOptions, InputValue} from '../gradients/GradientCheck';

/** What a matcher tells the test runner. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

type Inputs = InputValue | readonly InputValue[];

/** The matchers by name. */
export const gradientMatchers = {
  /**
   * Passes if `checkGradients(fn, inputs, options)` is ok: verdict `pass`, `kink` or `flat`. On failure the message is
   * the check's own report. Asynchronous: await it.
   */
  async toHaveCorrectGradients(
    fn: DifferentiableFunction,
    inputs: Inputs,
    options?: GradientCheckOptions,
  ): Promise<MatcherResult> {
    const check = await watched('toHaveCorrectGradients', checkGradients(fn, inputs, options));
    const expected = check.ok
      ? 'expected the gradients not to be correct, got'
      : 'expected correct gradients, got';
    return {pass: check.ok, message: () => `${expected}\n\n${check.toString()}`};
  },

  /** Passes if the verdict of `checkGradients(fn, inputs, options)` is `flat`: the gradient is 0 for want of a slope. */
  async toBeFlat(
    fn: DifferentiableFunction,
    inputs: Inputs,
    options?: GradientCheckOptions,
  ): Promise<MatcherResult> {
    const check = await watched('toBeFlat', checkGradients(fn, inputs, options));
    const pass = check.verdict === 'flat';
    const expected = pass
      ? 'expected the function not to be flat, got'
      : 'expected the function to be flat, got';
    return {pass, message: () => `${expected}\n\n${check.toString()}`};
  },
};

/** What both families of Jest's types are extended by. */
export interface GradientMatchers {
  toHaveCorrectGradients(inputs: Inputs, options?: GradientCheckOptions): Promise<void>;
  toBeFlat(inputs: Inputs, options?: GradientCheckOptions): Promise<void>;
}

/** Checks that have not ended, and the matcher that each belongs to. */
const pending = new Map<Promise<unknown>, string>();

function watched<T>(matcher: string, check: Promise<T>): Promise<T> {
  pending.set(check, matcher);
  const ended = () => void pending.delete(check);
  check.then(ended, ended);
  return check;
}

/**
 * What has to run after each test: a matcher that was not awaited would end after its test has passed, whatever it finds.
 *
 * @throws {Error} If a check of the test is still under way, once it has ended.
 */
export async function assertAwaited(): Promise<void> {
  const forgotten = [...pending];
  await Promise.allSettled(forgotten.map(([check]) => check));
  if (forgotten.length > 0) {
    const matcher = forgotten[0]![1];
    throw new Error(
      `${matcher}: expected the matcher to be awaited, got a test that ended first; write await expect(fn).${matcher}(…)`,
    );
  }
}
