import type {Line, SuiteTable} from './suite';

/** A table for the terminal: the median and its spread in milliseconds, and the ratio to the peer. */
export function formatTable({title, unit = 'ms', lines}: SuiteTable): string {
  const width = Math.max(30, title.length, ...lines.map(({name}) => name.length));
  const head = `${title.padEnd(width)}${unit.padStart(9)}${'spread'.padStart(18)}${'×'.padStart(9)}`;
  const rows = lines.map(
    line =>
      `${line.name.padEnd(width)}${threeDigits(line.median).padStart(9)}` +
      `${spread(line).padStart(18)}${threeDigits(line.timesAsFast).padStart(9)}`,
  );
  return [head, ...rows].join('\n');
}

/** The same table in Markdown, with the peer of every line and what limits it. */
export function markdownTable({title, unit = 'ms', lines, limits}: SuiteTable): string {
  const rows = lines.map(
    line =>
      `| ${line.name} | ${threeDigits(line.median)} | ${spread(line)} | ` +
      `${line.name === line.peer ? '' : `${threeDigits(line.timesAsFast)} × ${line.peer}`} |`,
  );
  const head = `|  | ${unit} | spread | against |\n| --- | --: | --: | --- |`;
  return [`## ${title}`, '', head, ...rows, '', limits].join('\n');
}

/** Three digits; from 100 on, whole numbers. */
function threeDigits(x: number): string {
  if (x >= 99.95) return Math.round(x).toLocaleString('en-US');
  return x >= 1e-3 ? x.toPrecision(3) : x.toExponential(1);
}

function spread({least, most}: Line): string {
  return `${threeDigits(least)}–${threeDigits(most)}`;
}
