import {t, type Message} from '../../text';
import {say} from '../language/language';
import {Html} from './html';

/**
 * The formulas of an experiment in MathML, which browsers set without a font or a script, or undefined.
 *
 * @example
 * String(formulasOf('minibatch')).includes('<math');  // true
 */
export function formulasOf(id: string): Html | undefined {
  // By its own keys only: an experiment may be named `constructor`.
  if (!Object.hasOwn(formulas, id)) return undefined;
  const items = formulas[id]!.map(({spoken, math}) => {
    const attributes = `display="block" aria-label="${say(spoken)}"`;
    return `<li><math xmlns="http://www.w3.org/1998/Math/MathML" ${attributes}><mrow>${math}</mrow></math></li>`;
  });
  return new Html(`<ul class="formulas">${items.join('')}</ul>`);
}

interface Formula {
  /** For those who hear the page: support for MathML differs among screen readers. */
  readonly spoken: Message;
  readonly math: string;
}

const i = (name: string) => `<mi>${name}</mi>`;
const n = (digits: string) => `<mn>${digits}</mn>`;
const o = (sign: string) => `<mo>${sign}</mo>`;
const sub = (base: string, index: string) => `<msub>${base}${index}</msub>`;
const sup = (base: string, power: string) => `<msup>${base}${power}</msup>`;
const over = (top: string, bottom: string) => `<mfrac><mrow>${top}</mrow><mrow>${bottom}</mrow></mfrac>`;
const group = (content: string) => `<mrow>${o('(')}${content}${o(')')}</mrow>`;
const sum = (index: string) => `<munder>${o('∑')}${i(index)}</munder>`;
const ln = `${i('ln')}<mo>&#x2061;</mo>`;
const [yk, tk] = [sub(i('y'), i('k')), sub(i('t'), i('k'))];

const formulas: Readonly<Record<string, readonly Formula[]>> = {
  losses: [
    {
      spoken: t`SSE is one half of the sum over k of y k minus t k, squared`,
      math: `${i('SSE')}${o('=')}${over(n('1'), n('2'))}${sum('k')}${sup(group(yk + o('−') + tk), n('2'))}`,
    },
    {
      spoken: t`CEE is minus the sum over k of t k times the logarithm of y k plus epsilon`,
      math: `${i('CEE')}${o('=')}${o('−')}${sum('k')}${tk}${ln}${group(yk + o('+') + i('ε'))}`,
    },
  ],
  information: [
    {
      spoken: t`H of p and q is minus the sum over k of p k times the logarithm of q k`,
      math: `${i('H')}${group(i('p') + o(',') + i('q'))}${o('=')}${o('−')}${sum('k')}${sub(i('p'), i('k'))}${ln}${sub(i('q'), i('k'))}`,
    },
  ],
  step: [
    {
      spoken: t`h of x is 1 where x is greater than 0, else 0; its slope is 0 everywhere else than at 0`,
      math:
        `${i('h')}${group(i('x'))}${o('=')}<mrow>${o('{')}<mtable columnalign="left">` +
        `<mtr><mtd>${n('1')}</mtd><mtd>${i('x')}${o('>')}${n('0')}</mtd></mtr>` +
        `<mtr><mtd>${n('0')}</mtd><mtd>${i('x')}${o('≤')}${n('0')}</mtd></mtr></mtable></mrow>`,
    },
  ],
  training: [
    {
      spoken: t`W becomes W minus eta times the derivative of the loss L by W`,
      math: `${i('W')}${o('←')}${i('W')}${o('−')}${i('η')}${over(o('∂') + i('L'), o('∂') + i('W'))}`,
    },
  ],
  'numerical-gradient': [
    {
      spoken: t`the central difference: f of x plus h, minus f of x minus h, over 2 h`,
      math:
        `${sup(i('f'), o('′'))}${group(i('x'))}${o('≈')}` +
        over(
          `${i('f')}${group(i('x') + o('+') + i('h'))}${o('−')}${i('f')}${group(i('x') + o('−') + i('h'))}`,
          n('2') + i('h'),
        ),
    },
  ],
  minibatch: [
    {
      spoken: t`the standard deviation of the mean of n losses is sigma over the square root of n`,
      math: `${sub(i('σ'), i('mean'))}${o('=')}${over(i('σ'), `<msqrt>${i('n')}</msqrt>`)}`,
    },
  ],
};
