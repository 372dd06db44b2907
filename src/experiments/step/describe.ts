import type {ExperimentResult, Lab, Table} from '../experiment';
import {percent} from '../percent';
import {activationNames} from './activationNames';
import {claimsOf} from './claims';
import {figuresOf} from './figures';
import type {StepFindings, StepMetrics} from './findings';

/** What the step activation does to a net, as an answer, claims, numbers and pictures. */
export function describeStep(lab: Lab, found: StepFindings): ExperimentResult {
  const metrics = metricsOf(found);
  const frozen = metrics['step.w1Moved'] === 0;
  return {
    answer:
      `Its slope is 0 wherever it has one, ${frozen ? 'so no gradient reaches' : 'and yet something moved'} the first layer: ` +
      `in ${metrics.steps!.toLocaleString('en')} steps ‖ΔW1‖ is ${metrics['step.w1Moved']!}, and ` +
      `${frozen ? 'only the output layer learns' : 'both layers learn'} (${percent(metrics['step.testAccuracy'])} ` +
      `of the test images, against ${percent(metrics['sigmoid.testAccuracy'])} with the sigmoid). The step with the ` +
      `sigmoid's slope backwards, straight-through, reaches ${percent(metrics['straight-through.testAccuracy'])}.`,
    claims: claimsOf(lab, found, metrics),
    metrics,
    highlights: [
      {label: '‖ΔW1‖ with the step', metric: 'step.w1Moved'},
      {label: 'test accuracy with the step', metric: 'step.testAccuracyPercent', unit: '%'},
      {label: 'straight-through', metric: 'straight-through.testAccuracyPercent', unit: '%'},
    ],
    tables: [netTable(found), steepTable(found), jumpTable(found)],
    figures: figuresOf(found, metrics),
  };
}

function metricsOf({slopes, steep, nets}: StepFindings): StepMetrics {
  const greatest = Math.max(...slopes.sigmoidSlope);
  const metrics: Record<string, number> = {
    steps: nets.nets[0]!.moved[nets.nets[0]!.moved.length - 1]!.step,
    'step.nonZeroSlopes': slopes.stepSlope.filter(slope => slope !== 0).length,
    'sigmoid.greatestSlope': greatest,
    'sigmoid.greatestSlope.at': slopes.inputs[slopes.sigmoidSlope.indexOf(greatest)]!,
    'sigmoid.firstZeroSlope': slopes.underflow.firstZero,
    'sigmoid.slopeAt100': slopes.underflow.at100,
    'sigmoid.slopeAt100.onPaper': slopes.underflow.at100OnPaper,
    'moves.lowered': nets.moves.lowered,
    'moves.before': nets.moves.before,
    'moves.best': nets.moves.best,
    'relu.silentShare': nets.silentRelus,
  };
  for (const {h, quotient} of slopes.jumps) metrics[`jump.h${h}`] = quotient;
  for (const {k, area, greatestSlope, slopedPart} of steep) {
    metrics[`steep.k${k}.area`] = area;
    metrics[`steep.k${k}.greatestSlope`] = greatestSlope;
    metrics[`steep.k${k}.slopedPart`] = slopedPart;
  }
  for (const {activation, gradientNorms, moved, curve, testAccuracy} of nets.nets) {
    const last = moved[moved.length - 1]!;
    metrics[`${activation}.startAccuracy`] = curve[0]!.testAccuracy;
    metrics[`${activation}.firstGradient.w1`] = gradientNorms.w1;
    metrics[`${activation}.firstGradient.w2`] = gradientNorms.w2;
    metrics[`${activation}.w1Moved`] = last.w1;
    metrics[`${activation}.w2Moved`] = last.w2;
    metrics[`${activation}.testAccuracy`] = testAccuracy;
    metrics[`${activation}.testAccuracyPercent`] = 100 * testAccuracy;
  }
  return metrics;
}

function netTable({nets}: StepFindings): Table {
  return {
    id: 'activations',
    title: 'One net, four activations: what moves, and what it is worth',
    columns: ['activation', 'first ‖∂L/∂W1‖', 'first ‖∂L/∂W2‖', '‖ΔW1‖', '‖ΔW2‖', 'test accuracy'],
    rows: nets.nets.map(({activation, gradientNorms, moved, testAccuracy}) => {
      const last = moved[moved.length - 1]!;
      return [
        activationNames[activation],
        gradientNorms.w1,
        gradientNorms.w2,
        last.w1,
        last.w2,
        percent(testAccuracy),
      ];
    }),
  };
}

function steepTable({steep}: StepFindings): Table {
  return {
    id: 'steep-sigmoids',
    title: 'σ(kx) on its way to the step',
    columns: ['k', 'area between the two', '2 ln 2 / k', 'greatest slope', 'part of −6…6 with a slope'],
    rows: steep.map(({k, area, areaOnPaper, greatestSlope, slopedPart}) => [
      k,
      area,
      areaOnPaper,
      greatestSlope,
      percent(slopedPart),
    ]),
  };
}

function jumpTable({slopes}: StepFindings): Table {
  return {
    id: 'jump',
    title: 'The difference quotient of the step across its jump',
    columns: ['h', 'quotient', '1/(2h)'],
    rows: slopes.jumps.map(({h, quotient}) => [h, quotient, 1 / (2 * h)]),
  };
}
