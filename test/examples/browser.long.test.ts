/** examples/browser, built and used as a visitor does, in the Chromium of this machine. */
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {chromium, type Browser, type BrowserContextOptions, type Page} from 'playwright-core';
import type {Stroke} from '../../examples/browser/src/preprocess';
import {syntheticDigits} from '../../src/data/syntheticDigits';
import {loadModel} from '../../src/node/loadModel';
import {findChromium} from '../browser/findChromium';
import {handwrittenDigits} from './browser/handwrittenDigits';
import {serveFolder} from './browser/serveFolder';

const root = join(__dirname, '../..');
const executablePath = findChromium();
if (executablePath === undefined) {
  console.warn('examples/browser is not tested: no Chromium on PATH, and LOSSLAB_CHROMIUM names none.');
}

let folder: string;
let server: Awaited<ReturnType<typeof serveFolder>> | undefined;
let browser: Browser | undefined;
/** What went wrong in the pages, of which nothing may. */
const errors: string[] = [];

(executablePath === undefined ? describe.skip : describe)('the page of examples/browser', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'losslab-page-'));
    const vite = ['node_modules/vite/bin/vite.js', 'build', 'examples/browser', '--configLoader', 'runner'];
    const {status, stderr} = spawnSync(
      process.execPath,
      [...vite, '--outDir', folder, '--logLevel', 'warn'],
      {
        cwd: root,
        encoding: 'utf8',
        // Vite takes Jest's NODE_ENV for a reason to build for development.
        env: {...process.env, NODE_ENV: 'production'},
      },
    );
    expect({status, stderr}).toEqual({status: 0, stderr: ''});
    server = await serveFolder(folder);
    // WebGL and WebGPU without a graphics card: SwiftShader draws for them.
    const graphics = ['--enable-unsafe-swiftshader', '--enable-unsafe-webgpu'];
    const args = ['--no-sandbox', '--disable-background-networking', ...graphics];
    browser = await chromium.launch({executablePath: executablePath!, args});
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, {recursive: true, force: true});
  });
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  test('reads at least eight of ten digits that are drawn with the mouse', async () => {
    const page = await open();
    const answers: number[] = [];
    for (const strokes of handwrittenDigits) {
      await page.click('#clear');
      await draw(page, strokes);
      answers.push(await answerOf(page));
    }
    const right = answers.filter((answer, digit) => answer === digit).length;
    expect({answers, enough: right >= 8}).toEqual({answers, enough: true});
    await page.context().close();
  });

  test('takes a finger as it takes a mouse', async () => {
    const page = await open({hasTouch: true, viewport: {width: 360, height: 740}});
    const seven = handwrittenDigits[7]![0]!;
    const {x, y, width} = (await page.locator('#pad').boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: {x: number; y: number}[]) =>
      session.send('Input.dispatchTouchEvent', {type, touchPoints: points});
    const places = seven.map(place => ({x: x + place.x * width, y: y + place.y * width}));
    await touch('touchStart', [places[0]!]);
    for (const place of places.slice(1)) await touch('touchMove', [place]);
    await touch('touchEnd', []);
    expect(await answerOf(page)).toBe(7);
    await page.context().close();
  });

  test('can be used with the keyboard alone, and tells both losses of the label chosen', async () => {
    const page = await open();
    for (let links = 0; links < 3; links++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await answerOf(page)).toBe(1);
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight'); // from 0 to 1
    const [cee, sse] = await lossesOf(page);
    const probabilities = await probabilitiesOf(page);
    expect(cee).toBeCloseTo(-Math.log(probabilities[1]! + 1e-7), 3);
    expect(sse).toBeCloseTo(
      probabilities.reduce((sum, y, k) => sum + (y - Number(k === 1)) ** 2 / 2, 0),
      3,
    );
    await page.keyboard.press('ArrowRight'); // wrong on purpose
    expect((await lossesOf(page))[0]).toBeGreaterThan(1);
    await page.focus('#pad');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.getElementById('answer')!.dataset.digit === '');
    await page.context().close();
  });

  test('shows a staircase beside two smooth losses while a weight moves', async () => {
    const page = await open();
    const read = async () => ({
      accuracy: await page.getAttribute('#accuracy-chart', 'aria-label'),
      cee: await page.getAttribute('#cee-chart', 'aria-label'),
      weight: await page.textContent('#weight'),
    });
    await page.waitForSelector('#levels[data-accuracy]');
    const levels = () =>
      page.$eval('#levels', ({dataset}) => [Number(dataset.accuracy), Number(dataset.cee)]);
    const [few, all] = (await levels()) as [number, number];
    expect(few).toBeGreaterThan(1);
    expect(few).toBeLessThan(60);
    expect(all).toBe(241);
    const before = await read();
    await page.focus('#move');
    for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowRight');
    const after = await read();
    expect(after.weight).toContain('moved +0.600');
    expect(after.cee).not.toBe(before.cee);
    // More images, more and lower stairs.
    await page.selectOption('#images', '1000');
    await page.waitForFunction(was => Number(document.getElementById('levels')!.dataset.accuracy) > was, few);
    // Between two jumps there is nothing.
    await page.selectOption('#range', '0.03');
    await page.waitForFunction(was => Number(document.getElementById('levels')!.dataset.accuracy) < was, few);
    expect((await levels())[1]).toBe(241);
    expect(await page.textContent('#accuracy-slope')).toBe('0');
    await page.context().close();
  });

  test('gives the same probabilities on every backend that works here, to 1e-5', async () => {
    const page = await open();
    await draw(page, handwrittenDigits[3]!);
    const expected = await probabilitiesOf(page);
    const offered = await page.$$eval('#backend option', options =>
      options.map(({textContent}) => textContent),
    );
    expect(offered).toEqual(expect.arrayContaining(['wasm', 'cpu']));
    const missing = ['webgl', 'webgpu'].filter(name => !offered.includes(name));
    if (missing.length > 0)
      console.warn(`Not tested, as this Chromium has none of it: ${missing.join(', ')}.`);
    // Twice: a net that was on one of them must be right on the next, too.
    for (const backend of [...offered, ...offered]) {
      await page.selectOption('#backend', backend);
      await page.waitForFunction(
        name => document.getElementById('status')!.textContent.includes(`on ${name}`),
        backend,
      );
      (await probabilitiesOf(page)).forEach((y, k) => expect(Math.abs(y - expected[k]!)).toBeLessThan(1e-5));
    }
    await page.context().close();
  });

  test('has nothing that axe objects to, and fits a phone, in light and dark', async () => {
    const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
    for (const width of [360, 1000]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open({viewport: {width, height: 800}, colorScheme});
        await page.click('#example');
        await answerOf(page);
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const {axe} = globalThis as unknown as {axe: {run: () => Promise<{violations: {id: string}[]}>}};
          return (await axe.run()).violations.map(violation => violation.id);
        });
        expect(found).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await page.context().close();
      }
    }
  });

  test('speaks Korean, and keeps to it from page to page', async () => {
    const page = await open({}, `${server!.origin}?lang=ko`);
    expect(await page.textContent('h1')).toBe('숫자 하나, 손실 둘, 가중치 하나');
    await page.click('#example');
    await answerOf(page);
    expect(await page.textContent('#answer')).toMatch(/확률로 \d이라고 읽었습니다/);
    await page.click('text=내 기울기 검사하기');
    await page.waitForSelector('html[data-ready][lang="ko"]');
    expect(await page.textContent('h1')).toBe('이 기울기는 맞을까?');
    // Reason and notes, which are those of the library.
    await page.fill('#code', 'return {fn: x => { tf.keep(x.sum()); return x.max(); }, inputs: [[1, 3, 3]]}');
    await page.click('#check');
    await page.waitForSelector('#result > p', {timeout: 60_000});
    expect(await page.textContent('.reason')).toContain('동점이 있습니다');
    expect(await page.textContent('#result .aside')).toContain('메모리 누수');
    await page.context().close();
  });

  test('checks the gradient of what is written, in float64, with and without the corrections', async () => {
    const page = await open({serviceWorkers: 'block'}, `${server!.origin}playground.html`);
    const verdictOf = async (code: string) => {
      await page.fill('#code', code);
      await page.click('#check');
      await page.waitForSelector('#result > p', {timeout: 60_000});
      return [await page.getAttribute('#result', 'data-verdict'), await page.textContent('#result')] as const;
    };
    const cumsum =
      'return {fn: x => tf.cumsum(x, 0).square().sum(), inputs: [tf.tensor2d([[1, 2], [3, 4]])]}';
    const [verdict, reason] = await verdictOf(cumsum);
    expect(verdict).toBe('wrong');
    expect(reason).toContain('Cumsum');
    expect(reason).toContain('float64');
    await page.check('#corrected');
    expect((await verdictOf(cumsum))[0]).toBe('pass');
    expect(await verdictOf('return 7')).toEqual(['error', expect.stringContaining('expected code that')]);
    // A loop without end is stopped, and the page goes on.
    await page.fill('#code', 'for (;;);');
    await page.click('#check');
    await page.click('#stop');
    expect((await verdictOf('return {fn: x => x.exp().sum(), inputs: [2]}'))[0]).toBe('pass');
    await page.context().close();
  }, 120_000);

  test('says so where a net or the digits cannot be fetched, and goes on once they can', async () => {
    const page = await open({serviceWorkers: 'block'});
    await page.route('**/models/textbook-sse/**', route => route.abort());
    await draw(page, handwrittenDigits[7]!);
    expect(await answerOf(page)).toBe(7);
    await page.selectOption('#net', 'textbook-sse');
    await page.waitForFunction(() => document.getElementById('status')!.textContent.includes('did not work'));
    await settled(page);
    expect(await page.textContent('#answer')).toBe('Not read yet.');
    await page.unrouteAll();
    await draw(page, handwrittenDigits[1]!);
    await answerOf(page);
    await page.waitForFunction(() => document.getElementById('status')!.textContent === 'It works again.');
    await page.route('**/digits.bin', route => route.fulfill({status: 503}));
    await page.reload();
    await page.waitForFunction(() => document.getElementById('status')!.textContent.includes('bin: 503'));
    // Chromium itself logs what it could not load; anything else is ours.
    expect(errors.splice(0).filter(text => !text.startsWith('Failed to load resource'))).toEqual([]);
    await page.context().close();
  });

  test('works without a network once it was loaded', async () => {
    const own = await serveFolder(folder);
    const page = await open({}, own.origin);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await own.close();
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForSelector('html[data-ready]');
    await draw(page, handwrittenDigits[7]!);
    expect(await answerOf(page)).toBe(7);
    await page.selectOption('#net', 'textbook-sse');
    await page.waitForFunction(() => document.getElementById('levels')!.textContent !== '');
    await page.context().close();
  });

  test('a saved model gives plain tfjs the probabilities that it gives here, and is saved again byte by byte', async () => {
    // A page that has nothing of ours in it.
    const page = await browser!.newPage();
    await page.goto(`${server!.origin}models/convolution/model.json`);
    await page.addScriptTag({path: require.resolve('@tensorflow/tfjs/dist/tf.min.js')});
    const {images} = syntheticDigits({size: 20, seed: 5});
    for (const name of ['convolution', 'textbook-cee', 'textbook-sse']) {
      const there = await page.evaluate(loadAndSaveAgain, {
        url: `/models/${name}/model.json`,
        bytes: [...images],
      });
      const model = await loadModel(join(root, 'models', name));
      const here = tf.tidy(() => {
        const x = tf.tensor(images, [20, ...(model.inputs[0]!.shape.slice(1) as number[])], 'float32');
        return (model.predict(x.div(255)) as tf.Tensor).dataSync();
      });
      model.dispose();
      there.probabilities.forEach((y, i) => expect(Math.abs(y - here[i]!)).toBeLessThan(1e-5));
      const weights = await readFile(join(root, 'models', name, 'weights.bin'));
      expect(there.weights).toBe(createHash('sha256').update(weights).digest('hex'));
      const saved = JSON.parse(await readFile(join(root, 'models', name, 'model.json'), 'utf8')) as {
        modelTopology: object;
      };
      expect(there.topology).toEqual(saved.modelTopology);
    }
    await page.context().close();
  });
});

