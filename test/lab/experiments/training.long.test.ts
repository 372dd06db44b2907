import {sayAll} from '../../../src/lab/report';
import {render} from '../../../src/lab/language/language';
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../../src/backends/selectBackend';
import {sliceSplit} from '../../../src/data/split';
import {syntheticDigits} from '../../../src/data/syntheticDigits';
import {epochOrder} from '../../../src/data/minibatches/MinibatchDataset';
import {accuracy64, batch64, denseNet64, forward, hit} from '../../../src/lab/experiments/denseNet64';
import {differenceQuotients} from '../../../src/lab/experiments/differenceQuotients';
import type {ExperimentResult} from '../../../src/lab/experiments/experiment';
import {
  learningCurve,
  textbookRecipe,
  trainedNet,
  untrainedNet,
} from '../../../src/lab/experiments/trainedNet';
import {descendAccuracy, examine, verdict} from '../../../src/lab/experiments/training/accuracyDescent';
import {figuresOf} from '../../../src/lab/experiments/training/figures';
import {scaleConfidence} from '../../../src/lab/experiments/training/measureRuns';
import {
  holdOut,
  measureTraining,
  numbersOf,
  type TrainingFindings,
} from '../../../src/lab/experiments/training/measureTraining';
import {describeTraining} from '../../../src/lab/experiments/training';
import {claimsOf} from '../../../src/lab/experiments/training/report';
import {twoLayerNet} from '../../../src/models/twoLayerNet';
import {evaluate} from '../../../src/training/evaluate';
import {labFor} from './labFor';
import {withNumber} from './withNumber';

const lab = labFor(syntheticDigits({size: 8000, seed: 1}), syntheticDigits({size: 1000, seed: 2}), 'wasm');
// Training a dozen nets takes plain JavaScript a minute.
beforeAll(() => selectBackend('wasm'));

