/** losslab/corrections as Vite bundles and minifies it for a page, in the Chromium of this machine. */
import {builtPage, type BuiltPage} from './builtPage';
import {findChromium} from './findChromium';
import type {CorrectionsPage} from './correctionsPage/page';
import {openPage} from './inspectPage';

declare const correctionsPage: CorrectionsPage;

const executablePath = findChromium();
if (executablePath === undefined) {
  console.warn(
    'corrected gradients in a page are not tested: no Chromium on PATH, and LOSSLAB_CHROMIUM names none.',
  );
}

let built: BuiltPage | undefined;

(executablePath === undefined ? describe.skip : describe)('correctGradients() in a page', () => {
  beforeAll(async () => {
    built = await builtPage('correctionsPage', executablePath!);
  });
  afterAll(() => built?.close());

  test.each(['webgl', 'wasm'])(
    'gives the right gradients on %s, and tfjs its own once undone',
    async backend => {
      const {page, complaints} = await openPage(built!.browser, `${built!.origin}index.html`, {width: 800});
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
