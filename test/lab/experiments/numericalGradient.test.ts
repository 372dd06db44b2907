import {sayAll} from '../../../src/lab/report';
import * as tf from '@tensorflow/tfjs';
import {syntheticDigits} from '../../../src/data/syntheticDigits';
import type {ExperimentResult} from '../../../src/lab/experiments/experiment';
import {
  bookExample,
  errorCurves,
  outputLayerLoss,
} from '../../../src/lab/experiments/numerical-gradient/errorCurves';
import {describeCurves} from '../../../src/lab/experiments/numerical-gradient';
import {claimsOf, numbersOf, type Numbers} from '../../../src/lab/experiments/numerical-gradient/report';
import {labFor} from './labFor';
import {withNumber} from './withNumber';

const digits = syntheticDigits({size: 20, seed: 1});
const lab = labFor(digits);

describe('numerical-gradient', () => {
  const book = bookExample();
  let numbers: Numbers;
  let result: ExperimentResult;
  let leaked: number;
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    const curves = await errorCurves(outputLayerLoss(lab), lab);
    numbers = numbersOf(curves);
    result = sayAll(describeCurves(curves, book));
    leaked = tf.memory().numTensors - before;
  }, 300_000);

  test('all claims hold, and nothing is leaked', () => {
    expect(result.claims.filter(({holds}) => holds !== true)).toEqual([]);
    expect(leaked).toBe(0);
  });

  test("the book's derivatives are those that it prints", () => {
    expect([result.metrics['book.at5'], result.metrics['book.at10']]).toEqual([
      0.1999999999990898, 0.2999999999986347,
    ]);
  });

  test('truncation grows with h for forward and with h² for central differences', () => {
    const {marks} = result.figures.find(({id}) => id === 'h-float64')!;
    const curve = (name: string) => marks.find(mark => mark.name === name)!.points;
    const at = (name: string, h: number) => curve(name).find(({x}) => Math.abs(Number(x) / h - 1) < 0.01)!.y;
    // From 1e-3 to 1e-1 rounding plays no part in float64: the order can be read off.
    expect(Math.log10(at('forward', 1e-1) / at('forward', 1e-3)) / 2).toBeCloseTo(1, 1);
    expect(Math.log10(at('central', 1e-1) / at('central', 1e-3)) / 2).toBeCloseTo(2, 1);
  });

  test('the tangents of the figure touch the parabola, with the slopes 0.2 and 0.3', () => {
    const tangents = result.figures.find(({id}) => id === 'tangents')!.marks.slice(1);
    [5, 10].forEach((at, i) => {
      const [start, end] = tangents[i]!.points.map(({x, y}) => ({x: Number(x), y})) as [Place, Place];
      const slope = (end.y - start.y) / (end.x - start.x);
      expect(slope).toBeCloseTo(0.1 + 0.02 * at, 9);
      expect(start.y + slope * (at - start.x)).toBeCloseTo(0.01 * at ** 2 + 0.1 * at, 12);
    });
  });

  test('an extrapolation that needs the right h to begin with makes the claim false', () => {
    const claims = claimsOf(book, withNumber(numbers, 'float32.ridders.one', 1));
    expect(claims.find(({id}) => id === 'numerical-gradient.ridders')!.holds).toBe(false);
  });

  test.each([
    ['float64.forward.best.h', 5.9e-6],
    ['float64.central.best.h', 1.5e-8],
  ])(
    'a best h that shrinks as the other differences do (%s = %d) makes the claim on theory false',
    (key, h) => {
      const claims = claimsOf(book, withNumber(numbers, key, h));
      expect(claims.find(({id}) => id === 'numerical-gradient.theory')!.holds).toBe(false);
    },
  );

  test('what needs float64 is skipped without it, and says so', () => {
    const skipped = sayAll(claimsOf(book, {float32: numbers.float32})).filter(
      ({holds}) => holds === 'skipped',
    );
    expect(skipped.map(({id}) => id)).toEqual(['numerical-gradient.float64', 'numerical-gradient.theory']);
    for (const {reason} of skipped)
      expect(reason).toBe('needs the float64 backend, which is not available here');
  });

  test('every number is finite, and every highlight has one', () => {
    expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  });
});

test('outputLayerLoss() is ln 10 where all logits are 0, for any label', () => {
  const {loss, shape} = outputLayerLoss(lab);
  const value = tf.tidy(() => loss(tf.zeros([...shape])).dataSync()[0]!);
  // The 1e-7 in the loss is worth −1e-6 at a probability of 0.1.
  expect(value).toBeCloseTo(Math.LN10, 5);
});

interface Place {
  readonly x: number;
  readonly y: number;
}
