import type {Claim, ExperimentResult, Lab, Table} from '../experiment';
import {byName, count, metricsOf, percent, publishedClaim, recordOf, significant} from '../reporting';
import {activationNames, figuresOf} from './figures';
import type {MeasuredNet, StepFindings} from './nets';

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
    answer:
      `Its slope is 0 wherever it has one, ${frozen ? 'so no gradient reaches' : 'and yet something moved'} the first layer: ` +
      `in ${count(n.steps)} steps ‖ΔW1‖ is ${n.step.w1Moved}, and ` +
      `${frozen ? 'only the output layer learns' : 'both layers learn'} (${percent(n.step.testAccuracy)} ` +
      `of the test images, against ${percent(n.sigmoid.testAccuracy)} with the sigmoid). The step with the ` +
      `sigmoid's slope backwards, straight-through, reaches ${percent(n['straight-through'].testAccuracy)}.`,
    formulas: [
      {
        spoken: 'h of x is 1 where x is greater than 0, else 0; its slope is 0 everywhere else than at 0',
        tex: 'h{(x)} = \\cases{1 & x > 0 \\\\ 0 & x ≤ 0}',
      },
    ],
    claims: [
      ...slopeClaims(found, n),
      ...steepClaims(found),
      ...netClaims(n),
      ...mistakeClaims(found, n),
      ...publishedClaims(lab, n),
    ],
    metrics: metricsOf(n, {steep, jump}),
    highlights: [
      {label: '‖ΔW1‖ with the step', metric: 'step.w1Moved'},
      {label: 'test accuracy with the step', metric: 'step.testAccuracyPercent', unit: '%'},
      {label: 'straight-through', metric: 'straight-through.testAccuracyPercent', unit: '%'},
    ],
    tables: [netTable(found), steepTable(found), jumpTable(found)],
    figures: figuresOf(found),
  };
}

type Numbers = ReturnType<typeof numbersOf>;

