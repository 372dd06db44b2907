import stringWidth from 'string-width';
import {countClaims, describeClaims, formatSeconds, say} from '../../report';
import type {DataRecord, ResultsDocument} from '../../report';
import type {Palette} from './palette';
import {padColumns, wrapText} from './wrapText';

/** What a run is about to use, in the language that is spoken, before its first experiment. */
export function runHeading(
  {
    losslab,
    data,
    backend,
    seed,
    profile,
  }: Pick<ResultsDocument, 'losslab' | 'data' | 'backend' | 'seed' | 'profile'>,
  palette: Palette,
): string {
  const note = data.note === undefined ? '' : `\n${wrapText(data.note)}`;
  const settings = [`losslab ${losslab}`, describeData(data), backend, `${say('seed')} ${seed}`, profile];
  return `${palette.faint(wrapText(settings.join(' · ')))}${note}\n\n`;
}

/** What came of a run, after its last experiment. */
export function runSummary(results: ResultsDocument, page: string, {good, bad, strong}: Palette): string {
  const {experiments, data, backend, seed, profile, seconds} = results;
  const counts = countClaims(experiments.flatMap(({claims}) => claims));
  const verdict = (counts.failed > 0 ? bad : good)(describeClaims(counts));
  const rows: readonly (readonly [string, string])[] = [
    [say('data'), `${describeData(data)} (${say(data.origin)})`],
    [say('run'), `${backend} · ${say('seed')} ${seed} · ${profile} · ${formatSeconds(seconds)}`],
    [say('page'), page],
  ];
  const columns = Math.max(...rows.map(([name]) => stringWidth(name))) + 2;
  const lines = rows.map(([name, value]) =>
    wrapText(value, {indent: ' '.repeat(columns), first: padColumns(name, columns)}),
  );
  return `${strong(countExperiments(experiments.length))} ${verdict}\n${lines.join('\n')}\n`;
}

/**
 * What data, and how many.
 *
 * @example
 * describeData({kind: 'mnist', origin: '~/mnist', digest: '', train: 60000, test: 10000});
 * // 'MNIST, 60,000 + 10,000 images'
 */
export function describeData({kind, train, test}: DataRecord): string {
  const name = {mnist: 'MNIST', idx: 'images that are not MNIST', synthetic: 'synthetic digits'}[kind];
  return say(`${name}, ${train.toLocaleString('en-US')} + ${test.toLocaleString('en-US')} images`);
}

function countExperiments(count: number): string {
  return say(count === 1 ? '1 experiment.' : `${count} experiments.`);
}
