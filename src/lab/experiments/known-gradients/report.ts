import {listed, t, type Text} from '../../../text';
import type {Claim, Table} from '../experiment';
import {byName, claim, noFloat64, skip, table} from '../reporting';
import {configurations, describeConfiguration} from './configurations';
import type {BackendFindings, Findings, Judged, KernelFault} from './sweep';

/** What the sweep shows, or does not. */
export function claimsOf(findings: Findings, n: Numbers): Claim[] {
  return [...claimsOnSweep(findings, n), ...claimsOnChecker(findings, n), ...claimsOnBackends(findings)];
}

type Numbers = ReturnType<typeof numbersOf>;

/** What claims and scripts read of the findings. */
export function numbersOf({judged, seeds, bugs}: Findings) {
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

/** Without the verdicts on what strays: they are of memory that happens to lie there, and another run has others. */
export function kernelNumbers({backends}: Findings): object {
  return byName(backends, ({kernels, compared, faults}) => {
    const count = (outcome: string) =>
      faults.filter(fault => fault.found === outcome && !strays(kernels, fault)).length;
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
    claim('known-gradients.count', n.configurations >= 200)`
      The sweep covers tfjs's differentiable ops in 200 configurations and more
      → at least 200
      → ${n.configurations}`,
    claim('known-gradients.listed', caught.length === listed.length)`
      The gradients of floorDiv, cast and avgPool with 'same' padding come out wrong
      → ${listed.join(', ')}
      → ${caught.join(', ')}`,
  ];
}

/** Its verdicts against what was found by hand. */
function claimsOnChecker({judged, bugs}: Findings, n: Numbers): Claim[] {
  const strays = judged.filter(({found, configuration}) => found !== configuration.expected);
  const described = strays.map(
    ({configuration, reason}) => t`${describeConfiguration(configuration)}: ${reason}`,
  );
  return [
    claim('known-gradients.no-false-alarm', n.falseAlarms === 0)`
      No other gradient is called wrong than those that were found wrong by hand
      → 0 others
      → ${n.falseAlarms === 0 ? 0 : listed(described, '; ')}`,
    claim('known-gradients.no-miss', n.misses === 0)`
      None of the known wrong or missing gradients passes
      → 0 passed
      → ${n.misses === 0 ? 0 : listed(described, '; ')}`,
    claim(
      'known-gradients.by-hand',
      bugs.length === 0 ? skip(noFloat64) : n.bugs.givenError <= tolerance && n.bugs.truthError <= tolerance,
    )`
      At the smallest example of each bug tfjs gives what its mistake predicts, and finite differences give
      what the mathematics says
      → the same to ${tolerance}
      → ${bugs.length === 0 ? t`not measured` : Math.max(n.bugs.givenError, n.bugs.truthError)}`,
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
  return backendClaims.map(({id, kernels, statement, wrong, missing}) => {
    const found = backends.find(each => each.kernels === kernels);
    const expected = summarize(wrong, missing);
    const isHere = found !== undefined && found.compared > 0;
    const measured = isHere
      ? summarize(opsOf(found, 'wrong').filter(isNoLayer), opsOf(found, 'missing'))
      : t`no such backend here`;
    const isExpected = JSON.stringify(measured) === JSON.stringify(expected);
    const absent = skip(t`needs the ${kernels.split(',')[0]!} backend, which is not available here`);
    return {id, statement, expected, measured, ...(isHere ? {holds: isExpected} : absent)};
  });
}

const backendClaims = [
  {
    id: 'known-gradients.wasm-stock',
    kernels: 'wasm, stock',
    statement: t`On wasm, as it comes, conv3d, dilation2d, the max pools and, of batches with a bias, fused
        matMul are wrong as well; convolutions and gather have no gradient`,
    wrong: ['conv3d', 'dilation2d', 'fused.matMul', 'maxPool', 'maxPool3d', 'pool'],
    missing: (
      'conv1d,conv2d,conv2dTranspose,depthwiseConv2d,fused.conv2d,fused.depthwiseConv2d,gather,layers.conv1d,' +
      'layers.conv2d,layers.conv2dTranspose,layers.depthwiseConv2d,layers.separableConv2d,separableConv2d,' +
      'unsortedSegmentSum'
    ).split(','),
  },
  {
    id: 'known-gradients.wasm-corrected',
    kernels: 'wasm',
    statement: t`With the corrected kernels only channels-first convolution is left, which wasm does not have`,
    wrong: [],
    missing: ['conv2d'],
  },
  {
    id: 'known-gradients.tensorflow',
    kernels: 'tensorflow',
    statement: t`On tensorflow no kernel is wrong; gather along a negative axis and some forms of conv2d are
        refused`,
    wrong: [],
    missing: ['conv2d', 'gather'],
  },
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

/** Every gradient that is wrong or missing: in float64, and then on the kernels of other backends. */
export function tablesOf({judged, bugs, backends}: Findings): Table[] {
  const faults = backends.flatMap(({kernels, faults}) =>
    onceAStray(kernels, faults).map(fault => ({kernels, fault})),
  );
  return [
    table('wrong', t`Wrong formulas, each at its smallest example (the outputs summed)`, bugs, [
      [t`op`, ({bug}) => bug.op],
      [t`smallest example`, ({bug}) => bug.example],
      [t`tfjs gives`, ({given}) => given ?? t`throws`],
      [t`finite differences`, ({numerical}) => numerical],
      [t`by hand`, ({bug}) => bug.truth],
      [t`why`, ({bug}) => bug.why],
    ]),
    table('missing', t`No gradient at all`, oneAnOp(judged.filter(({found}) => found === 'missing')), [
      [t`op`, ({configuration}) => configuration.op],
      [t`what tfjs says, and what to use`, ({reason}) => reason],
    ]),
    {
      id: 'kernels',
      title: t`Right formulas on wrong kernels (weighted sums of the outputs)`,
      columns: [t`backend`, t`op`, t`fault`, t`it gives`, t`true`],
      rows: faults.map(({kernels, fault}) => [
        kernels === 'wasm, stock' ? t`wasm, stock` : kernels,
        fault.configuration.op,
        ...describeFault(fault, kernels),
      ]),
    },
  ];
}

/** What is wrong, what the kernel gives, and what is true. */
function describeFault(fault: KernelFault, kernels: string): Table['rows'][number] {
  if (fault.reason !== undefined) return [fault.reason, '', ''];
  // Its number is of memory that happens to lie there: no run could show it again.
  if (strays(kernels, fault))
    return [t`wrong, and differently each time: it reads beyond its operands`, '', ''];
  return [t`wrong`, fault.given, fault.truth];
}

/** Reads beyond its operands, so that what it gives, and whether that is right, depends on what was there before. */
function strays(kernels: string, {found, configuration: {op}}: KernelFault): boolean {
  return kernels === 'wasm, stock' && found === 'wrong' && /conv3d$/.test(op);
}

/** What strays is named once, and its layer not: how many of its configurations are wrong differs from run to run. */
function onceAStray(kernels: string, faults: readonly KernelFault[]): readonly KernelFault[] {
  const first = faults.find(fault => strays(kernels, fault) && isNoLayer(fault.configuration.op));
  return faults.filter(fault => fault === first || !strays(kernels, fault));
}

/** The first of each op and reason: other configurations say the same. */
function oneAnOp(judged: readonly Judged[]): Judged[] {
  const byOp = new Map<string, Judged>();
  for (const each of judged) {
    const key = JSON.stringify([each.configuration.op, each.reason]);
    if (!byOp.has(key)) byOp.set(key, each);
  }
  return [...byOp.values()];
}
