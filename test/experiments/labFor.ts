import type {Split} from '../../src/data/split';
import type {Lab} from '../../src/experiments/experiment';

/** A laboratory on drawn digits: plain cpu, seed 1, the quick profile. */
export function labFor(train: Split, test: Split = train): Lab {
  return {
    train,
    test,
    source: {kind: 'synthetic', origin: 'drawn for a test', digest: ''},
    backend: 'cpu',
    profile: 'quick',
    seed: 1,
    progress: () => undefined,
  };
}
