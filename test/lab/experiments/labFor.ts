import type {Split} from '../../../src/data/split';
import type {Lab} from '../../../src/lab/experiments/experiment';

/** A laboratory on drawn digits: seed 1, the quick profile, and plain cpu unless another backend is the active one. */
export function labFor(train: Split, test: Split = train, backend = 'cpu'): Lab {
  return {
    train,
    test,
    source: {kind: 'synthetic', origin: 'drawn for a test', digest: ''},
    backend,
    profile: 'quick',
    seed: 1,
    progress: () => undefined,
  };
}
