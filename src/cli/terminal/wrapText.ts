import stringWidth from 'string-width';
import {type Language, render, say} from '../../lab/language/language';
import {formatSeconds} from '../../lab/report';
import {t, type Text} from '../../text';
import type {CliContext, OutputStream} from '../context';

/** Nothing is set wider, however wide the terminal: long lines are hard to read. */
export const widestLine = 80;

/**
 * Breaks a text, in the language that is spoken, at its blanks, save those before a `%`, into lines that fit. A word longer than a line stands alone and sticks out, because an
 * address or a path that is cut is of no use.
 *
 * A Korean syllable is two columns wide.
 *
 * @param indent What stands before every line.
 * @param first What stands before the first line instead; as wide as `indent`.
 *
 * @example
 * wrapText('to be or not', {indent: '  ', width: 8});  // '  to be\n  or not'
 */
export function wrapText(
  text: Text,
  {indent = '', first = indent, width = widestLine}: {indent?: string; first?: string; width?: number} = {},
): string {
  const lines: string[] = [];
  let line = '';
  for (const word of say(text)
    .split(/\s+(?!%)/)
    .filter(Boolean)) {
    if (line !== '' && stringWidth(indent) + stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((content, i) => (i === 0 ? first : indent) + content).join('\n');
}

/** Blanks after a text until it is so many columns wide. */
export function padColumns(text: Text, columns: number): string {
  const said = say(text);
  return said + ' '.repeat(Math.max(columns - stringWidth(said), 0));
}

/** Colours by what they mean. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/**
 * Colours where stdout is a terminal that shows them and the user has not asked for none.
 *
 * @see https://no-color.org
 */
export function choosePalette({stdout, env}: Pick<CliContext, 'stdout' | 'env'>): Palette {
  const colourful = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const paint = (code: number) => (text: string) => (colourful ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {good: paint(32), bad: paint(31), strong: paint(1), faint: paint(2)};
}

/** What takes less than this is not worth a bar. */
const patience = 1000;
/** Redrawing more often only costs. */
const interval = 100;
const barWidth = 24;
/** From less than this share of the work nothing is foretold of the rest. */
const foreseeable = 0.05;

/** One line on a terminal that says how far a long piece of work is and how long the rest takes; on anything else, nothing. */
export class ProgressLine {
  private readonly now: () => number;
  private readonly language: Language;
  private readonly started: number;
  private drawn = -Infinity;
  private shown = false;

  /**
   * @param stream Where to draw; ignored unless it is a terminal.
   * @param options.now The time in milliseconds.
   * @param options.language Of what is being done.
   */
  constructor(
    private readonly stream: OutputStream,
    {
      now = () => performance.now(),
      language = 'en',
    }: {now?: () => number; language?: Language | undefined} = {},
  ) {
    this.now = now;
    this.language = language;
    this.started = now();
  }

  /**
   * Says where the work stands. Cheap enough to be called at every step.
   *
   * @param fraction 0 … 1; NaN where it is not known.
   * @param doing What is being done, in a few words.
   */
  update(fraction: number, doing: Text): void {
    const now = this.now();
    if (this.stream.isTTY !== true || now - this.started < patience || now - this.drawn < interval) return;
    this.drawn = now;
    this.shown = true;
    const width = Math.max((this.stream.columns ?? 80) - 1, 1);
    const left = formatSeconds(((now - this.started) / 1000) * (1 / fraction - 1));
    const rest = fraction >= foreseeable && fraction < 1 ? `${render(t`${left} left`, this.language)}  ` : '';
    let bar = drawBar(fraction, rest + render(doing, this.language));
    while (stringWidth(bar) > width) bar = bar.slice(0, -1);
    this.stream.write(`\r${bar}\x1b[K`);
  }

  /** Takes the line away, so that other text can be written. */
  clear(): void {
    if (this.shown) this.stream.write('\r\x1b[K');
    this.shown = false;
    this.drawn = -Infinity;
  }
}

function drawBar(fraction: number, doing: string): string {
  if (!(fraction >= 0)) return `${'·'.repeat(barWidth)}        ${doing}`;
  const share = Math.min(fraction, 1);
  const full = Math.floor(share * barWidth);
  const percent = `${Math.floor(share * 100)} %`.padStart(6);
  return `${'━'.repeat(full)}${'·'.repeat(barWidth - full)}${percent}  ${doing}`;
}
