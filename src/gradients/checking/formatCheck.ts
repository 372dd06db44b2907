import type {GradientCheck} from '../GradientCheck';

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
    ...check.notes.flatMap(note => wrap(`note: ${note}`, '  ')),
    ...check.backends.flatMap(one => wrap(`backend ${one.backend}: ${one.verdict}. ${one.reason}`, '  ')),
  ];
  if (check.inputs.length > 0) lines.push('', ...inputTable(check));
  if (check.worst.length > 0) lines.push('', ...entryTable(check));
  return lines.join('\n');
}

function inputTable({inputs}: GradientCheck): string[] {
  const rows = inputs.map(({name, shape, checked, verdict}) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return [shorten(name, 26), shorten(`[${shape.join(',')}]`, 14), `${checked} of ${size}`, verdict];
  });
  return columns([['input', 'shape', 'checked', 'verdict'], ...rows], ['left', 'left', 'right', 'left']);
}

function entryTable({worst}: GradientCheck): string[] {
  const rows = worst.map(({input, index, analytic, numerical, errorBar, verdict}) => [
    shorten(`${input}[${index.join(',')}]`, 26),
    number(analytic),
    number(numerical),
    Number.isFinite(errorBar) ? errorBar.toExponential(0) : '-',
    verdict,
  ]);
  const head = ['worst entries', 'analytic', 'numerical', '±', 'verdict'];
  return columns([head, ...rows], ['left', 'right', 'right', 'right', 'left']);
}

function number(x: number): string {
  return Number.isFinite(x)
    ? x
        .toPrecision(6)
        .replace(/^(-?\d+\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
    : String(x);
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
