import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {once} from 'node:events';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {pathToFileURL} from 'node:url';
import {pageTools} from '../../src/node/pageTools';
import {parseResults, renderAppendix, renderStory, type ResultsDocument} from '../../src/lab/report';
import {untranslated} from '../lab/language/untranslated';
import {withoutQuotations} from '../lab/language/withoutQuotations';
import {findChromium} from '../browser/findChromium';
import {findBadLabels, findBarriers, launch, openPage, ownRequests, widths} from '../browser/inspectPage';
import {wordsOfProse} from '../lab/report/story/wordsOfProse';
import {withoutTimes} from '../lab/report/withoutTimes';

/** Every experiment as `npm run experiment` runs it, twice with one seed, in Korean. */
interface Run {
  readonly code: number;
  readonly summary: string;
  readonly messages: string;
  readonly pages: Readonly<Record<'story' | 'appendix', string>>;
  readonly results: ResultsDocument;
}

const directory = mkdtempSync(join(tmpdir(), 'losslab-'));
let [run, again]: Run[] = [];

beforeAll(async () => {
  [run, again] = await Promise.all([runAll('first'), runAll('second')]);
}, 600_000);

afterAll(() => rmSync(directory, {recursive: true}));

async function runAll(name: string): Promise<Run> {
  const out = join(directory, name);
  const flags = ['--dataset', 'synthetic', '--backend', 'wasm', '--lang', 'ko', '--out', out];
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'experiment', ...flags]);
  const [summary, messages] = [text(child.stdout), text(child.stderr)];
  const [code] = (await once(child, 'close')) as [number];
  const read = (file: string) => readFileSync(join(out, readdirSync(out)[0]!, file), 'utf8');
  return {
    code,
    summary: await summary,
    messages: await messages,
    pages: {story: read('index.html'), appendix: read('appendix.html')},
    results: parseResults(read('results.json'), 'results.json'),
  };
}

test('no claim fails', () => {
  expect(run!.messages).toBe('');
  const claims = run!.results.experiments.flatMap(experiment => experiment.claims);
  expect(claims.filter(({holds}) => holds === false)).toEqual([]);
  expect(run!.code).toBe(0);
});

test('the same seed gives the same results and the same pages, times apart', () => {
  const [a, b] = [run!.results, again!.results].map(withoutTimes);
  expect(b).toEqual(a);
  const tools = pageTools();
  for (const render of [renderStory, renderAppendix])
    expect(render(b!, tools, 'ko')).toBe(render(a!, tools, 'ko'));
});

test('every text has its Korean', () => {
  expect(untranslated(run!.results)).toEqual([]);
});

test('no English sentence is left in the summary and on the pages', () => {
  const english = /(?:\b[a-z]{2,} ){3,}/gi;
  expect(run!.summary.match(english)).toBeNull();
  for (const page of Object.values(run!.pages)) expect(readableText(page).match(english)).toBeNull();
});

test('the appendix weighs less than 1.5 MB, the story less than 0.5 MB, in either language', () => {
  for (const language of ['en', 'ko'] as const) {
    const weigh = (render: typeof renderStory) =>
      Buffer.byteLength(render(run!.results, pageTools(), language));
    expect(weigh(renderAppendix)).toBeLessThan(1.5e6);
    expect(weigh(renderStory)).toBeLessThan(0.5e6);
  }
});

const executablePath = findChromium();
const testWithBrowser = executablePath === undefined ? test.skip : test;

const rendering = {story: renderStory, appendix: renderAppendix} as const;

testWithBrowser.each([
  ['story', 'en'],
  ['story', 'ko'],
  ['appendix', 'en'],
  ['appendix', 'ko'],
] as const)('Chromium shows the %s in %s without a fault', async (name, language) => {
  const file = join(directory, `${name}.${language}.html`);
  writeFileSync(file, rendering[name](run!.results, pageTools(), language));
  const browser = await launch(executablePath!);
  for (const width of widths) {
    const {page, requests, complaints} = await openPage(browser, pathToFileURL(file).href, {width});
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect([ownRequests(requests), complaints]).toEqual([[], []]);
    expect(await page.evaluate(findBadLabels)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await findBarriers(page)).toEqual([]);
  }
  await browser.close();
});

test('the story takes ten minutes: at most 1,300 words of prose, and 9 figures', () => {
  const page = renderStory(run!.results, pageTools());
  expect(page.match(/<figure/g)!.length).toBeLessThanOrEqual(9);
  expect(wordsOfProse(page)).toBeGreaterThan(600);
  expect(wordsOfProse(page)).toBeLessThanOrEqual(1300);
});

/** What is there to read, with what screen readers read; code and what tfjs says in its own words are left out. */
function readableText(page: string): string {
  const labels = [...page.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label);
  const body = page.replace(/<(script|style|code|pre)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, ' ');
  const all = `${body}\n${labels.join('\n')}`.replaceAll('&#39;', "'");
  return withoutQuotations(all);
}
