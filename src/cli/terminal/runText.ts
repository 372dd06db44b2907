import stringWidth from 'string-width';
import {say} from '../../lab/language/language';
import {
  countClaims,
  countOfSeeds,
  describeClaims,
  formatHighlight,
  formatNumber,
  formatSeconds,
  formatSeeds,
  nameData,
  outcomeOverSeeds,
  sayAll,
  type Spoken,
} from '../../lab/report';
import type {Claim, DataRecord, ExperimentRecord, ResultsDocument} from '../../results';
import {listed, t, type Text} from '../../text';
import {type Palette, padColumns, wrapText, widestLine} from './wrapText';

/** What a run is about to use, in the language that is spoken, before its first experiment. */
export function runHeading(
  run: Pick<ResultsDocument, 'losslab' | 'data' | 'backend' | 'profile'> & {seeds: readonly number[]},
  palette: Palette,
): string {
  const {losslab, data, backend, seeds, profile} = run;
  const settings = [`losslab ${losslab}`, describeData(data), backend, describeSeeds(seeds), profile];
  return `${[palette.faint(wrapText(listed(settings, ' · '))), ...noteLines(data)].join('\n')}\n\n`;
}

/** One line where the data are not MNIST; why not is a longer story, which `losslab data` and the page tell. */
export function noteLines(data: Pick<DataRecord, 'note'>): string[] {
  if (data.note === undefined) return [];
  return [wrapText(t`MNIST is not available: synthetic digits instead (losslab data says why).`)];
}

/** What came of a run, after its last experiment. */
export function runSummary(results: ResultsDocument, page: string, {good, bad, strong}: Palette): string {
  const {experiments, data, backend, seed, seeds, profile, seconds} = results;
  const counts = countClaims(
    seeds === undefined ? experiments.flatMap(({claims}) => claims) : seeds.claims.map(outcomeOverSeeds),
  );
  const verdict = (text: string) => (counts.failed > 0 ? bad : good)(text);
  const settings = [backend, describeSeeds(seeds?.seeds ?? [seed]), profile, formatSeconds(seconds)];
  const rows: readonly (readonly [Text, Text])[] = [
    [t`data`, t`${describeData(data)} (${data.origin})`],
    [t`run`, listed(settings, ' · ')],
    [t`page`, page],
  ];
  const columns = Math.max(...rows.map(([name]) => stringWidth(say(name)))) + 2;
  const lines = rows.map(([name, value]) =>
    wrapText(value, {indent: ' '.repeat(columns), first: padColumns(name, columns)}),
  );
  const count = `${say(t`${experiments.length} experiments`)}.`;
  const words = [count, ...(seeds === undefined ? [] : [countOfSeeds(seeds)]), describeClaims(counts)].join(
    ' ',
  );
  // Broken first and painted afterwards: a colour's characters have no width.
  const headline = `${strong(count)}${verdict(wrapText(words).slice(count.length))}`;
  return `${headline}\n${lines.join('\n')}\n`;
}

/**
 * What data, and how many.
 *
 * @example
 * describeData({kind: 'mnist', origin: '~/mnist', digest: '', train: 60000, test: 10000});
 * // 'MNIST, 60,000 + 10,000 images'
 */
export function describeData(data: DataRecord): Text {
  return t`${nameData(data)}, ${formatNumber(data.train)} + ${formatNumber(data.test)} images`;
}

function describeSeeds(seeds: readonly number[]): Text {
  // With blanks, at which a long list is broken.
  const list = formatSeeds(seeds).replaceAll(',', ', ');
  return seeds.length === 1 ? t`seed ${list}` : t`seeds ${list}`;
}

/**
 * One experiment for a terminal, in the language that is spoken: its question, the answer, three numbers, and what became of its
 * claims: how many hold, and in full those that failed or were skipped.
 *
 * @param options.allClaims Those that hold in full, too.
 * @returns Lines of at most 80 characters (a longer word sticks out), the last ended.
 */
export function experimentText(
  finished: ExperimentRecord,
  palette: Palette,
  {allClaims = false}: {allClaims?: boolean} = {},
): string {
  const experiment = sayAll(finished);
  const {id, question, answer, claims, seconds} = experiment;
  const time = formatSeconds(seconds);
  const rest = ' '.repeat(Math.max(widestLine - stringWidth(id + time), 1));
  return [
    `${palette.strong(id)}${rest}${palette.faint(time)}`,
    palette.strong(wrapText(question)),
    wrapText(answer, {indent: '  '}),
    ...highlightLines(experiment),
    ...claimLines(claims, palette, allClaims),
    '',
    '',
  ].join('\n');
}

function claimLines(claims: readonly Claim[], palette: Palette, all: boolean): string[] {
  const shown = all ? claims : claims.filter(({holds}) => holds !== true);
  const counts = countClaims(claims);
  // The reasons stand behind the claims that were skipped.
  const count = wrapText(describeClaims({...counts, reasons: []}), {indent: '  '});
  const colour = counts.failed > 0 ? palette.bad : palette.good;
  return [...(claims.length > 0 ? [colour(count)] : []), ...shown.map(claim => claimText(claim, palette))];
}

function highlightLines({highlights, metrics}: Spoken<ExperimentRecord>): string[] {
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
    return faint(wrapText(t`${statement} (${skippedFor(reason)})`, {indent: '    ', first: '  – '}));
  const found = typeof measured === 'number' ? formatNumber(measured) : measured;
  const difference = wrapText(t`expected ${expected}, measured ${found}`, {indent: '      '});
  return `${text('✗').replace('✗', bad('✗'))}\n${bad(difference)}`;
}

function skippedFor(reason: Text | undefined): Text {
  return reason === undefined ? t`skipped` : t`skipped: ${reason}`;
}
