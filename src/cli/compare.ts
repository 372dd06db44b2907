import {say} from '../lab/language/language';
import {compareResults, formatNumber} from '../lab/report';
import type {ClaimComparison, Comparison, ExperimentComparison, MetricComparison} from '../lab/report';
import {t, type Text} from '../text';
import type {OptionsOf} from './commands';
import {printResult, type CliContext} from './context';
import {exitCodes} from './exitCodes';
import {readResults} from './report';
import {choosePalette, type Palette, padColumns, widestLine, wrapText} from './terminal/wrapText';

/**
 * `losslab compare`: two stored runs side by side. That they differ is an answer and not a failure.
 *
 * @throws {DataUnavailableError} If one of them is not there.
 * @throws {CorruptDataError} If one of them is no results document.
 */
export async function compare({a, b, json}: OptionsOf<'compare'>, context: CliContext): Promise<number> {
  const document = compareResults(await readResults(a, context), await readResults(b, context));
  printResult(context, {json, document, text: () => comparisonText(document, choosePalette(context))});
  return exitCodes.ok;
}

/**
 * Two runs for a terminal, in the language that is spoken: what they were made with, then each experiment's claims and
 * metrics that differ. What is the same is only counted.
 *
 * @returns Lines of at most 80 characters (a longer word sticks out), the last ended.
 */
export function comparisonText({settings, experiments}: Comparison, palette: Palette): string {
  const lines = settings.flatMap(({name, a, b}) => [
    wrapText(a, {indent: ' '.repeat(17), first: `${padColumns(name, 14)}A  `}),
    wrapText(b, {indent: ' '.repeat(17), first: `${' '.repeat(14)}B  `}),
  ]);
  const head = lines.length === 0 ? [say(t`Both runs were made with the same settings.`)] : lines;
  return [...head, '', ...experiments.flatMap(each => experimentLines(each, palette)), ''].join('\n');
}

function experimentLines(experiment: ExperimentComparison, palette: Palette): string[] {
  const {id, claims, metrics} = experiment;
  if (experiment.in !== 'both')
    return [palette.strong(id), `  ${say(experiment.in === 'a' ? t`only in A` : t`only in B`)}`, ''];
  const changedClaims = claims.filter(({changed}) => changed);
  const changedMetrics = metrics.filter(({changed}) => changed);
  return [
    palette.strong(id),
    `  ${say(t`claims: ${summarize(claims.length, changedClaims.length)}`)}`,
    ...changedClaims.map(claim => claimLine(claim, palette)),
    `  ${say(t`metrics: ${summarize(metrics.length, changedMetrics.length)}`)}`,
    ...metricLines(changedMetrics),
    '',
  ];
}

function summarize(count: number, changed: number): Text {
  if (count === 0) return t`none`;
  if (changed === 0) return t`${count}, all the same`;
  return t`${count}, ${changed} of them differ`;
}

function claimLine({statement, a, b}: ClaimComparison, {good, bad, faint}: Palette): string {
  const change = t`${outcome(a)} → ${outcome(b)}: ${statement}`;
  const paint = b === true ? good : b === false ? bad : faint;
  return paint(wrapText(change, {indent: '      ', first: '    '.padEnd(6)}));
}

function outcome(holds: ClaimComparison['a']): Text {
  if (holds === undefined) return t`not made`;
  if (holds === 'skipped') return t`skipped`;
  return holds ? t`holds` : t`failed`;
}

/** A table of name, A, B and B − A; names that would make it too wide stand on a line of their own. */
function metricLines(metrics: readonly MetricComparison[]): string[] {
  if (metrics.length === 0) return [];
  const rows = metrics.map(({name, a, b, difference}) => [name, show(a), show(b), show(difference, true)]);
  const all = [['', 'A', 'B', 'B − A'], ...rows];
  const widths = [1, 2, 3].map(column => Math.max(...all.map(row => row[column]!.length)) + 2);
  const room = widestLine - 4 - widths.reduce((sum, width) => sum + width, 0);
  const nameWidth = Math.min(room, Math.max(...all.map(([name]) => name!.length)));
  return all.flatMap(([name, ...cells]) => {
    const numbers = cells.map((cell, i) => cell.padStart(widths[i]!)).join('');
    const long = name!.length > nameWidth;
    const line = `    ${(long ? '' : name!).padEnd(nameWidth)}${numbers}`;
    return long ? [`    ${name!}`, line] : [line];
  });
}

function show(value: number | undefined, signed = false): string {
  if (value === undefined) return '–';
  return signed && value > 0 ? `+${formatNumber(value)}` : formatNumber(value);
}
