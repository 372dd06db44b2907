import type {Figure, Mark} from '../experiment';
import {percent, significant} from '../significant';
import type {StepFindings, StepMetrics} from './nets';
import type {HiddenActivation} from '../../../models/activations';

/** Figure 4-4, the sigmoid on its way to the step, and what both do in a net. */
export function figuresOf(found: StepFindings, metrics: StepMetrics): Figure[] {
  return [
    slopeFigure(found),
    steepFigure(found),
    movedFigure(found, metrics),
    accuracyFigure(found, metrics),
  ];
}

function slopeFigure({slopes}: StepFindings): Figure {
  const {inputs, step, stepSlope, sigmoid, sigmoidSlope} = slopes;
  const line = (type: Mark['type'], name: string, ys: readonly number[]): Mark => ({
    type,
    name,
    points: inputs.map((x, i) => ({x, y: ys[i]!})),
  });
  return {
    id: 'slopes',
    title: 'The step is flat wherever it has a slope at all; the sigmoid slopes everywhere in sight',
    alt:
      `The step jumps from 0 to 1 at x = 0, and its slope is 0 at all ${inputs.length} points. ` +
      `The sigmoid rises from 0 to 1, and its slope is a bell with its top of ${significant(Math.max(...sigmoidSlope))} at x = 0.`,
    x: {label: 'input x', scale: 'linear'},
    y: {label: 'value and slope', scale: 'linear'},
    marks: [
      line('step', 'step', step),
      line('line', 'sigmoid', sigmoid),
      line('line', 'slope of the step', stepSlope),
      line('line', 'slope of the sigmoid', sigmoidSlope),
    ],
  };
}

function steepFigure({steep}: StepFindings): Figure {
  const last = steep[steep.length - 1]!;
  return {
    id: 'steep-sigmoids',
    title: 'The nearer the sigmoid comes to the step, the fewer inputs have a slope',
    alt:
      `The slopes of σ(kx): a low, wide hill for k = ${steep[0]!.k}, ever higher and narrower for greater k. ` +
      `For k = ${last.k} the top is at ${significant(last.greatestSlope)}, and ${percent(last.slopedPart)} of the inputs ` +
      `from −6 to 6 have a slope worth the name.`,
    x: {label: 'input x', scale: 'linear'},
    y: {label: 'slope of σ(kx)', scale: 'linear'},
    marks: steep.map(({k, points}) => ({
      type: 'line',
      name: `k = ${k}`,
      points: points.map(({x, slope}) => ({x, y: slope})),
    })),
  };
}

function movedFigure({nets}: StepFindings, m: StepMetrics): Figure {
  return {
    id: 'w1-moved',
    title: 'Step units leave the first layer where it began',
    alt:
      `‖ΔW1‖ against the epoch. The step stays at ${m['step.w1Moved']!}; straight-through ends at ` +
      `${significant(m['straight-through.w1Moved'])}, the sigmoid at ${significant(m['sigmoid.w1Moved'])} and the ReLU ` +
      `at ${significant(m['relu.w1Moved'])}.`,
    x: {label: 'training', unit: 'epochs', scale: 'linear'},
    y: {label: '‖ΔW1‖, distance from the start', scale: 'linear'},
    marks: nets.nets.map(({activation, moved}) => ({
      type: 'line',
      name: activationNames[activation],
      points: moved.map(({epoch, w1}) => ({x: epoch, y: w1})),
    })),
  };
}

function accuracyFigure({nets}: StepFindings, m: StepMetrics): Figure {
  return {
    id: 'step-training',
    title: 'Without a gradient for the first layer the net stops early',
    alt:
      `Test accuracy against the epoch for four activations. At the end the step has ` +
      `${percent(m['step.testAccuracy'])}, straight-through ${percent(m['straight-through.testAccuracy'])}, the sigmoid ` +
      `${percent(m['sigmoid.testAccuracy'])} and the ReLU ${percent(m['relu.testAccuracy'])}.`,
    x: {label: 'training', unit: 'epochs', scale: 'linear'},
    y: {label: 'test accuracy', unit: 'fraction', scale: 'linear'},
    marks: nets.nets.map(({activation, curve}) => ({
      type: 'line',
      name: activationNames[activation],
      points: curve.map(({epoch, testAccuracy}) => ({x: epoch, y: testAccuracy})),
    })),
  };
}

/** What a line or a row of a hidden activation is called. */
export const activationNames: Readonly<Record<HiddenActivation, string>> = {
  sigmoid: 'sigmoid',
  relu: 'ReLU',
  step: 'step',
  'straight-through': 'straight-through',
};
