import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import type {ResultsDocument} from '../../src/lab/report';
import {fakeContext, fakeExperiment, fakeLibrary} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true, force: true}));

function resultsIn(out: string): ResultsDocument {
  const [directory] = fs.readdirSync(path.join(cwd, out));
  return JSON.parse(
    fs.readFileSync(path.join(cwd, out, directory!, 'results.json'), 'utf8'),
  ) as ResultsDocument;
}

/** As text, so that the order of the keys counts; without the times. */
function withoutTimes(results: ResultsDocument): string {
  const isTime = (key: string) => key === 'startedAt' || key === 'seconds';
  return JSON.stringify(results, (key, value: unknown) => (isTime(key) ? 0 : value));
}

test('an experiment in a process of its own has the numbers that it has in this one', async () => {
  const args = ['experiment', 'descent', 'features', '--dataset', 'synthetic', '--seed', '3', '--lang', 'en'];
  for (const cores of [1, 2]) {
    const context = {...fakeContext({cwd}), cores};
    expect(await runCli([...args, '--out', `cores-${cores}`], context)).toBe(0);
    const told = context.stdout.text;
    expect(told.indexOf('\ndescent ')).toBeLessThan(told.indexOf('\nfeatures '));
  }
  expect(withoutTimes(resultsIn('cores-2'))).toBe(withoutTimes(resultsIn('cores-1')));
});

describe('where the other process has no answer', () => {
  // It knows losslab's own experiments only.
  const alone = {...fakeExperiment('known-to-nobody'), alone: true as const};

  test('the experiment runs here, in its place', async () => {
    const context = {...fakeContext({cwd}), cores: 2};
    const experiments = [alone, fakeExperiment('step')];
    expect(await runCli(['experiment'], context, fakeLibrary({experiments}))).toBe(0);
    const {experiments: records} = resultsIn('reports');
    expect(records.map(({id}) => id)).toEqual(['known-to-nobody', 'step']);
  });

  test('the experiment runs here, too, if that process cannot be started', async () => {
    const context = {...fakeContext({cwd: path.join(cwd, 'deleted')}), cores: 2};
    const library = fakeLibrary({experiments: [alone, fakeExperiment('step')]});
    expect(await runCli(['experiment', '--out', path.join(cwd, 'reports')], context, library)).toBe(0);
    expect(resultsIn('reports').experiments.map(({id}) => id)).toEqual(['known-to-nobody', 'step']);
  });

  test('what is wrong with it is said here', async () => {
    const context = {...fakeContext({cwd}), cores: 2};
    const broken = {...alone, run: () => Promise.reject(new Error('no paper left'))};
    const experiments = [fakeExperiment('step'), broken];
    expect(await runCli(['experiment'], context, fakeLibrary({experiments}))).toBe(1);
    expect(context.stderr.text).toContain('no paper left');
  });
});
