import {sliceSplit} from '../data/split';
import {evaluate} from '../training/evaluate';
import type {Claim, Experiment, ExperimentResult, Figure, Lab, Table} from './experiment';
import {gradientEstimates, type GradientEstimate} from './minibatchGradients';
import {batchMeanSpread, deviation, unseenFraction, type Spread} from './minibatchSampling';
import {percent} from './percent';
import {measuredImages, textbookRecipe, trainedNet} from './trainedNet';

/** How good an estimate of the full loss is a mini-batch, and does it matter how it is drawn? */
export const minibatch: Experiment = {
  id: 'minibatch',
  question: 'How good an estimate of the full loss is a mini-batch? With or without replacement?',
  async run(lab) {
    const recipe = textbookRecipe(lab);
    const {model} = await trainedNet(lab, recipe, done =>
      lab.progress(0.4 * done, 'training the textbook net'),
    );
    try {
      const {perExample} = await evaluate(model, measuredImages(lab), {signal: lab.signal});
      lab.progress(0.5, 'drawing mini-batches');
      const spreads = batchSizes.flatMap(size =>
        [true, false].map(replaced =>
          batchMeanSpread(perExample, {size, replaced, draws: drawsOf(lab), seed: lab.seed}),
        ),
      );
      lab.progress(0.7, 'gradients of mini-batches');
      const gradients = gradientEstimates(
        model,
        sliceSplit(lab.train, 0, Math.min(lab.train.size, gradientImages)),
        lab.seed,
      );
      const {model: other} = await trainedNet(lab, {...recipe, sampling: 'replacement'}, done =>
        lab.progress(0.75 + 0.2 * done, 'training with replacement'),
      );
      const accuracies = {
        epoch: (await evaluate(model, lab.test, {signal: lab.signal})).accuracy,
        replacement: (await evaluate(other, lab.test, {signal: lab.signal})).accuracy,
      };
      other.dispose();
      return describe({lab, perExample, spreads, gradients, accuracies});
    } finally {
      model.dispose();
    }
  },
};

const batchSizes = [10, 100, 1000];

/** Images whose batches' gradients are averaged: a full loss small enough to have its gradient at once. */
const gradientImages = 2000;

/** Draws from which a standard deviation is estimated; its own relative error is 1/√(2·draws). */
function drawsOf({profile}: Lab): number {
  return profile === 'full' ? 5000 : 2000;
}

interface Findings {
  lab: Lab;
  perExample: Float32Array;
  spreads: readonly Spread[];
  gradients: GradientEstimate;
  accuracies: {epoch: number; replacement: number};
}

function describe(findings: Findings): ExperimentResult {
  const metrics = collectMetrics(findings);
  return {
    answer:
      `The mean of ${batchSizes[1]!} images misses the full loss by ${metrics['n100.replaced.spread']!.toFixed(4)} nats on ` +
      `average (σ/√n predicts ${metrics['n100.predicted']!.toFixed(4)}) and is never off in one direction; drawing with ` +
      `replacement leaves ${percent(metrics['unseen.measured'])} of the images unseen in an epoch, which training does not notice.`,
    claims: claims(findings, metrics),
    metrics,
    highlights: [
      {label: 'σ of the loss of one image', metric: 'sigma', unit: 'nats'},
      {label: 'σ of the mean of 100', metric: 'n100.replaced.spread', unit: 'nats'},
      {label: 'images unseen with replacement', metric: 'unseen.measuredPercent', unit: '%'},
    ],
    tables: [spreadTable(findings.spreads)],
    figures: [spreadFigure(findings.spreads)],
  };
}

function collectMetrics({lab, perExample, spreads, gradients, accuracies}: Findings): Record<string, number> {
  const sigma = deviation(perExample);
  const metrics: Record<string, number> = {
    sigma,
    'n100.predicted': sigma / Math.sqrt(100),
    'unseen.measured': unseenFraction(lab.train.size, lab.seed),
    'unseen.predicted': Math.exp(-1),
    'gradient.epochMeanError': gradients.epochMeanError,
    'gradient.sumOverMean': gradients.sumOverMean,
    'epoch.testAccuracy': accuracies.epoch,
    'replacement.testAccuracy': accuracies.replacement,
  };
  metrics['unseen.measuredPercent'] = 100 * metrics['unseen.measured']!;
  for (const {size, replaced, spread, predicted, bias} of spreads) {
    const key = `n${size}.${replaced ? 'replaced' : 'distinct'}`;
    Object.assign(metrics, {
      [`${key}.spread`]: spread,
      [`${key}.ratio`]: spread / predicted,
      [`${key}.bias`]: bias,
    });
  }
  for (const {size, cosine} of gradients.cosines) metrics[`gradient.cosine.n${size}`] = cosine;
  return metrics;
}

