/**
 * Writes the tables of docs/corrections.md out of the code: `npx tsx scripts/correctionsTable.ts`, then `npx prettier --write` the page. A
 * test holds that it has them.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import {corrections} from '../src/corrections';
import {withoutDerivative} from '../src/corrections/withoutDerivative';

const file = path.join(__dirname, '..', 'docs', 'corrections.md');

/** The page with its tables made anew. */
function pageWithTables(page: string): string {
  const rows = corrections.map(({op, fault}) => `| \`${op}\` | ${fault} |`);
  const table = ['| op | what tfjs does |', '| --- | --- |', ...rows].join('\n');
  const excused = withoutDerivative.map(
    ({kernels, reason}) => `- ${kernels.map(k => `\`${k}\``).join(', ')}: ${reason}`,
  );
  return replaceBetween(replaceBetween(page, 'table', table), 'without', excused.join('\n'));
}

function replaceBetween(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(begin) as [string, string];
  return `${before}${begin}\n\n${text}\n\n${end}${rest.split(end)[1]!}`;
}

fs.writeFileSync(file, pageWithTables(fs.readFileSync(file, 'utf8')));
