import {say} from '../../lab/language/language';
import {countClaims, countSeeds, describeClaims, formatSeconds, formatSeeds} from '../../lab/report';
import type {ResultsDocument, SeedClaim, SeedTable} from '../../results';
import {t} from '../../text';
import {claimText} from './runText';
import {type Palette, padColumns, wrapText} from './wrapText';

/**
 * One seed of several, when it has run: how many claims hold, and those that failed.
 *
 * @returns Lines of at most 80 characters, the last ended.
 */
export function seedText(
  {seed, seconds, experiments}: Pick<ResultsDocument, 'seed' | 'seconds' | 'experiments'>,
  palette: Palette,
): string {
  const claims = experiments.flatMap(each => each.claims);
  const failed = claims.filter(({holds}) => holds === false);
  // Why claims are skipped is the same for all seeds, and stands below the table.
  const counts = {...countClaims(claims), reasons: []};
  const first = padColumns(t`seed ${seed}`, 11);
  const line = wrapText(`${describeClaims(counts)} ${formatSeconds(seconds)}`, {
    indent: ' '.repeat(11),
    first,
  });
  return [
    failed.length > 0 ? palette.bad(line) : line,
    ...failed.map(each => claimText(each, palette)),
    '',
  ].join('\n');
}

/** So many seeds have a column each beside the longest id; of more only those that failed are named. */
const mostColumns = 36;

/**
 * Every claim for every seed, by experiment: ✓ it holds, ✗ it failed, – it was skipped, and how often it holds.
 *
 * @returns Lines of at most 80 characters, the last ended.
 */
export function seedTableText({seeds, claims}: SeedTable, palette: Palette): string {
  const names = claims.map(shortName);
  const width = Math.max(0, ...names.map(name => name.length));
  const columns = seeds.length <= mostColumns;
  const lines = claims.flatMap((claim, i) => [
    ...(claim.experiment === claims[i - 1]?.experiment ? [] : [palette.strong(claim.experiment)]),
    rowText(claim, names[i]!.padEnd(width), {seeds, columns, palette}),
  ]);
  const head = columns ? headLines(seeds, ' '.repeat(width + 4)) : [];
  return ['', ...head, ...lines, '', ''].join('\n');
}

function rowText(
  claim: SeedClaim,
  name: string,
  {seeds, columns, palette}: {seeds: readonly number[]; columns: boolean; palette: Palette},
): string {
  const {held, judged, failed} = countSeeds(claim, seeds);
  const count = judged === 0 ? say(t`skipped`) : `${held}/${judged}`;
  const marks = claim.outcomes
    .map(holds => (holds === true ? '✓' : holds === 'skipped' ? '–' : '✗'))
    .join('');
  const row = columns ? `  ${name}  ${marks}  ${count}` : `  ${name}  ${count}`;
  if (judged === 0) return palette.faint(row);
  if (failed.length === 0) return row;
  return palette.bad(
    columns
      ? row
      : wrapText(`${row.trim()} ✗ ${formatSeeds(failed).replaceAll(',', ', ')}`, {
          indent: '      ',
          first: '  ',
        }),
  );
}

/** The seeds above their columns, a digit a line, as the ids are long and the columns narrow. */
function headLines(seeds: readonly number[], indent: string): string[] {
  const words = seeds.map(String);
  const height = Math.max(...words.map(word => word.length));
  return Array.from({length: height}, (_, row) => {
    const digits = words.map(word => word.padStart(height)[row]!).join('');
    return `${indent}${digits}`.trimEnd();
  });
}

/** The id without its experiment's name, which stands above. */
function shortName({experiment, id}: SeedClaim): string {
  return id.startsWith(`${experiment}.`) ? id.slice(experiment.length + 1) : id;
}