function claims({lab, spreads}: Findings, m: Record<string, number>): Claim[] {
  const ratios = spreads.map(({spread, predicted}) => spread / predicted);
  const worst = Math.max(...ratios.map(ratio => Math.abs(ratio - 1)));
  // Four standard errors of a standard deviation estimated from so many draws; losses have heavy tails, so 1.5 times that.
  const tolerance = (1.5 * 4) / Math.sqrt(2 * drawsOf(lab));
  return [
    {
      id: 'minibatch.spread',
      statement:
        'The mean of n losses spreads by σ/√n around the full loss (without replacement, a little less)',
      expected: `ratios of 1 to ${percent(tolerance)}`,
      measured: `off by at most ${percent(worst)}`,
      holds: worst <= tolerance,
    },
    {
      id: 'minibatch.unbiased',
      statement: 'It is off in neither direction: the average of many mini-batch losses is the full loss',
      expected: 'within 4 standard errors',
      measured: Math.max(...spreads.map(({bias}) => Math.abs(bias))).toFixed(2),
      holds: spreads.every(({bias}) => Math.abs(bias) <= 4),
    },
    {
      id: 'minibatch.unseen',
      statement: 'An epoch drawn with replacement leaves 1/e of the images unseen; without, none',
      expected: percent(Math.exp(-1)),
      measured: percent(m['unseen.measured']),
      // The fraction's own deviation is below 0.31/√N; five of them.
      holds: Math.abs(m['unseen.measured']! - Math.exp(-1)) <= 1.6 / Math.sqrt(lab.train.size),
    },
    {
      id: 'minibatch.gradient',
      statement: "The mean of an epoch's mini-batch gradients is the gradient of the full loss",
      expected: 'relative error at most 1e-5 (float32)',
      measured: m['gradient.epochMeanError']!,
      holds: m['gradient.epochMeanError']! <= 1e-5,
    },
    {
      id: 'minibatch.sum',
      statement:
        'Summing instead of averaging multiplies the gradient by the batch size: a hidden learning rate',
      expected: '100',
      measured: m['gradient.sumOverMean']!,
      holds: Math.abs(m['gradient.sumOverMean']! - 100) <= 1e-2,
    },
    {
      id: 'minibatch.sampling',
      statement: 'Training does not notice which way its batches are drawn',
      expected: 'test accuracies at most 2 % apart',
      measured: `${percent(m['epoch.testAccuracy'])} and ${percent(m['replacement.testAccuracy'])}`,
      holds: Math.abs(m['epoch.testAccuracy']! - m['replacement.testAccuracy']!) <= 0.02,
    },
  ];
}

function spreadTable(spreads: readonly Spread[]): Table {
  return {
    id: 'spread',
    title: 'How far the mean of n losses strays from the full loss (nats)',
    columns: ['n', 'drawn', 'measured σ', 'predicted σ', 'bias (standard errors)'],
    rows: spreads.map(({size, replaced, spread, predicted, bias}) => [
      size,
      replaced ? 'with replacement' : 'without',
      spread,
      predicted,
      bias,
    ]),
  };
}

function spreadFigure(spreads: readonly Spread[]): Figure {
  const points = (replaced: boolean, of: 'spread' | 'predicted') =>
    spreads.filter(spread => spread.replaced === replaced).map(spread => ({x: spread.size, y: spread[of]}));
  return {
    id: 'minibatch-spread',
    title: 'A hundred times the images, a tenth of the error',
    alt: 'A falling straight line on logarithmic axes: the spread of the batch mean against the batch size.',
    x: {label: 'batch size n', unit: 'images', scale: 'log'},
    y: {label: 'standard deviation of the batch mean', unit: 'nats', scale: 'log'},
    marks: [
      {type: 'line', name: 'σ/√n', points: points(true, 'predicted')},
      {type: 'dot', name: 'measured, with replacement', points: points(true, 'spread')},
      {type: 'dot', name: 'measured, without', points: points(false, 'spread')},
    ],
  };
}
