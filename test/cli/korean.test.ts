import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import stringWidth from 'string-width';
import {runCli} from '../../src/cli/runCli';
import {DataUnavailableError} from '../../src/errors';
import {fakeContext, fakeLibrary} from './fakes';

let cwd: string;
beforeAll(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterAll(() => fs.rmSync(cwd, {recursive: true}));

async function run(args: readonly string[], env: Record<string, string> = {}, library = fakeLibrary()) {
  const context = fakeContext({cwd, env});
  const code = await runCli([...args, '--lang', 'ko'], context, library);
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

/** Two words of lower case, one after the other, outside what is a name: a sentence that nobody translated. */
function english(output: string): string[] {
  return output.match(/\b[a-z]{2,} [a-z]{2,}\b/g) ?? [];
}

const net = ['train', '--hidden', '3', '--batch-size', '10', '--steps', '3'];

test.each([
  [['data'], 0, '클래스별'],
  [['doctor'], 0, '백엔드'],
  [['experiment', '--list'], 0, ''],
  [[...net, '--save', 'model'], 0, '시험 정확도'],
  [[...net, '--loss', 'accuracy', '--difference', '1e-9'], 0, '움직이지 않았습니다'],
  [[...net, '--loss', 'accuracy', '--difference', '3'], 0, 'h를 잰 것입니다'],
  [['evaluate', 'model'], 0, '교차 엔트로피'],
])('%j --lang ko is in Korean, in 80 columns', async (args, code, part) => {
  const outcome = await run(args);
  expect(outcome).toMatchObject({code, stderr: ''});
  expect(outcome.stdout.replaceAll('\n', ' ')).toContain(part);
  // What the fakes say themselves, and what a package is missing, is quoted.
  const own = outcome.stdout.replace(/What of \w+\?|@tensorflow\/tfjs-node is not installed/g, '');
  expect(english(own)).toEqual([]);
  for (const line of own.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});

test('compare and gradcheck --lang ko are in Korean', async () => {
  expect((await run(['experiment', '--out', 'a'])).code).toBe(0);
  const report = path.join('a', fs.readdirSync(path.join(cwd, 'a'))[0]!);
  expect((await run(['compare', report, report])).stdout).toContain('두 실행의 설정이 같습니다.');
  fs.symlinkSync(path.join(__dirname, '..', '..', 'node_modules'), path.join(cwd, 'node_modules'));
  fs.writeFileSync(path.join(cwd, 'mine.js'), 'exports.fn = x => x.square().sum();');
  const refused = await run(['gradcheck', 'mine.js']);
  expect(refused.stderr).toMatch(/^losslab: mine\.js: 모듈에 inputs가 없습니다/);
  fs.writeFileSync(
    path.join(cwd, 'mine.js'),
    'exports.fn = x => x.square().sum(); exports.inputs = [[1, 1e-9]];',
  );
  const {code, stdout} = await run(['gradcheck', 'mine.js']);
  expect(code).toBe(0);
  expect(english(stdout)).toEqual([]);
  expect(stdout).toMatch(/참고: 원소 2개 중 1개는 .*\n[^]* 2 중 2 /);
  for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});

test.each([
  [[], '명령을 지정해야 합니다 (losslab --help 참고)'],
  [['trian'], '알 수 없는 명령 trian. 혹시 train입니까? (losslab --help 참고)'],
  [['data', '--sede', '1'], '알 수 없는 옵션 --sede. 혹시 --seed입니까? (losslab data --help 참고)'],
  [['data', 'x'], '알 수 없는 인수 x (losslab data --help 참고)'],
  [['evaluate'], '필요한 값: <model>, 받은 값: 없음 (losslab evaluate --help 참고)'],
  [['data', '--seed', 'x'], '--seed: 필요한 값: 0 이상의 정수, 받은 값: "x"'],
  [['data', '--seed', '1', '--seed', '2'], '--seed: 한 번만 지정해야 하는데 두 번 지정했습니다'],
  [['experiment', 'x'], 'experiment: 실험 이름은 accuracy, step 중에서 지정합니다. 받은 값: x'],
  [['train', '--resume'], '--resume: --checkpoint와 함께 써야 합니다'],
  [['report', 'x.json'], 'x.json: results.json을 읽을 수 없습니다(ENOENT)'],
  [['data', '--config', 'c.json'], '--config: c.json: 설정 파일을 읽을 수 없습니다(ENOENT)'],
])('%j --lang ko is refused in Korean', async (args, sentence) => {
  const {code, stdout, stderr} = await run(args);
  expect([2, 3]).toContain(code);
  expect({stdout, stderr}).toEqual({stdout: '', stderr: `losslab: ${sentence}\n`});
});

test('errors are in the language of LOSSLAB_LANG, the config file and the locale, too', async () => {
  const korean = /^losslab: --seed: 필요한 값/;
  const stderrOf = async (env: Record<string, string>) => {
    const context = fakeContext({cwd, env});
    await runCli(['data', '--seed', 'x'], context, fakeLibrary());
    return context.stderr.text;
  };
  expect(await stderrOf({LOSSLAB_LANG: 'ko'})).toMatch(korean);
  expect(await stderrOf({LANG: 'ko_KR.UTF-8'})).toMatch(korean);
  expect(await stderrOf({LANG: 'ko_KR.UTF-8', LOSSLAB_LANG: 'en'})).toMatch(/^losslab: --seed: expected/);
  fs.writeFileSync(path.join(cwd, 'losslab.config.json'), '{"lang": "ko"}');
  expect(await stderrOf({})).toMatch(korean);
  fs.rmSync(path.join(cwd, 'losslab.config.json'));
});

test('the note on a terminal is in Korean; what the library says of itself is quoted', async () => {
  const context = fakeContext({cwd});
  const library = fakeLibrary({
    loadMnist: () => Promise.reject(new DataUnavailableError('loadMnist: no network')),
  });
  await runCli(['data', '--lang', 'ko'], context, library);
  expect(context.stdout.text).toContain('MNIST를 구할 수 없어 합성 숫자를 씁니다(loadMnist: no network).\n');
});
