import {t} from './language';

/** The element with that id. @throws {TypeError} If there is none, or one of another type. */
export function byId<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`expected a ${type.name} with the id ${id}`);
  return found;
}

/** Tells the visitor how things stand. */
export function say(sentence: string): void {
  byId('status', HTMLElement).textContent = sentence;
}

/** Tells the visitor what went wrong: most often a part of the page that could not be fetched. */
export function sayFailure(error: unknown): void {
  say(t`That did not work: ${error instanceof Error ? error.message : String(error)}. Try again.`);
}

/**
 * Runs the latest call only: what comes while one is under way waits for it, and replaces what waited before. Where one fails
 * the visitor is told so.
 */
export function latestOnly<T>(work: (input: T) => Promise<void>): (input: T) => void {
  let waiting: {input: T} | undefined;
  let busy = false;
  let failed = false;
  const next = async () => {
    busy = true;
    try {
      while (waiting !== undefined) {
        const {input} = waiting;
        waiting = undefined;
        await work(input);
        if (failed) say(t`It works again.`);
        failed = false;
      }
    } catch (error) {
      failed = true;
      sayFailure(error);
    } finally {
      busy = false;
    }
  };
  return input => {
    waiting = {input};
    if (!busy) void next();
  };
}
