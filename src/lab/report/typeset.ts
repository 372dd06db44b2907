import {html, Html} from './html';
import {mathOf} from './renderFormulas';

/**
 * A text with its mathematics set: `y_t` with a subscript, `1.5e-4` as a power of ten, and no line that ends within a number, before
 * its unit, or within `h = 0.1`, `(3, 4)`, `x + h`, `--profile full` or `one-hot`.
 *
 * @example
 * String(typeset('y_t = 1e-4'));  // '<span class="whole"><i>y</i><sub>t</sub> = 10<sup>−4</sup></span>'
 */
export function typeset(text: string): Html {
  return new Html(text.split(whole).map(setPiece).join(''));
}

/**
 * A text for a place that has no markup, such as a picture: powers of ten and the subscript of `y_t` in characters of their own.
 *
 * @example
 * typesetPlain('y_t = 1e-9');  // 'yₜ = 10⁻⁹'
 */
export function typesetPlain(text: string): string {
  return text
    .replace(/(?<![\p{L}\d_.])(\d[\d.]*)e([-+]?\d+)(?![a-zA-Z\d])/gu, (_, digits: string, power: string) => {
      const factor = digits === '1' ? '' : `${digits} × `;
      return `${factor}10${raised(power.replace('+', ''))}`;
    })
    .replace(/(?<![\p{L}\d_])(\p{L})_t(?![a-zA-Z\d])/gu, '$1ₜ');
}

/** @example raised('-4');  // '⁻⁴' */
export function raised(power: string): string {
  return power.replace(/./g, digit => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(digit)]!);
}

/**
 * Prose of a story: as {@link typeset}, and `$…$` is mathematics, `` `…` `` is code and `**…**` is a term where it is explained.
 *
 * @example
 * String(typesetProse('a **nat**'));  // 'a <dfn>nat</dfn>'
 */
export function typesetProse(text: string): Html {
  const pieces = text.split(/(\$[^$]+\$|`[^`]+`|\*\*.+?\*\*)/);
  return html`${pieces.map(piece => {
    if (/^\$.+\$$/.test(piece)) return setMath(piece.slice(1, -1));
    if (/^`.+`$/.test(piece)) return html`<code>${piece.slice(1, -1)}</code>`;
    if (/^\*\*.+\*\*$/.test(piece)) return html`<dfn>${typeset(piece.slice(2, -2))}</dfn>`;
    return typeset(piece);
  })}`;
}

function setMath(tex: string): Html {
  // In the middle of a line a fraction would be set too small to read.
  const style = tex.includes('\\frac') ? 'true' : 'false';
  return html`<math xmlns="http://www.w3.org/1998/Math/MathML" displaystyle="${style}"><mrow>${mathOf(tex)}</mrow></math>`;
}

const number = String.raw`[-−+±]?(?:\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?|[½⅓¼])`;
/** A unit, and what Korean writes on to it. */
const unit = String.raw`(?: (?:%p?(?!\d)|(?:nats?|s|ms|px)(?![\p{L}\d]))\p{Script=Hangul}*)?`;
const letter = String.raw`(?<![\p{L}\d_])[\p{Script=Latin}\p{Script=Greek}]`;
const subscript = String.raw`_[\p{L}\d](?![a-zA-Z\d])`;
/** Korean writes a particle on to it. */
const name = `${letter}(?:${subscript}|(?![\\p{Script=Latin}\\p{Script=Greek}\\d_]))`;
const value = `(?<![\\p{L}\\d_.])${number}${unit}`;
const operand = `(?:${value}|${name}|[−-]?ln (?:${value}|${name}))`;

/** What is not broken: see {@link typeset}. */
const whole = new RegExp(
  '(' +
    [
      // `(3, 4)`, `H(p, q)`; a pair of numbers with powers of ten would be wider than a phone's column
      String.raw`(?<![\p{L}\d_.])\p{L}?\([^\s(),]{1,6}, [^\s(),]{1,6}\)`,
      // `1 − y`, `h = 0.1`, `2 ln 2 / k`
      `${operand}(?: [=≈≤≥<>−+·/×] ${operand}){1,3}`,
      operand,
      `${letter}${subscript}`,
      // `--profile full`
      String.raw`(?<![\p{L}\d-])--[a-z][\w-]*(?: [a-z]+(?![a-z]))?`,
      // `one-hot`
      String.raw`(?<![\p{L}\d-])\p{L}{1,6}(?:-\p{L}{1,6}){1,2}(?![\p{L}\d-])`,
    ].join('|') +
    ')',
  'gu',
);

/** Odd pieces are those that {@link whole} found. */
function setPiece(piece: string, i: number): string {
  if (i % 2 === 0) return String(html`${piece}`);
  const set = String(html`${piece}`)
    .replace(/(^| )-(?=\d)/g, '$1−')
    .replace(/([\d.]+)e([-+]?)(\d+)/g, (_, digits: string, sign: string, power: string) => {
      const factor = digits === '1' ? '' : `${digits} × `;
      return `${factor}10<sup>${sign === '-' ? '−' : ''}${power}</sup>`;
    })
    .replace(/(\p{L})_([\p{L}\d])/gu, '<i>$1</i><sub>$2</sub>');
  return /[ <]|\p{L}-\p{L}|^--/u.test(set) ? `<span class="whole">${set}</span>` : set;
}
