import {t, type Text} from '../../../text';
import type {HiddenActivation} from '../../../models/activations';
import type {Figure, Mark} from '../experiment';
import {percent, series, significant} from '../reporting';
import type {StepFindings} from './nets';

/** Figure 4-4, the sigmoid on its way to the step, and what both do in a net. */
export function figuresOf(found: StepFindings): Figure[] {
  return [
    tangentFigure(found),
    slopeFigure(found),
    steepFigure(found),
    movedFigure(found),
    accuracyFigure(found),
  ];
}

/** Where figure 4-4 has its tangents. */
const touched = [-3, 1];

/** Figure 4-4 as the book draws it: both curves with their tangents. */
function tangentFigure({slopes}: StepFindings): Figure {
  const {inputs, ...curves} = slopes;
  const panels = [
    {panel: t`step`, type: 'step' as const, ys: curves.step, slopes: curves.stepSlope},
    {panel: t`sigmoid`, type: 'line' as const, ys: curves.sigmoid, slopes: curves.sigmoidSlope},
  ];
  const [step, sigmoid] = panels.map(({slopes: found}) =>
    touched.map(x => significant(found[inputs.indexOf(x)]!, 2)).join(', '),
  );
  return {
    id: 'tangents',
    title: t`The tangents of the step are flat wherever it has one; those of the sigmoid rise`,
    alt: t`Two panels, the step and the sigmoid, each with tangents at x =
        ${touched.join(', ').replace('-', '−')}. The slopes of those of the step are ${step!}; of the
        sigmoid, ${sigmoid!}.`,
    x: {label: t`input x`, scale: 'linear'},
    y: {label: t`value`, scale: 'linear'},
    marks: panels.flatMap(({panel, type, ys, slopes: found}) => [
      {...series(type, t`value`, inputs, (x, i) => [x, ys[i]!]), panel},
      ...touched.map(at =>
        tangentAt(at, {value: ys[inputs.indexOf(at)]!, slope: found[inputs.indexOf(at)]!, panel}),
      ),
    ]),
  };
}

/** A piece of the tangent, from two to the left of where it touches to two to the right. */
function tangentAt(at: number, {value, slope, panel}: {value: number; slope: number; panel: Text}): Mark {
  const name = t`tangent at ${String(at).replace('-', '−')}, slope ${significant(slope, 2)}`;
  return {...series('line', name, [at - 2, at + 2], x => [x, value + slope * (x - at)]), panel};
}

function slopeFigure({slopes}: StepFindings): Figure {
  const {inputs, step, stepSlope, sigmoid, sigmoidSlope} = slopes;
  const line = (type: Mark['type'], name: Text, ys: readonly number[]) =>
    series(type, name, inputs, (x, i) => [x, ys[i]!]);
  return {
    id: 'slopes',
    title: t`The step is flat everywhere but at its jump; the sigmoid has a slope everywhere in this range`,
    alt: t`The step jumps from 0 to 1 at x = 0, and its slope is 0 at all ${inputs.length} points. The
        sigmoid rises from 0 to 1, and its slope is a bell with its top of
        ${significant(Math.max(...sigmoidSlope))} at x = 0.`,
    x: {label: t`input x`, scale: 'linear'},
    y: {label: t`value and slope`, scale: 'linear'},
    marks: [
      line('step', t`step`, step),
      line('line', t`sigmoid`, sigmoid),
      line('line', t`slope of the step`, stepSlope),
      line('line', t`slope of the sigmoid`, sigmoidSlope),
    ],
  };
}

function steepFigure({steep}: StepFindings): Figure {
  const last = steep.at(-1)!;
  return {
    id: 'steep-sigmoids',
    title: t`The nearer the sigmoid comes to the step, the fewer inputs have a slope`,
    alt: t`The slopes of σ(kx): a low, wide hill for k = ${steep[0]!.k}, ever higher and narrower for greater
        k. For k = ${last.k} the top is at ${significant(last.greatestSlope)}, and
        ${percent(last.slopedPart)} of the inputs from −6 to 6 have a slope of 1 % or more of the sigmoid's
        greatest.`,
    x: {label: t`input x`, scale: 'linear'},
    y: {label: t`slope of σ(kx)`, scale: 'linear'},
    marks: steep.map(({k, points}) => series('line', `k = ${k}`, points, ({x, slope}) => [x, slope])),
  };
}

function movedFigure({nets: {nets}}: StepFindings): Figure {
  const end = (name: HiddenActivation) => nets.find(({activation}) => activation === name)!.moved.at(-1)!.w1;
  return {
    id: 'w1-moved',
    title: t`Step units leave the first layer where it began`,
    alt: t`‖ΔW1‖ against the epoch. The step stays at ${end('step')}; straight-through ends at
        ${significant(end('straight-through'))}, the sigmoid at ${significant(end('sigmoid'))} and the
        ReLU at ${significant(end('relu'))}.`,
    x: {label: t`training`, unit: t`epochs`, scale: 'linear'},
    y: {label: t`‖ΔW1‖, distance from the start`, scale: 'linear'},
    marks: nets.map(({activation, moved}) =>
      series('line', activationNames[activation], moved, ({epoch, w1}) => [epoch, w1]),
    ),
  };
}

function accuracyFigure({nets: {nets}}: StepFindings): Figure {
  const end = (name: HiddenActivation) =>
    percent(nets.find(({activation}) => activation === name)!.testAccuracy);
  return {
    id: 'step-training',
    title: t`Without a gradient for the first layer the net stops early`,
    alt: t`Test accuracy against the epoch for four activations. At the end the step has ${end('step')},
        straight-through ${end('straight-through')}, the sigmoid ${end('sigmoid')} and the ReLU
        ${end('relu')}.`,
    x: {label: t`training`, unit: t`epochs`, scale: 'linear'},
    y: {label: t`test accuracy`, unit: t`fraction`, scale: 'linear'},
    marks: nets.map(({activation, curve}) =>
      series('line', activationNames[activation], curve, ({epoch, testAccuracy}) => [epoch, testAccuracy]),
    ),
  };
}

/** What a line or a row of a hidden activation is called. */
export const activationNames: Readonly<Record<HiddenActivation, Text>> = {
  sigmoid: t`sigmoid`,
  relu: t`ReLU`,
  step: t`step`,
  'straight-through': t`straight-through`,
};
