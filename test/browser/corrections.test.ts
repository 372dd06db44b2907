/** losslab/corrections as Vite bundles and minifies it for a page, in the Chromium of this machine. */
import {spawnSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {serveFolder} from '../examples/browser/serveFolder';
import {findChromium} from './findChromium';
import type {CorrectionsPage} from './correctionsPage/page';
import {launch, openPage} from './inspectPage';

declare const correctionsPage: CorrectionsPage;

const executablePath = findChromium();
if (executablePath === undefined) {
  console.warn(
    'corrected gradients in a page are not tested: no Chromium on PATH, and LOSSLAB_CHROMIUM names none.',
  );
}

let folder: string;
let server: Awaited<ReturnType<typeof serveFolder>> | undefined;
let browser: Browser | undefined;

(executablePath === undefined ? describe.skip : describe)('correctGradients() in a page', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'losslab-corrections-'));
    const vite = ['node_modules/vite/bin/vite.js', 'build', 'test/browser/correctionsPage'];
    const options = ['--configLoader', 'runner', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'];
    const {status, stdout, stderr} = spawnSync(process.execPath, [...vite, ...options], {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
      env: {...process.env, NODE_ENV: 'production'},
    });
    // Vite warns of every module of Node's that it has to leave out.
    expect({status, stdout, stderr}).toEqual({status: 0, stdout: '', stderr: ''});
    server = await serveFolder(folder);
    browser = await launch(executablePath!);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, {recursive: true, force: true});
  });

  test.each(['webgl', 'wasm'])(
    'gives the right gradients on %s, and tfjs its own once undone',
    async backend => {
      const {page, complaints} = await openPage(browser!, `${server!.origin}index.html`, {width: 800});
      await page
        .waitForFunction(() => 'correctionsPage' in globalThis)
        .catch(() => {
          throw new Error(`the page did not start: ${complaints.join('; ')}`);
        });
      const found = await page.evaluate(name => correctionsPage.measure(name), backend);
      // With t = ½ and s = 1 − t²: 2s² − 4t²s, of which tfjs forgets the second term.
      const near = (value: number) => expect.closeTo(value, 4) as number;
      const stock = {cumsum: [2, 1, 2, 1], tanh: near(1.125)};
      const corrected = {cumsum: [2, 2, 1, 1], tanh: near(0.375)};
      expect(found).toEqual({backend, stock, corrected, undone: stock});
      await page.close();
    },
  );
});