function numbersOf({
  slopes: {inputs, stepSlope, sigmoidSlope, underflow},
  nets: {nets, moves, silentRelus},
}: StepFindings) {
  const netOf = ({gradientNorms, moved, curve, testAccuracy}: MeasuredNet) => ({
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

function netTable({nets}: StepFindings): Table {
  return {
    id: 'activations',
    title: 'One net, four activations: what moves, and what it is worth',
    columns: ['activation', 'first ‖∂L/∂W1‖', 'first ‖∂L/∂W2‖', '‖ΔW1‖', '‖ΔW2‖', 'test accuracy'],
    rows: nets.nets.map(({activation, gradientNorms, moved, testAccuracy}) => {
      const {w1, w2} = moved.at(-1)!;
      return [activationNames[activation], gradientNorms.w1, gradientNorms.w2, w1, w2, percent(testAccuracy)];
    }),
  };
}

function steepTable({steep}: StepFindings): Table {
  return {
    id: 'steep-sigmoids',
    title: 'σ(kx) on its way to the step',
    columns: ['k', 'area between the two', '2 ln 2 / k', 'greatest slope', 'part of −6…6 with a slope'],
    rows: steep.map(each => [
      each.k,
      each.area,
      each.areaOnPaper,
      each.greatestSlope,
      percent(each.slopedPart),
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

function slopeClaims({slopes}: StepFindings, {step, sigmoid}: Numbers): Claim[] {
  const jumps = slopes.jumps.map(({h, quotient}) => quotient * 2 * h);
  return [
    {
      id: 'step.flat',
      statement: 'The slope that tf.grad gives for the step is exactly 0 at every input',
      expected: `0 of ${slopes.inputs.length} inputs with a slope`,
      measured: step.nonZeroSlopes,
      holds: step.nonZeroSlopes === 0,
    },
    {
      id: 'step.sigmoid-slope',
      statement: 'The slope of the sigmoid is greatest at 0, where it is a quarter',
      expected: '0.25 at x = 0',
      measured: `${significant(sigmoid.greatestSlope, 6)} at x = ${sigmoid.greatestSlopeAt}`,
      holds: Math.abs(sigmoid.greatestSlope - 0.25) < 1e-6 && sigmoid.greatestSlopeAt === 0,
    },
    {
      id: 'step.jump',
      statement: 'A difference quotient across the jump is 1/(2h): it measures h, not the function',
      expected: `1 for every h, when multiplied by 2h`,
      measured: jumps.map(jump => significant(jump)).join(', '),
      holds: jumps.every(jump => Math.abs(jump - 1) < 1e-12),
    },
  ];
}

function steepClaims({steep}: StepFindings): Claim[] {
  const areas = steep.map(({area, areaOnPaper}) => Math.abs(area / areaOnPaper - 1));
  return [
    {
      id: 'step.limit',
      statement:
        'A steeper sigmoid comes as near to the step as one likes: the area between them is 2 ln 2 / k',
      expected: 'the same to 1e-6',
      measured: Math.max(...areas),
      holds: areas.every(difference => difference <= 1e-6),
    },
    {
      id: 'step.narrow',
      statement: 'On the way there the slope leaves ever more of the inputs',
      expected: 'a smaller part for every k',
      measured: steep.map(({slopedPart}) => percent(slopedPart)).join(', '),
      holds: steep.every(({slopedPart}, i) => i === 0 || slopedPart < steep[i - 1]!.slopedPart),
    },
  ];
}

function netClaims({step, sigmoid, relu, 'straight-through': straightThrough}: Numbers): Claim[] {
  const others = [sigmoid, relu, straightThrough].map(({w1Moved}) => w1Moved);
  return [
    {
      id: 'step.frozen',
      statement:
        'In a net of step units no gradient reaches W1, and training leaves it bit for bit as it was',
      expected: '‖∂L/∂W1‖ = 0 and ‖ΔW1‖ = 0',
      measured: `${step.firstGradient.w1} and ${step.w1Moved}`,
      holds: step.firstGradient.w1 === 0 && step.w1Moved === 0,
    },
    {
      id: 'step.others-move',
      statement: 'With the sigmoid, the ReLU and the straight-through step W1 moves',
      expected: '‖ΔW1‖ > 0.1',
      measured: others.map(moved => significant(moved)).join(', '),
      holds: others.every(moved => moved > 0.1),
    },
    {
      id: 'step.output-learns',
      statement: 'The output layer of the step net still learns, on features drawn at random',
      expected: `ΔW2 is not 0, and a test accuracy of more than twice the ${percent(step.startAccuracy)} before`,
      measured: `${significant(step.w2Moved)}, ${percent(step.testAccuracy)}`,
      holds: step.w2Moved > 0 && step.testAccuracy > 2 * step.startAccuracy,
    },
    {
      id: 'step.straight-through',
      statement: "The sigmoid's slope in place of the step's own 0 lets the same net learn",
      expected: 'a test accuracy at least 5 % above that of the step',
      measured: `${percent(straightThrough.testAccuracy)} against ${percent(step.testAccuracy)}`,
      holds: straightThrough.testAccuracy >= step.testAccuracy + 0.05,
    },
  ];
}

/** What notes on this chapter like to get wrong. */
function mistakeClaims({slopes, nets: {moves}}: StepFindings, {relu, sigmoid}: Numbers): Claim[] {
  const {at100, at100OnPaper, firstZero} = slopes.underflow;
  return [
    {
      id: 'step.sigmoid-underflow',
      statement:
        'That the slope of the sigmoid is never 0 is true on paper; in float32 it is exactly 0 at x = 100',
      expected: `0, where paper has ${at100OnPaper.toExponential(1)}`,
      measured: `${at100}, and from x = ${firstZero} on`,
      holds: at100 === 0 && at100OnPaper > 0 && firstZero > 0,
    },
    {
      id: 'step.zero-is-not-best',
      statement: 'A derivative of 0 does not mean that no move helps: some random moves of W1 lower the loss',
      expected: `at least 1 of ${moves.tried}`,
      measured: `${moves.lowered}, by up to ${significant(moves.before - moves.best, 2)} nats`,
      // A mean of a thousand losses in float32 is good to 1e-6.
      holds: moves.lowered >= 1 && moves.before - moves.best > 1e-5,
    },
    {
      id: 'step.relu-silent',
      statement:
        'A slope may well be 0 in places: the ReLU is silent there and learns as well as the sigmoid',
      expected: 'silent in more than 5 %, and at most 1 % below the sigmoid',
      measured: `${percent(relu.silentShare)}, ${percent(relu.testAccuracy)} against ${percent(sigmoid.testAccuracy)}`,
      holds: relu.silentShare > 0.05 && relu.testAccuracy >= sigmoid.testAccuracy - 0.01,
    },
  ];
}

function publishedClaims(lab: Lab, n: Numbers): Claim[] {
  return [
    publishedClaim(lab, {
      id: 'step.step-mnist',
      statement: 'Step units on MNIST end in the known range (10,000 steps)',
      accuracy: n.step.testAccuracy,
      range: [0.68, 0.72],
    }),
    publishedClaim(lab, {
      id: 'step.straight-through-mnist',
      statement: 'Straight-through units on MNIST end in the known range (10,000 steps)',
      accuracy: n['straight-through'].testAccuracy,
      range: [0.935, 0.95],
    }),
  ];
}
