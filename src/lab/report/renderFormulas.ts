import type {Formula} from '../../results';
import {html, Html} from './html';

/**
 * Formulas as a list in MathML, which browsers set without a font or a script; nothing where there are none. What the
 * LaTeX of {@link Formula} does not know is shown as it is written.
 *
 * @example
 * String(renderFormulas([{spoken: 'a half', tex: '\\frac{1}{2}'}])).includes('<mfrac>');  // true
 */
export function renderFormulas(formulas: readonly Formula[]): Html | undefined {
  if (formulas.length === 0) return undefined;
  const items = formulas.map(({spoken, tex}) => {
    return html`<li><math xmlns="http://www.w3.org/1998/Math/MathML" display="block" aria-label="${spoken}"><mrow>${mathOf(tex)}</mrow></math></li>`;
  });
  return html`<ul class="formulas">${items}</ul>`;
}

/** The MathML of a formula, without the `math` around it. */
export function mathOf(tex: string): Html[] {
  return sequence(new Tokens(tex)).math;
}

/** The words of a formula, one after the other: commands, numbers, letters that stand together, and single signs. */
class Tokens {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(tex: string) {
    this.tokens = tex.match(/\\[a-z]+|\\\\|\d+(?:[.,]\d+)*|\p{L}+|\S/gu) ?? [];
  }

  next(): string | undefined {
    return this.tokens[this.at++];
  }

  /** Takes the next token if it is one of these. */
  take(...wanted: readonly string[]): string | undefined {
    return this.tokens[this.at] !== undefined && wanted.includes(this.tokens[this.at]!)
      ? this.next()
      : undefined;
  }

  get done(): boolean {
    return this.at >= this.tokens.length;
  }
}

/** What comes before one of the ends, which is taken as well and said, or before the formula's end. */
function sequence(tokens: Tokens, ...ends: readonly string[]): {math: Html[]; end?: string} {
  const math: Html[] = [];
  while (!tokens.done) {
    const end = tokens.take(...ends);
    if (end !== undefined) return {math, end};
    math.push(withScripts(tokens));
  }
  return {math};
}

function withScripts(tokens: Tokens): Html {
  const base = atom(tokens);
  if (tokens.take('_')) return html`<msub>${base}${atom(tokens)}</msub>`;
  if (tokens.take('^')) return html`<msup>${base}${atom(tokens)}</msup>`;
  return base;
}

function atom(tokens: Tokens): Html {
  const token = tokens.next() ?? '';
  if (token === '{') return html`<mrow>${sequence(tokens, '}').math}</mrow>`;
  if (token === '\\frac') return html`<mfrac>${atom(tokens)}${atom(tokens)}</mfrac>`;
  if (token === '\\sqrt') return html`<msqrt>${atom(tokens)}</msqrt>`;
  // The sign after the logarithm cannot be seen: it applies the function to what follows.
  if (token === '\\ln') return html`<mi>ln</mi><mo>&#x2061;</mo>`;
  if (token === '\\sum')
    return tokens.take('_') ? html`<munder><mo>∑</mo>${atom(tokens)}</munder>` : html`<mo>∑</mo>`;
  if (token === '\\cases') return cases(tokens);
  if (/^\d/.test(token)) return html`<mn>${token}</mn>`;
  return /^\p{L}/u.test(token) ? html`<mi>${token}</mi>` : html`<mo>${token}</mo>`;
}

/** `\cases{value & condition \\ value & condition}`. */
function cases(tokens: Tokens): Html {
  tokens.take('{');
  const rows: Html[][] = [[]];
  for (;;) {
    const {math, end} = sequence(tokens, '&', '\\\\', '}');
    rows.at(-1)!.push(html`<mtd>${math}</mtd>`);
    if (end === '\\\\') rows.push([]);
    else if (end !== '&') break;
  }
  const table = rows.map(cells => html`<mtr>${cells}</mtr>`);
  return html`<mrow><mo>{</mo><mtable columnalign="left">${table}</mtable></mrow>`;
}
