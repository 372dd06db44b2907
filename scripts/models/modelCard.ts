import {createHash} from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import type {DataSource, Evaluation} from '../../src';
import {mnist} from '../../src/data/mnist';
import {version as losslabVersion} from '../../package.json';
import type {Recipe} from './recipes';

/** What is known of a trained model. */
export interface TrainedModel {
  readonly recipe: Recipe;
  readonly parameters: number;
  readonly evaluation: Evaluation;
  readonly source: DataSource;
  readonly weights: Uint8Array;
}

/** `MODEL.md`: all that somebody who finds the folder alone has to know. The same model gives the same text. */
export function modelCard(trained: TrainedModel): string {
  const {recipe, evaluation} = trained;
  return [
    `# ${recipe.title}`,
    recipe.about,
    table(['', ''], facts(trained)),
    '## Load it',
    'With plain tfjs; losslab is not needed.',
    `\`\`\`js\n${loading(recipe)}\n\`\`\``,
    'An image is 28 × 28 bytes row by row, bright ink on black paper, the digit fitted into 20 × 20 pixels and its centre of ' +
      'mass moved to the middle: `examples/browser/src/preprocess.ts` does that to a drawing.',
    '## The confusion matrix',
    'Of the 10,000 test images: a row for what was written, a column for what was read.',
    table(
      ['', ...evaluation.confusion.map((_, digit) => String(digit))],
      evaluation.confusion.map((row, digit) => [`**${digit}**`, ...row.map(String)]),
    ),
    '## Licence',
    'The weights were made by this project and are under its MIT licence. They were learned from the ' +
      `${mnist.attribution}; the images themselves are not in this folder.`,
    `Made by \`npm run models -- ${recipe.name}\`; do not edit by hand.`,
  ].join('\n\n');
}

function facts({recipe, parameters, evaluation, source, weights}: TrainedModel): string[][] {
  const {batchSize, seed, sampling} = recipe.batches;
  const drawn = sampling === 'replacement' ? 'with replacement' : 'each once an epoch';
  return [
    ['Net', recipe.net],
    ['Weights', `${grouped(parameters)}, ${grouped(weights.byteLength)} bytes`],
    ['Objective', `\`${recipe.loss}\`, the mean over the mini-batch`],
    [
      'Training',
      recipe.stretches.map(({described, steps}) => `${grouped(steps)} steps of ${described}`).join('; '),
    ],
    ['Mini-batches', `${batchSize} images, ${drawn}`],
    ['Seed', `${seed}, for the initial weights and for the mini-batches`],
    ['Data', 'MNIST, 60,000 images to learn from and 10,000 to test'],
    ['Digest of the data', `\`${source.digest}\``],
    ['Test accuracy', `**${(100 * evaluation.accuracy).toFixed(2)} %**`],
    [
      'Test losses',
      `cross entropy ${evaluation.crossEntropy.toFixed(4)} nats, SSE ${evaluation.sumSquaredError.toFixed(4)}`,
    ],
    [
      'Versions',
      `losslab ${losslabVersion}, @tensorflow/tfjs ${tf.version_core}, backend ${tf.getBackend()}`,
    ],
    ['SHA-256 of weights.bin', `\`${createHash('sha256').update(weights).digest('hex')}\``],
  ];
}

function loading({name, batches}: Recipe): string {
  const shape = batches.layout === 'image' ? '[1, 28, 28, 1]' : '[1, 784]';
  return [
    `import * as tf from '@tensorflow/tfjs';`,
    `const model = await tf.loadLayersModel('/models/${name}/model.json');`,
    `const x = tf.tensor(pixels, ${shape}).div(255); // bytes 0 … 255`,
    `const probabilities = await model.predict(x).data();`,
    `const digit = probabilities.indexOf(Math.max(...probabilities));`,
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
