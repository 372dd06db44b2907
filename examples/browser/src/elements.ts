/** The element with that id. @throws {TypeError} If there is none, or one of another type. */
export function byId<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`expected a ${type.name} with the id ${id}`);
  return found;
}

/** Runs the latest call only: what comes while one is under way waits for it, and replaces what waited before. */
export function latestOnly<T>(work: (input: T) => Promise<void>): (input: T) => void {
  let waiting: {input: T} | undefined;
  let busy = false;
  const next = async () => {
    busy = true;
    try {
      while (waiting !== undefined) {
        const {input} = waiting;
        waiting = undefined;
        await work(input);
      }
    } finally {
      busy = false;
    }
  };
  return input => {
    waiting = {input};
    if (!busy) void next();
  };
}
