/*
 * Which matchers a test has forgotten to await. The runner takes what a matcher returns with `then` (and, in Jest, `catch`), and gives
 * its caller what comes of that; `await` calls `then` of this once more, and a test that forgets it does not.
 */

/** What of a runner's matcher context is read: `promise` is `resolves` in `expect(…).resolves`. */
export interface MatcherContext {
  readonly promise?: string;
  readonly currentTestName?: string | undefined;
  /** Jest's, for `test.concurrent`. */
  readonly currentConcurrentTestName?: () => string | undefined;
}

/** A matcher that was called and is not both awaited and ended. */
interface Call {
  readonly matcher: string;
  readonly test: string | undefined;
  readonly checking: Promise<unknown>;
  ended: boolean;
  awaited: boolean;
}

const calls = new Set<Call>();

/** Whether somebody asks after each test: only then may a failure wait for that. */
let asked = false;

/**
 * What a matcher gives its runner, whose `then` comes at once. One that comes later is of a matcher made of this one, and of that
 * one's `await` nothing is seen.
 */
export function watched<T>(
  matcher: string,
  checking: Promise<T>,
  context: MatcherContext | undefined,
): Promise<T> {
  const test = context?.currentConcurrentTestName?.() ?? context?.currentTestName;
  // What `resolves` gives its caller is made of promises that nobody can see through.
  const call: Call = {matcher, test, checking, ended: false, awaited: Boolean(context?.promise)};
  calls.add(call);
  const ended = () => {
    call.ended = true;
    settle(call);
  };
  checking.then(ended, ended);
  let atOnce = true;
  queueMicrotask(() => (atOnce = false));
  return {
    then: (onFulfilled, onRejected) => {
      if (!atOnce) call.awaited = true;
      return new Handed(checking.then(onFulfilled, onRejected), call);
    },
    catch: onRejected => checking.catch(onRejected),
    finally: onFinally => checking.finally(onFinally),
    [Symbol.toStringTag]: 'Promise',
  };
}

function settle(call: Call): void {
  if (call.ended && call.awaited) calls.delete(call);
}

/** What a test gets of a matcher. A `catch` alone is no `await`: Jest adds one. */
class Handed<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'Promise';

  constructor(
    private readonly promise: Promise<T>,
    private readonly call: Call,
  ) {
    // The failure of a matcher that was forgotten is said after its test; unhandled it would end the runner.
    if (asked) promise.catch(() => undefined);
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.call.awaited = true;
    settle(this.call);
    return this.promise.then(onFulfilled, onRejected);
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Handed<T | B> {
    return new Handed(this.promise.catch(onRejected), this.call);
  }

  finally(onFinally?: (() => void) | null): Handed<T> {
    return new Handed(this.promise.finally(onFinally), this.call);
  }
}

/** A test that has ended. */
export interface EndedTest {
  readonly name?: string | undefined;
  /** Whether others run meanwhile, whose matchers may be under way and of which the name cannot be had. */
  readonly concurrent?: boolean | undefined;
}

/** Says that `assertAwaitedIn` is called after each test. */
export function askAfterEach(): void {
  asked = true;
}

/** @throws {Error} If the test has not awaited a matcher, or one of its checks is still under way. */
export async function assertAwaitedIn({name, concurrent = false}: EndedTest): Promise<void> {
  asked = true;
  const forgotten = [...calls].filter(
    ({test, ended, awaited}) =>
      (test === undefined || name === undefined || test === name) && (!awaited || !(ended || concurrent)),
  );
  await Promise.allSettled(forgotten.map(({checking}) => checking));
  for (const call of forgotten) calls.delete(call);
  if (forgotten.length > 0) {
    const {matcher} = forgotten[0]!;
    throw new Error(
      `${matcher}: expected the matcher to be awaited, got a test that ended first; write await expect(fn).${matcher}(…)`,
    );
  }
}

/**
 * What has to run after each test: a matcher that was not awaited would end after its test has passed, whatever it finds.
 *
 * @throws {Error} If a matcher was not awaited, or its check is still under way.
 */
export async function assertAwaited(): Promise<void> {
  await assertAwaitedIn({});
}
