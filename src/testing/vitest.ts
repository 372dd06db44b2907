/**
 * Vitest matchers for gradients, for Vitest 4 and 5. Importing this file, in a test or as one of `setupFiles`, adds them to
 * `expect`: that is its purpose. A test that forgets to await one fails.
 *
 * @example
 * import 'losslab/vitest';
 * await expect(fn).toHaveCorrectGradients([x, y]);
 * await expect(x => x.round().sum()).toBeFlat([x]);
 *
 * @module vitest
 */
import {afterEach, expect} from 'vitest';
import {
  askAfterEach,
  assertAwaited,
  assertAwaitedIn,
  gradientMatchers,
  type GradientMatchers,
} from './matchers';

export {assertAwaited, gradientMatchers};
export type {GradientMatchers};

declare module 'vitest' {
  // The type parameter must be Vitest's, letter for letter.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-explicit-any, @typescript-eslint/no-empty-object-type
  interface Matchers<T = any> extends GradientMatchers {}
}

expect.extend(gradientMatchers);
askAfterEach();
afterEach(({expect: own, task}) =>
  assertAwaitedIn({name: own.getState().currentTestName, concurrent: task.concurrent}),
);
