/**
 * Writes docs/claims.md: what became of every claim for every seed, out of the results of `losslab experiment --seeds`.
 *
 *     npx tsx scripts/claims.ts reports/<mnist>/results.json reports/<synthetic>/results.json
 */
import {readFileSync, writeFileSync} from 'node:fs';
import * as path from 'node:path';
import {
  countClaims,
  countSeeds,
  describeClaims,
  formatSeeds,
  outcomeOverSeeds,
  parseResults,
  nameData,
  reproduceCommand,
  sayAll,
  type Spoken,
} from '../src/lab/report';
import {say} from '../src/lab/language/language';
import type * as results from '../src/results';

type ResultsDocument = Spoken<results.ResultsDocument>;
type SeedClaim = Spoken<results.SeedClaim>;

const target = path.join(__dirname, '..', 'docs', 'claims.md');

main(process.argv.slice(2));

function main(files: readonly string[]): void {
  const runs = files.map(file => sayAll(parseResults(readFileSync(file, 'utf8'), file)));
  if (runs.length === 0 || runs.some(({seeds}) => seeds === undefined)) {
    process.stderr.write('claims: expected results.json files of runs with --seeds\n');
    process.exitCode = 2;
    return;
  }
  writeFileSync(target, pageOf(runs));
}

function pageOf(runs: readonly ResultsDocument[]): string {
  return `# How often each claim holds

Every claim of every experiment, for every seed: \`8/10\` is a claim that held for 8 of 10 seeds. \`–\` is a claim that the
run could not judge; why stands behind it. A claim that fails makes \`losslab experiment\` exit with 5. This page is written by
\`scripts/claims.ts\` out of the runs' \`results.json\`.

${runs.map(summaryOf).join('\n\n')}

| claim | ${runs.map(nameOf).join(' | ')} | in words |
| --- | ${runs.map(() => '---').join(' | ')} | --- |
${rowsOf(runs).join('\n')}
`;
}

function summaryOf(run: ResultsDocument): string {
  const {startedAt, losslab, tfjs, node, backend, seeds} = run;
  const verdict = describeClaims(countClaims(seeds!.claims.map(outcomeOverSeeds)));
  return `**${nameOf(run)}**, seeds ${formatSeeds(seeds!.seeds)}, ${startedAt.slice(0, 10)}, losslab ${losslab}, TensorFlow.js ${tfjs}, Node ${node}, ${backend}: ${verdict}

\`\`\`sh
${commandOf(run)}
\`\`\``;
}

function nameOf({data}: ResultsDocument): string {
  return say(nameData(data));
}

/** All experiments run unless some are named; then the command needs no names. */
function commandOf(run: ResultsDocument): string {
  return reproduceCommand({...run, experiments: []}).replace(
    'npx losslab experiment',
    'npm run experiment --',
  );
}

function rowsOf(runs: readonly ResultsDocument[]): string[] {
  return runs[0]!.seeds!.claims.map(claim => {
    const cells = runs.map(({seeds}) => {
      const same = seeds!.claims.find(({id}) => id === claim.id);
      return same === undefined ? '' : cellOf(same, seeds!.seeds);
    });
    return `| \`${claim.id}\` | ${cells.join(' | ')} | ${claim.statement.replaceAll('|', '\\|')} |`;
  });
}

function cellOf(claim: SeedClaim, seeds: readonly number[]): string {
  const {held, judged, failed} = countSeeds(claim, seeds);
  if (judged === 0) return `– ${claim.reason ?? ''}`.trim();
  return failed.length === 0 ? `${held}/${judged}` : `**${held}/${judged}**, not ${formatSeeds(failed)}`;
}
