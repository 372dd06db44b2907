import {spawnSync} from 'node:child_process';
import * as path from 'node:path';
import {comparedWith, type SuiteTable} from './suite';
import {race} from './race';

const root = path.join(__dirname, '../..');

/** Whole processes: how long until `losslab --help` is there, and until a module is imported. As built, without tsx. */
export async function* startup(): AsyncGenerator<SuiteTable> {
  build();
  const peer = 'node -e 0';
  const timings = await race(
    [
      {name: peer, run: () => node('-e', '0')},
      {name: 'losslab --help', run: () => node('dist/cli/main.cjs', '--help')},
      {name: "require('@tensorflow/tfjs')", run: () => node('-e', "require('@tensorflow/tfjs')")},
      {name: "require('losslab')", run: () => node('-e', "require('./dist/index.cjs')")},
      {name: "require('losslab/node')", run: () => node('-e', "require('./dist/node.cjs')")},
    ],
    {turns: 11},
  );
  yield {
    title: 'How long does it take to start?',
    lines: comparedWith(peer, timings),
    limits:
      '--help: yargs is half of what Node itself does not take. Importing losslab is importing tfjs, and little more.',
  };
}

/** Users start what is built, so that is what is measured. */
function build(): void {
  const {status, stdout} = spawnSync('npm', ['run', '--silent', 'build'], {cwd: root, encoding: 'utf8'});
  if (status !== 0) throw new Error(`bench: expected the project to build, got: ${stdout}`);
}

function node(...args: string[]): void {
  const {status, stderr} = spawnSync(process.execPath, args, {cwd: root, encoding: 'utf8'});
  if (status !== 0) throw new Error(`bench: node ${args.join(' ')} ended with ${status}: ${stderr}`);
}
