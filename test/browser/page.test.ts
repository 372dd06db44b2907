import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import * as axe from 'axe-core';
import {chromium, type Browser, type Page} from 'playwright-core';
import {pageTools} from '../../src/node/pageTools';
import {renderPage} from '../../src/report';
import {everyKindOfFigure} from '../report/everyKindOfFigure';
import {sampleClaim, sampleExperiment, sampleResults} from '../report/sampleResults';
import {findChromium} from './findChromium';

const executablePath = findChromium();
// A page of one's own, `LOSSLAB_PAGE=reports/…/index.html`, is looked at in place of the sample.
const given = process.env.LOSSLAB_PAGE;
if (executablePath === undefined) {
  console.warn('The page was not looked at: no Chromium on the PATH, and LOSSLAB_CHROMIUM is not set.');
}

const widths = [360, 800, 1400];
let directory: string;
let browser: Browser;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  if (executablePath === undefined) return;
  const args = ['--no-sandbox', '--disable-background-networking'];
  browser = await chromium.launch({executablePath, args});
  fs.writeFileSync(path.join(directory, 'index.html'), renderPage(sample(), pageTools()));
});
afterAll(async () => {
  if (executablePath !== undefined) await browser.close();
  fs.rmSync(directory, {recursive: true, force: true});
});

function sample() {
  const claims = [sampleClaim(), sampleClaim({holds: false}), sampleClaim({holds: 'skipped'})];
  const answer = 'An answer with one_very_long_name_that_no_line_of_three_hundred_and_sixty_pixels_can_hold.';
  return sampleResults({
    experiments: ['losses', 'accuracy', 'step'].map(id =>
      sampleExperiment({id, question: `What of ${id}?`, claims, answer, figures: everyKindOfFigure()}),
    ),
  });
}

const describeWithBrowser = executablePath === undefined ? describe.skip : describe;

describeWithBrowser.each(['light', 'dark'] as const)('the page in Chromium, %s', colorScheme => {
  test.each(widths)('at %d px asks for nothing, reports no error, and lets nothing run over', async width => {
    const {page, requests, complaints} = await open(width, colorScheme);
    expect(requests.slice(1)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.close();
  });

  test.each(widths)('at %d px has no text of a picture cut off or on another', async width => {
    const {page} = await open(width, colorScheme);
    expect(await page.evaluate(findBadLabels)).toEqual([]);
    expect(await page.evaluate(smallestText)).toBeGreaterThanOrEqual(11);
    await page.close();
  });

  test.each(widths)('at %d px axe finds no violation, all tables unfolded', async width => {
    const {page} = await open(width, colorScheme);
    await page.evaluate(() => document.querySelectorAll('details').forEach(each => (each.open = true)));
    await page.evaluate(axe.source);
    const found = await page.evaluate(async () => {
      const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run();
      return violations.map(({id, nodes}) => [id, nodes.map(({html}) => html).slice(0, 3)]);
    });
    expect(found).toEqual([]);
    await page.close();
  });
});

describeWithBrowser('the slider', () => {
  test('moves a line through both pictures and says accuracy and loss there', async () => {
    const {page} = await open(800, 'light');
    if (given !== undefined) return page.close();
    await page.locator('#staircase-weight').fill('0');
    expect(await page.locator('#staircase-slider output').textContent()).toBe('−2');
    expect(await page.locator('#staircase-slider tbody tr').first().innerText()).toMatch(/0\.5\s+2/);
    const line = page.locator('#accuracy-staircase .wide .cursor');
    const left = Number(await line.getAttribute('x1'));
    await page.locator('#staircase-weight').fill('4');
    expect(Number(await line.getAttribute('x1'))).toBeGreaterThan(left);
    await page.close();
  });

  test('is not there without a script, and everything else is', async () => {
    const context = await browser.newContext({javaScriptEnabled: false});
    const page = await context.newPage();
    await page.goto(address());
    expect(await page.locator('.slider').first().isVisible()).toBe(false);
    expect(await page.locator('figure svg >> visible=true').count()).toBeGreaterThan(0);
    await context.close();
  });
});

function address(): string {
  return pathToFileURL(given === undefined ? path.join(directory, 'index.html') : path.resolve(given)).href;
}

async function open(
  width: number,
  colorScheme: 'light' | 'dark',
): Promise<{page: Page; requests: string[]; complaints: string[]}> {
  const page = await browser.newPage({viewport: {width, height: 900}, colorScheme});
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', request => requests.push(request.url()));
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(address());
  return {page, requests, complaints};
}

/** Runs in the page. */
function findBadLabels(): string[] {
  const visible = [...document.querySelectorAll<SVGSVGElement>('figure svg')].filter(
    svg => svg.clientWidth > 0,
  );
  return visible.flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')].map(text => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }));
    const cut = boxes.filter(
      ({box}) =>
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1,
    );
    // Lines of text are set closer than their boxes are high.
    const overlaps = boxes.flatMap((one, i) =>
      boxes
        .slice(i + 1)
        .filter(
          other =>
            Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 1 &&
            Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 3,
        )
        .map(other => `${one.text} on ${other.text}`),
    );
    const where = svg.closest('figure')?.id ?? '';
    return [...cut.map(({text}) => `${where}: ${text} is cut`), ...overlaps.map(both => `${where}: ${both}`)];
  });
}

/** Runs in the page: the size in pixels on the screen of the smallest text in a picture. */
function smallestText(): number {
  const sizes = [...document.querySelectorAll<SVGTextElement>('figure svg text')].flatMap(text => {
    const svg = text.ownerSVGElement;
    if (svg === null || svg.clientWidth === 0) return [];
    return parseFloat(getComputedStyle(text).fontSize) * (svg.clientWidth / svg.viewBox.baseVal.width);
  });
  return Math.min(...sizes);
}
