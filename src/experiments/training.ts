import type * as tf from '@tensorflow/tfjs';
import {evaluate} from '../training/evaluate';
import type {Claim, Experiment, ExperimentResult, Figure, Lab, Table} from './experiment';
import {percent} from './percent';
import {measuredImages, textbookRecipe, textbookSteps, trainedNet, type Recipe} from './trainedNet';

/** What SSE, one-hot CEE and integer CEE reach, and at which learning rates. */
export const training: Experiment = {
  id: 'training',
  question: 'What do SSE, one-hot CEE and integer CEE reach, at which learning rates? Does it generalise?',
  async run(lab) {
    const runs = new Map<string, Measured>();
    const named = Object.entries(recipes(lab));
    for (const [i, [name, recipe]] of named.entries()) {
      const report = (fraction: number) =>
        lab.progress((i + fraction) / named.length, `training: ${recipeTitle(recipe)}`);
      runs.set(name, await measure(lab, recipe, report));
    }
    return describe(lab, runs);
  },
};

interface Measured {
  recipe: Recipe;
  losses: readonly number[];
  trainAccuracy: number;
  testAccuracy: number;
  testCrossEntropy: number;
  weights: readonly Float32Array[];
}

/** One net, one seed, one order of the images; only the objective and the learning rate differ. */
function recipes(lab: Lab): Record<string, Recipe> {
  const steps = textbookSteps(lab);
  // Summed at rate 0.1 and averaged at rate 10 are one path: a quick run need not walk all of it to see that.
  const pairSteps = lab.profile === 'full' ? steps : 100;
  return {
    cee: {loss: 'crossEntropy', learningRate: 0.1, steps},
    sparse: {loss: 'sparseCrossEntropy', learningRate: 0.1, steps},
    sse: {loss: 'sumSquaredError', learningRate: 0.1, steps},
    sseFast: {loss: 'sumSquaredError', learningRate: 1, steps},
    sseSum: {loss: 'sumSquaredError', learningRate: 0.1, steps: pairSteps, reduction: 'sum'},
    sseTen: {loss: 'sumSquaredError', learningRate: 10, steps: pairSteps},
    ...(lab.profile === 'full' && {relu: {...textbookRecipe(lab), activation: 'relu'}}),
  };
}

async function measure(lab: Lab, recipe: Recipe, report: (fraction: number) => void): Promise<Measured> {
  const {model, losses} = await trainedNet(lab, recipe, report);
  try {
    const onTest = await evaluate(model, lab.test, {signal: lab.signal});
    const onTrain = await evaluate(model, measuredImages(lab), {signal: lab.signal});
    return {
      recipe,
      losses,
      testAccuracy: onTest.accuracy,
      testCrossEntropy: onTest.crossEntropy,
      trainAccuracy: onTrain.accuracy,
      weights: model.getWeights().map(values),
    };
  } finally {
    model.dispose();
  }
}

function describe(lab: Lab, runs: ReadonlyMap<string, Measured>): ExperimentResult {
  const metrics = collectMetrics(runs);
  return {
    answer:
      `After ${metrics.steps!} steps cross entropy reaches ${percent(metrics['cee.testAccuracy'])} of the test images, ` +
      `with one-hot and integer labels alike; SSE reaches ${percent(metrics['sse.testAccuracy'])} at the same learning ` +
      `rate and ${percent(metrics['sseFast.testAccuracy'])} at ten times that.`,
    claims: claims(lab, metrics),
    metrics,
    highlights: [
      {label: 'test accuracy with CEE', metric: 'cee.testAccuracyPercent', unit: '%'},
      {label: 'with SSE, same learning rate', metric: 'sse.testAccuracyPercent', unit: '%'},
      {label: 'with SSE, ten times the rate', metric: 'sseFast.testAccuracyPercent', unit: '%'},
    ],
    tables: [table(runs)],
    figures: [figure(runs)],
  };
}

type Metrics = Readonly<Record<string, number>>;

function collectMetrics(runs: ReadonlyMap<string, Measured>): Metrics {
  const metrics: Record<string, number> = {steps: runs.get('cee')!.recipe.steps};
  for (const [name, run] of runs) {
    metrics[`${name}.testAccuracy`] = run.testAccuracy;
    metrics[`${name}.testAccuracyPercent`] = 100 * run.testAccuracy;
    metrics[`${name}.trainAccuracy`] = run.trainAccuracy;
    metrics[`${name}.testCrossEntropy`] = run.testCrossEntropy;
  }
  metrics['sparse.weightDistance'] = greatestDifference(
    runs.get('cee')!.weights,
    runs.get('sparse')!.weights,
  );
  metrics['sseSum.weightDistance'] = greatestDifference(
    runs.get('sseSum')!.weights,
    runs.get('sseTen')!.weights,
  );
  metrics['cee.generalisationGap'] = metrics['cee.trainAccuracy']! - metrics['cee.testAccuracy']!;
  return metrics;
}

/** Weights grow to about 1; float32 rounding, carried through thousands of steps, stays below this. */
const roundingOfRun = 1e-3;

