import {experiments} from '../lab/experiments';
import {syntheticDigits} from '../index';
import {loadMnist, probeBackends, selectBackend} from '../node';

/** What of losslab the commands get handed, because it is slow or different on every machine; a test hands over fakes. */
export interface Library {
  readonly experiments: typeof experiments;
  readonly loadMnist: typeof loadMnist;
  readonly syntheticDigits: typeof syntheticDigits;
  readonly selectBackend: typeof selectBackend;
  readonly probeBackends: typeof probeBackends;
}

export const library: Library = {experiments, loadMnist, syntheticDigits, selectBackend, probeBackends};
