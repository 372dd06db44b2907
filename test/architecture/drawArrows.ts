import {importsOf, parse, zoneOf, type Source} from './sources';
import {leaves} from './findViolations';

const [start, end] = ['<!-- arrows: npx tsx scripts/architecture.ts -->', '<!-- /arrows -->'];

/** The page with the arrows that the imports draw between its two comments. */
export function replaceArrows(page: string, sources: readonly Source[]): string {
  const [before, after] = [page.split(start)[0]!, page.split(end)[1]];
  if (after === undefined) throw new RangeError(`replaceArrows: expected ${start} … ${end}, got neither`);
  return `${before}${start}\n\n${drawArrows(sources)}\n\n${end}${after}`;
}

/** The arrows between folders, as Markdown: a diagram and, below it, all of them in a table. */
function drawArrows(sources: readonly Source[]): string {
  const targets = arrowsOf(sources);
  const zones = [...targets.keys()];
  const drawn = zones.flatMap(from =>
    withoutDetours(from, targets).map(to => `  ${nodeOf(from)} --> ${nodeOf(to)}`),
  );
  const rows = zones.map(zone => [
    `\`${zone}\``,
    targets
      .get(zone)!
      .map(to => `\`${to}\``)
      .join(', ') || '–',
  ]);
  return ['```mermaid', 'flowchart TD', ...drawn, '```', '', ...table(['folder', 'imports'], rows)].join(
    '\n',
  );
}

/** Which folders each folder imports, those that import most first; the leaves, which anyone may import, are left out. */
function arrowsOf(sources: readonly Source[]): Map<string, string[]> {
  const names = new Set(sources.map(({path}) => path));
  const found = new Map<string, Set<string>>();
  for (const source of sources) {
    const from = zoneOf(source.path);
    if (leaves.includes(from)) continue;
    const targets = found.get(from) ?? new Set();
    found.set(from, targets);
    for (const file of importsOf(parse(source), names)) {
      const to = zoneOf(file);
      if (names.has(file) && to !== from && !leaves.includes(to)) targets.add(to);
    }
  }
  const arrows = [...found].map(([from, targets]) => [from, [...targets].sort()] as const);
  return new Map(
    arrows.sort(([a, from], [b, to]) => to.length - from.length || (a < b ? -1 : 1)).map(([a, b]) => [a, b]),
  );
}

/** The arrows of a folder that no longer way leads along. */
function withoutDetours(from: string, targets: ReadonlyMap<string, readonly string[]>): string[] {
  const direct = targets.get(from)!;
  return direct.filter(to => !direct.some(via => via !== to && reaches(via, to, targets)));
}

function reaches(from: string, to: string, targets: ReadonlyMap<string, readonly string[]>): boolean {
  return targets.get(from)!.some(next => next === to || reaches(next, to, targets));
}

function nodeOf(zone: string): string {
  return zone.includes('/') ? `${zone.replace('/', '_')}["${zone}"]` : zone;
}

/** As Prettier lays it out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map(row => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)];
}
