import {t} from '../../../text';
import type {Experiment, ExperimentResult, Lab} from '../experiment';
import {byName, count, metricsOf, percent} from '../reporting';
import {figuresOf} from './figures';
import {measureNets, type StepFindings} from './nets';
import {notesOf} from './notes';
import {claimsOf, numbersOf, tablesOf} from './report';
import {storyOf} from './story';
import {measureSlopes, steepSigmoids} from './slopes';

/** Why a net cannot learn through a step activation: figure 4-4, ‖ΔW1‖, and the straight-through way around it. */
export const step: Experiment = {
  id: 'step',
  seconds: 6,
  question: t`Why not a step activation?`,
  run: async lab =>
    describeStep(lab, {slopes: measureSlopes(), steep: steepSigmoids(), nets: await measureNets(lab)}),
};

/** What the step activation does to a net, as an answer, claims, numbers and pictures. */
export function describeStep(lab: Lab, found: StepFindings): ExperimentResult {
  const n = numbersOf(found);
  const frozen = n.step.w1Moved === 0;
  const steep = byName(found.steep, ({k, area, greatestSlope, slopedPart}) => [
    `k${k}`,
    {area, greatestSlope, slopedPart},
  ]);
  const jump = byName(found.slopes.jumps, ({h, quotient}) => [`h${h}`, quotient]);
  return {
    answer: t`Its slope is 0 everywhere but at the jump, where it has none,
        ${frozen ? t`so no gradient reaches the first layer` : t`and yet something moved the first layer`}: in
        ${count(n.steps)} steps ‖ΔW1‖ is ${n.step.w1Moved}, and
        ${frozen ? t`only the output layer learns` : t`both layers learn`}
        (${percent(n.step.testAccuracy)} of the test images, against ${percent(n.sigmoid.testAccuracy)}
        with the sigmoid). The step with the sigmoid's slope backwards, straight-through, reaches
        ${percent(n['straight-through'].testAccuracy)}.`,
    formulas: [
      {
        spoken: t`h of x is 1 where x is greater than 0, else 0; its slope is 0 everywhere else than at 0`,
        tex: 'h{(x)} = \\cases{1 & x > 0 \\\\ 0 & x ≤ 0}',
      },
    ],
    claims: claimsOf(lab, found, n),
    metrics: metricsOf(n, {steep, jump}),
    highlights: [
      {label: t`‖ΔW1‖ with the step`, metric: 'step.w1Moved'},
      {label: t`test accuracy with the step`, metric: 'step.testAccuracyPercent', unit: '%'},
      {label: t`straight-through`, metric: 'straight-through.testAccuracyPercent', unit: '%'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
    story: storyOf(n),
    notes: notesOf(found, n),
  };
}
