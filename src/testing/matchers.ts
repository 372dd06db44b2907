/*
 * The matchers, for any test runner that has Jest's way of extending `expect`.
 */
import {checkGradients} from '../gradients/checkGradients';
import type {DifferentiableFunction, GradientCheckOptions, InputValue} from '../gradients/GradientCheck';
import {watched, type MatcherContext} from './forgottenAwaits';

// Through this file, of which the package has one: what forgot an await is kept there.
export {askAfterEach, assertAwaited, assertAwaitedIn} from './forgottenAwaits';

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
  toHaveCorrectGradients(
    this: MatcherContext,
    fn: DifferentiableFunction,
    inputs: Inputs,
    options?: GradientCheckOptions,
  ): Promise<MatcherResult> {
    const checking = checkGradients(fn, inputs, options).then(check => {
      const expected = check.ok
        ? 'expected the gradients not to be correct, got'
        : 'expected correct gradients, got';
      return {pass: check.ok, message: () => `${expected}\n\n${check.toString()}`};
    });
    return watched('toHaveCorrectGradients', checking, this);
  },

  /** Passes if the verdict of `checkGradients(fn, inputs, options)` is `flat`: the gradient is 0 for want of a slope. */
  toBeFlat(
    this: MatcherContext,
    fn: DifferentiableFunction,
    inputs: Inputs,
    options?: GradientCheckOptions,
  ): Promise<MatcherResult> {
    const checking = checkGradients(fn, inputs, options).then(check => {
      const pass = check.verdict === 'flat';
      const expected = pass
        ? 'expected the function not to be flat, got'
        : 'expected the function to be flat, got';
      return {pass, message: () => `${expected}\n\n${check.toString()}`};
    });
    return watched('toBeFlat', checking, this);
  },
};

/** What both families of Jest's types are extended by. */
export interface GradientMatchers {
  toHaveCorrectGradients(inputs: Inputs, options?: GradientCheckOptions): Promise<void>;
  toBeFlat(inputs: Inputs, options?: GradientCheckOptions): Promise<void>;
}
