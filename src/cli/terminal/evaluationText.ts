import type {Evaluation} from '../../index';
import {formatNumber, say} from '../../report';
import {padColumns} from './wrapText';

/**
 * What a model does on a test set, for a terminal, in the language that is spoken: accuracy, losses, and how often each class was
 * taken for which.
 * The confusion matrix is left out where it would be wider than 80 characters.
 */
export function evaluationText(evaluation: Evaluation): string {
  const {size, accuracy, crossEntropy, sumSquaredError, confusion} = evaluation;
  const lines = [
    row(say('test accuracy'), say(`${(100 * accuracy).toFixed(2)} % of ${formatNumber(size)}`)),
    row(say('cross entropy'), `${formatNumber(crossEntropy)} ${say('nats')}`),
    row(say('sum of squares / 2'), formatNumber(sumSquaredError)),
    '',
  ];
  const matrix = confusionLines(confusion);
  if (Math.max(...matrix.map(line => line.length)) <= 80) lines.push(say('taken for →'), ...matrix, '');
  return lines.join('\n');
}

function row(label: string, value: string): string {
  return padColumns(label, 21) + value;
}

/** What of an evaluation goes into JSON: all but the loss of every single image. */
export function summarizeEvaluation(evaluation: Evaluation) {
  const {size, accuracy, crossEntropy, sumSquaredError, confusion} = evaluation;
  return {size, accuracy, crossEntropy, sumSquaredError, confusion};
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
