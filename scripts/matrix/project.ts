import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {npm} from '../checkPackage/run';

/** The scripts and projects of somebody who uses the package. */
export const consumers = path.join(__dirname, '../checkPackage/consumers');

/** Somebody's project: an empty folder with a package.json. */
export async function makeProject(
  folder: string,
  name: string,
  manifest: {readonly dependencies: Readonly<Record<string, string>>; readonly type?: 'module'},
): Promise<string> {
  const project = path.join(folder, name);
  await fs.mkdir(project, {recursive: true});
  await fs.writeFile(path.join(project, 'package.json'), JSON.stringify({private: true, ...manifest}));
  return project;
}

export function install(project: string): Promise<string> {
  return npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent'], project);
}

/** The walk through what losslab does. */
export async function addTour(project: string): Promise<void> {
  await fs.copyFile(path.join(consumers, 'node/tour.cjs'), path.join(project, 'tour.cjs'));
}

/** A table in Markdown, between the two comments of docs/integrations.md that mark its place. */
export async function writeTable(place: string, table: string): Promise<void> {
  const file = path.join(__dirname, '../../docs/integrations.md');
  const text = await fs.readFile(file, 'utf8');
  const [start, end] = [`<!-- ${place} -->\n`, `<!-- end of ${place} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`matrix: expected ${start.trim()} in ${file}, got none`);
  await fs.writeFile(file, `${text.slice(0, from)}${start}\n${table}\n\n${text.slice(to)}`);
}

/** Rows of cells as a table in Markdown, the first row its head. */
export function tableOf([head, ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head!), line(head!.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Sentences longer than this stand under a table. */
const LONGEST_CELL = 40;

/** As `tableOf`, with a number for each long sentence, and the sentences in a list below. */
export function tableWithNotes(rows: readonly (readonly string[])[]): string {
  const notes: string[] = [];
  const noted = (cell: string) => {
    if (cell.length <= LONGEST_CELL) return cell;
    if (!notes.includes(cell)) notes.push(cell);
    return `note ${notes.indexOf(cell) + 1}`;
  };
  const table = tableOf(rows.map(row => row.map(noted)));
  return [table, '', ...notes.map((note, i) => `${i + 1}. ${note}`)].join('\n').trimEnd();
}
