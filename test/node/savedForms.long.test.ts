/** Every form in which losslab saves a model, now and in version 0.1, as others load it: with equal predictions. */
import {copyFile, cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type {Browser} from 'playwright-core';
import {crossEntropy} from '../../src/losses';
import {twoLayerNet} from '../../src/models/twoLayerNet';
import {saveCheckpoint} from '../../src/node/checkpoint';
import {registerFileHandlers} from '../../src/node/fileHandlers';
import {loadModel} from '../../src/node/loadModel';
import {saveModel} from '../../src/node/saveModel';
import {findChromium} from '../browser/findChromium';
import {launch} from '../browser/inspectPage';
import {serveFolder} from '../examples/browser/serveFolder';

declare const testedBackend: string;

const former = join(__dirname, 'savedBy010');
const formerForms = ['model', 'withOptimizer', 'byHandler'] as const;
const forms = [
  'model',
  'withOptimizer',
  'checkpoint',
  'byHandler',
  ...formerForms.map(name => `0.1/${name}`),
];
const input = [
  [0.1, 0.5, -0.3, 1],
  [1, 0, 0.25, -2],
  [0.7, 0.7, 0, 0.4],
];

/** tfjs-node has a loader of its own; asked before losslab registers one. */
const hasOwnLoader = tf.io.getLoadHandlers('file://anywhere').length > 0;

let folder: string;
/** What each form has to answer. */
let answers: Record<string, number[][]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'losslab-forms-'));
  registerFileHandlers();
  const model = twoLayerNet({inputs: 4, hidden: 3, classes: 3, seed: 5, initialStd: 1});
  const optimizer = tf.train.adam(0.01);
  model.compile({loss: crossEntropy, optimizer});
  const [xs, ys] = [tf.tensor2d(input), tf.eye(3)];
  await model.fit(xs, ys, {epochs: 3, shuffle: false, verbose: 0});
  await saveModel(model, join(folder, 'model'));
  await saveModel(model, join(folder, 'withOptimizer'), {optimizerState: true});
  await saveCheckpoint(model, join(folder, 'checkpoint'), {run: {seed: 5}, position: {step: 3}});
  await model.save(`file://${join(folder, 'byHandler')}`);
  const own = predictionsOf(model);
  [model, optimizer, xs, ys].forEach(each => each.dispose());
  await cp(former, join(folder, '0.1'), {recursive: true});
  const formerly = JSON.parse(await readFile(join(former, 'answers.json'), 'utf8')) as typeof answers;
  answers = Object.fromEntries(
    forms.map(form => [form, form.startsWith('0.1/') ? formerly[form.slice(4)]! : own]),
  );
});
afterAll(() => rm(folder, {recursive: true}));

function predictionsOf(model: tf.LayersModel): number[][] {
  return tf.tidy(() => (model.predict(tf.tensor2d(input)) as tf.Tensor2D).arraySync());
}

/** Those of 0.1 were computed on cpu, and other backends round in other places. */
function expectAnswers(form: string, given: number[][]): void {
  if (testedBackend === 'cpu' || !form.startsWith('0.1/')) expect(given).toEqual(answers[form]);
  else given.flat().forEach((each, i) => expect(each).toBeCloseTo(answers[form]!.flat()[i]!, 5));
}

test.each(forms)('%s is loaded by loadModel()', async form => {
  const model = await loadModel(join(folder, form));
  expectAnswers(form, predictionsOf(model));
  model.dispose();
});

test.each(forms)('%s is loaded by plain tfjs, from its files in memory', async form => {
  const text = await readFile(join(folder, form, 'model.json'), 'utf8');
  const {modelTopology, weightsManifest} = JSON.parse(text) as {
    modelTopology: object;
    weightsManifest: tf.io.WeightsManifestConfig;
  };
  const {weights: weightSpecs, paths} = weightsManifest[0]!;
  const weightData = new Uint8Array(await readFile(join(folder, form, paths[0]!))).buffer;
  const model = await tf.loadLayersModel(tf.io.fromMemory({modelTopology, weightSpecs, weightData}));
  expectAnswers(form, predictionsOf(model));
  model.dispose();
});

// Without tfjs-node's loader, this is losslab's own.
test.each(forms)(
  `%s is loaded by the file:// loader of ${hasOwnLoader ? 'tfjs-node' : 'losslab'}`,
  async form => {
    const model = await tf.loadLayersModel(`file://${join(folder, form, 'model.json')}`);
    expectAnswers(form, predictionsOf(model));
    model.dispose();
  },
);

// Here and below once: it does not depend on the backend that the tests run on.
const executablePath = testedBackend === 'cpu' ? findChromium() : undefined;
if (testedBackend === 'cpu' && executablePath === undefined) {
  console.warn(
    'Saved models are not loaded in a page: no Chromium on PATH, and LOSSLAB_CHROMIUM names none.',
  );
}

(executablePath === undefined ? describe.skip : describe)('plain tfjs in Chromium', () => {
  let server: Awaited<ReturnType<typeof serveFolder>>;
  let browser: Browser;
  beforeAll(async () => {
    const bundle = join(require.resolve('@tensorflow/tfjs/package.json'), '../dist/tf.min.js');
    await copyFile(bundle, join(folder, 'tf.min.js'));
    await writeFile(
      join(folder, 'index.html'),
      '<!doctype html><title>tfjs</title><script src="tf.min.js"></script>',
    );
    server = await serveFolder(folder);
    browser = await launch(executablePath!);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  test.each(forms)('loads %s', async form => {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const load = `(async () => {
      await tf.setBackend('cpu');
      const model = await tf.loadLayersModel(${JSON.stringify(`${form}/model.json`)});
      return model.predict(tf.tensor2d(${JSON.stringify(input)})).arraySync();
    })()`;
    expectAnswers(form, await page.evaluate<number[][]>(load));
    await page.close();
  });
});
