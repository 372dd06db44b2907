import {t} from '../../../text';
import type {Experiment, ExperimentResult} from '../experiment';
import {metricsOf} from '../reporting';
import {sweepCorrected, type Corrected} from './corrected';
import {claimsOnCorrected, correctedNumbers} from './correctedReport';
import {familyFigure} from './figures';
import {claimsOf, kernelNumbers, numbersOf, tablesOf} from './report';
import {sweep, type Findings} from './sweep';

/** A sweep over tfjs's differentiable ops: which of its own gradients are wrong or missing. */
export const knownGradients: Experiment = {
  id: 'known-gradients',
  seconds: 11,
  alone: true,
  question: t`Which of tfjs's own gradients are wrong, and are they right once corrected?`,
  run: async lab => describeFindings(await sweep(lab), await sweepCorrected(lab)),
};

/** What the sweep found, in words, numbers and tables. */
function describeFindings(findings: Findings, corrected: Corrected): ExperimentResult {
  const n = numbersOf(findings);
  return {
    answer: t`In float64, of ${n.configurations} configurations of ${n.ops} ops and layers ${n.wrong} have a
        wrong gradient (${n.wrongOps} ops, among them ${notable(findings)}) and ${n.missing} have none;
        the others agree with finite differences.`,
    claims: [...claimsOf(findings, n), ...claimsOnCorrected(corrected)],
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
