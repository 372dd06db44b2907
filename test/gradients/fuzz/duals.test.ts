/** The dual numbers are the referee's only witness: they are questioned here, by three others. */
import * as tf from '@tensorflow/tfjs';
import {float64Tensor, onFloat64} from '../../../src/backends/float64';
import {Random} from '../../../src/random';
import {combined, constant, kink, smooth, variable, type Dual} from './Dual';
import {inputArray, sizeOf, type DualArray} from './DualArray';
import {allOps} from './ops';
import {pick, type Application, type Op} from './ops/Op';
import {larger} from './ops/binary';
import {erf} from './ops/smooth';

const sine = (x: Dual) => smooth(Math.sin(x.value), Math.cos(x.value), x);
const times = (a: Dual, b: Dual) => combined(a.value * b.value, [b.value, a.value], [a, b]);
const relu = (x: Dual) => larger(x, constant(0), 1);
const minus = (a: Dual, b: Dual) => combined(a.value - b.value, [1, -1], [a, b]);

/** The slopes by one seed: to the left and to the right. */
function slopes(x: Dual, seed = 0): number[] {
  const at = x.seeds.indexOf(seed);
  return at < 0 ? [0, 0] : [-x.backward[at]!, x.forward[at]!];
}

describe('dual numbers', () => {
  test('have the slope of sin(x²) · y by both', () => {
    const [x, y] = [variable(0.7, 0), variable(-3, 1)];
    const result = times(sine(times(x, x)), y);
    const byX = 2 * 0.7 * Math.cos(0.49) * -3;
    expect(slopes(result, 0)).toEqual([expect.closeTo(byX, 14), expect.closeTo(byX, 14)]);
    expect(slopes(result, 1)).toEqual([
      expect.closeTo(Math.sin(0.49), 15),
      expect.closeTo(Math.sin(0.49), 15),
    ]);
  });

  test.each<[string, (x: Dual) => Dual, number[]]>([
    ['relu(x)', relu, [0, 1]],
    ['−relu(x)', x => minus(constant(0), relu(x)), [0, -1]],
    // Each has a kink, their difference is x. A choice of one slope for each relu would make it 0.
    ['relu(x) − relu(−x)', x => minus(relu(x), relu(minus(constant(0), x))), [1, 1]],
    ['max(x, −x)', x => larger(x, minus(constant(0), x), 1), [-1, 1]],
    ['min(x, 3x)', x => larger(x, smooth(3 * x.value, 3, x), -1), [3, 1]],
    ['relu(relu(x))', x => relu(relu(x)), [0, 1]],
    ['max(x, x)', x => larger(x, x, 1), [1, 1]],
  ])('know the slopes of %s on both sides of 0', (_, f, expected) => {
    const result = f(variable(0, 0));
    // + 0 makes 0 of −0.
    expect(slopes(result).map(slope => slope + 0)).toEqual(expected);
    expect(result.kinked).toBe(true);
  });

  test('take a kink of several numbers: the length of (x, y) at 0', () => {
    const length = kink(0, tangents => Math.hypot(...tangents), [variable(0, 0), variable(0, 1)]);
    expect([slopes(length, 0), slopes(length, 1)]).toEqual([[-1, 1], [-1, 1]]); // prettier-ignore
  });

  test('say that a slope is unclear so near a kink that rounding decides', () => {
    const cancelled = minus(combined(1e8, [1, 1], [variable(1e8, 0), variable(0, 1)]), constant(1e8 - 1e-8));
    expect(relu(cancelled).unclear).toBe(true);
    expect(relu(variable(1e-8, 0)).unclear).toBe(false);
  });

  test.each([
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
    [-1, -0.8427007929497149],
  ])('have an error function of their own: erf(%f), Abramowitz and Stegun, table 7.1', (x, value) => {
    expect(erf(x)).toBeCloseTo(value, 14);
  });
});

describe.each(allOps.map((op, i): [string, number, Op] => [`${op.name} (${op.operands})`, i, op]))(
  '%s',
  (_, number, op) => {
    const applications = drawApplications(op, new Random(number));

    test('is drawn', () => {
      expect(applications.length).toBeGreaterThan(9);
    });

    test('has the slopes of the differences of its plain values, on each side', () => {
      const questions = applications.flatMap(({application, operands}) => quotients(application, operands));
      const wrong = questions.filter(
        ({slope, quotient, size}) => !(Math.abs(slope - quotient) <= 1e-4 * size),
      );
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(questions.length).toBeGreaterThan(9);
    });

    test('has the values that tfjs computes in float64', async () => {
      const wrong = await onFloat64(() => applications.flatMap(differingValues));
      expect(wrong.slice(0, 3)).toEqual([]);
    });
  },
);

