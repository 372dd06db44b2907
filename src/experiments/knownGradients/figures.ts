import type {Figure} from '../experiment';
import {configurations} from './configurations';
import type {Judged} from './judgeFormulas';

const outcomes = ['right', 'wrong', 'missing'] as const;

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
    title: 'Every family of ops has wrong or missing gradients; second derivatives have the highest share',
    alt:
      `Bars that count the configurations of ${families.length} families of ops and layers, as float64 judges them: ` +
      `${total('right')} right, ${total('wrong')} wrong and ${total('missing')} missing gradients.`,
    x: {label: 'family of ops', scale: 'category'},
    y: {label: 'configurations', scale: 'linear'},
    marks: outcomes.map(outcome => ({
      type: 'bar',
      name: outcome,
      points: families.map(({name, count}) => ({x: name, y: count(outcome)})),
    })),
  };
}

const familyNames: Readonly<Record<string, string>> = {
  unary: 'unary',
  binary: 'binary',
  reductions: 'reductions',
  convolutions: 'convolutions',
  pools: 'pools',
  layers: 'layers',
  products: 'matrix products',
  shaping: 'shape and order',
  normsAndLosses: 'norms, losses',
  secondDerivatives: 'second derivatives',
};
