/** Parts of a run as processes of their own, as a cluster runs them. */
import {execFile} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {promisify} from 'node:util';

const main = path.join(__dirname, '../../src/cli/main.ts');

test('three processes at once and a merge are one process, but for times', async () => {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  const losslab = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['--import', require.resolve('tsx'), main, ...args], {cwd});
  const run = (out: string, ...more: string[]) =>
    losslab(
      ...['experiment', 'losses', '--dataset', 'synthetic', '--backend', 'cpu'],
      ...['--seeds', '1-3', '--out', out, ...more],
    );
  const text = (out: string) => {
    const [directory] = fs.readdirSync(path.join(cwd, out));
    const json = fs.readFileSync(path.join(cwd, out, directory!, 'results.json'), 'utf8');
    return json.replace(/"(startedAt|seconds)": [^,\n]*/g, '"$1": 0');
  };
  try {
    await Promise.all(['1/3', '2/3', '3/3'].map(shard => run(shard.replace('/', '-'), '--shard', shard)));
    const parts = ['3-3', '1-3', '2-3'].map(out => path.join(out, fs.readdirSync(path.join(cwd, out))[0]!));
    await losslab('merge', ...parts, '--out', 'merged');
    await run('whole');
    expect(text('merged')).toBe(text('whole'));
  } finally {
    fs.rmSync(cwd, {recursive: true, force: true});
  }
});