describe('training', () => {
  let found: TrainingFindings;
  let result: ExperimentResult;
  let leaked: number;
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    found = await measureTraining(lab);
    result = sayAll(describeTraining(found));
    leaked = tf.memory().numTensors - before;
  });

  test('all claims hold, those on MNIST are skipped, and nothing is leaked', () => {
    expect(result.claims.filter(({holds}) => holds === false)).toEqual([]);
    expect(result.claims.filter(({id}) => id.endsWith('-mnist')).map(({holds}) => holds)).toEqual(
      Array(5).fill('skipped'),
    );
    expect(leaked).toBe(0);
  });

  test('the race has four runs from one net, each with the accuracy of its weights at every place', () => {
    const {race, grid, accuracy} = found;
    expect(race.lanes.map(({name}) => name)).toEqual(['accuracySmall', 'accuracyLarge', 'sse', 'cee']);
    const starts = race.lanes.map(({points}) => points[0]!);
    for (const start of starts) {
      expect(start.step).toBe(0);
      // One in float64 beside three in float32: an image at a tie may fall either way.
      expect(Math.abs(start.accuracy - starts[3]!.accuracy)).toBeLessThanOrEqual(2 / race.images);
    }
    for (const {points} of race.lanes) expect(points.at(-1)!.step).toBe(race.steps);
    for (const loss of ['sse', 'cee'] as const) {
      const lane = race.lanes.find(({name}) => name === loss)!;
      const chosen = grid.find(point => point.loss === loss && point.rate === lane.rate)!;
      expect(chosen.testAccuracy).toBeDefined();
      expect(lane.points.length).toBeGreaterThan(20);
      // All test images of this lab are in the race.
      expect(lane.points.at(-1)!.accuracy).toBe(chosen.testAccuracy);
    }
    if (accuracy.moved === 0) expect(new Set(race.lanes[0]!.points.map(each => each.accuracy)).size).toBe(1);
  });

  test('every number is finite, and every highlight has one', () => {
    expect(Object.values(result.metrics).filter(value => !Number.isFinite(value))).toEqual([]);
    for (const {metric} of result.highlights) expect(result.metrics[metric]).toEqual(expect.any(Number));
  });

  test('a curve ends where the metrics say, and names fit at a line’s end', () => {
    const marks = result.figures.find(({id}) => id === 'training-accuracy')!.marks;
    expect(marks[0]!.points[marks[0]!.points.length - 1]!.y).toBe(result.metrics['cee.testAccuracy']);
    for (const {name} of result.figures.flatMap(figure => figure.marks))
      expect(render(name, 'en').length).toBeLessThan(25);
  });

  test('figures hold finite numbers only, positive ones on a log axis', () => {
    for (const {x, y, marks} of result.figures) {
      for (const point of marks.flatMap(({points}) => points)) {
        expect(Number.isFinite(point.y)).toBe(true);
        if (y.scale === 'log') expect(point.y).toBeGreaterThan(0);
        if (x.scale === 'log') expect(point.x).toBeGreaterThan(0);
      }
    }
  });

  test('summed SSE that goes another way makes its claim false', () => {
    const claims = claimsOf(
      found,
      withNumber(numbersOf(found), 'hiddenRate.apart', 0.5 * found.hiddenRate.moved),
    );
    expect(claims.find(({id}) => id === 'training.hidden-rate')!.holds).toBe(false);
  });

  test('skipped claims say what they need', () => {
    const reasons = result.claims.flatMap(({holds, reason}) => (holds === 'skipped' ? [reason] : []));
    expect(new Set(reasons)).toEqual(new Set(['needs MNIST']));
  });

  test('only the rates that held-out images chose are tested, and they are the best on those', () => {
    const {columns, rows} = result.tables.find(({id}) => id === 'learning-rates')!;
    for (const loss of ['CEE', 'SSE']) {
      const [heldOut, tested] = ['held out', 'test'].map(what => columns.indexOf(`${loss}, ${what}`)) as [
        number,
        number,
      ];
      const best = rows.reduce((a, b) =>
        parseFloat(b[heldOut] as string) > parseFloat(a[heldOut] as string) ? b : a,
      );
      expect(rows.filter(row => row[tested] !== '–')).toEqual([best]);
      expect(result.metrics[`grid.${loss.toLowerCase()}.best.rate`]).toBe(best[0]);
    }
  });

  test.each([
    ['cee.testAccuracy', 0, 'training.sse-slower'],
    ['sparse.weightDistance', 0.01, 'training.same-labels'],
    ['overfit.trainAccuracy', 0.9, 'training.overfits'],
    ['overfit.all.testAccuracy', 0.5, 'training.overfits'],
    ['overfit.all.trainAccuracy', 0.5, 'training.generalises'],
    ['constantAnswer', 0.6, 'training.generalises'],
    ['accuracy.testAccuracy', 0.9, 'training.accuracy-stuck'],
    // Where CEE does not learn either, nothing is shown.
    ['cee.testAccuracy', 0.15, 'training.accuracy-stuck'],
    ['accuracy.moved', 50, 'training.accuracy-stuck'],
    ['confidence.accuracies', 2, 'training.blind-to-confidence'],
    ['grid.sse.best.accuracy', 0.5, 'training.best-rates'],
    // Far more than either loss's own rates make of it.
    ['grid.sse.best.accuracy', 3, 'training.rate-matters'],
  ])('with %s at %d the claim %s is false', (metric, value, id) => {
    const claims = claimsOf(found, withNumber(numbersOf(found), metric, value));
    expect(claims.find(claim => claim.id === id)!.holds).toBe(false);
  });

  test('the titles over the curves follow the numbers', () => {
    const title = (sse: number, accuracy: number) => {
      const n = withNumber(numbersOf(found), 'constantAnswer', 0.11);
      const changed = withNumber(withNumber(n, 'sse.testAccuracy', sse), 'accuracy.testAccuracy', accuracy);
      return sayAll(figuresOf(found, changed))[1]!.title;
    };
    expect(title(0.5, 0.11)).toBe('The losses learn, accuracy as the objective does not');
    expect(title(0.103, 0.113)).toBe(
      'In so few steps not every loss learns, and accuracy as the objective does not',
    );
    expect(title(0.5, 0.4)).toBe('Here accuracy as the objective learns something, too');
  });
});

test('learningCurve() measures each waypoint, and leaves the last one’s weights', async () => {
  const {model, way} = await trainedNet(lab, textbookRecipe(lab));
  const [first, ...rest] = await learningCurve(lab, model, way, {onTrain: true});
  const last = rest[rest.length - 1]!;
  const start = untrainedNet(lab);
  expect(first!.testAccuracy).toBe((await evaluate(start, lab.test)).accuracy);
  const {accuracy, crossEntropy} = await evaluate(model, lab.test);
  expect(last).toMatchObject({step: 600, epoch: 7.5, testAccuracy: accuracy, testCrossEntropy: crossEntropy});
  expect(last.trainAccuracy).toBe((await evaluate(model, lab.train)).accuracy);
  start.dispose();
  model.dispose();
});

