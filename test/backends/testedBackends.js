const {spawnSync} = require('node:child_process');
const path = require('node:path');

const root = path.join(__dirname, '../..');

/**
 * The backends on which Jest runs the tests that depend on one: always cpu and wasm, and tensorflow where its addon works.
 * Where it does not, the reason is printed, once.
 *
 * The addon is tried in a process of its own: what breaks there does not take Jest along.
 */
exports.testedBackends = function testedBackends() {
  const always = ['cpu', 'wasm'];
  const doctor = [
    '--import',
    'tsx',
    'src/cli/main.ts',
    'doctor',
    '--backend',
    'native',
    '--dataset',
    'synthetic',
    '--lang',
    'en',
  ];
  const {status, stderr} = spawnSync(process.execPath, doctor, {cwd: root, encoding: 'utf8'});
  if (status === 0) return [...always, 'tensorflow'];
  console.error(`Not tested on tensorflow: ${stderr.trim().split('\n').at(-1)}`);
  return always;
};
