/** losslab as Vite bundles and minifies it for a page, in the Chromium of this machine. */
import * as tf from '@tensorflow/tfjs';
import type {Page} from 'playwright-core';
import {builtPage, type BuiltPage} from './builtPage';
import {findChromium} from './findChromium';
import type {Float64Page} from './float64Page/page';
import {openPage} from './inspectPage';

declare const float64Page: Float64Page;

const executablePath = findChromium();
if (executablePath === undefined) {
  console.warn('float64 in a page is not tested: no Chromium on PATH, and LOSSLAB_CHROMIUM names none.');
}

let built: BuiltPage | undefined;

(executablePath === undefined ? describe.skip : describe)('prepareFloat64() in a page', () => {
  beforeAll(async () => {
    built = await builtPage('float64Page', executablePath!);
  });
  afterAll(() => built?.close());

  test('checks gradients in float64 once it is given the text of the bundle', async () => {
    const page = await open('index.html');
    // The bundle as Vite makes it is float32 only until then.
    expect(await page.evaluate(() => float64Page.check(1))).toMatchObject({dtype: 'float32'});
    expect(await page.evaluate(() => float64Page.prepare())).toEqual({available: true});
    expect(await page.evaluate(() => float64Page.check(1))).toEqual({verdict: 'pass', dtype: 'float64'});
    expect(await page.evaluate(() => float64Page.check(1.001))).toEqual({verdict: 'wrong', dtype: 'float64'});
    await page.close();
  });

  test('computes with 53 bits there, complex numbers included, and draws what cpu draws', async () => {
    const page = await open('index.html');
    await page.evaluate(() => float64Page.prepare());
    const draws = tf.tidy(() => [...tf.multinomial(tf.tensor1d([0.1, 0.2, 0.7]), 3, 7, true).dataSync()]);
    expect(await page.evaluate(() => float64Page.compute())).toEqual({sum: 0.1 + 0.2, fft: 0.1 + 0.2, draws});
    await page.close();
  });

  test('takes no other text, and says what is missing without one', async () => {
    const page = await open('index.html');
    const changed = await page.evaluate(() => float64Page.prepare(text => `${text} `));
    expect(changed).toMatchObject({available: false});
    expect(changed).toHaveProperty('reason', expect.stringContaining('got 475213 characters with SHA-256'));
    expect(await page.evaluate(() => float64Page.prepareAlone())).toHaveProperty(
      'reason',
      'float64: expected Node 20.16 or newer, which can read the installed tfjs, or else its cpu bundle ' +
        'as prepareFloat64({source}), got neither',
    );
    await page.close();
  });

  test('names the policy that forbids evaluation, and the check falls back to float32', async () => {
    const page = await open('strict.html');
    expect(await page.evaluate(() => float64Page.prepare())).toEqual({
      available: false,
      reason:
        "float64: expected a Content-Security-Policy that allows evaluation ('unsafe-eval' in script-src), " +
        'got one that forbids it',
    });
    expect(await page.evaluate(() => float64Page.check(1))).toMatchObject({dtype: 'float32'});
    await page.close();
  });
});

async function open(name: string): Promise<Page> {
  const {page, complaints} = await openPage(built!.browser, `${built!.origin}${name}`, {width: 800});
  await page
    .waitForFunction(() => 'float64Page' in globalThis)
    .catch(() => {
      throw new Error(`the page did not start: ${complaints.join('; ')}`);
    });
  return page;
}
