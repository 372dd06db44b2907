import {listed, t, type Text} from '../../../text';
import type {Claim, ExperimentResult} from '../experiment';
import {byName, metricsOf, noFloat64, skip} from '../reporting';
import {configurations, describeConfiguration} from './configurations';
import type {Corrected} from './corrected';
import {claimsOnCorrected, correctedNumbers} from './correctedReport';
import {familyFigure, tablesOf} from './figures';
import type {BackendFindings, Findings, Judged} from './sweep';

/** What the sweep found, in words, numbers and tables. */
export function describeFindings(findings: Findings, corrected: Corrected): ExperimentResult {
  const n = numbersOf(findings);
  return {
    answer: t`In float64, of ${n.configurations} configurations of ${n.ops} ops and layers ${n.wrong} have a
        wrong gradient (${n.wrongOps} ops, among them ${notable(findings)}) and ${n.missing} have none;
        the others agree with finite differences.`,
    claims: [
      ...claimsOnSweep(findings, n),
      ...claimsOnChecker(findings, n),
      ...claimsOnBackends(findings),
      ...claimsOnCorrected(corrected),
    ],
    metrics: metricsOf(n, kernelNumbers(findings), {corrected: correctedNumbers(corrected)}),
    highlights: [
      {label: t`configurations checked`, metric: 'configurations'},
      {label: t`with a wrong gradient`, metric: 'wrong'},
      {label: t`without a gradient`, metric: 'missing'},
    ],
    tables: tablesOf(findings),
    // Of the first seed, as the metrics are.
    figures: [familyFigure(findings.judged.slice(0, findings.judged.length / findings.seeds))],
  };
}

/** What most people will have used of what was found wrong. */
function notable({judged}: Findings): string {
  const names = ['cast', 'floorDiv', 'cumsum', 'mirrorPad', 'conv2d', 'maxPool', 'avgPool'];
  const twice = ['exp', 'sigmoid', 'tanh', 'softmax'].map(name => `grad(grad(${name}))`);
  const wrong = new Set(
    judged.flatMap(({found, configuration}) => (found === 'wrong' ? [configuration.op] : [])),
  );
  return [...names, ...twice].filter(name => wrong.has(name)).join(', ');
}

type Numbers = ReturnType<typeof numbersOf>;

function numbersOf({judged, seeds, bugs}: Findings) {
  // Of the first seed; the others repeat the same configurations with other numbers.
  const first = judged.slice(0, judged.length / seeds);
  const [right, wrong, missing] = (['right', 'wrong', 'missing'] as const).map(outcome =>
    first.filter(({found}) => found === outcome),
  ) as [Judged[], Judged[], Judged[]];
  const ops = (those: readonly Judged[]) => new Set(those.map(({configuration}) => configuration.op)).size;
  const strays = (outcome: Judged['found']) =>
    judged.filter(({found, configuration: {expected}}) => found === outcome && expected !== outcome).length;
  return {
    configurations: first.length,
    ops: ops(first),
    seeds,
    checks: judged.length,
    evaluations: judged.reduce((sum, {evaluations}) => sum + evaluations, 0),
    ...{right: right.length, wrong: wrong.length, missing: missing.length},
    wrongOps: ops(wrong),
    missingOps: ops(missing),
    falseAlarms: strays('wrong'),
    misses: strays('right'),
    bugs: {
      examples: bugs.length,
      truthError: Math.max(...bugs.map(({bug, numerical}) => Math.abs(numerical - bug.truth))),
      givenError: Math.max(...bugs.map(({bug, given}) => givenError(bug.given, given))),
    },
    family: byName(Object.entries(configurations), ([family, list]) => [family, list.length]),
  };
}

function kernelNumbers({backends}: Findings): object {
  return byName(backends, ({kernels, compared, faults}) => {
    const count = (outcome: string) => faults.filter(({found}) => found === outcome).length;
    return [kernels.replace(', s', 'S'), {compared, wrong: count('wrong'), missing: count('missing')}];
  });
}

/** How far what tfjs says is from what it was predicted to say; both may be an exception. */
function givenError(predicted: number | undefined, given: number | undefined): number {
  if (predicted === undefined || given === undefined) return predicted === given ? 0 : Infinity;
  return Math.abs(given - predicted);
}

/** Finite differences in float64 come to nine digits here, and the predictions are exact. */
const tolerance = 1e-8;

function claimsOnSweep({judged}: Findings, n: Numbers): Claim[] {
  const listed = ['floorDiv', 'cast', 'avgPool'];
  const caught = listed.filter(name => {
    const known = judged.filter(({configuration: {op, expected}}) => op === name && expected === 'wrong');
    return known.length > 0 && known.every(({found}) => found === 'wrong');
  });
  return [
    {
      id: 'known-gradients.count',
      statement: t`The sweep covers tfjs’s differentiable ops in 200 configurations and more`,
      expected: t`at least 200`,
      measured: n.configurations,
      holds: n.configurations >= 200,
    },
    {
      id: 'known-gradients.listed',
      statement: t`The gradients of floorDiv, cast and avgPool with 'same' padding come out wrong`,
      expected: listed.join(', '),
      measured: caught.join(', '),
      holds: caught.length === listed.length,
    },
  ];
}

