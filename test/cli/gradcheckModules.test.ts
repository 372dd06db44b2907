import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {fakeContext, fakeLibrary} from './fakes';

let directory: string;
beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  // So that the modules there find the one TensorFlow.js.
  fs.symlinkSync(path.join(__dirname, '..', '..', 'node_modules'), path.join(directory, 'node_modules'));
});
afterAll(() => fs.rmSync(directory, {recursive: true}));

/** Runs `losslab gradcheck` on a module with this text. */
async function gradcheck(source: string, {file = 'mine.js', flags = [] as string[], change = {}} = {}) {
  fs.writeFileSync(path.join(directory, file.replace(/#.*/, '')), source);
  const context = fakeContext({cwd: directory, ...change});
  const code = await runCli(['gradcheck', file, ...flags], context, fakeLibrary());
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

const right = 'module.exports = {fn: x => x.square().sum(), inputs: [[1, 2]]};';
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

describe('a module that gives a model', () => {
  // A dense layer of 3 × 2 weights and 2 biases; the loss of `bad` has twice its gradient.
  const model = `
    const tf = require('@tensorflow/tfjs');
    const model = tf.sequential({layers: [tf.layers.dense({units: 2, inputShape: [3], activation: 'sigmoid'})]});
    const loss = (labels, predictions) => tf.losses.meanSquaredError(labels, predictions);
    const doubled = tf.customGrad(x => ({value: x.clone(), gradFunc: dy => dy.mul(2)}));
    const [xs, ys] = [tf.ones([4, 3]), tf.zeros([4, 2])];
    module.exports = {
      model, loss, xs, ys,
      bad: {model, loss: (t, y) => loss(t, doubled(y)), xs, ys},
      lists: {model: Promise.resolve(model), loss, xs: {shape: [2, 3]}, ys: [[0, 1], [1, 0]]},
      mixed: {model, loss, xs, ys, fn: x => x},
      part: {model, xs},
      notModel: {model: 3, loss, xs, ys},
      notLoss: {model, loss: 'mse', xs, ys},
      misfit: {model, loss, xs: [[1, 2]], ys},
      ragged: {model, loss, xs, ys: [[1], [1, 2]]},
    };`;

  test('has the gradients of its weights checked', async () => {
    const {code, stdout} = await gradcheck(model, {flags: ['--json']});
    expect(code).toBe(0);
    const {ok, inputs} = JSON.parse(stdout) as {ok: boolean; inputs: {name: string; shape: number[]}[]};
    expect({ok, shapes: inputs.map(({shape}) => shape)}).toEqual({ok: true, shapes: [[3, 2], [2]]});
    expect(inputs[0]!.name).toContain('kernel');
  });

  test('may give arrays, shapes and promises, and fails by its loss', async () => {
    expect((await gradcheck(model, {file: 'mine.js#lists'})).code).toBe(0);
    const {code, stdout} = await gradcheck(model, {file: 'mine.js#bad', flags: ['--json']});
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'wrong',
      reason: expect.stringContaining('2 times') as string,
    });
  });

  const either = 'expected either fn and inputs or model, loss, xs and ys, got ';
  test.each([
    ['mixed', `${either}fn, model, loss, xs, ys`],
    ['part', `${either}model, xs`],
    ['notModel', 'expected model to be a tf.LayersModel, got number'],
    ['notLoss', 'expected loss to be a function of labels and predictions, got string'],
    ['misfit', 'expected a function that runs on its inputs, got Error: Input 0 is incompatible'],
    [
      'ragged',
      'ys: expected a tensor, nested arrays of numbers of one length, or {shape, range}, got object',
    ],
  ])('is refused in one sentence where it is %s', async (name, sentence) => {
    const {code, stdout, stderr} = await gradcheck(model, {file: `mine.js#${name}`});
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^losslab: [^\n]*\n$/);
    expect(stderr).toContain(`losslab: mine.js#${name}: ${sentence}`);
  });
});

describe('options of the check', () => {
  // x² with a gradient that is 1 % off: 2.02 x.
  const nearly = `
    const spoiled = require('@tensorflow/tfjs').customGrad((x, save) => {
      save([x]);
      return {value: x.square(), gradFunc: (dy, [y]) => dy.mul(y).mul(2.02)};
    });
    module.exports = {fn: x => spoiled(x).sum(), inputs: [{shape: [400]}], options: {tolerance: 0.1, entries: 400}};`;

  test('go before the module’s own, which go before the defaults', async () => {
    expect((await gradcheck(nearly)).code).toBe(0);
    expect((await gradcheck(nearly, {flags: ['--tolerance', '1e-3']})).code).toBe(5);
    const {stdout} = await gradcheck(nearly, {flags: ['--json', '--entries', '7', '--seed', '3']});
    const own = nearly.replace('entries: 400', 'entries: 7, seed: 3');
    // The inputs are drawn from the command's seed, so it is given here, too.
    const {stdout: same} = await gradcheck(own, {flags: ['--json', '--seed', '3']});
    const {stdout: other} = await gradcheck(nearly, {flags: ['--json', '--seed', '3']});
    expect(stdout).toBe(same);
    expect(stdout).not.toBe(other);
  });

  test('--backend has the gradient checked there as well, and knows the names of backends', async () => {
    const {code, stdout} = await gradcheck(right, {flags: ['--json', '--backend', 'cpu']});
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({backends: [{backend: 'cpu', verdict: 'pass'}]});
    const {code: refused, stderr} = await gradcheck(right, {flags: ['--backend', 'gpu']});
    expect({refused, stderr}).toEqual({
      refused: 2,
      stderr: expect.stringContaining('selectBackend: expected ') as string,
    });
  });

  test.each([
    [['--order', '3'], '--order: expected a whole number from 1 to 2, got "3"'],
    [['--tolerance', '1'], '--tolerance: expected a number above 0 and below 1, got "1"'],
    [['--entries', '-1'], '--entries: expected a whole number of at least 0, got "-1"'],
    [['--budget-evaluations', '0'], '--budget-evaluations: expected a whole number of at least 1, got "0"'],
    [['--budget-seconds', 'soon'], '--budget-seconds: expected a number above 0, got "soon"'],
  ])('%j is refused', async (flags, sentence) => {
    expect(await gradcheck(right, {flags})).toEqual({code: 2, stdout: '', stderr: `losslab: ${sentence}\n`});
  });
});
