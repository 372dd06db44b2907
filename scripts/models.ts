/**
 * Trains the models of models/ on MNIST, on wasm, and writes model.json, weights.bin and MODEL.md.
 *
 *     npm run models                     all of them, some minutes
 *     npm run models -- textbook-cee     one; the names are in models/recipes.ts
 *     npm run models -- --check          trains, writes nothing, and exits with 5 unless every file comes out the same
 */
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import {format, resolveConfig} from 'prettier';
import {CorruptDataError, DataUnavailableError, evaluate} from '../src';
import {BackendUnavailableError, loadMnist, saveModel, selectBackend, type LoadedData} from '../src/node';
import {ProgressLine} from '../src/cli/terminal/wrapText';
import {modelCard} from './models/modelCard';
import {recipes, type Recipe} from './models/recipes';
import {trainRecipe} from './models/trainRecipe';

const MODELS = path.join(__dirname, '..', 'models');
const FILES = ['model.json', 'weights.bin', 'MODEL.md'];

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const names = args.filter(arg => arg !== '--check');
  const stranger = names.find(name => !recipes.some(recipe => recipe.name === name));
  if (stranger !== undefined) {
    const known = recipes.map(({name}) => name).join(', ');
    refuse(2, `models: expected --check or names of ${known}, got ${stranger}`);
    return;
  }
  let data: LoadedData;
  try {
    await selectBackend('wasm');
    data = await loadMnist();
  } catch (error) {
    const ours = [DataUnavailableError, CorruptDataError, BackendUnavailableError].some(
      type => error instanceof type,
    );
    if (!ours) throw error;
    refuse(error instanceof CorruptDataError ? 4 : 3, (error as Error).message);
    return;
  }
  const {kind, origin} = data.source;
  if (kind !== 'mnist') {
    refuse(3, `models: expected MNIST itself, got other images of its form from ${origin}`);
    return;
  }
  const chosen = recipes.filter(({name}) => names.length === 0 || names.includes(name));
  for (const recipe of chosen) await make(recipe, data, args.includes('--check'));
}

function refuse(exitCode: number, sentence: string): void {
  console.error(sentence);
  process.exitCode = exitCode;
}

async function make(recipe: Recipe, data: LoadedData, checking: boolean): Promise<void> {
  const committed = path.join(MODELS, recipe.name);
  const folder = checking ? await fs.mkdtemp(path.join(os.tmpdir(), 'losslab-models-')) : committed;
  try {
    console.log(`${recipe.name}: ${await trainInto(folder, recipe, data)}`);
    if (!checking) return;
    const same = await Promise.all(
      FILES.map(file => sameBytes(path.join(folder, file), path.join(committed, file))),
    );
    const different = FILES.filter((_, i) => !same[i]);
    if (different.length === 0) console.log(`${recipe.name}: every byte is the committed one`);
    else
      refuse(
        5,
        `models: ${recipe.name}: expected the committed bytes, got others in ${different.join(', ')}`,
      );
  } finally {
    if (checking) await fs.rm(folder, {recursive: true});
  }
}

async function trainInto(folder: string, recipe: Recipe, {train, test, source}: LoadedData): Promise<string> {
  const line = new ProgressLine(process.stderr);
  const started = performance.now();
  const model = await trainRecipe(recipe, train, (step, planned) =>
    line.update(step / planned, `${recipe.name}: step ${step} of ${planned}`),
  );
  line.clear();
  const seconds = (performance.now() - started) / 1000;
  const evaluation = await evaluate(model, test);
  await saveModel(model, folder);
  const weights = await fs.readFile(path.join(folder, 'weights.bin'));
  const card = modelCard({recipe, parameters: model.countParams(), evaluation, source, weights});
  const style = await resolveConfig(path.join(MODELS, 'MODEL.md'));
  await fs.writeFile(path.join(folder, 'MODEL.md'), await format(card, {...style, parser: 'markdown'}));
  model.dispose();
  const accuracy = (100 * evaluation.accuracy).toFixed(2);
  return `${accuracy} % of the test images, ${weights.byteLength} bytes, trained in ${seconds.toFixed(0)} s`;
}

async function sameBytes(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([fs.readFile(one), fs.readFile(other).catch(() => undefined)]);
  return b !== undefined && a.equals(b);
}
