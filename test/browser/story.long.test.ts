/** The story in Chromium: its first screen, what moves in it, and what is left of it without a script. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Browser, Page} from 'playwright-core';
import {renderStory, type ResultsDocument} from '../../src/lab/report';
import {weightAt} from '../../src/lab/report/story/knobState';
import {pageTools} from '../../src/node/pageTools';
import type {Knob} from '../../src/results';
import {knobAndOracle} from '../lab/experiments/accuracy/tfjsAtWeight';
import {everyKindOfFigure} from '../lab/report/everyKindOfFigure';
import {sampleLead} from '../lab/report/story/sampleStory';
import {sampleResults} from '../lab/report/sampleResults';
import {findChromium} from './findChromium';
import {findBadLabels, findBarriers, launch, openPage, ownRequests} from './inspectPage';

const executablePath = findChromium();
const describeWithBrowser = executablePath === undefined ? describe.skip : describe;
if (executablePath === undefined) {
  console.warn('The story was not looked at: no Chromium on the PATH, and LOSSLAB_CHROMIUM is not set.');
}

const screens = [
  {width: 390, height: 844},
  {width: 1280, height: 720},
  {width: 1440, height: 900},
];
const languages = ['en', 'ko'] as const;

let directory: string;
let browser: Browser;
let knob: Knob;
let oracle: Awaited<ReturnType<typeof knobAndOracle>>;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'losslab-'));
  if (executablePath === undefined) return;
  oracle = await knobAndOracle();
  knob = oracle.knob;
  browser = await launch(executablePath);
  for (const language of languages) {
    const page = renderStory(sample(), pageTools(), language);
    fs.writeFileSync(path.join(directory, `${language}.html`), page);
  }
});
afterAll(async () => {
  if (executablePath !== undefined) {
    await browser.close();
    oracle.dispose();
  }
  fs.rmSync(directory, {recursive: true, force: true});
});

/** The opening of a real run is as long. */
function sample(): ResultsDocument {
  const opening =
    'Accuracy counts the digits on the right side of a line: a tiny move of any of the 39,760 weights changes nothing, so its ' +
    'derivative is 0 almost everywhere, and gradient descent has no direction. A loss measures how far each digit is from the ' +
    'line: every move changes it, and its derivative says which way is better.';
  const figures = [...sampleLead().figures, ...everyKindOfFigure().filter(({id}) => id !== 'staircase')];
  return sampleResults({experiments: [sampleLead({opening, knob, figures})]});
}

const address = (language: string) => pathToFileURL(path.join(directory, `${language}.html`)).href;

