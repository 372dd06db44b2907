import * as path from 'node:path';
import {countClaims, outcomeOverSeeds, serializeResults} from '../lab/report';
import {removeUnfinished} from '../node/removeUnfinished';
import {writeDirectory, writeFiles} from '../node/writeAtomically';
import type {ResultsDocument} from '../results';
import {t} from '../text';
import type {CliContext} from './context';
import {exitCodes} from './exitCodes';
import {keepElsewhere} from './keepElsewhere';
import {reportFiles, type openPngRenderer} from './reportFiles';
import {runSummary} from './terminal/runText';
import {choosePalette, wrapText} from './terminal/wrapText';

/** Where results go, and who hears of them. */
interface Publication {
  readonly options: {readonly out: string; readonly json: boolean};
  readonly context: CliContext;
  readonly renderer: ReturnType<typeof openPngRenderer> | undefined;
  /** Prints a text for people; with `--json` there are none. */
  readonly print: (text: () => string) => void;
}

/**
 * Writes results.json and index.html into a directory of their own, and prints what they come to. What a killed run left beside it
 * half-written is removed.
 *
 * @returns The exit code, 0, or 5 if a claim failed, with several seeds for any of them; and where the page is.
 */
export async function publishResults(
  results: ResultsDocument,
  {options, context, renderer, print}: Publication,
): Promise<{code: number; page: string}> {
  const {files, note} = reportFiles(results, renderer, context.language);
  const all = {'results.json': serializeResults(results), ...files};
  // A time is in the name, in characters that every file system takes.
  const name = results.startedAt.slice(0, 19).replaceAll(':', '-');
  await removeUnfinished(options.out);
  const directory = await writeDirectory(options.out, name, all).catch(async (error: unknown) => {
    throw await keepElsewhere(error, {
      what: t`the results`,
      write: place => writeFiles(place, all),
      lastResort: {
        where: t`on the standard output`,
        run: () => void context.stdout.write(all['results.json']),
      },
    });
  });
  const page = path.join(directory, 'index.html');
  print(() => runSummary(results, path.relative(context.cwd, page), choosePalette(context)));
  if (note !== undefined) print(() => `${wrapText(note)}\n`);
  if (options.json) context.stdout.write(all['results.json']);
  return {code: hasFailed(results) ? exitCodes.claimFailed : exitCodes.ok, page};
}

function hasFailed({experiments, seeds}: ResultsDocument): boolean {
  const claims =
    seeds === undefined ? experiments.flatMap(each => each.claims) : seeds.claims.map(outcomeOverSeeds);
  return countClaims(claims).failed > 0;
}
