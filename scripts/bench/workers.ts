/**
 * What `train({workers})` could gain at the most: each worker takes half of every batch. Here processes do, which exchange nothing and
 * never wait for each other, so that no way of sharing gradients can be faster than what this measures.
 */
import {inThreads} from './threads';
import {startContestant} from './startContestant';
import {race, type Contestant, type RaceOptions} from './race';
import {comparedWith, type SuiteTable} from './suite';

const steps = 200;

export async function* workers(progress?: RaceOptions['progress']): AsyncIterable<SuiteTable> {
  for (const [hidden, batch] of [
    [50, 100],
    [512, 128],
  ] as const) {
    const names = ['a whole batch', 'half of it, alone', 'its halves at once, in two processes'] as const;
    const start = async (name: string, size: number) => {
      const child = inThreads(1, 'train', hidden, size, steps * size);
      const started = await startContestant(child, {name, runsOfWhole: 1});
      if (started.length === 0) throw new Error('bench: the workers cannot be measured');
      return started[0]!;
    };
    const whole = await start(names[0], batch);
    const half = await start(names[1], batch / 2);
    const other = await start(names[2], batch / 2);
    const timings = await race([whole, half, besideEachOther(names[2], half, other)], {progress, turns: 9});
    yield {
      title: `What can workers gain? ${steps} steps of 784-${hidden}-10, batch ${batch}, on wasm`,
      lines: comparedWith(names[0], timings),
      limits:
        'A bound: the gradients of the halves are neither exchanged nor added. Two at once take longer than one alone, since they share caches and memory.',
    };
  }
}

/** Two that run at once. The first is disposed of by itself. */
function besideEachOther(name: string, one: Contestant, other: Contestant): Contestant {
  return {
    name,
    run: () => Promise.all([one.run(), other.run()]),
    ...(other.prepare && {prepare: other.prepare}),
    ...(other.dispose && {dispose: other.dispose}),
  };
}