interface Drawn {
  readonly application: Application;
  readonly operands: readonly DualArray[];
}

/** Applications to operands with zeros and ties, or without; none at a jump, where there is no slope. */
function drawApplications(op: Op, random: Random): Drawn[] {
  const drawn: Drawn[] = [];
  for (let attempt = 0; attempt < 3000 && drawn.length < 12; attempt++) {
    const shape = Array.from({length: 1 + random.integer(3)}, () => 1 + random.integer(3));
    const other = pick(random, [shape, shape, [shape.at(-1)!], [...shape.slice(0, -2), shape.at(-1)!, shape.at(-2) ?? 2]]); // prettier-ignore
    const first = drawArray(random, shape, 0);
    const operands = [first, drawArray(random, other, first.entries.length)].slice(0, op.operands);
    const application = op.draw(random, ...operands);
    if (application && application.apply(...operands).entries.every(e => !e.unclear))
      drawn.push({application, operands});
  }
  return drawn;
}

/** Not so near 0 that functions with a pole there bend within a step. */
function drawArray(random: Random, shape: readonly number[], firstSeed: number): DualArray {
  const draw = pick(random, [
    () => 0.3 + 1.7 * random.uniform(),
    () => pick(random, [1, -1]) * (0.1 + 0.75 * random.uniform()),
    () => pick(random, [1, -1]) * (1.2 + random.uniform()),
    () => 0.2 + 2 * random.uniform() * pick(random, [1, 5]),
    () => pick(random, [-2, -1, -0.5, 0, 0.5, 1, 2, 6]),
  ]);
  return inputArray(Array.from({length: sizeOf(shape)}, draw), shape, firstSeed);
}

/** One-sided differences of second order, at a step below which rounding would show. */
function quotients(application: Application, operands: readonly DualArray[]) {
  const h = 2 ** -16;
  const result = application.apply(...operands);
  const found: {call: string; slope: number; quotient: number; size: number}[] = [];
  for (const side of [1, -1]) {
    for (const [k, operand] of operands.entries()) {
      for (const at of operand.entries.keys()) {
        const seed = operand.entries[at]!.seeds[0]!;
        const [near, far] = [1, 2].map(steps => application.apply(...operands.with(k, movedAt(operand, at, side * steps * h)))); // prettier-ignore
        for (const [j, {value, forward, backward, bulk, seeds}] of result.entries.entries()) {
          const place = seeds.indexOf(seed);
          const slope = place < 0 ? 0 : (side > 0 ? forward : backward)[place]!;
          const quotient = (4 * near!.entries[j]!.value - far!.entries[j]!.value - 3 * value) / (2 * h);
          const size = 1 + Math.abs(value) + (place < 0 ? 0 : bulk[place]!);
          found.push({call: `${application.call} by ${seed}: ${j}`, slope, quotient, size});
        }
      }
    }
  }
  return found;
}

function movedAt(x: DualArray, at: number, step: number): DualArray {
  const entry = x.entries[at]!;
  return {shape: x.shape, entries: x.entries.with(at, variable(entry.value + step, entry.seeds[0]!))};
}

/** Entries that differ by more than a part in 10⁹. */
function differingValues({application, operands}: Drawn): string[] {
  return tf.tidy(() => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is the application's own
    const run = new Function('tf', '$0', '$1', `return ${application.call}`) as (
      ...args: unknown[]
    ) => tf.Tensor;
    const tensors = operands.map(({shape, entries}) => float64Tensor(entries.map(e => e.value), [...shape])); // prettier-ignore
    const output = run(tf, ...tensors);
    const expected = application.apply(...operands);
    const values = output.dataSync();
    if (String(output.shape) !== String(expected.shape)) return [`${application.call}: shape [${output.shape.join()}], not [${expected.shape.join()}]`]; // prettier-ignore
    return expected.entries.flatMap(({value, largest}, i) =>
      Math.abs(values[i]! - value) <= 1e-9 * Math.max(Math.abs(value), 1e-6 * largest)
        ? []
        : [`${application.call}: ${values[i]}, not ${value}`],
    );
  });
}
