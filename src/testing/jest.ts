/**
 * Jest matchers for gradients. Importing this file adds them to Jest's global `expect`: that is its purpose. Where
 * there is no global one (`injectGlobals: false`), call `expect.extend(gradientMatchers)`.
 *
 * @example
 * import 'losslab/jest';
 * await expect(fn).toHaveCorrectGradients([x, y]);
 * await expect(x => x.round().sum()).toBeFlat([x]);
 *
 * @module jest
 */
import {checkGradients} from '../gradients/checkGradients';
import type {DifferentiableFunction, GradientCheckOptions, InputValue} from '../gradients/GradientCheck';

/** What a matcher tells Jest. */
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
    const check = await checkGradients(fn, inputs, options);
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
    const check = await checkGradients(fn, inputs, options);
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

declare global {
  // @types/jest is a namespace; there is no other way to add to it.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // The type parameters must be those of @types/jest, letter for letter.
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
    interface Matchers<R, T = {}> extends GradientMatchers {}
  }
}

// @jest/globals takes its matchers from this module.
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T = unknown> extends GradientMatchers {}
}

// Not there with `injectGlobals: false`; then expect.extend(gradientMatchers) is the caller's to do.
const {expect} = globalThis as {expect?: {extend: (matchers: typeof gradientMatchers) => void}};
expect?.extend(gradientMatchers);
