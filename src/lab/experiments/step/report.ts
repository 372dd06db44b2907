import {t} from '../../../text';
import type {Claim, Lab, Table} from '../experiment';
import {claim, percent, publishedClaim, recordOf, rises, significant, table} from '../reporting';
import {activationNames} from './figures';
import type {StepFindings} from './nets';

/** What the numbers show, or do not. */
export function claimsOf(lab: Lab, found: StepFindings, n: Numbers): Claim[] {
  return [
    ...slopeClaims(found, n),
    ...steepClaims(found),
    ...netClaims(n),
    ...mistakeClaims(found, n),
    ...publishedClaims(lab, n),
  ];
}

export type Numbers = ReturnType<typeof numbersOf>;

/** What claims and answer read of the findings. */
export function numbersOf({
  slopes: {inputs, stepSlope, sigmoidSlope, underflow},
  nets: {nets, moves, silentRelus},
}: StepFindings) {
  const netOf = ({gradientNorms, moved, curve, testAccuracy}: (typeof nets)[number]) => ({
    startAccuracy: curve[0]!.testAccuracy,
    firstGradient: gradientNorms,
    w1Moved: moved.at(-1)!.w1,
    w2Moved: moved.at(-1)!.w2,
    testAccuracy,
    testAccuracyPercent: 100 * testAccuracy,
  });
  const each = recordOf(['step', 'sigmoid', 'relu', 'straight-through'], name =>
    netOf(nets.find(({activation}) => activation === name)!),
  );
  const greatestSlope = Math.max(...sigmoidSlope);
  return {
    steps: nets[0]!.moved.at(-1)!.step,
    'straight-through': each['straight-through'],
    step: {...each.step, nonZeroSlopes: stepSlope.filter(slope => slope !== 0).length},
    sigmoid: {
      ...each.sigmoid,
      greatestSlope,
      greatestSlopeAt: inputs[sigmoidSlope.indexOf(greatestSlope)]!,
      firstZeroSlope: underflow.firstZero,
      slopeAt100: underflow.at100,
      slopeAt100OnPaper: underflow.at100OnPaper,
    },
    relu: {...each.relu, silentShare: silentRelus},
    moves: {lowered: moves.lowered, before: moves.before, best: moves.best},
  };
}

/** The nets, the steep sigmoids and the jump in numbers. */
export function tablesOf({nets: {nets}, steep, slopes}: StepFindings): Table[] {
  return [
    table('activations', t`One net, four activations: what moves, and what it is worth`, nets, [
      [t`activation`, ({activation}) => activationNames[activation]],
      [t`first ‖∂L/∂W1‖`, ({gradientNorms}) => gradientNorms.w1],
      [t`first ‖∂L/∂W2‖`, ({gradientNorms}) => gradientNorms.w2],
      ['‖ΔW1‖', ({moved}) => moved.at(-1)!.w1],
      ['‖ΔW2‖', ({moved}) => moved.at(-1)!.w2],
      [t`test accuracy`, ({testAccuracy}) => percent(testAccuracy)],
    ]),
    table('steep-sigmoids', t`σ(kx) on its way to the step`, steep, [
      ['k', ({k}) => k],
      [t`area between the two`, ({area}) => area],
      [t`2 ln 2 / k`, ({areaOnPaper}) => areaOnPaper],
      [t`greatest slope`, ({greatestSlope}) => greatestSlope],
      [t`part of −6…6 with a slope`, ({slopedPart}) => percent(slopedPart)],
    ]),
    table('jump', t`The difference quotient of the step across its jump`, slopes.jumps, [
      ['h', ({h}) => h],
      [t`quotient`, ({quotient}) => quotient],
      ['1/(2h)', ({h}) => 1 / (2 * h)],
    ]),
  ];
}

function slopeClaims({slopes}: StepFindings, {step, sigmoid}: Numbers): Claim[] {
  const jumps = slopes.jumps.map(({h, quotient}) => quotient * 2 * h);
  const isQuarter = Math.abs(sigmoid.greatestSlope - 0.25) < 1e-6;
  return [
    claim('step.flat', step.nonZeroSlopes === 0)`
      The slope that tf.grad gives for the step is exactly 0 at every input
      → 0 of ${slopes.inputs.length} inputs with a slope
      → ${step.nonZeroSlopes}`,
    claim('step.sigmoid-slope', isQuarter && sigmoid.greatestSlopeAt === 0)`
      The slope of the sigmoid is greatest at 0, where it is a quarter
      → 0.25 at x = 0
      → ${significant(sigmoid.greatestSlope, 6)} at x = ${sigmoid.greatestSlopeAt}`,
    claim('step.jump', Math.max(...jumps.map(jump => Math.abs(jump - 1))) < 1e-12)`
      A difference quotient across the jump is 1/(2h): it measures h, not the function
      → 1 for every h, when multiplied by 2h
      → ${jumps.map(jump => significant(jump)).join(', ')}`,
  ];
}

