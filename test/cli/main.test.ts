import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import {main, root, runUnread, tsx} from './main.fixture';

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
  'main ends in silence with 141 when nobody reads its output and nothing else failed',
  async () => {
    expect(await runUnread('--help')).toEqual({status: 141, errors: ''});
  },
  patience,
);

(fs.existsSync('/dev/full') ? test : test.skip)(
  'main ends with 1 and a sentence where its output cannot be written',
  () => {
    const full = fs.openSync('/dev/full', 'w');
    const child = spawnSync(process.execPath, [...tsx, main, '--version'], {
      cwd: root,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    fs.closeSync(full);
    expect(child.status).toBe(1);
    expect(child.stderr).toMatch(/^losslab: expected an output that can be written, got ENOSPC[^\n]*\n$/);
  },
  patience,
);

test(
  'main says in one sentence that its working directory has been deleted',
  () => {
    // As where it is: tsx itself needs one, to compile what is not built.
    const script = `
      const {cwd} = process;
      process.argv.splice(1, 0, ${JSON.stringify(main)});
      const asked = /workingDirectory|yargs/;
      process.cwd = () => asked.test(new Error().stack) ? cwd.call(null, process.chdir('/gone')) : cwd();
      require('module').runMain();`;
    const child = spawnSync(process.execPath, [...tsx, '-e', script, '--', '--version'], {
      encoding: 'utf8',
      cwd: root,
    });
    expect(child.stderr).toMatch(/^losslab: expected a working directory, got one that has been deleted\n$/);
    expect(child.status).toBe(2);
  },
  patience,
);
