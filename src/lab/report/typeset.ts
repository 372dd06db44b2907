import {html, Html} from './html';
import {mathOf} from './renderFormulas';

/**
 * A text with its mathematics set: `y_t` with a subscript, `1.5e-4` as a power of ten, and no line that ends within a number, before
 * its unit, or within `h = 0.1`.
 *
 * @example
 * String(typeset('y_t = 1e-4'));  // '<span class="whole"><i>y</i><sub>t</sub> = 10<sup>−4</sup></span>'
 */
export function typeset(text: string): Html {
  return new Html(text.split(whole).map(setPiece).join(''));
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
  return html`<math xmlns="http://www.w3.org/1998/Math/MathML"><mrow>${mathOf(tex)}</mrow></math>`;
}

const number = String.raw`[-−+±]?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?`;
const unit = String.raw`(?: (?:%|nats?|s|ms|px)(?![\p{L}\d]))?`;
const letter = String.raw`(?<![\p{L}\d_])\p{L}`;
const subscript = String.raw`_[\p{L}\d](?![\p{L}\d])`;
const name = `${letter}(?:${subscript})?`;

/** What is not broken: a name and its value, a number with its unit, a name with a subscript; `−ln` with what follows. */
const whole = new RegExp(
  `((?:${name} [=≈≤≥<>] )?(?<![\\p{L}\\d_.])${number}${unit}|[−-]?ln ${name}|${letter}${subscript})`,
  'gu',
);

/** Odd pieces are those that {@link whole} found. */
function setPiece(piece: string, i: number): string {
  if (i % 2 === 0) return String(html`${piece}`);
  const set = String(html`${piece}`)
    .replace(/([\d.]+)e([-+]?)(\d+)/g, (_, digits: string, sign: string, power: string) => {
      const factor = digits === '1' ? '' : `${digits} × `;
      return `${factor}10<sup>${sign === '-' ? '−' : ''}${power}</sup>`;
    })
    .replace(/(\p{L})_([\p{L}\d])/gu, '<i>$1</i><sub>$2</sub>');
  return set.includes(' ') || set.includes('<') ? `<span class="whole">${set}</span>` : set;
}