function claims({source, profile}: Lab, m: Metrics): Claim[] {
  const onlyFullMnist = source.kind !== 'mnist' || profile !== 'full';
  const within = (key: string, low: number, high: number) => m[key]! >= low && m[key]! <= high;
  const published = (id: string, statement: string, key: string, low: number, high: number): Claim => ({
    id: `training.${id}`,
    statement,
    expected: `${percent(low)} to ${percent(high)}`,
    measured: key in m ? percent(m[key]) : 'not run',
    holds: onlyFullMnist ? 'skipped' : within(key, low, high),
  });
  return [
    {
      id: 'training.same-labels',
      statement: 'One-hot and integer labels train the same weights from one seed, to float32 rounding',
      expected: `at most ${roundingOfRun} apart`,
      measured: m['sparse.weightDistance']!,
      holds: m['sparse.weightDistance']! <= roundingOfRun,
    },
    {
      id: 'training.sse-slower',
      statement: 'At one learning rate SSE lags behind CEE, for its gradient starts at a tenth',
      expected: 'a lower test accuracy',
      measured: `${percent(m['sse.testAccuracy'])} against ${percent(m['cee.testAccuracy'])}`,
      holds: m['sse.testAccuracy']! < m['cee.testAccuracy']!,
    },
    {
      id: 'training.sse-fair',
      statement:
        'At ten times the rate SSE makes up for that: comparing losses at one rate compares step sizes',
      expected: 'no more than 1 % below CEE',
      measured: `${percent(m['sseFast.testAccuracy'])} against ${percent(m['cee.testAccuracy'])}`,
      holds: m['sseFast.testAccuracy']! >= m['cee.testAccuracy']! - 0.01,
    },
    {
      id: 'training.hidden-rate',
      statement: 'SSE summed over a batch of 100 at rate 0.1 is SSE averaged at rate 10',
      expected: 'test accuracies at most 1 % apart',
      measured: `${percent(m['sseSum.testAccuracy'])} and ${percent(m['sseTen.testAccuracy'])}`,
      holds: Math.abs(m['sseSum.testAccuracy']! - m['sseTen.testAccuracy']!) <= 0.01,
    },
    {
      id: 'training.generalises',
      statement: 'The net does on images it never saw nearly what it does on its own',
      expected: 'less than 3 % apart',
      measured: percent(m['cee.generalisationGap']),
      holds: Math.abs(m['cee.generalisationGap']!) < 0.03,
    },
    published('cee-mnist', 'CEE on MNIST, 10,000 steps, learning rate 0.1', 'cee.testAccuracy', 0.942, 0.952),
    published('sse-mnist', 'SSE on MNIST, 10,000 steps, learning rate 0.1', 'sse.testAccuracy', 0.903, 0.915),
    published(
      'sse-fast-mnist',
      'SSE on MNIST, 10,000 steps, learning rate 1',
      'sseFast.testAccuracy',
      0.955,
      0.965,
    ),
    published(
      'sse-sum-mnist',
      'Summed SSE on MNIST, 10,000 steps, learning rate 0.1',
      'sseSum.testAccuracy',
      0.965,
      0.977,
    ),
    published('relu-mnist', 'CEE with ReLU on MNIST, 10,000 steps', 'relu.testAccuracy', 0.965, 0.975),
  ];
}

function table(runs: ReadonlyMap<string, Measured>): Table {
  return {
    id: 'objectives',
    title: 'One net, one seed, the same images in the same order',
    columns: ['objective', 'steps', 'train accuracy', 'test accuracy', 'test CEE (nats)'],
    rows: [...runs.values()].map(run => [
      recipeTitle(run.recipe),
      run.recipe.steps,
      percent(run.trainAccuracy),
      percent(run.testAccuracy),
      run.testCrossEntropy,
    ]),
  };
}

function figure(runs: ReadonlyMap<string, Measured>): Figure {
  return {
    id: 'training-loss',
    title: 'Each objective falls in its own unit; only accuracy compares them',
    alt: 'Falling curves of the mean loss per epoch, one for each objective.',
    x: {label: 'epoch', scale: 'linear'},
    y: {label: 'mean loss of the epoch', unit: 'CEE in nats', scale: 'log'},
    marks: [...runs.values()].map(run => ({
      type: 'line',
      name: recipeTitle(run.recipe),
      points: run.losses.map((y, i) => ({x: i + 1, y})),
    })),
  };
}

function recipeTitle({loss, learningRate, reduction, activation}: Recipe): string {
  const names: Record<string, string> = {
    crossEntropy: 'CEE, one-hot labels',
    sparseCrossEntropy: 'CEE, integer labels',
    sumSquaredError: 'SSE',
  };
  const how = [
    reduction === 'sum' ? 'summed' : '',
    activation === 'relu' ? 'ReLU' : '',
    `rate ${learningRate}`,
  ];
  return [names[loss], ...how].filter(Boolean).join(', ');
}

function greatestDifference(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let greatest = 0;
  a.forEach((tensor, t) => {
    tensor.forEach((value, i) => (greatest = Math.max(greatest, Math.abs(value - b[t]![i]!))));
  });
  return greatest;
}

function values(weight: tf.Tensor): Float32Array {
  return weight.dataSync<'float32'>().slice();
}
