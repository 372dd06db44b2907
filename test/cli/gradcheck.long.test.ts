import {spawnSync} from 'node:child_process';
import * as path from 'node:path';
import {runCli} from '../../src/cli/runCli';
import {fakeContext, fakeLibrary} from './fakes';

const root = path.join(__dirname, '..', '..');
const questions = path.join(__dirname, 'gradcheck', 'questions.js');
const patience = 240_000;

async function gradcheck(...args: string[]) {
  const context = fakeContext({cwd: __dirname});
  const code = await runCli(['gradcheck', ...args], context, fakeLibrary());
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

test('passes a right gradient of the module’s own fn and inputs, relative to the working directory', async () => {
  const {code, stdout, stderr} = await gradcheck('gradcheck/questions.js');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(stdout).toMatch(/^questions\.js\npass: .*\nfloat64, \d+ evaluations/);
});

test('draws inputs from shape and range, the same for the same seed', async () => {
  const of = async (seed: string) => (await gradcheck(`${questions}#right`, '--json', '--seed', seed)).stdout;
  const [first, again, other] = [await of('1'), await of('1'), await of('2')];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  const {inputs} = JSON.parse(first) as {inputs: {shape: number[]; worst: {analytic: number}}[]};
  expect(inputs.map(({shape}) => shape)).toEqual([[2, 3], [3]]);
  // ∂(Σ ab)/∂a is b, which was to be from 1 to 2.
  expect(inputs[0]!.worst.analytic).toBeGreaterThanOrEqual(1);
  expect(inputs[0]!.worst.analytic).toBeLessThan(2);
});

test('exits with 5 where the gradient is wrong, and --json says so in one document', async () => {
  const {code, stdout} = await gradcheck(`${questions}#wrong`, '--json');
  expect(code).toBe(5);
  expect(JSON.parse(stdout)).toMatchObject({
    function: 'questions.js#wrong',
    ok: false,
    verdict: 'wrong',
    diagnosis: 'sign',
    backend: 'float64',
  });
});

test('what the user’s module prints goes to stderr, and --json stays one document', async () => {
  const {code, stdout, stderr} = await gradcheck(`${questions}#chatty`, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({function: 'questions.js#chatty', verdict: 'pass'});
  expect(stderr).toContain('hello\n');
});

test('--vector takes a function beside the module’s inputs whose output is no scalar', async () => {
  const refused = await gradcheck(`${questions}#vector`);
  expect(refused.code).toBe(5);
  expect(refused.stdout).toContain('refused: ');
  expect((await gradcheck(`${questions}#vector`, '--vector')).code).toBe(0);
});

test('exits with 3 where there is no such file', async () => {
  const {code, stdout, stderr} = await gradcheck('none.js');
  expect({code, stdout}).toEqual({code: 3, stdout: ''});
  expect(stderr).toMatch(
    /^losslab: gradcheck: expected a file of JavaScript or TypeScript, got .*none\.js\n$/,
  );
});

test.each([
  [`${questions}#nobody`, /^losslab: questions\.js#nobody: expected an export of fn, .*, got nobody\n$/],
  [`${questions}#number`, /^losslab: questions\.js#number: expected a function .*, got undefined\n$/],
  [`${questions}#throwing`, /^losslab: questions\.js#throwing: expected .*, got Error: out of cheese\n$/],
  [`${questions}#ragged`, /^losslab: checkGradients: expected inputs\[0\] to be a tensor[^\n]*\n$/],
  [
    `${questions}#badShape`,
    /^losslab: questions\.js#badShape: inputs\[0\]: expected a shape .*, got \[2,-1\]\n$/,
  ],
  [
    `${questions}#badRange`,
    /^losslab: questions\.js#badRange: inputs\[0\]: expected a range .*, got \[1,0\]\n$/,
  ],
  [`${questions}#noRange`, /^losslab: questions\.js#noRange: inputs\[0\]: expected a range .*, got 5\n$/],
])('%s exits with 2 and one sentence', async (place, sentence) => {
  const {code, stdout, stderr} = await gradcheck(place);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toMatch(sentence);
});

test.each([
  ['modern.mjs', 'modern.mjs'],
  ['modern.mjs#cube', 'modern.mjs#cube'],
  ['typed.ts', 'typed.ts'],
])(
  'reads %s in a process of its own, with one TensorFlow.js in it',
  (place, name) => {
    const args = ['-r', 'tsx/cjs', path.join('src', 'cli', 'main.ts'), 'gradcheck', '--json'];
    const file = path.join('test', 'cli', 'gradcheck', place);
    const child = spawnSync(process.execPath, [...args, file], {cwd: root, encoding: 'utf8'});
    expect({status: child.status, stderr: child.stderr}).toEqual({status: 0, stderr: ''});
    expect(JSON.parse(child.stdout)).toMatchObject({function: name, ok: true, verdict: 'pass'});
  },
  patience,
);
