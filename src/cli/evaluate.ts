import type * as tf from '@tensorflow/tfjs';
import stringWidth from 'string-width';
import * as losslab from '../index';
import {hideHome} from '../node/environment';
import {loadModel} from '../node';
import {say} from '../lab/language/language';
import {formatNumber} from '../lab/report';
import type {DataRecord} from '../results';
import {t, type Text} from '../text';
import type {OptionsOf} from './commands';
import {printResult, type CliContext} from './context';
import {exitCodes, UsageError} from './exitCodes';
import {chooseBackend, library as real, openData, type OpenedData} from './openData';
import {describeData, noteLines} from './terminal/runText';
import {findModel} from './shippedModels';
import {padColumns} from './terminal/wrapText';

/** `losslab evaluate`: measures a saved model on the test set. */
export async function evaluate(
  options: OptionsOf<'evaluate'>,
  context: CliContext,
  library = real,
): Promise<number> {
  const backend = await chooseBackend(options, context, library);
  const model = await loadModel(findModel(options.model, context.cwd));
  try {
    const data = await openData(options, context, library);
    assertFits(model, data);
    assertTopK(options, data.train.classes, context);
    const evaluation = await losslab.evaluate(model, data.test, {
      topK: options.topK,
      signal: context.signal,
    });
    printResult(context, {
      json: options.json,
      document: {
        model: hideHome(options.model),
        backend,
        data: data.record,
        test: summarizeEvaluation(evaluation),
      },
      text: () => [...settingsLines(data.record, backend), '', evaluationText(evaluation), ''].join('\n'),
    });
    return exitCodes.ok;
  } finally {
    model.dispose();
  }
}

function assertFits(model: tf.LayersModel, {test: {rows, columns}}: OpenedData): void {
  const shape = model.inputs.map(input => input.shape.slice(1).join('x')).join(' and ');
  if (shape !== String(rows * columns) && shape !== `${rows}x${columns}x1`) {
    throw new UsageError(
      t`evaluate: expected a model that takes images of ${`${rows}x${columns}`}, got inputs of ${shape}`,
    );
  }
}

/** @throws {UsageError} If there are fewer classes than outputs are to be looked at. */
function assertTopK({topK}: OptionsOf<'evaluate'>, classes: number, {origins}: CliContext): void {
  if (topK === undefined || topK <= classes) return;
  const who = origins?.topK?.where ?? '--top-k';
  throw new UsageError(t`${who}: expected at most ${classes}, as many as there are classes, got ${topK}`);
}

/** Data and backend, and a line where the data are not MNIST, in the language that is spoken. */
export function settingsLines(data: DataRecord, ...settings: readonly Text[]): string[] {
  const line = [describeData(data), ...settings].map(say).join(' · ');
  return [line, ...noteLines(data)];
}

/**
 * What a model does on a test set, in the language that is spoken: accuracy, losses, and the confusion matrix, unless it would be wider
 * than 80 characters.
 */
export function evaluationText(evaluation: losslab.Evaluation): string {
  const {size, accuracy, crossEntropy, sumSquaredError, confusion, topK} = evaluation;
  const lines = [
    row(t`test accuracy`, t`${(100 * accuracy).toFixed(2)} % of ${formatNumber(size)}`),
    ...(topK ? [row(t`among the first ${topK.k}`, `${(100 * topK.accuracy).toFixed(2)} %`)] : []),
    row(t`cross entropy`, t`${formatNumber(crossEntropy)} nats`),
    row(t`sum of squares / 2`, formatNumber(sumSquaredError)),
    '',
  ];
  const matrix = confusionLines(confusion);
  if (Math.max(...matrix.map(line => line.length)) <= 80) lines.push(say(t`taken for →`), ...matrix, '');
  lines.push(...classLines(evaluation), '');
  return lines.join('\n');
}

function row(label: Text, value: Text): string {
  return padColumns(label, 21) + say(value);
}

/** Precision, recall and F1 in per cent, a line for each class; – where there is nothing to divide by. */
function classLines({perClass}: losslab.Evaluation): string[] {
  const titles = [t`class`, t`precision`, t`recall`, 'F1', t`images`].map(title => say(title));
  const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(2)} %`);
  const cells = perClass.map(({precision, recall, f1, support}, label) => [
    String(label),
    ...[precision, recall, f1].map(percent),
    formatNumber(support),
  ]);
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? padColumns(cell, 8) : padLeft(cell, 12))).join('');
  return [titles, ...cells].map(row => line(row).trimEnd());
}

function padLeft(cell: string, columns: number): string {
  return ' '.repeat(Math.max(columns - stringWidth(cell), 0)) + cell;
}

/** What of an evaluation goes into JSON: all but the loss of every single image. */
export function summarizeEvaluation(evaluation: losslab.Evaluation) {
  const {size, accuracy, crossEntropy, sumSquaredError, confusion, perClass, topK} = evaluation;
  return {size, accuracy, crossEntropy, sumSquaredError, confusion, perClass, ...(topK && {topK})};
}

function confusionLines(confusion: readonly (readonly number[])[]): string[] {
  const width = Math.max(...confusion.flat().map(count => String(count).length), 3) + 1;
  const row = (cells: readonly (string | number)[]) =>
    cells.map(cell => String(cell).padStart(width)).join('');
  const classes = confusion.map((_, label) => label);
  return [
    `    ${row(classes)}`,
    ...confusion.map((counts, label) => `${String(label).padStart(3)} ${row(counts)}`),
  ];
}