/** Runs in the page, with the tfjs that its authors publish for a script element. */
async function loadAndSaveAgain({url, bytes}: {url: string; bytes: number[]}) {
  const {tf: plain} = globalThis as unknown as {tf: typeof tf};
  await plain.setBackend('cpu');
  const model = await plain.loadLayersModel(url);
  const x = plain.tensor(bytes, [20, ...(model.inputs[0]!.shape.slice(1) as number[])], 'float32').div(255);
  const probabilities = [...(model.predict(x) as tf.Tensor).dataSync()];
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    plain.io.withSaveHandler(artifacts => {
      saved = artifacts;
      return Promise.resolve({modelArtifactsInfo: plain.io.getModelArtifactsInfoForJSON(artifacts)});
    }),
  );
  // Of the weights only the digest: they would take long on their way out of the page.
  const bytesSaved = plain.io.CompositeArrayBuffer.join(saved!.weightData);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesSaved));
  const weights = Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
  return {probabilities, weights, topology: saved!.modelTopology};
}

async function open(options: BrowserContextOptions = {}, origin = server!.origin): Promise<Page> {
  const context = await browser!.newContext(options);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(origin);
  await page.waitForSelector('html[data-ready]');
  return page;
}

async function draw(page: Page, strokes: readonly Stroke[]): Promise<void> {
  await page.locator('#pad').scrollIntoViewIfNeeded();
  const {x, y, width} = (await page.locator('#pad').boundingBox())!;
  for (const [first, ...others] of strokes) {
    await page.mouse.move(x + first!.x * width, y + first!.y * width);
    await page.mouse.down();
    for (const place of others) await page.mouse.move(x + place.x * width, y + place.y * width);
    await page.mouse.up();
  }
}

/** What the page says once it has read what was drawn last. */
async function answerOf(page: Page): Promise<number> {
  await settled(page);
  await page.waitForFunction(() => document.getElementById('answer')!.dataset.digit !== '');
  return Number(await page.getAttribute('#answer', 'data-digit'));
}

async function probabilitiesOf(page: Page): Promise<number[]> {
  await settled(page);
  return page.$$eval('#probabilities li', items => items.map(item => Number(item.dataset.probability)));
}

/** Cross entropy and squared error, as they are written. */
async function lossesOf(page: Page): Promise<[number, number]> {
  await settled(page);
  const read = async (id: string) => parseFloat((await page.textContent(id))!.replace('below', ''));
  return [await read('#cee'), await read('#sse')];
}

/** The page says of itself when it computes. */
async function settled(page: Page): Promise<void> {
  await page.waitForSelector('#answer:not([aria-busy="true"])');
}
