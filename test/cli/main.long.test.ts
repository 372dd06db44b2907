import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {main, root, runUnread, tsx} from './main.fixture';

const patience = 120_000;

test(
  'main data runs for real: synthetic digits as one JSON document on stdout',
  () => {
    const args = [...tsx, main, 'data', '--dataset', 'synthetic', '--json'];
    const child = spawnSync(process.execPath, args, {cwd: root, encoding: 'utf8'});
    expect({status: child.status, stderr: child.stderr}).toEqual({status: 0, stderr: ''});
    expect(JSON.parse(child.stdout)).toMatchObject({
      kind: 'synthetic',
      train: {size: 20_000},
      test: {size: 10_000},
    });
  },
  patience,
);

test(
  'main ends with the outcome of a check that nobody reads',
  async () => {
    const wrong = path.join('test', 'cli', 'gradcheck', 'questions.js#wrong');
    expect(await runUnread('gradcheck', wrong)).toEqual({status: 5, errors: ''});
  },
  patience,
);

test(
  'main finishes the files of a run that nobody reads',
  async () => {
    const out = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
    const data = ['--dataset', 'synthetic', '--backend', 'cpu'];
    expect(await runUnread('experiment', 'losses', ...data, '--out', out)).toEqual({status: 141, errors: ''});
    const [run] = fs.readdirSync(out);
    expect(fs.readdirSync(path.join(out, run!)).sort()).toEqual([
      'appendix.html',
      'index.html',
      'results.json',
    ]);
    fs.rmSync(out, {recursive: true});
  },
  patience,
);
