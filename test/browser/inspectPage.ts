import * as axe from 'axe-core';
import {chromium, type Browser, type Page} from 'playwright-core';

export const widths = [360, 800, 1400];

export function launch(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-background-networking', ...more];
  return chromium.launch({executablePath, args});
}

export interface OpenedPage {
  readonly page: Page;
  /** Every address that was asked for, the page's own first. */
  readonly requests: readonly string[];
  /** What the console and the page's errors said. */
  readonly complaints: readonly string[];
}

export async function openPage(
  browser: Browser,
  address: string,
  {
    width,
    height = 900,
    colorScheme = 'light',
  }: {width: number; height?: number; colorScheme?: 'light' | 'dark'},
): Promise<OpenedPage> {
  const page = await browser.newPage({viewport: {width, height}, colorScheme});
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', request => requests.push(request.url()));
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(address);
  return {page, requests, complaints};
}

/** What a page asked for besides itself; pictures that lie in it are no requests. */
export function ownRequests([, ...others]: readonly string[]): string[] {
  return others.filter(address => !address.startsWith('data:'));
}

/** What axe finds to object to, all tables unfolded. */
export async function findBarriers(page: Page): Promise<unknown[]> {
  await page.evaluate(() => document.querySelectorAll('details').forEach(each => (each.open = true)));
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run();
    return violations.map(({id, nodes}) => [id, nodes.map(({html}) => html).slice(0, 3)]);
  });
}

/** Runs in the page: labels of pictures that are cut off or lie on one another. */
export function findBadLabels(): string[] {
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
export function smallestText(): number {
  const sizes = [...document.querySelectorAll<SVGTextElement>('figure svg text')].flatMap(text => {
    const svg = text.ownerSVGElement;
    if (svg === null || svg.clientWidth === 0) return [];
    return parseFloat(getComputedStyle(text).fontSize) * (svg.clientWidth / svg.viewBox.baseVal.width);
  });
  return Math.min(...sizes);
}
