import type {ExperimentResult, Lab, Table, Claim} from '../experiment';
import {percent, significant} from '../significant';
import {activationNames, figuresOf} from './figures';
import type {StepFindings, StepMetrics} from './nets';
import {onFullMnist} from '../skip';

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

/** What the numbers bear out, or not. */
export function claimsOf(lab: Lab, found: StepFindings, m: StepMetrics): Claim[] {
  return [
    ...slopeClaims(found, m),
    ...steepClaims(found),
    ...netClaims(m),
    ...mistakeClaims(found, m),
    ...publishedClaims(lab, m),
  ];
}

function slopeClaims({slopes}: StepFindings, m: StepMetrics): Claim[] {
  const jumps = slopes.jumps.map(({h, quotient}) => quotient * 2 * h);
  return [
    {
      id: 'step.flat',
      statement: 'The slope that tf.grad gives for the step is exactly 0 at every input',
      expected: `0 of ${slopes.inputs.length} inputs with a slope`,
      measured: m['step.nonZeroSlopes']!,
      holds: m['step.nonZeroSlopes'] === 0,
    },
    {
      id: 'step.sigmoid-slope',
      statement: 'The slope of the sigmoid is greatest at 0, where it is a quarter',
      expected: '0.25 at x = 0',
      measured: `${significant(m['sigmoid.greatestSlope'], 6)} at x = ${m['sigmoid.greatestSlope.at']!}`,
      holds: Math.abs(m['sigmoid.greatestSlope']! - 0.25) < 1e-6 && m['sigmoid.greatestSlope.at'] === 0,
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

function netClaims(m: StepMetrics): Claim[] {
  const others = ['sigmoid', 'relu', 'straight-through'].map(name => m[`${name}.w1Moved`]!);
  return [
    {
      id: 'step.frozen',
      statement:
        'In a net of step units no gradient reaches W1, and training leaves it bit for bit as it was',
      expected: '‖∂L/∂W1‖ = 0 and ‖ΔW1‖ = 0',
      measured: `${m['step.firstGradient.w1']!} and ${m['step.w1Moved']!}`,
      holds: m['step.firstGradient.w1'] === 0 && m['step.w1Moved'] === 0,
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
      expected: `ΔW2 is not 0, and a test accuracy of more than twice the ${percent(m['step.startAccuracy'])} before`,
      measured: `${significant(m['step.w2Moved'])}, ${percent(m['step.testAccuracy'])}`,
      holds: m['step.w2Moved']! > 0 && m['step.testAccuracy']! > 2 * m['step.startAccuracy']!,
    },
    {
      id: 'step.straight-through',
      statement: "The sigmoid's slope in place of the step's own 0 lets the same net learn",
      expected: 'a test accuracy at least 5 % above that of the step',
      measured: `${percent(m['straight-through.testAccuracy'])} against ${percent(m['step.testAccuracy'])}`,
      holds: m['straight-through.testAccuracy']! >= m['step.testAccuracy']! + 0.05,
    },
  ];
}

/** What notes on this chapter like to get wrong. */
function mistakeClaims({slopes, nets: {moves}}: StepFindings, m: StepMetrics): Claim[] {
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
      measured: `${percent(m['relu.silentShare'])}, ${percent(m['relu.testAccuracy'])} against ${percent(m['sigmoid.testAccuracy'])}`,
      holds: m['relu.silentShare']! > 0.05 && m['relu.testAccuracy']! >= m['sigmoid.testAccuracy']! - 0.01,
    },
  ];
}

/** Known for the book's 10,000 steps on MNIST; on other data they say nothing. */
function publishedClaims(lab: Lab, m: StepMetrics): Claim[] {
  const published = (id: string, name: string, statement: string, low: number, high: number): Claim => ({
    id: `step.${id}`,
    statement,
    expected: `${percent(low)} to ${percent(high)}`,
    measured: percent(m[`${name}.testAccuracy`]),
    ...onFullMnist(lab, () => m[`${name}.testAccuracy`]! >= low && m[`${name}.testAccuracy`]! <= high),
  });
  return [
    published('step-mnist', 'step', 'Step units on MNIST end in the known range (10,000 steps)', 0.68, 0.72),
    published(
      'straight-through-mnist',
      'straight-through',
      'Straight-through units on MNIST end in the known range (10,000 steps)',
      0.935,
      0.95,
    ),
  ];
}
