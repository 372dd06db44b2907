import stringWidth from 'string-width';
import {
  countClaims,
  countOfSeeds,
  describeClaims,
  formatSeconds,
  formatSeeds,
  outcomeOverSeeds,
  say,
} from '../../report';
import type {DataRecord, ResultsDocument} from '../../report';
import type {Palette} from './palette';
import {padColumns, wrapText} from './wrapText';

/** What a run is about to use, in the language that is spoken, before its first experiment. */
export function runHeading(
  {
    losslab,
    data,
    backend,
    seeds,
    profile,
  }: Pick<ResultsDocument, 'losslab' | 'data' | 'backend' | 'profile'> & {seeds: readonly number[]},
  palette: Palette,
): string {
  const note = data.note === undefined ? '' : `\n${wrapText(data.note)}`;
  const settings = [`losslab ${losslab}`, describeData(data), backend, describeSeeds(seeds), profile];
  return `${palette.faint(wrapText(settings.join(' · ')))}${note}\n\n`;
}

/** What came of a run, after its last experiment. */
export function runSummary(results: ResultsDocument, page: string, {good, bad, strong}: Palette): string {
  const {experiments, data, backend, seed, seeds, profile, seconds} = results;
  const counts = countClaims(
    seeds === undefined ? experiments.flatMap(({claims}) => claims) : seeds.claims.map(outcomeOverSeeds),
  );
  const verdict = (text: string) => (counts.failed > 0 ? bad : good)(text);
  const rows: readonly (readonly [string, string])[] = [
    [say('data'), `${describeData(data)} (${say(data.origin)})`],
    [
      say('run'),
      [backend, describeSeeds(seeds?.seeds ?? [seed]), profile, formatSeconds(seconds)].join(' · '),
    ],
    [say('page'), page],
  ];
  const columns = Math.max(...rows.map(([name]) => stringWidth(name))) + 2;
  const lines = rows.map(([name, value]) =>
    wrapText(value, {indent: ' '.repeat(columns), first: padColumns(name, columns)}),
  );
  const words = [
    countExperiments(experiments.length),
    ...(seeds === undefined ? [] : [countOfSeeds(seeds)]),
    describeClaims(counts),
  ].join(' ');
  // Broken first and painted afterwards: a colour's characters have no width.
  const [head, ...rest] = wrapText(words).split(countExperiments(experiments.length));
  const headline = `${head!}${strong(countExperiments(experiments.length))}${verdict(rest.join(''))}`;
  return `${headline}\n${lines.join('\n')}\n`;
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

function describeSeeds(seeds: readonly number[]): string {
  // With blanks, at which a long list is broken.
  return `${say(seeds.length === 1 ? 'seed' : 'seeds')} ${formatSeeds(seeds).replaceAll(',', ', ')}`;
}

function countExperiments(count: number): string {
  return say(count === 1 ? '1 experiment.' : `${count} experiments.`);
}
