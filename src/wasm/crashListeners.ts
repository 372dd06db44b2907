/** The events of a process for which Emscripten's start-up code adds listeners. */
const crashEvents = ['uncaughtException', 'unhandledRejection'];

/**
 * Runs `work` without the listeners that the wasm module adds to the process.
 *
 * They throw what they are given. With them every error that nobody caught prints a line of the wasm loader and ends the process
 * with 7 in place of Node's own message and 1. In a browser there are none.
 *
 * @returns What `work` returns.
 */
export async function withoutCrashListeners<T>(work: () => Promise<T>): Promise<T> {
  const before = crashEvents.map(event => new Set(listenersOf(event)));
  try {
    return await work();
  } finally {
    crashEvents.forEach((event, i) => removeRethrowing(event, before[i]!));
  }
}

function removeRethrowing(event: string, before: ReadonlySet<unknown>): void {
  for (const listener of listenersOf(event)) {
    if (!before.has(listener) && /throw (ex|reason)\b/.test(String(listener))) process.off(event, listener);
  }
}

function listenersOf(event: string): ((...args: unknown[]) => void)[] {
  const {process} = globalThis as {process?: Partial<NodeJS.Process>};
  return (process?.listeners?.(event as 'exit') ?? []) as ((...args: unknown[]) => void)[];
}
