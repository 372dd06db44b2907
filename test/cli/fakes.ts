import {actions} from '../../src/cli/runCli';
import type {CliContext, Library, OutputStream} from '../../src/cli/context';
import type {Experiment, ExperimentResult, Lab} from '../../src/lab/experiments/experiment';
import {sampleExperiment} from '../lab/report/sampleResults';

// Loaded here, so that no test's time limit has to hold what loading TensorFlow.js takes.
for (const load of Object.values(actions)) load();

/** A stream that remembers. */
export class FakeStream implements OutputStream {
  text = '';

  constructor(
    readonly isTTY = false,
    readonly columns = 80,
  ) {}

  write(text: string): void {
    this.text += text;
  }
}

export interface FakeContext extends CliContext {
  readonly stdout: FakeStream;
  readonly stderr: FakeStream;
}

export function fakeContext(changes: Partial<FakeContext> = {}): FakeContext {
  return {
    stdout: new FakeStream(),
    stderr: new FakeStream(),
    env: {},
    cwd: process.cwd(),
    signal: new AbortController().signal,
    ...changes,
  };
}

/** A library in which nothing is slow, nothing is on a disk, and every experiment holds. */
export function fakeLibrary(changes: Partial<Library> = {}): Library {
  return {
    experiments: [fakeExperiment('accuracy'), fakeExperiment('step')],
    loadMnist: () =>
      Promise.resolve({
        train: fakeSplit(30),
        test: fakeSplit(10),
        source: {kind: 'mnist', origin: '/data/mnist', digest: 'c0ffee'},
      }),
    syntheticDigits: ({size}) => fakeSplit(Math.min(size, 40)),
    selectBackend: (name?: string) => Promise.resolve(name === undefined || name === 'auto' ? 'wasm' : name),
    probeBackends: () =>
      Promise.resolve([
        {name: 'tensorflow', usable: false, reason: '@tensorflow/tfjs-node is not installed'},
        {name: 'cpu', usable: true, version: '4.22.0'},
      ]),
    openInBrowser: () => Promise.resolve(),
    ...changes,
  };
}

export function fakeExperiment(
  id: string,
  run: (lab: Lab) => Partial<ExperimentResult> | Promise<Partial<ExperimentResult>> = () => ({}),
): Experiment {
  const {answer, claims, metrics, highlights, tables, figures} = sampleExperiment();
  return {
    id,
    question: `What of ${id}?`,
    run: async lab => ({answer, claims, metrics, highlights, tables, figures, ...(await run(lab))}),
  };
}

/** Images of two by two pixels, the classes 0 … 9 in turn. */
export function fakeSplit(size: number): Lab['train'] {
  return {
    images: Uint8Array.from({length: size * 4}, (_, i) => (i * 7) % 256),
    labels: Uint8Array.from({length: size}, (_, i) => i % 10),
    size,
    rows: 2,
    columns: 2,
    classes: 10,
  };
}