describe('accuracy by finite differences', () => {
  const model = twoLayerNet({inputs: 784, hidden: 10, classes: 10, initialStd: 0.3, seed: 5});
  const net = denseNet64(model);
  afterAll(() => model.dispose());
  const batch = batch64(lab.train, 40);

  const nearOf = (h: number) =>
    [...examine(net, batch, h)].flatMap((flags, n) => (flags & verdict.near ? [n] : []));

  test.each([1e-2, 1e-1, 0.5])('examine() lets no image go that has a quotient, h = %d', h => {
    const near = nearOf(h);
    const all = differenceQuotients(net, batch, hit, h);
    const those = {
      size: near.length,
      images: Uint8Array.from(near.flatMap(n => [...batch.images.subarray(784 * n, 784 * (n + 1))])),
      labels: Uint8Array.from(near, n => batch.labels[n]!),
    };
    const some = near.length === 0 ? all.map(() => 0) : differenceQuotients(net, those, hit, h);
    all.forEach((quotient, i) => expect(quotient).toBeCloseTo((some[i]! * near.length) / 40, 9));
  });

  test('examine() does let images go, and counts the hits', () => {
    expect(nearOf(1e-4).length).toBeLessThan(3);
    expect(nearOf(100)).toHaveLength(40);
    const hits = examine(net, batch, 1e-4).filter(flags => flags & verdict.hit).length;
    expect(hits / 40).toBeCloseTo(accuracy64(net, batch), 12);
  });

  test('descendAccuracy() takes the steps of the textbook, all images and all weights, and spares its net', () => {
    const before = net.parameters.slice();
    const [h, rate, steps] = [0.2, 0.1, 5];
    // Two steps an epoch: from the third on every image comes again, under other weights.
    const few = {...lab, train: sliceSplit(lab.train, 0, 200)};
    const {moved, points} = descendAccuracy(few, net, {steps, rate, h});
    expect(moved).toBeGreaterThan(0);
    expect(net.parameters).toEqual(before);
    const climbing = {...net, parameters: net.parameters.slice()};
    for (let step = 0; step < steps; step++) {
      const indices = epochOrder(lab.seed, Math.floor(step / 2), 200).subarray(
        100 * (step % 2),
        100 * (step % 2) + 100,
      );
      const hundred = {
        size: 100,
        images: Uint8Array.from(
          [...indices].flatMap(n => [...lab.train.images.subarray(784 * n, 784 * (n + 1))]),
        ),
        labels: Uint8Array.from(indices, n => lab.train.labels[n]!),
      };
      expect(points[step + 1]!.batchError).toBeCloseTo(1 - accuracy64(climbing, hundred), 12);
      const quotients = differenceQuotients(climbing, hundred, hit, h);
      quotients.forEach((quotient, i) => (climbing.parameters[i]! += rate * quotient));
      const test = batch64(lab.test, lab.test.size);
      expect(points[step + 1]!.testAccuracy).toBeCloseTo(accuracy64(climbing, test), 2);
    }
  });
});

test('scaleConfidence() is softmax(c·z), which tfjs computes too', async () => {
  const {model} = await trainedNet(lab, textbookRecipe(lab));
  const scaled = scaleConfidence(denseNet64(model), lab.test);
  const {accuracy, crossEntropy} = await evaluate(model, lab.test);
  expect(scaled).toHaveLength(21);
  expect(scaled[10]!.factor).toBe(1);
  expect(scaled[10]!.accuracy).toBe(accuracy);
  expect(Math.abs(scaled[10]!.crossEntropy - crossEntropy)).toBeLessThan(1e-5);
  // Half the logits, by way of tfjs: ln y is the logits but for a constant, which softmax does not see.
  const factor = scaled[7]!.factor;
  const {units, logits} = forward(denseNet64(model), batch64(lab.test, lab.test.size));
  expect(units).toHaveLength(lab.test.size * 50);
  const expected = tf.tidy(() => {
    const y = tf.softmax(tf.tensor2d([...logits], [lab.test.size, 10]).mul(factor));
    const labels = tf.oneHot(tf.tensor1d([...lab.test.labels], 'int32'), 10);
    return y.mul(labels).sum(-1).add(1e-7).log().neg().mean().dataSync()[0]!;
  });
  expect(scaled[7]!.crossEntropy).toBeCloseTo(expected, 5);
  model.dispose();
});

test('holdOut() sets the last twelfth aside, and nothing that is trained on is among it', () => {
  const {lab: kept, validation} = holdOut(lab);
  expect([kept.train.size, validation.size]).toEqual([7334, 666]);
  expect(kept.train.images.byteOffset + kept.train.images.length).toBe(validation.images.byteOffset);
  expect(validation.labels).toEqual(lab.train.labels.subarray(7334));
  expect(kept.test).toBe(lab.test);
});
