import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {BackendUnavailableError} from '../../src/errors';
import {runCli} from '../../src/cli/runCli';
import type {ResultsDocument} from '../../src/lab/report';
import {sampleClaim} from '../lab/report/sampleResults';
import {fakeContext, fakeExperiment, fakeLibrary, FakeStream} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true, force: true}));

const failing = fakeExperiment('accuracy', () => ({claims: [sampleClaim({holds: false})]}));

function reportsIn(directory = path.join(cwd, 'reports')): string[] {
  return fs.existsSync(directory) ? fs.readdirSync(directory) : [];
}

describe('losslab experiment', () => {
  test('runs all experiments, prints them, and writes results.json and both pages', async () => {
    const context = fakeContext({cwd});
    expect(await runCli(['experiment'], context, fakeLibrary())).toBe(0);
    const {text} = context.stdout;
    expect(text).toContain('MNIST, 30 + 10 images · wasm · seed 1 · quick');
    expect(text).toContain('What of accuracy?');
    expect(text).toContain('2 experiments. All 2 claims hold.');
    expect(context.stderr.text).toBe('');
    const [directory] = reportsIn();
    expect(directory).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d$/);
    expect(text).toContain(path.join('reports', directory!, 'index.html'));
    expect(reportsIn(path.join(cwd, 'reports', directory!)).sort()).toEqual([
      'appendix.html',
      'index.html',
      'results.json',
    ]);
  });

  test('runs only those that were named, with profile and seed, and gives them the data', async () => {
    const seen: unknown[] = [];
    const experiments = [
      fakeExperiment('accuracy', () => Promise.reject(new Error('not asked for'))),
      fakeExperiment('step', ({profile, seed, backend, train, source}) => {
        seen.push(profile, seed, backend, train.size, source.kind);
        return {};
      }),
    ];
    const args = ['experiment', 'step', '--profile', 'full', '--seed', '7', '--backend', 'wasm'];
    expect(await runCli(args, fakeContext({cwd}), fakeLibrary({experiments}))).toBe(0);
    expect(seen).toEqual(['full', 7, 'wasm', 30, 'mnist']);
  });

  test('refuses data too few for an experiment before the first one runs', async () => {
    const context = fakeContext({cwd});
    const experiments = [fakeExperiment('losses'), {...fakeExperiment('accuracy'), leastImages: 100}];
    expect(await runCli(['experiment'], context, fakeLibrary({experiments}))).toBe(2);
    expect(context.stderr.text).toBe(
      'losslab: experiment: expected at least 100 training images for accuracy, got 30\n',
    );
    expect(context.stdout.text).toBe('');
    expect(reportsIn()).toEqual([]);
    expect(await runCli(['experiment', 'losses'], fakeContext({cwd}), fakeLibrary({experiments}))).toBe(0);
  });

  test('runs several that were named, from the seed that was given', async () => {
    const context = fakeContext({cwd});
    const experiments = ['accuracy', 'step', 'losses'].map(id => fakeExperiment(id, () => ({})));
    const args = ['experiment', 'losses', 'accuracy', '--seed', '2'];
    expect(await runCli(args, context, fakeLibrary({experiments}))).toBe(0);
    expect(context.stdout.text).toContain('2 experiments.');
    expect(context.stdout.text).not.toContain('What of step?');
    expect(context.stdout.text).toContain('seed 2');
  });

  test('exits with 5 where a claim failed, and still writes the report', async () => {
    const context = fakeContext({cwd});
    expect(await runCli(['experiment'], context, fakeLibrary({experiments: [failing]}))).toBe(5);
    expect(context.stdout.text).toContain('✗ Every entry is 0');
    expect(context.stdout.text).toContain('1 of 1 claim failed');
    expect(reportsIn()).toHaveLength(1);
  });

  test('--open opens the page that was written, and loses nothing where it cannot', async () => {
    const opened: string[] = [];
    const openInBrowser = (file: string) => Promise.resolve(void opened.push(file));
    expect(await runCli(['experiment', '--open'], fakeContext({cwd}), fakeLibrary({openInBrowser}))).toBe(0);
    expect(opened).toEqual([path.join(cwd, 'reports', reportsIn()[0]!, 'index.html')]);
    const context = fakeContext({cwd});
    const none = () => Promise.reject(new BackendUnavailableError('--open: expected a browser, got none'));
    const out = path.join(cwd, 'other');
    const library = fakeLibrary({openInBrowser: none});
    expect(await runCli(['experiment', '--open', '--out', out], context, library)).toBe(2);
    expect(context.stderr.text).toBe('losslab: --open: expected a browser, got none\n');
    expect(reportsIn(out)).toHaveLength(1);
  });

  test('--json prints the document of results.json and nothing else', async () => {
    const context = fakeContext({cwd});
    expect(await runCli(['experiment', '--json'], context, fakeLibrary({experiments: [failing]}))).toBe(5);
    const written = fs.readFileSync(path.join(cwd, 'reports', reportsIn()[0]!, 'results.json'), 'utf8');
    expect(context.stdout.text).toBe(written);
    const results = JSON.parse(written) as ResultsDocument;
    expect(results).toMatchObject({
      schemaVersion: 2,
      seed: 1,
      profile: 'quick',
      backend: 'wasm',
      tfjs: '4.22.0',
    });
    expect(results.data).toMatchObject({kind: 'mnist', digest: 'c0ffee', train: 30, test: 10});
    expect(results.experiments.map(({id}) => id)).toEqual(['accuracy']);
    expect(context.stderr.text).toBe('');
  });

  test('--list names the experiments and runs none', async () => {
    const context = fakeContext({cwd});
    expect(await runCli(['experiment', '--list'], context, fakeLibrary())).toBe(0);
    expect(context.stdout.text).toBe('accuracy  What of accuracy?\nstep      What of step?\n');
    expect(reportsIn()).toEqual([]);
  });

  test('refuses an experiment that nobody knows, with the list', async () => {
    const context = fakeContext({cwd});
    expect(await runCli(['experiment', 'acuracy'], context, fakeLibrary())).toBe(2);
    expect(context.stderr.text).toBe(
      'losslab: experiment: expected names of accuracy, step, got acuracy, did you mean accuracy?\n',
    );
  });

  test('refuses an --out that cannot be written before anything runs', async () => {
    fs.writeFileSync(path.join(cwd, 'file'), '');
    const context = fakeContext({cwd});
    const experiments = [fakeExperiment('accuracy', () => Promise.reject(new Error('ran')))];
    const code = await runCli(['experiment', '--out', 'file/reports'], context, fakeLibrary({experiments}));
    expect([code, context.stderr.text]).toEqual([
      2,
      expect.stringMatching(/^losslab: --out: expected a directory that can be written, got ENOTDIR.*\n$/),
    ]);
  });

  test('leaves nothing behind when an experiment breaks, and shows a stack', async () => {
    const experiments = [
      fakeExperiment('accuracy', () => Promise.reject(new TypeError('x is not a function'))),
    ];
    const context = fakeContext({cwd});
    expect(await runCli(['experiment'], context, fakeLibrary({experiments}))).toBe(1);
    expect(context.stderr.text).toMatch(/TypeError: x is not a function\n\s+at [^]*Please report/);
    expect(fs.readdirSync(cwd)).toEqual([]);
  });

  test('exits with 130 when interrupted, without the next experiment and without a report', async () => {
    const controller = new AbortController();
    const experiments = [
      fakeExperiment('accuracy', ({signal}) => {
        controller.abort();
        expect(signal?.aborted).toBe(true);
        return {};
      }),
      fakeExperiment('step', () => Promise.reject(new Error('ran'))),
    ];
    const context = fakeContext({cwd, signal: controller.signal});
    expect(await runCli(['experiment'], context, fakeLibrary({experiments}))).toBe(130);
    expect(context.stderr.text).toBe('losslab: interrupted\n');
    expect(fs.readdirSync(cwd)).toEqual([]);
  });

  test('refuses a backend that cannot be used here, in one sentence', async () => {
    const selectBackend = () =>
      Promise.reject(new BackendUnavailableError('selectBackend: wasm cannot be used here'));
    const context = fakeContext({cwd});
    expect(await runCli(['experiment', '--backend', 'wasm'], context, fakeLibrary({selectBackend}))).toBe(2);
    expect(context.stderr.text).toBe('losslab: selectBackend: wasm cannot be used here\n');
  });

  test('takes its progress line away before it prints a result', async () => {
    const experiments = [
      fakeExperiment('accuracy', lab => {
        jest.advanceTimersByTime(2000);
        lab.progress(0.5, 'counting zeros');
        return {};
      }),
    ];
    jest.useFakeTimers({doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask']});
    const stderr = new FakeStream(true);
    try {
      await runCli(['experiment'], fakeContext({cwd, stderr}), fakeLibrary({experiments}));
    } finally {
      jest.useRealTimers();
    }
    expect(stderr.text).toContain('50 %  2.0 s left  accuracy: counting zeros');
    expect(stderr.text.endsWith('\r\x1b[K')).toBe(true);
  });
});
