/** Results that were made to do harm: what a results.json says reaches a page, a terminal, a shell and the disk. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {runCli} from '../../../src/cli/runCli';
import {CorruptDataError} from '../../../src/errors';
import {parseResults, renderAppendix, reproduceCommand, serializeResults} from '../../../src/lab/report';
import {pageTools} from '../../../src/node/pageTools';
import type {ResultsDocument} from '../../../src/results';
import {fakeContext} from '../../cli/fakes';
import {sampleClaim, sampleExperiment, sampleResults} from './sampleResults';

type Changes = Parameters<typeof sampleExperiment>[0];

/** The sample with another experiment, as a file holds it. */
function fileWith(changes: Changes, more: Partial<ResultsDocument> = {}): string {
  return serializeResults({...sampleResults({experiments: [sampleExperiment(changes)]}), ...more});
}

const figureWith = (changes: object) => ({...sampleExperiment().figures[0]!, ...changes});

/** What a terminal acts on, and a page may not hold. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const raw = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

/** `losslab report` and `compare` in both languages: what is printed, and the pages. */
async function showAll(json: string): Promise<string> {
  const cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
  let shown = '';
  try {
    fs.writeFileSync(path.join(cwd, 'results.json'), json);
    for (const lang of ['en', 'ko']) {
      for (const args of [
        ['report', 'results.json'],
        ['compare', 'results.json', 'results.json'],
      ]) {
        const context = fakeContext({cwd});
        const code = await runCli([...args, '--lang', lang], context);
        expect([code, context.stderr.text]).toEqual([0, '']);
        shown += context.stdout.text;
      }
      for (const page of ['index.html', 'appendix.html'])
        shown += fs.readFileSync(path.join(cwd, page), 'utf8');
    }
    expect(fs.readdirSync(cwd).sort()).toEqual(['appendix.html', 'index.html', 'results.json']);
  } finally {
    fs.rmSync(cwd, {recursive: true});
  }
  return shown;
}

test.each(['../../../tmp/x', '--out=/', '', 'a b', '__proto__', '<b>', 'a\0'])(
  'an experiment, a table or a figure called %j is refused',
  id => {
    const tables = [{...sampleExperiment().tables[0]!, id}];
    for (const changes of [{id}, {tables}, {figures: [figureWith({id})]}]) {
      expect(() => parseResults(fileWith(changes), 'results.json')).toThrow(CorruptDataError);
      expect(() => parseResults(fileWith(changes), 'results.json')).toThrow(
        /^results\.json: expected experiments\[0\]\S*\.?id to be a name of letters, digits, dots, dashes and underscores/,
      );
    }
  },
);

test('a number where a text belongs is refused', () => {
  const json = fileWith({}).replace('"expected": "0"', '"expected": 0');
  expect(() => parseResults(json, 'r')).toThrow(
    'r: expected experiments[0].claims[0].expected to be a text, got 0',
  );
});

test('names of Object.prototype and words for no numbers are shown like any others', async () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf'];
  const shown = await showAll(
    fileWith({
      id: 'constructor',
      highlights: names.map(metric => ({label: metric, metric})),
      claims: names.map(id => sampleClaim({id, expected: 'Infinity', measured: NaN, statement: 'NaN'})),
      figures: names.map(id =>
        figureWith({
          id,
          x: {label: 'Infinity', scale: 'category'},
          marks: [
            {
              type: 'bar',
              name: 'NaN',
              panel: 'Infinity',
              points: [
                {x: 'Infinity', y: 1},
                {x: 'toString', y: 2},
              ],
            },
          ],
        }),
      ),
    }),
  );
  expect(shown).toContain('no value');
  expect(shown).not.toMatch(/native code|\[object/);
});

test.each([1.7e308, -1.7e308])('a figure up to %d is drawn or said in words', async y => {
  const points = [
    {x: 0, y},
    {x: 1, y: -y},
    {x: 2, y: 0},
  ];
  const shown = await showAll(
    fileWith({figures: [figureWith({marks: [{type: 'line', name: 'a', points}]})]}),
  );
  expect(shown).not.toMatch(/="[^"]*(?:NaN|Infinity)/);
  expect(shown).toMatch(/This picture was not drawn|<svg/);
});

test('control characters, escape sequences and marks of direction are shown as their codes', async () => {
  const evil = 'a\0b\x1b]0;title\x07\x1b[2J\u202etxt.exe\u2066\x9b31m\x7f';
  const shown = await showAll(
    fileWith(
      {
        question: evil,
        answer: {key: `${evil} {0}`, args: [evil]} as never,
        claims: [sampleClaim({id: evil, statement: evil, holds: false, measured: evil})],
        metrics: {[evil]: 1},
        highlights: [{label: evil, metric: evil, unit: evil}],
        figures: [figureWith({title: evil, alt: evil, x: {label: evil, scale: 'linear'}})],
      },
      {node: evil, losslab: evil},
    ),
  );
  expect(raw.exec(shown)).toBeNull();
  expect(shown).toContain(String.raw`a\u0000b\u001b]0;title`);
});

test('a document with a __proto__ of its own is read as one without', () => {
  const [json, own] = [serializeResults(sampleResults()), '"__proto__": null'];
  expect(parseResults(json.replace('{', `{${own},`), 'f')).toEqual(sampleResults());
  expect(parseResults(json.replace('"claims": [', `"__proto__": {"x": 1}, "claims": [`), 'f')).toEqual(
    sampleResults(),
  );
});

test('a file with such characters is read as it was written', () => {
  const results = sampleResults({node: 'a\x9bb'});
  expect(raw.test(serializeResults(results))).toBe(false);
  expect(JSON.parse(serializeResults(results))).toMatchObject({node: 'a\x9bb'});
});

test('the command to copy is quoted', () => {
  const results = sampleResults({backend: "cpu; rm -rf '~'"});
  expect(reproduceCommand(results)).toMatch(/--backend 'cpu; rm -rf '\\''~'\\'''$/);
  expect(renderAppendix(results, pageTools())).not.toContain("rm -rf '~'");
});

test('names on the command line and in the environment are shown as their codes, on one line', async () => {
  for (const [args, env] of [
    [['trian\x1b[31m\nlosslab: all is well'], {}],
    [['data', '--sede\x1b[31m'], {}],
    [['data'], {['LOSSLAB_\x1b[31m\u202e']: '1'}],
    [['report', 'a\x1b[31m\n.json'], {}],
    [['evaluate', 'a\x1b[31m\n'], {}],
  ] as const) {
    const context = fakeContext({env});
    expect(await runCli(args, context)).not.toBe(0);
    expect(context.stderr.text).toMatch(/^losslab: [^\n]*\n$/);
    expect(raw.exec(context.stderr.text)).toBeNull();
  }
});