/** Its verdicts against what was found by hand. */
function claimsOnChecker({judged, bugs}: Findings, n: Numbers): Claim[] {
  const strays = judged.filter(({found, configuration}) => found !== configuration.expected);
  const described = strays.map(
    ({configuration, reason}) => t`${describeConfiguration(configuration)}: ${reason}`,
  );
  return [
    {
      id: 'known-gradients.no-false-alarm',
      statement: t`No other gradient is called wrong than those that were found wrong by hand`,
      expected: t`0 others`,
      measured: n.falseAlarms === 0 ? 0 : listed(described, '; '),
      holds: n.falseAlarms === 0,
    },
    {
      id: 'known-gradients.no-miss',
      statement: t`None of the known wrong or missing gradients passes`,
      expected: t`0 passed`,
      measured: n.misses === 0 ? 0 : listed(described, '; '),
      holds: n.misses === 0,
    },
    {
      id: 'known-gradients.by-hand',
      statement: t`At the smallest example of each bug tfjs gives what its mistake predicts, and finite differences
        give what the mathematics says`,
      expected: t`the same to ${tolerance}`,
      measured: bugs.length === 0 ? t`not measured` : Math.max(n.bugs.givenError, n.bugs.truthError),
      ...(bugs.length === 0
        ? skip(noFloat64)
        : {holds: n.bugs.givenError <= tolerance && n.bugs.truthError <= tolerance}),
    },
  ];
}

/**
 * The kernels of wasm: the max pools and dilation2d are wrong where every number under a window is negative, conv3d's
 * gradients read beyond its operands and miscount strides, fused matMul of batches adds the bias of other columns, and many
 * are not there. Those of TensorFlow are right; tfjs-node refuses to gather along an axis counted from the end and to
 * convolve with padding in numbers or, without oneDNN, channels first. A layer's gradient is wrong where its op's is; it is
 * the op that is named.
 */
function claimsOnBackends({backends}: Findings): Claim[] {
  const claim = (kernels: string, statement: Text, wrong: string[], missing: string[], id: string): Claim => {
    const found = backends.find(each => each.kernels === kernels);
    const expected = summarize(wrong, missing);
    if (found === undefined || found.compared === 0) {
      return {
        id,
        statement,
        expected,
        measured: t`no such backend here`,
        ...skip(t`needs the ${kernels.split(',')[0]!} backend, which is not to be had here`),
      };
    }
    const measured = summarize(opsOf(found, 'wrong').filter(isNoLayer), opsOf(found, 'missing'));
    return {id, statement, expected, measured, holds: JSON.stringify(measured) === JSON.stringify(expected)};
  };
  return [
    claim(
      'wasm, stock',
      t`On wasm, as it comes, conv3d, dilation2d, the max pools and, of batches with a bias, fused
        matMul are wrong as well; convolutions and gather have no gradient`,
      ['conv3d', 'dilation2d', 'fused.matMul', 'maxPool', 'maxPool3d', 'pool'],
      stockMissing,
      'known-gradients.wasm-stock',
    ),
    claim(
      'wasm',
      t`With the corrected kernels only channels-first convolution is left, which wasm does not have`,
      [],
      ['conv2d'],
      'known-gradients.wasm-corrected',
    ),
    claim(
      'tensorflow',
      t`On tensorflow no kernel is wrong; gather along a negative axis and some forms of conv2d are
        refused`,
      [],
      ['conv2d', 'gather'],
      'known-gradients.tensorflow',
    ),
  ];
}

const stockMissing = [
  'conv1d',
  'conv2d',
  'conv2dTranspose',
  'depthwiseConv2d',
  'fused.conv2d',
  'fused.depthwiseConv2d',
  'gather',
  'layers.conv1d',
  'layers.conv2d',
  'layers.conv2dTranspose',
  'layers.depthwiseConv2d',
  'layers.separableConv2d',
  'separableConv2d',
  'unsortedSegmentSum',
];

function opsOf({faults}: BackendFindings, found: 'wrong' | 'missing'): string[] {
  const ops = faults.filter(fault => fault.found === found).map(({configuration}) => configuration.op);
  return [...new Set(ops)].sort();
}

function isNoLayer(op: string): boolean {
  return !op.startsWith('layers.');
}

function summarize(wrong: readonly string[], missing: readonly string[]): Text {
  return t`wrong: ${wrong.join(', ') || t`none`}; missing: ${missing.join(', ') || t`none`}`;
}
