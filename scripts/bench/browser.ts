import * as fs from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import * as path from 'node:path';
import {build} from 'esbuild';
import {chromium, type Page} from 'playwright-core';
import {findChromium} from '../../test/browser/findChromium';
import type {BenchPage} from './browserPage/page';
import {comparedWith, type SuiteTable} from './suite';

declare const benchPage: BenchPage;

/**
 * Training in Chromium on wasm, with the kernels as tfjs brings them and with losslab's, in one page and one run. Nothing where
 * there is no Chromium.
 */
export async function* browser(): AsyncGenerator<SuiteTable> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.error('browser: no Chromium on PATH, and LOSSLAB_CHROMIUM names none');
    return;
  }
  const server = await servePage();
  const chrome = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const page = await chrome.newPage();
    page.on('pageerror', error => console.error(`browser: ${error.message}`));
    await page.goto(server.origin);
    yield await measure(page, chrome.version());
  } finally {
    await chrome.close();
    await server.close();
  }
}

async function measure(page: Page, version: string): Promise<SuiteTable> {
  const timings = await page.evaluate(() => benchPage.trainTextbookNet());
  const stock = await page.evaluate(() => benchPage.trainConvolution('stock'));
  const corrected = await page.evaluate(() => benchPage.trainConvolution('corrected'));
  return {
    title: `How long is an epoch of 784-50-10, batch 100, in Chromium ${version.split('.')[0]!}?`,
    lines: comparedWith('model.fit, stock wasm', timings),
    limits: `One thread, SIMD. A net of one convolution, max pooling and a dense layer: with the stock kernels it ${stock}; with ours it ${corrected}.`,
  };
}

/** The page, its script and tfjs's wasm files, on this machine. */
async function servePage(): Promise<{origin: string; close: () => Promise<void>}> {
  const built = await build({
    entryPoints: [path.join(__dirname, 'browserPage/page.ts')],
    ...{bundle: true, minify: true, write: false, platform: 'browser', logLevel: 'error'},
    // tfjs asks at run time whether it is in Node.
    external: ['node:*', 'fs', 'path', 'util', 'worker_threads', 'perf_hooks', 'crypto', 'string_decoder'],
  });
  const wasm = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'));
  const server = createServer((request, response) => {
    const answer = (type: string, body: string | Uint8Array) =>
      response.setHeader('content-type', type).end(body);
    const name = path.basename(request.url!);
    if (request.url === '/') answer('text/html', '<!doctype html><script src="/page.js"></script>');
    else if (name === 'page.js') answer('text/javascript', built.outputFiles[0]!.text);
    else if (!name.endsWith('.wasm')) response.writeHead(404).end();
    else void fs.readFile(path.join(wasm, name)).then(bytes => answer('application/wasm', bytes));
  });
  await new Promise<void>(resolve => void server.listen(0, 'localhost', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}/`,
    close: () => new Promise(resolve => void server.close(() => resolve())),
  };
}
