import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Browser} from 'playwright-core';
import {pageTools} from '../../src/node/pageTools';
import {renderAppendix} from '../../src/lab/report';
import {everyKindOfFigure} from '../lab/report/everyKindOfFigure';
import {sampleClaim, sampleExperiment, sampleResults} from '../lab/report/sampleResults';
import {findChromium} from './findChromium';
import {
  findBadLabels,
  findBarriers,
  launch,
  openPage,
  ownRequests,
  smallestText,
  widths,
  type OpenedPage,
} from './inspectPage';

const executablePath = findChromium();
// A page of one's own, `LOSSLAB_PAGE=reports/…/appendix.html`, is looked at in place of the sample.
const given = process.env.LOSSLAB_PAGE;
if (executablePath === undefined) {
  console.warn('The page was not looked at: no Chromium on the PATH, and LOSSLAB_CHROMIUM is not set.');
}

let directory: string;
let browser: Browser;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  if (executablePath === undefined) return;
  browser = await launch(executablePath);
  fs.writeFileSync(path.join(directory, 'index.html'), renderAppendix(sample(), pageTools()));
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
      sampleExperiment({
        ...{id, question: `What of ${id}?`, claims, answer, figures: everyKindOfFigure()},
        ...(id === 'accuracy' && {slider: ['staircase', 'smooth-loss']}),
      }),
    ),
  });
}

const describeWithBrowser = executablePath === undefined ? describe.skip : describe;

describeWithBrowser.each(['light', 'dark'] as const)('the page in Chromium, %s', colorScheme => {
  test.each(widths)('at %d px asks for nothing, reports no error, and lets nothing run over', async width => {
    const {page, requests, complaints} = await open(width, colorScheme);
    expect(ownRequests(requests)).toEqual([]);
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
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
  });
});

describeWithBrowser('the slider', () => {
  test('moves a line through both pictures and says accuracy and loss there', async () => {
    const {page} = await open(800, 'light');
    if (given !== undefined) return page.close();
    await page.locator('#accuracy-weight').fill('0');
    expect(await page.locator('.slider output').textContent()).toBe('−2');
    expect(await page.locator('.slider tbody tr').first().innerText()).toMatch(/0\.5\s+2/);
    const line = page.locator('#accuracy-staircase .wide .cursor');
    const left = Number(await line.getAttribute('x1'));
    await page.locator('#accuracy-weight').fill('4');
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

function open(width: number, colorScheme: 'light' | 'dark'): Promise<OpenedPage> {
  return openPage(browser, address(), {width, colorScheme});
}
