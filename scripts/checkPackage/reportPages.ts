import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {everyKindOfFigure} from '../../test/lab/report/everyKindOfFigure';
import {sampleExperiment, sampleResults} from '../../test/lab/report/sampleResults';
import {CheckFailure, run} from './run';

/**
 * Reports with every kind of figure, in each language, from the package and from the sources: byte for byte the same, though the
 * package has less of Plot, short keys of its texts and no long name.
 *
 * @returns One part of a sentence, for the terminal.
 */
export async function sameReports(root: string, project: string): Promise<string> {
  const folder = path.join(project, 'reports');
  await fs.mkdir(folder);
  const results = sampleResults({experiments: [sampleExperiment({figures: everyKindOfFigure()})]});
  await fs.writeFile(path.join(folder, 'results.json'), JSON.stringify(results));
  const programs = {
    packed: [path.join(project, 'node_modules/losslab/dist/cli/main.cjs')],
    sources: ['--import', 'tsx', path.join(root, 'src/cli/main.ts')],
  };
  let files = 0;
  for (const language of ['en', 'ko']) {
    const reports: Record<string, Buffer>[] = [];
    for (const [name, program] of Object.entries(programs)) {
      const into = path.join(folder, `${name}-${language}`);
      const args = ['report', path.join(folder, 'results.json'), '--out', into, '--lang', language];
      await run(process.execPath, [...program, ...args], root);
      reports.push(await filesOf(into));
    }
    files += compare(reports[0]!, reports[1]!, language);
  }
  return `${files} files of a report with every kind of figure are as from the sources`;
}

async function filesOf(folder: string): Promise<Record<string, Buffer>> {
  const entries = await fs.readdir(folder, {recursive: true, withFileTypes: true});
  const names = entries.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name));
  const read = async (name: string) => [path.relative(folder, name), await fs.readFile(name)] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}

/** @returns How many files there are. */
function compare(packed: Record<string, Buffer>, sources: Record<string, Buffer>, language: string): number {
  const names = Object.keys(sources).sort();
  if (names.length === 0 || names.join() !== Object.keys(packed).sort().join()) {
    throw new CheckFailure(`expected the files ${names.join()}, got ${Object.keys(packed).join()}`);
  }
  const different = names.filter(name => !packed[name]!.equals(sources[name]!));
  if (different.length > 0) {
    throw new CheckFailure(`expected the same report (${language}), got another ${different.join(', ')}`);
  }
  return names.length;
}
