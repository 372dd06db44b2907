import * as fs from 'node:fs';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {parseResults, renderAppendix, renderStory} from './src/lab/report';
import {pageTools} from './src/node/pageTools';
const [file, out, ...what] = process.argv.slice(2);
(async () => {
  const results = parseResults(fs.readFileSync(file!, 'utf8'), 'r');
  fs.mkdirSync(out!, {recursive: true});
  for (const l of ['en', 'ko'] as const) {
    fs.writeFileSync(`${out}/${l}.html`, renderStory(results, pageTools(), l));
    fs.writeFileSync(`${out}/${l}-a.html`, renderAppendix(results, pageTools(), l));
  }
  const b = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking']});
  const shot = async (name: string, page: string, w: number, h: number, scheme: 'light' | 'dark', full: boolean, act?: (p: any) => Promise<void>) => {
    if (what.length > 0 && !what.some(x => name.includes(x))) return;
    const p = await b.newPage({viewport: {width: w, height: h}, colorScheme: scheme});
    p.on('console', m => console.log(name, m.text())); p.on('pageerror', e => console.log(name, e.message));
    await p.goto(pathToFileURL(`${out}/${page}.html`).href);
    if (act) await act(p);
    if (full) await p.evaluate(() => document.querySelectorAll('.question details').forEach((d: any) => (d.open = true)));
    await p.screenshot({path: `${out}/${name}.png`, fullPage: full});
    console.log(name, await p.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight, document.querySelector('.reading')?.getBoundingClientRect().bottom]));
    await p.close();
  };
  await shot('first-phone-en', 'en', 390, 844, 'light', false);
  await shot('first-phone-ko', 'ko', 390, 844, 'dark', false);
  await shot('first-desk-en', 'en', 1280, 720, 'light', false, async p => { await p.locator('#knob').fill('60'); });
  await shot('first-desk-ko', 'ko', 1280, 720, 'light', false);
  await shot('first-desk-dark', 'en', 1440, 900, 'dark', false);
  await shot('full-desk-en', 'en', 1280, 720, 'light', true);
  await shot('full-phone-en', 'en', 390, 844, 'light', true);
  await shot('full-phone-ko', 'ko', 390, 844, 'dark', true);
  await shot('full-desk-ko', 'ko', 1440, 900, 'dark', true);
  await shot('app-phone', 'en-a', 390, 844, 'light', true);
  await shot('app-desk', 'ko-a', 1280, 720, 'light', false);
  await b.close();
})();
