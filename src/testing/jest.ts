/**
 * Jest matchers for gradients. Importing this file adds them to Jest's global `expect`: that is its purpose. A test that
 * forgets to await one fails. Where there are no globals (`injectGlobals: false`), call
 * `expect.extend(gradientMatchers)` and `afterEach(assertAwaited)`.
 *
 * @example
 * import 'losslab/jest';
 * await expect(fn).toHaveCorrectGradients([x, y]);
 * await expect(x => x.round().sum()).toBeFlat([x]);
 *
 * @module jest
 */
import {
  askAfterEach,
  assertAwaited,
  assertAwaitedIn,
  gradientMatchers,
  type GradientMatchers,
} from './matchers';

export {assertAwaited, gradientMatchers};
export type {GradientMatchers};

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

/** What Jest puts into the global scope, unless it is told not to. */
const {expect, afterEach} = globalThis as {
  expect?: {
    extend: (matchers: typeof gradientMatchers) => void;
    getState?: () => {currentTestName?: string};
  };
  afterEach?: (hook: () => Promise<void>) => void;
};
expect?.extend(gradientMatchers);
if (afterEach !== undefined) {
  askAfterEach();
  afterEach(() => assertAwaitedIn({name: expect?.getState?.().currentTestName}));
}
