import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {openPngRenderer, reportFiles} from '../../src/cli/reportFiles';
import {runCli} from '../../src/cli/runCli';
import {UsageError} from '../../src/cli/exitCodes';
import {loadPngRenderer} from '../../src/node/loadPngRenderer';
import {pageTools} from '../../src/node/pageTools';
import {renderAppendix, renderStory, serializeResults, type Comparison} from '../../src/lab/report';
import {inEnglish} from '../../src/text';
import {everyKindOfFigure} from '../lab/report/everyKindOfFigure';
import {sampleExperiment, sampleResults} from '../lab/report/sampleResults';
import {fakeContext, fakeLibrary} from './fakes';

let cwd: string;
beforeEach(() => (cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'))));
afterEach(() => fs.rmSync(cwd, {recursive: true, force: true}));

const results = sampleResults();

async function run(...args: readonly string[]) {
  const context = fakeContext({cwd});
  const code = await runCli(args, context, fakeLibrary());
  return {code, stdout: context.stdout.text, stderr: context.stderr.text};
}

function write(name: string, text: string): void {
  fs.writeFileSync(path.join(cwd, name), text);
}

describe('losslab report', () => {
  test('makes the very pages again that the run made, beside the results', async () => {
    write('results.json', serializeResults(results));
    expect(await run('report', 'results.json')).toEqual({
      code: 0,
      stdout: 'index.html\nappendix.html\n',
      stderr: '',
    });
    const read = (name: string) => fs.readFileSync(path.join(cwd, name), 'utf8');
    expect(read('index.html')).toBe(renderStory(results, pageTools()));
    expect(read('appendix.html')).toBe(renderAppendix(results, pageTools()));
  });

  test('takes a directory, writes into another, and says where as JSON', async () => {
    write('results.json', serializeResults(results));
    const {code, stdout} = await run('report', '.', '--out', 'a/b', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      files: ['index.html', 'appendix.html'].map(name => path.join('a', 'b', name)),
    });
    expect(fs.readdirSync(path.join(cwd, 'a', 'b'))).toEqual(['appendix.html', 'index.html']);
  });

  test.each([
    ['{"schemaVersion":3}', 'losslab: results.json: expected results of schemaVersion 1 or 2, got 3\n'],
    ['{"schemaVersion":1}', 'losslab: results.json: expected losslab to be a text, got nothing\n'],
    ['nothing', /^losslab: results\.json: expected JSON, got .*\n$/],
  ])('refuses %s in one sentence with code 4, and writes nothing', async (text, sentence) => {
    write('results.json', text);
    const {code, stderr} = await run('report', 'results.json');
    expect(code).toBe(4);
    expect(stderr).toEqual(typeof sentence === 'string' ? sentence : expect.stringMatching(sentence));
    expect(fs.readdirSync(cwd)).toEqual(['results.json']);
  });

  test('says with code 3 that there are no results', async () => {
    expect(await run('report', 'gone.json')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'losslab: gone.json: expected a results.json that can be read, got ENOENT\n',
    });
  });

  test('loads no TensorFlow.js', () => {
    write('results.json', serializeResults(results));
    const main = path.join(__dirname, '..', '..', 'src', 'cli', 'main.ts');
    const script = `
      process.argv.splice(1, 0, ${JSON.stringify(main)});
      require('module').runMain();
      process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')));`;
    const args = ['-r', 'tsx/cjs', '-e', script, '--', 'report', path.join(cwd, 'results.json')];
    const child = spawnSync(process.execPath, args, {
      cwd: path.join(__dirname, '..', '..'),
      encoding: 'utf8',
    });
    expect(child.status).toBe(0);
    expect(child.stderr).toMatch(/src.lab.report/);
    expect(child.stderr).not.toMatch(/@tensorflow/);
  }, 120_000);
});

describe('losslab compare', () => {
  test('shows two runs side by side, as text and as JSON', async () => {
    write('a.json', serializeResults(results));
    write(
      'b.json',
      serializeResults({...results, seed: 2, experiments: [sampleExperiment({metrics: {weights: 1}})]}),
    );
    const text = await run('compare', 'a.json', 'b.json');
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/^seed {10}A {2}1\n {14}B {2}2\n[^]*weights +39,760 +1 +-39,759\n/);
    const json = await run('compare', 'a.json', 'b.json', '--json');
    expect((JSON.parse(json.stdout) as Comparison).settings).toEqual([{name: 'seed', a: '1', b: '2'}]);
  });

  test('refuses what is no results file, and one file alone', async () => {
    write('a.json', serializeResults(results));
    write('b.json', '[]');
    expect((await run('compare', 'a.json', 'b.json')).code).toBe(4);
    expect((await run('compare', 'a.json')).code).toBe(2);
  });
});

describe('--png', () => {
  const renderer = loadPngRenderer();
  const withRenderer = renderer === undefined ? test.skip : test;

  withRenderer('draws every figure, also those of a run', async () => {
    const code = (await run('experiment', 'accuracy', '--png')).code;
    expect(code).toBe(0);
    const [directory] = fs.readdirSync(path.join(cwd, 'reports'));
    const files = fs.readdirSync(path.join(cwd, 'reports', directory!));
    expect(files.sort()).toEqual(['accuracy-staircase.png', 'appendix.html', 'index.html', 'results.json']);
  });

  withRenderer('writes PNG files of twice the width', () => {
    const experiments = [sampleExperiment({figures: everyKindOfFigure()})];
    const {files, note} = reportFiles(sampleResults({experiments}), renderer);
    const pictures = Object.keys(files).filter(name => name.endsWith('.png'));
    expect(pictures).toHaveLength(everyKindOfFigure().length);
    expect(note).toBeUndefined();
    for (const bytes of pictures.map(name => files[name] as Uint8Array)) {
      const png = Buffer.from(bytes);
      expect(png.toString('latin1', 1, 4)).toBe('PNG');
      expect(png.readUInt32BE(16)).toBe(2 * (704 + 2 * 16));
    }
  });

  test('says in one sentence that Hangul has no font here, where there is Hangul', () => {
    const figures = [{...sampleExperiment().figures[0]!, title: '정확도는 계단이다'}];
    const results = sampleResults({experiments: [sampleExperiment({figures})]});
    const without = {render: () => new Uint8Array(), hasHangul: false};
    expect(inEnglish(reportFiles(results, without).note!)).toMatch(/^No font with Hangul was found, .*\.$/);
    expect(reportFiles(results, {...without, hasHangul: true}).note).toBeUndefined();
  });

  test('says what to install where the renderer is missing', () => {
    const missing = () => {
      throw new Error('MODULE_NOT_FOUND');
    };
    expect(loadPngRenderer(missing)).toBeUndefined();
    expect(() => openPngRenderer(() => undefined)).toThrow(
      new UsageError('--png: expected @resvg/resvg-js to be installed; run npm install @resvg/resvg-js'),
    );
  });
});
