import {inEnglish, t, type Text} from '../../text';
import type {GradientCheck} from '../GradientCheck';

const WIDTH = 80;

/** Says a text in some language. */
type Say = (text: Text) => string;

/** The sentences of a check, as texts that can be said in other languages; the check itself has the English of them. */
interface CheckTexts {
  readonly reason: Text;
  readonly notes: readonly Text[];
  /** The reason of each backend. */
  readonly backends: readonly Text[];
}

const kept = new WeakMap<GradientCheck, CheckTexts>();

/** Keeps what {@link textsOf} gives. */
export function keepTexts(check: GradientCheck, texts: CheckTexts): void {
  kept.set(check, texts);
}

/** The sentences of a check; of one that somebody copied, in English. */
export function textsOf(check: GradientCheck): CheckTexts {
  const {reason, notes, backends} = check;
  return kept.get(check) ?? {reason, notes, backends: backends.map(one => one.reason)};
}

/** The report as text: verdict and reason, how it was found, one line per input, the worst entries. */
export function formatCheck(check: GradientCheck, say: Say = inEnglish): string {
  const {verdict, dtype, backend, evaluations, taylorRate} = check;
  const texts = textsOf(check);
  const precision = dtype === backend ? dtype : t`${dtype} on ${backend}`;
  const found =
    evaluations === 1 ? t`${precision}, 1 evaluation` : t`${precision}, ${evaluations} evaluations`;
  const rate = taylorRate.toFixed(2);
  const lines = [
    ...wrap(`${verdict}: ${say(texts.reason)}`),
    say(Number.isNaN(taylorRate) ? found : t`${found}, Taylor rate ${rate} (right: 2, wrong: 1)`),
    ...resolutionOf(check).map(say),
    ...texts.notes.flatMap(note => wrap(say(t`note: ${note}`), '  ')),
    ...check.backends.flatMap((one, i) =>
      wrap(say(t`backend ${one.backend}: ${one.verdict}. ${texts.backends[i]!}`), '  '),
    ),
  ];
  if (check.inputs.length > 0) lines.push('', ...inputTable(check, say));
  if (check.worst.length > 0) lines.push('', ...entryTable(check, say));
  return lines.join('\n');
}

function resolutionOf({resolution}: GradientCheck): Text[] {
  if (resolution === null) return [];
  const seen = Number.isFinite(resolution) ? `${Number((100 * resolution).toPrecision(2))} %` : t`none`;
  return [t`resolution: ${seen} (the smallest error of one entry that would be seen)`];
}

function inputTable({inputs}: GradientCheck, say: Say): string[] {
  const rows = inputs.map(({name, shape, checked, verdict}) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return [shorten(name, 26), shorten(`[${shape.join(',')}]`, 14), say(t`${checked} of ${size}`), verdict];
  });
  const head = [t`input`, t`shape`, t`checked`, t`verdict`].map(say);
  return columns([head, ...rows], ['left', 'left', 'right', 'left']);
}

function entryTable({worst}: GradientCheck, say: Say): string[] {
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
  const head = [t`worst entries`, t`analytic`, t`numerical`, '±', t`verdict`].map(say);
  return columns([head, ...rows], ['left', 'right', 'right', 'right', 'left']);
}

function columns(rows: readonly (readonly string[])[], sides: readonly ('left' | 'right')[]): string[] {
  const widths = sides.map((_, column) => Math.max(...rows.map(row => widthOf(row[column]!))));
  return rows.map(row => {
    const cells = row.map((cell, k) => {
      const blanks = ' '.repeat(widths[k]! - widthOf(cell));
      return sides[k] === 'left' ? cell + blanks : blanks + cell;
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

/** A Hangul syllable is two columns wide. */
function widthOf(text: string): number {
  return text.length + (text.match(/[가-힣]/g)?.length ?? 0);
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
    const fitting = fittingInto(width, rest);
    const space = fitting === rest.length ? fitting : rest.lastIndexOf(' ', fitting);
    const end = space > 0 ? space : fitting;
    lines.push(indent + rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

/** How many characters of a text so many columns hold. */
function fittingInto(columns: number, text: string): number {
  for (let i = 0, width = 0; i < text.length; i++) {
    width += widthOf(text[i]!);
    if (width > columns) return i;
  }
  return text.length;
}

/** A number in as many digits as asked for, without trailing zeros and without a sign of 0. */
export function formatNumber(x: number, digits: number): string {
  return String(Number(x.toPrecision(digits)) + 0);
}

/** Two numbers, in as many digits more as it takes to tell them apart if they differ. */
export function formatPair(a: number, b: number, digits: number): [string, string] {
  // 17 digits tell any two numbers apart.
  for (let more = digits; more < 17; more++) {
    const pair: [string, string] = [formatNumber(a, more), formatNumber(b, more)];
    if (pair[0] !== pair[1]) return pair;
  }
  return Object.is(a + 0, b + 0)
    ? [formatNumber(a, digits), formatNumber(b, digits)]
    : [String(a), String(b)];
}