describeWithBrowser.each(languages)('the story, %s', language => {
  describe.each(['light', 'dark'] as const)('%s', colorScheme => {
    test.each(screens)('at $width × $height the first screen has all of it', async size => {
      const {page, requests, complaints} = await openPage(browser, address(language), {...size, colorScheme});
      for (const selector of ['h1', '.opening .answer', '.crowd svg', '.curves svg', '#knob', '.reading']) {
        const box = await boxOf(page, selector);
        expect([selector, box.y >= 0, box.y + box.height <= size.height]).toEqual([selector, true, true]);
        expect([selector, box.x >= 0, box.x + box.width <= size.width]).toEqual([selector, true, true]);
      }
      expect([ownRequests(requests), complaints]).toEqual([[], []]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
      expect(await page.evaluate(findBadLabels)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      await page.close();
    });
  });
});

function boxOf(page: Page, selector: string) {
  return page
    .locator(`${selector} >> visible=true`)
    .first()
    .boundingBox()
    .then(box => box!);
}

describeWithBrowser('the knob', () => {
  test('says what tfjs computes with the weight where it is', async () => {
    const page = await open();
    for (const position of [-100, -40, 0, 3, 100]) {
      await page.locator('#knob').fill(String(position));
      const {right, loss} = oracle.tfjsAt(weightAt(knob, position));
      const reading = await page.locator('.reading output').textContent();
      const [shownRight, , shownLoss] = reading!.match(/[\d.]+/g)!.map(Number);
      expect([position, shownRight]).toEqual([position, right]);
      // Four digits are shown.
      expect(Math.abs(shownLoss! - loss)).toBeLessThan(1e-4);
      expect(await page.locator('.count-right >> visible=true').textContent()).toBe(`right: ${right}`);
      expect(await page.locator('.digit.wrong >> visible=true').count()).toBe(100 - right);
    }
    await page.close();
  });

  test('moves a digit across the line by the keyboard, says which, and leaves accuracy alone until then', async () => {
    const page = await open();
    await page.locator('#knob').focus();
    const before = await page.locator('.count-right >> visible=true').textContent();
    let steps = 0;
    let loss = '';
    for (; steps < 100; steps++) {
      await page.keyboard.press('ArrowRight');
      const reading = (await page.locator('.reading output').textContent())!;
      expect(reading).not.toBe(loss);
      loss = reading;
      if ((await page.locator('.count-right >> visible=true').textContent()) !== before) break;
      expect(await page.locator('.crossed').textContent()).toContain('No digit has crossed');
    }
    expect(steps).toBeLessThan(100);
    expect(await page.locator('.crossed').textContent()).toMatch(/^A \d crossed the line: it is now /);
    const marked = page.locator('.digit.marked >> visible=true');
    expect(await marked.count()).toBeGreaterThan(0);
    await page.close();
  });

  test('is not there without a script; the picture, its counts and the curves are', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: {width: 1280, height: 720},
    });
    const page = await context.newPage();
    await page.goto(address('en'));
    expect(await page.locator('#knob').isVisible()).toBe(false);
    expect(await page.locator('.digit >> visible=true').count()).toBe(100);
    expect(await page.locator('.count-right >> visible=true').textContent()).toMatch(/^right: \d+$/);
    expect(await page.locator('.reading').isVisible()).toBe(true);
    await page.locator('.question summary').first().click();
    expect(await page.locator('.question figure').isVisible()).toBe(true);
    await context.close();
  });
});

describeWithBrowser('a question', () => {
  test('opens once one has guessed, and says which guess fits', async () => {
    const page = await open();
    expect(await page.locator('.question figure').isVisible()).toBe(false);
    await page.locator('.question input').nth(1).check();
    expect(await page.locator('.question figure').isVisible()).toBe(true);
    const ending = (name: string) =>
      page.locator(`.question .${name}`).evaluate(label => getComputedStyle(label, '::after').content);
    expect([await ending('fits'), await ending('misses')]).toEqual(['" ✓"', '" ✗"']);
    await page.close();
  });
});

describeWithBrowser('the play button', () => {
  test('covers the figure and uncovers it again, with the numbers as they were at each place', async () => {
    const page = await open({reducedMotion: 'no-preference'});
    await page.locator('.question summary').first().click();
    const cover = page.locator('.question .picture.wide .cover');
    expect(await cover.getAttribute('width')).toBe('0');
    await page.locator('.player button').click();
    await page.waitForFunction(
      () => Number(document.querySelector('.picture.wide .cover')!.getAttribute('width')) > 100,
    );
    expect(await page.locator('.player td').textContent()).toBe('50.0 %');
    await page.waitForFunction(
      () => document.querySelector('.picture.wide .cover')!.getAttribute('width') === '0',
    );
    expect(await page.locator('.player td').textContent()).toBe('62.5 %');
    await page.close();
  });

  test('shows the end at once to those who want no motion', async () => {
    const page = await open({reducedMotion: 'reduce'});
    await page.locator('.question summary').first().click();
    await page.locator('.player button').click();
    await page.waitForTimeout(200);
    expect(await page.locator('.question .picture.wide .cover').getAttribute('width')).toBe('0');
    await page.close();
  });
});

async function open(media: Parameters<Page['emulateMedia']>[0] = {}): Promise<Page> {
  const {page} = await openPage(browser, address('en'), {width: 1280, height: 720});
  await page.emulateMedia(media);
  return page;
}