function steepClaims({steep}: StepFindings): Claim[] {
  const areas = steep.map(({area, areaOnPaper}) => Math.abs(area / areaOnPaper - 1));
  return [
    claim('step.limit', Math.max(...areas) <= 1e-6)`
      Steeper sigmoids approach the step without limit: the area between them is 2 ln 2 / k
      → the same to 1e-6
      → ${Math.max(...areas)}`,
    claim('step.narrow', rises(steep.map(({slopedPart}) => -slopedPart)))`
      The steeper the sigmoid, the fewer inputs have a slope
      → a smaller part for every k
      → ${steep.map(({slopedPart}) => percent(slopedPart)).join(', ')}`,
  ];
}

function netClaims({step, sigmoid, relu, 'straight-through': straightThrough}: Numbers): Claim[] {
  const others = [sigmoid, relu, straightThrough].map(({w1Moved}) => w1Moved);
  return [
    claim('step.frozen', step.firstGradient.w1 === 0 && step.w1Moved === 0)`
      In a net of step units no gradient reaches W1, and training leaves it bit for bit as it was
      → ‖∂L/∂W1‖ = 0 and ‖ΔW1‖ = 0
      → ${step.firstGradient.w1} and ${step.w1Moved}`,
    claim('step.others-move', Math.min(...others) > 0.1)`
      With the sigmoid, the ReLU and the straight-through step W1 moves
      → ‖ΔW1‖ > 0.1
      → ${others.map(moved => significant(moved)).join(', ')}`,
    claim('step.output-learns', step.w2Moved > 0 && step.testAccuracy > 2 * step.startAccuracy)`
      The output layer of the step net still learns, on features drawn at random
      → ΔW2 is not 0, and a test accuracy of more than twice the ${percent(step.startAccuracy)} before
      → ${significant(step.w2Moved)}, ${percent(step.testAccuracy)}`,
    claim('step.straight-through', straightThrough.testAccuracy >= step.testAccuracy + 0.05)`
      The sigmoid's slope in place of the step's own 0 lets the same net learn
      → a test accuracy at least 5 % above that of the step
      → ${percent(straightThrough.testAccuracy)} against ${percent(step.testAccuracy)}`,
  ];
}

/** What notes on this chapter like to get wrong. */
function mistakeClaims({slopes, nets: {moves}}: StepFindings, {relu, sigmoid}: Numbers): Claim[] {
  const {at100, at100OnPaper, firstZero} = slopes.underflow;
  return [
    claim('step.sigmoid-underflow', at100 === 0 && at100OnPaper > 0 && firstZero > 0)`
      That the slope of the sigmoid is never 0 is true on paper; in float32 it is exactly 0 at x = 100
      → 0, where paper has ${at100OnPaper.toExponential(1)}
      → ${at100}, and from x = ${firstZero} on`,
    // A mean of a thousand losses in float32 is good to 1e-6.
    claim('step.zero-is-not-best', moves.lowered >= 1 && moves.before - moves.best > 1e-5)`
      A derivative of 0 does not mean that no move helps: some random moves of W1 lower the loss
      → at least 1 of ${moves.tried}
      → ${moves.lowered}, by up to ${significant(moves.before - moves.best, 2)} nats`,
    claim('step.relu-silent', relu.silentShare > 0.05 && relu.testAccuracy >= sigmoid.testAccuracy - 0.01)`
      A slope may be 0 in places: the ReLU's is, and it learns as well as the sigmoid
      → a slope of 0 in more than 5 %, and at most 1 % below the sigmoid
      → ${percent(relu.silentShare)}, ${percent(relu.testAccuracy)} against ${percent(sigmoid.testAccuracy)}`,
  ];
}

function publishedClaims(lab: Lab, n: Numbers): Claim[] {
  const published = publishedClaim(lab);
  return [
    published('step.step-mnist', n.step, 0.68, 0.72)`
      Step units on MNIST end in the known range (10,000 steps)`,
    published('step.straight-through-mnist', n['straight-through'], 0.935, 0.95)`
      Straight-through units on MNIST end in the known range (10,000 steps)`,
  ];
}
