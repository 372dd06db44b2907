import type {Line, SuiteTable} from './suite';

/** A table for the terminal: the median and its spread in milliseconds, and the ratio, 80 columns wide. */
export function formatTable({title, lines}: SuiteTable): string {
  const width = Math.max(30, ...lines.map(({name}) => name.length));
  const head = `${title.padEnd(width)}${'ms'.padStart(11)}${'spread'.padStart(19)}${'×'.padStart(8)}`;
  const rows = lines.map(
    line =>
      `${line.name.padEnd(width)}${milliseconds(line.median).padStart(11)}` +
      `${spread(line).padStart(19)}${ratio(line).padStart(8)}`,
  );
  return [head, ...rows].join('\n');
}

/** The same as Markdown. */
export function markdownTable({title, lines}: SuiteTable): string {
  const rows = lines.map(
    line =>
      `| ${line.name} | ${milliseconds(line.median)} | ${spread(line)} | ${ratio(line)} | ${line.peer} | ${line.note ?? ''} |`,
  );
  return [
    `### ${title}`,
    '',
    '| | median ms | spread | × as fast | as | what limits it |',
    '| --- | ---: | ---: | ---: | --- | --- |',
    ...rows,
  ].join('\n');
}

function milliseconds(x: number): string {
  return x >= 1000 ? x.toLocaleString('en-US', {maximumFractionDigits: 0}) : x.toPrecision(3);
}

function spread({least, most}: Line): string {
  return `${milliseconds(least)}–${milliseconds(most)}`;
}

function ratio({timesAsFast}: Line): string {
  return timesAsFast.toPrecision(3).replace(/^(\d+)\.$/, '$1');
}
