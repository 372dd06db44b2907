import {goTo, type Place} from './place';
import type {Contestant} from './race';

/** What a contestant works with. */
export interface Stand {
  readonly run: () => unknown;
  readonly dispose: () => void;
}

/** A contestant with a net and data of its own, which lie on its own backend: they are made on its first turn. */
export function standingAt(
  place: Place,
  build: () => Stand,
): Pick<Contestant, 'prepare' | 'run' | 'dispose'> {
  let stand: Stand | undefined;
  const prepare = async () => {
    await goTo(place);
    stand ??= build();
  };
  return {prepare, run: () => stand!.run(), dispose: () => stand?.dispose()};
}
