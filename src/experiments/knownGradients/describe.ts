import type {ExperimentResult} from '../experiment';
import {claimsOf} from './claims';
import {configurations} from './configurations';
import {familyFigure} from './figures';
import type {Findings} from './sweep';
import {tablesOf} from './tables';

/** What the sweep found, in words, numbers and tables. */
export function describeFindings(findings: Findings): ExperimentResult {
  const metrics = metricsOf(findings);
  return {
    answer:
      `In float64, of ${metrics['configurations']!} configurations of ${metrics['ops']!} ops and layers ` +
      `${metrics['wrong']!} have a wrong gradient (${metrics['wrongOps']!} ops, among them ${notable(findings)}) and ` +
      `${metrics['missing']!} have none; the others agree with finite differences.`,
    claims: claimsOf(findings, metrics),
    metrics,
    highlights: [
      {label: 'configurations checked', metric: 'configurations'},
      {label: 'with a wrong gradient', metric: 'wrong'},
      {label: 'without a gradient', metric: 'missing'},
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

function metricsOf({judged, seeds, bugs, backends}: Findings): Record<string, number> {
  // Of the first seed; the others repeat the same configurations with other numbers.
  const first = judged.slice(0, judged.length / seeds);
  const count = (found: string) => first.filter(each => each.found === found).length;
  const ops = (found?: string) =>
    new Set(
      first
        .filter(each => found === undefined || each.found === found)
        .map(({configuration}) => configuration.op),
    ).size;
  const metrics: Record<string, number> = {
    configurations: first.length,
    ops: ops(),
    seeds,
    checks: judged.length,
    evaluations: judged.reduce((sum, {evaluations}) => sum + evaluations, 0),
    right: count('right'),
    wrong: count('wrong'),
    missing: count('missing'),
    wrongOps: ops('wrong'),
    missingOps: ops('missing'),
    falseAlarms: judged.filter(
      ({found, configuration}) => found === 'wrong' && configuration.expected !== 'wrong',
    ).length,
    misses: judged.filter(({found, configuration}) => found === 'right' && configuration.expected !== 'right')
      .length,
    'bugs.examples': bugs.length,
    'bugs.truthError': Math.max(...bugs.map(({bug, numerical}) => Math.abs(numerical - bug.truth))),
    'bugs.givenError': Math.max(...bugs.map(({bug, given}) => givenError(bug.given, given))),
  };
  for (const [family, list] of Object.entries(configurations)) metrics[`family.${family}`] = list.length;
  for (const {kernels, compared, faults} of backends) {
    const key = kernels.replace(', s', 'S');
    metrics[`${key}.compared`] = compared;
    for (const found of ['wrong', 'missing']) {
      metrics[`${key}.${found}`] = faults.filter(fault => fault.found === found).length;
    }
  }
  return metrics;
}

/** How far what tfjs says is from what it was predicted to say; both may be an exception. */
function givenError(predicted: number | undefined, given: number | undefined): number {
  if (predicted === undefined || given === undefined) return predicted === given ? 0 : Infinity;
  return Math.abs(given - predicted);
}
