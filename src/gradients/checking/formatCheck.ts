import type {GradientCheck} from '../GradientCheck';
import {formatPair} from './diagnose';

const WIDTH = 80;

/** The report as text: verdict and reason, how it was found, one line per input, the worst entries. */
export function formatCheck(check: GradientCheck): string {
  const {verdict, reason, dtype, backend, evaluations, taylorRate} = check;
  const precision = dtype === backend ? dtype : `${dtype} on ${backend}`;
  const taylor = Number.isNaN(taylorRate)
    ? ''
    : `, Taylor rate ${taylorRate.toFixed(2)} (right: 2, wrong: 1)`;
  const lines = [
    ...wrap(`${verdict}: ${reason}`),
    `${precision}, ${evaluations} evaluation${evaluations === 1 ? '' : 's'}${taylor}`,
    ...resolutionOf(check),
    ...check.notes.flatMap(note => wrap(`note: ${note}`, '  ')),
    ...check.backends.flatMap(one => wrap(`backend ${one.backend}: ${one.verdict}. ${one.reason}`, '  ')),
  ];
  if (check.inputs.length > 0) lines.push('', ...inputTable(check));
  if (check.worst.length > 0) lines.push('', ...entryTable(check));
  return lines.join('\n');
}

function resolutionOf({resolution}: GradientCheck): string[] {
  if (resolution === null) return [];
  const seen = Number.isFinite(resolution) ? `${Number((100 * resolution).toPrecision(2))} %` : 'none';
  return [`resolution: ${seen} (the smallest error of one entry that would be seen)`];
}

function inputTable({inputs}: GradientCheck): string[] {
  const rows = inputs.map(({name, shape, checked, verdict}) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return [shorten(name, 26), shorten(`[${shape.join(',')}]`, 14), `${checked} of ${size}`, verdict];
  });
  return columns([['input', 'shape', 'checked', 'verdict'], ...rows], ['left', 'left', 'right', 'left']);
}

function entryTable({worst}: GradientCheck): string[] {
  const numbers = worst.map(({analytic, numerical}) => formatPair(analytic, numerical, 6));
  // What it takes to tell two numbers apart, the name has to give.
  const longest = Math.max(...numbers.flat().map(text => text.length));
  const width = Math.max(8, Math.min(26, 26 - 2 * (longest - 13)));
  const rows = worst.map(({input, index, errorBar, verdict}, k) => [
    shorten(`${input}[${index.join(',')}]`, width),
    ...numbers[k]!,
    Number.isFinite(errorBar) ? errorBar.toExponential(0) : '-',
    verdict,
  ]);
  const head = ['worst entries', 'analytic', 'numerical', '±', 'verdict'];
  return columns([head, ...rows], ['left', 'right', 'right', 'right', 'left']);
}

function columns(rows: readonly (readonly string[])[], sides: readonly ('left' | 'right')[]): string[] {
  const widths = sides.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row => {
    const cells = row.map((cell, k) =>
      sides[k] === 'left' ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** Keeps a name's end, which tells weights apart. */
function shorten(text: string, width: number): string {
  return text.length <= width ? text : `…${text.slice(text.length - width + 1)}`;
}

/** Breaks at spaces; `indent` goes before every line. Longer words are broken where the line ends. */
function wrap(text: string, indent = ''): string[] {
  const width = WIDTH - indent.length;
  const lines: string[] = [];
  for (let rest = text.replaceAll(/\s+/g, ' ').trim(); rest !== '';) {
    const space = rest.length <= width ? rest.length : rest.lastIndexOf(' ', width);
    const end = space > 0 ? space : width;
    lines.push(indent + rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines;
}
