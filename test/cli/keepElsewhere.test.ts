/** The files of a finished run whose place has gone meanwhile. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {keepElsewhere} from '../../src/cli/keepElsewhere';
import {runCli} from '../../src/cli/runCli';
import {UnwritableError} from '../../src/errors';
import {loadModel} from '../../src/node';
import {fakeContext, fakeExperiment, fakeLibrary} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true, force: true}));

/** Takes a directory away, and puts a file in its place. */
function block(name: string): void {
  fs.rmSync(path.join(cwd, name), {recursive: true, force: true});
  fs.writeFileSync(path.join(cwd, name), '');
}

const blocking = fakeExperiment('accuracy', () => {
  block('reports');
  return {};
});

const library = () => fakeLibrary({experiments: [blocking]});

test('an experiment keeps its results in a temporary directory, says where, and ends with 1', async () => {
  const context = fakeContext({cwd});
  expect(await runCli(['experiment'], context, library())).toBe(1);
  const sentence =
    /^losslab: \S*reports: expected a directory that can be written, got E[^\n]*; the results are in (\S+)\n$/;
  const [, place] = sentence.exec(context.stderr.text) ?? [context.stderr.text];
  expect(fs.readdirSync(place!).sort()).toEqual(['appendix.html', 'index.html', 'results.json']);
  fs.rmSync(place!, {recursive: true});
});

test('what no directory takes is handed to the last resort', async () => {
  const failure = new UnwritableError('reports', {message: 'ENOSPC: no space left', code: 'ENOSPC'});
  const said: string[] = [];
  const keeping = {
    what: 'the results',
    write: () => Promise.reject(failure),
    lastResort: {run: () => void said.push('printed'), where: 'on the standard output'},
  };
  expect((await keepElsewhere(failure, keeping)).message).toBe(
    'reports: expected a directory that can be written, got ENOSPC: no space left; the results are on the standard output',
  );
  expect(said).toEqual(['printed']);
  expect((await keepElsewhere(failure, {...keeping, lastResort: undefined})).message).toMatch(/ are lost$/);
  const bug = new Error('a bug');
  await expect(keepElsewhere(bug, keeping)).rejects.toBe(bug);
});

test('a training keeps its model in a temporary directory, prints what it reached, and ends with 1', async () => {
  const context = fakeContext({cwd});
  const blocked = fakeLibrary({
    selectBackend: () => {
      block('model');
      return Promise.resolve('cpu');
    },
  });
  const args = ['train', '--hidden', '3', '--batch-size', '10', '--steps', '2', '--save', 'model'];
  expect(await runCli(args, context, blocked)).toBe(1);
  expect(context.stdout.text).toMatch(/2 steps/);
  expect(context.stdout.text).not.toMatch(/saved in/);
  const [, place] = /; the model's files are in (\S+)\n$/.exec(context.stderr.text) ?? [context.stderr.text];
  const model = await loadModel(place!);
  expect(model.countParams()).toBe(4 * 3 + 3 + 3 * 10 + 10);
  model.dispose();
  fs.rmSync(place!, {recursive: true});
});
