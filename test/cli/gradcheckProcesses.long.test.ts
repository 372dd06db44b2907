/** Modules that exit, are killed, never settle, make noise or cheat: each a process of its own. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {fakeContext, fakeLibrary} from './fakes';
import {directory, gradcheck, right} from './gradcheckModule';

/** The gradient of x² is said to be 1. */
const wrong = `
  const spoiled = require('@tensorflow/tfjs').customGrad(x => ({value: x.square(), gradFunc: dy => dy}));
  module.exports = {fn: x => spoiled(x).sum(), inputs: [[1, 2]]};`;

test.each([
  ['exits while it is loaded', 'process.exit(0);', 'an exit with code 0'],
  ['exits in fn', 'module.exports = {fn: () => process.exit(0), inputs: [1]};', 'an exit with code 0'],
  ['exits from a timer', `setTimeout(() => process.exit(0), 0); ${right}`, 'an exit with code 0'],
  ['is ended', "process.kill(process.pid, 'SIGKILL');", 'an end by SIGKILL'],
  [
    'never settles',
    'module.exports = {model: new Promise(() => {}), loss: () => 0, xs: 1, ys: 1};',
    'a promise that',
  ],
  ['rejects unheard', `Promise.reject(new Error('late')); ${right}`, 'Error: late outside the check'],
  [
    'throws from a timer',
    `setTimeout(() => { throw new Error('late'); }, 0); ${right}`,
    'Error: late outside',
  ],
  ['throws what has no text', 'throw Object.create(null);', 'a thrown object'],
])(
  'a module that %s makes no check, so it exits with 2, one sentence and no document',
  async (_, source, got) => {
    const {code, stdout, stderr} = await gradcheck(source, {flags: ['--json']});
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^losslab: mine\.js: expected [^\n]*\n$/);
    expect(stderr).toContain(`got ${got}`);
  },
);

test('a module that lies in no project with tfjs is told where to install it', async () => {
  const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  const file = path.join(outside, 'mine.js');
  fs.writeFileSync(file, `require('@tensorflow/tfjs');\n${right}`);
  const context = fakeContext({cwd: outside});
  await expect(runCli(['gradcheck', file], context, fakeLibrary())).resolves.toBe(2);
  expect(context.stderr.text).toContain(`run npm install @tensorflow/tfjs in ${outside}`);
  fs.rmSync(outside, {recursive: true});
});

test('a top-level await that never settles is none of the ways to 0', async () => {
  const {code, stderr} = await gradcheck(
    'await new Promise(() => {}); export const fn = x => x; export const inputs = [1];',
    {
      file: 'mine.mjs',
    },
  );
  expect({code, stderr}).toEqual({
    code: 2,
    stderr: 'losslab: mine.mjs: expected the check to finish, got a promise that never settles\n',
  });
});

test('a module that writes everywhere, listens, ticks and starts processes spoils neither document nor end', async () => {
  const noise = `
    const child = require('node:child_process');
    setInterval(() => process.stdout.write('tick\\n'), 1);
    require('node:http').createServer().listen(0);
    process.on('SIGTERM', () => {});
    console.log('console'); process.stdout.write('stream\\n'); require('node:fs').writeSync(1, 'descriptor\\n');
    child.spawnSync(process.execPath, ['-p', '"inherited"'], {stdio: 'inherit'});
    child.spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], {stdio: 'inherit'});`;
  const {code, stdout, stderr} = await gradcheck(noise + right, {flags: ['--json']});
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({function: 'mine.js', ok: true, verdict: 'pass'});
  for (const text of ['console\n', 'stream\n', 'descriptor\n', 'inherited\n']) expect(stderr).toContain(text);
});

test.each([
  ['process.exitCode', 'process.exitCode = 0;'],
  ['an exit handler', "process.on('exit', () => process.exit(0)); process.exit = () => {};"],
  ['a message', "process.send?.({name: 'mine.js', check: {ok: true}, text: ''});"],
])('a module cannot turn a wrong gradient into 0 by %s', async (_, source) => {
  const {code, stdout} = await gradcheck(source + wrong);
  expect(code).toBe(5);
  expect(stdout).toMatch(/^mine\.js\nwrong: /);
});

test('an interrupt ends the module, too, whatever it does', async () => {
  const controller = new AbortController();
  const pid = path.join(directory, 'pid');
  const source = `
    process.on('SIGINT', () => {});
    require('node:fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid));
    for (;;);`;
  const running = gradcheck(source, {change: {signal: controller.signal}});
  while (!fs.existsSync(pid) || fs.readFileSync(pid, 'utf8') === '')
    await new Promise(r => setTimeout(r, 50));
  controller.abort();
  expect(await running).toEqual({code: 130, stdout: '', stderr: 'losslab: interrupted\n'});
  expect(() => process.kill(Number(fs.readFileSync(pid, 'utf8')), 0)).toThrow('ESRCH');
});

test('a function that never returns is ended a minute after its budget of seconds', async () => {
  const controller = new AbortController();
  const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(controller.signal);
  try {
    const began = path.join(directory, 'began');
    const source = `module.exports = {inputs: [[1, 2]], fn: () => {
      require('node:fs').writeFileSync(${JSON.stringify(began)}, '1');
      for (;;);
    }};`;
    const running = gradcheck(source, {flags: ['--budget-seconds', '3']});
    while (!fs.existsSync(began)) await new Promise(r => setTimeout(r, 50));
    controller.abort();
    const stderr = 'losslab: mine.js: expected a check within 3 s, got none in 60 s more\n';
    expect(await running).toEqual({code: 2, stdout: '', stderr});
    expect(timeout).toHaveBeenCalledWith(63_000);
  } finally {
    timeout.mockRestore();
  }
});
