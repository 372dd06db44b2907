import stringWidth from 'string-width';
import {formatHighlight, formatNumber, formatSeconds, say, translateExperiment} from '../../report';
import type {ExperimentRecord} from '../../report';
import type {Claim} from '../../results';
import type {Palette} from './palette';
import {padColumns, widestLine, wrapText} from './wrapText';

/**
 * One experiment for a terminal, in the language that is spoken: its question, the answer, three numbers, and what became of its
 * claims.
 *
 * @returns Lines of at most 80 characters (a longer word sticks out), the last ended.
 */
export function experimentText(english: ExperimentRecord, palette: Palette): string {
  const experiment = translateExperiment(english, say);
  const {id, question, answer, claims, seconds} = experiment;
  const time = formatSeconds(seconds);
  const rest = ' '.repeat(Math.max(widestLine - stringWidth(id + time), 1));
  return [
    `${palette.strong(id)}${rest}${palette.faint(time)}`,
    palette.strong(wrapText(question)),
    wrapText(answer, {indent: '  '}),
    ...highlightLines(experiment),
    ...claims.map(claim => claimText(claim, palette)),
    '',
    '',
  ].join('\n');
}

function highlightLines({highlights, metrics}: ExperimentRecord): string[] {
  if (highlights.length === 0) return [];
  const width = Math.max(...highlights.map(({label}) => stringWidth(label)));
  return [
    '',
    ...highlights.map(each => `    ${padColumns(each.label, width)}  ${formatHighlight(each, metrics)}`),
    '',
  ];
}

/** A claim and what became of it; a failed one with what was expected and measured, a skipped one with the reason. */
export function claimText(
  {statement, expected, measured, holds, reason}: Claim,
  {good, bad, faint}: Palette,
): string {
  const text = (mark: string) => wrapText(statement, {indent: '    ', first: `  ${mark} `});
  if (holds === true) return text('✓').replace('✓', good('✓'));
  if (holds === 'skipped')
    return faint(wrapText(`${statement} (${skippedFor(reason)})`, {indent: '    ', first: '  – '}));
  const found = typeof measured === 'number' ? formatNumber(measured) : measured;
  const difference = wrapText(`${say('expected')} ${expected}, ${say('measured')} ${found}`, {
    indent: '      ',
  });
  return `${text('✗').replace('✗', bad('✗'))}\n${bad(difference)}`;
}

function skippedFor(reason: string | undefined): string {
  return reason === undefined ? say('skipped') : `${say('skipped')}: ${reason}`;
}
