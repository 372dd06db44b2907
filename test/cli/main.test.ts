import {spawn, spawnSync} from 'node:child_process';
import * as path from 'node:path';

const root = path.join(__dirname, '..', '..');
const tsx = ['-r', 'tsx/cjs'];
const main = path.join(root, 'src', 'cli', 'main.ts');
const patience = 120_000;

test(
  'main --help loads neither TensorFlow.js nor the report',
  () => {
    const script = `
      process.argv.splice(1, 0, ${JSON.stringify(main)});
      require('module').runMain();
      process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));`;
    const child = spawnSync(process.execPath, [...tsx, '-e', script, '--', '--help'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(child.stdout).toContain('losslab experiment');
    expect(child.status).toBe(0);
    const loaded = child.stderr.replaceAll('\\', '/');
    expect(loaded).toContain('src/cli/runCli');
    expect(loaded).not.toMatch(/@tensorflow|src\/report|src\/experiments|src\/index/);
  },
  patience,
);

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
  'main dies in silence when nobody reads its output',
  async () => {
    const child = spawn(process.execPath, [...tsx, main, '--help'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const status = await new Promise(resolve => child.on('close', resolve));
    expect({status, errors}).toEqual({status: 0, errors: ''});
  },
  patience,
);
