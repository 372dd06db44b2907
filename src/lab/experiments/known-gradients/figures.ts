import {t, type Text} from '../../../text';
import type {Figure} from '../experiment';
import {series} from '../reporting';
import {configurations} from './configurations';
import type {Judged} from './sweep';

const outcomes = ['right', 'wrong', 'missing'] as const;
const outcomeNames = {right: t`right`, wrong: t`wrong`, missing: t`missing`};

/** How many gradients of each family of ops are right, wrong and missing. */
export function familyFigure(judged: readonly Judged[]): Figure {
  const found = new Map(judged.map(each => [each.configuration, each.found]));
  const families = Object.entries(configurations).map(([family, list]) => ({
    name: familyNames[family] ?? family,
    count: (outcome: Judged['found']) => list.filter(each => found.get(each) === outcome).length,
  }));
  const total = (outcome: Judged['found']) => judged.filter(each => each.found === outcome).length;
  return {
    id: 'gradient-families',
    title: t`Every family of ops has wrong or missing gradients; second derivatives have the highest share`,
    alt: t`Bars that count the configurations of ${families.length} families of ops and layers, as float64
        judges them: ${total('right')} right, ${total('wrong')} wrong and ${total('missing')} missing
        gradients.`,
    x: {label: t`family of ops`, scale: 'category'},
    y: {label: t`configurations`, scale: 'linear'},
    marks: outcomes.map(outcome =>
      series('bar', outcomeNames[outcome], families, ({name, count}) => [name, count(outcome)]),
    ),
  };
}

const familyNames: Readonly<Record<string, Text>> = {
  unary: t`unary`,
  binary: t`binary`,
  reductions: t`reductions`,
  convolutions: t`convolutions`,
  pools: t`pools`,
  layers: t`layers`,
  products: t`matrix products`,
  shaping: t`shape and order`,
  normsAndLosses: t`norms, losses`,
  secondDerivatives: t`second derivatives`,
};
