import type {Figure, Table} from '../experiment';
import {series} from '../reporting';
import {configurations} from './configurations';
import type {Judged, Findings, KernelFault} from './sweep';

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
    marks: outcomes.map(outcome =>
      series('bar', outcome, families, ({name, count}) => [name, count(outcome)]),
    ),
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

type Row = Table['rows'][number];

/** Every gradient that is wrong or missing: in float64, and then on the kernels of other backends. */
export function tablesOf({judged, bugs, backends}: Findings): Table[] {
  return [
    {
      id: 'wrong',
      title: 'Wrong formulas, each at its smallest example (the outputs summed)',
      columns: ['op', 'smallest example', 'tfjs gives', 'finite differences', 'by hand', 'why'],
      rows: bugs.map(({bug, given, numerical}) => [
        bug.op,
        bug.example,
        given ?? 'throws',
        numerical,
        bug.truth,
        bug.why,
      ]),
    },
    {
      id: 'missing',
      title: 'No gradient at all',
      columns: ['op', 'what tfjs says, and what to use'],
      rows: oneAnOp(judged.filter(({found}) => found === 'missing')).map(({configuration, reason}) => [
        configuration.op,
        reason,
      ]),
    },
    {
      id: 'kernels',
      title: 'Right formulas on wrong kernels (weighted sums of the outputs)',
      columns: ['backend', 'op', 'fault', 'it gives', 'true'],
      rows: backends.flatMap(({kernels, faults}) =>
        faults.map(fault => [kernels, fault.configuration.op, ...describeFault(fault, kernels)]),
      ),
    },
  ];
}

/** What is wrong, what the kernel gives, and what is true. */
function describeFault({configuration, reason, given, truth}: KernelFault, kernels: string): Row {
  if (reason !== undefined) return [reason, '', ''];
  // Its number is of memory that happens to lie there: no run could show it again.
  const strays = kernels === 'wasm, stock' && /conv3d$/.test(configuration.op);
  if (strays) return ['wrong, and differently each time: it reads beyond its operands', '', ''];
  return ['wrong', given, truth];
}

/** The first of each op and reason: other configurations say the same. */
function oneAnOp(judged: readonly Judged[]): Judged[] {
  const byOp = new Map<string, Judged>();
  for (const each of judged) {
    const key = `${each.configuration.op}: ${each.reason}`;
    if (!byOp.has(key)) byOp.set(key, each);
  }
  return [...byOp.values()];
}
