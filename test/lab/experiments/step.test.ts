import {inEnglish} from '../../../src/text';
import {sayAll} from '../../../src/lab/report';
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../../src/backends/selectBackend';
import type {ExperimentResult} from '../../../src/lab/experiments/experiment';
import {describeStep, step} from '../../../src/lab/experiments/step';
import {
  type StepFindings,
  measureNets,
  movesThatHelp,
  silentShare,
} from '../../../src/lab/experiments/step/nets';
import {
  measureSlopes,
  sigmoidSlope64,
  type Slopes,
  steepSigmoids,
} from '../../../src/lab/experiments/step/slopes';
import {untrainedNet} from '../../../src/lab/experiments/trainedNet';
import {labFor} from './labFor';
import {smallDigits} from './smallDigits';

const lab = labFor(smallDigits(1000, 2), smallDigits(500, 2, 2), 'wasm');
// Training four nets takes plain JavaScript half a minute.
beforeAll(() => selectBackend('wasm'));

describe('step', () => {
  let result: ExperimentResult;
  let leaked: number;
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    result = await step.run(lab);
    leaked = tf.memory().numTensors - before;
  });

  test('all claims hold, those on MNIST are skipped, and nothing is leaked', () => {
    expect(result.claims.filter(({holds}) => holds === false)).toEqual([]);
    expect(result.claims.filter(({holds}) => holds === 'skipped').map(({id}) => id)).toEqual([
      'step.step-mnist',
      'step.straight-through-mnist',
    ]);
    expect(sayAll(result.claims).flatMap(({reason}) => reason ?? [])).toEqual(['needs MNIST', 'needs MNIST']);
    expect(leaked).toBe(0);
  });

  test('every number is finite, and every highlight has one', () => {
    expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  });

  test('figure 4-4 has tangents: flat ones of the step, those of the sigmoid with its slope', () => {
    const {marks} = result.figures.find(({id}) => id === 'tangents')!;
    const tangents = marks.filter(({points}) => points.length === 2);
    const slopes = tangents.map(({points: [a, b]}) => (b!.y - a!.y) / (Number(b!.x) - Number(a!.x)));
    [0, 0, sigmoidSlope64(-3), sigmoidSlope64(1)].forEach((slope, i) => {
      expect(slopes[i]).toBeCloseTo(slope, 6);
    });
    // In the middle of the last one is the point that it touches.
    const [a, b] = tangents[3]!.points;
    expect((a!.y + b!.y) / 2).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  test('the step net moves W2 and not W1 at every point of the figure', () => {
    const {marks} = result.figures.find(({id}) => id === 'w1-moved')!;
    expect(marks.find(({name}) => inEnglish(name) === 'step')!.points.every(({y}) => y === 0)).toBe(true);
    expect(result.metrics['step.w2Moved']).toBeGreaterThan(0);
  });
});

test('a first layer that moves by a hair makes the claim false', async () => {
  const found: StepFindings = {
    slopes: measureSlopes(),
    steep: steepSigmoids(),
    nets: await measureNets(lab), // trained already, by the test above
  };
  const stepNet = found.nets.nets.find(({activation}) => activation === 'step')!;
  const last = {...stepNet.moved[stepNet.moved.length - 1]!, w1: 1e-12};
  const nets = found.nets.nets.map(net => (net === stepNet ? {...net, moved: [...net.moved, last]} : net));
  const {claims} = describeStep(lab, {...found, nets: {...found.nets, nets}});
  expect(claims.filter(({holds}) => holds === false).map(({id}) => id)).toEqual(['step.frozen']);
});

describe('measureSlopes()', () => {
  let slopes: Slopes;
  beforeAll(() => {
    slopes = measureSlopes();
  });

  test('the slope of the sigmoid is σ(1 − σ)', () => {
    slopes.inputs.forEach((x, i) => {
      const s = 1 / (1 + Math.exp(-x));
      expect(Math.abs(slopes.sigmoidSlope[i]! - s * (1 - s))).toBeLessThan(1e-7);
      expect(sigmoidSlope64(x)).toBeCloseTo(s * (1 - s), 14);
    });
  });

  test('the step has its value and no slope', () => {
    expect(slopes.step).toEqual(slopes.inputs.map(x => (x > 0 ? 1 : 0)));
    expect(slopes.stepSlope.every(slope => slope === 0)).toBe(true);
  });

  test('float32 has no slope left where 1 − σ is below half a unit of the last digit', () => {
    // e^−x < 2^−25 from x = 17.33 on.
    expect(slopes.underflow.firstZero).toBe(Math.ceil(25 * Math.LN2));
    expect(slopes.underflow.at100OnPaper).toBeCloseTo(Math.exp(-100), 50);
  });
});

test('steepSigmoids() have a slope of k/4 at 0, and it leaves where the logistic law says', () => {
  for (const {k, greatestSlope, slopedPart} of steepSigmoids()) {
    expect(greatestSlope).toBeCloseTo(k / 4, 12);
    // kσ′(kx) = 0.0025 where e^−kx = u solves u/(1 + u)² = 0.0025/k.
    const c = 0.0025 / k;
    const u = (1 - 2 * c - Math.sqrt(1 - 4 * c)) / (2 * c);
    expect(slopedPart).toBeCloseTo(-Math.log(u) / k / 6, 3);
  }
});

test('movesThatHelp() puts the weights back', () => {
  const model = untrainedNet(lab, 'step');
  const before = model.getWeights()[0]!.dataSync().slice();
  const {tried, lowered} = movesThatHelp(model, lab);
  expect(model.getWeights()[0]!.dataSync()).toEqual(before);
  expect(lowered).toBeLessThanOrEqual(tried);
  model.dispose();
});

test('silentShare() counts weighted sums that are not above 0', () => {
  const model = untrainedNet(lab, 'relu');
  const [w1, b1] = model.getWeights().map(weight => weight.dataSync());
  const {images, size, rows, columns} = lab.test;
  const hidden = b1!.length;
  let silent = 0;
  for (let n = 0; n < size; n++) {
    for (let j = 0; j < hidden; j++) {
      let sum = b1![j]!;
      for (let i = 0; i < rows * columns; i++) {
        sum += (images[n * rows * columns + i]! / 255) * w1![i * hidden + j]!;
      }
      if (sum <= 0) silent++;
    }
  }
  // float32 may put a sum on the other side of 0.
  expect(Math.abs(silentShare(model, lab) - silent / (size * hidden))).toBeLessThan(1e-3);
  model.dispose();
});
