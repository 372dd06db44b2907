import type {ExperimentResult, Table} from '../experiment';
import {significant} from '../significant';
import {belief, truth} from './distributions';
import {claimsOf} from './claims';
import {figuresOf} from './figures';
import type {InformationFindings, InformationMetrics} from './findings';

/** From H(p, q) to −ln y_t, as an answer, claims, numbers and pictures. */
export function describeInformation(found: InformationFindings): ExperimentResult {
  const metrics = metricsOf(found);
  const {oneHot} = found.distributions;
  return {
    answer:
      `H(p, q) = H(p) + KL(p‖q), and a one-hot label has an entropy of ${oneHot.entropy}: what is left of the sum is the ` +
      `term of the right class, −ln y_t. For the right guess at the 2 all of H(p, q), KL(p‖q) and −ln y_t are ` +
      `${significant(oneHot.crossEntropy, 4)} nats. The mean of −ln y_t over a data set is the negative ` +
      `log-likelihood of its labels, per image.`,
    claims: claimsOf(found, metrics),
    metrics,
    highlights: [
      {label: 'H(p, q) of the example', metric: 'example.crossEntropy', unit: 'nats'},
      {label: 'of which H(p)', metric: 'example.entropy', unit: 'nats'},
      {label: 'of which KL(p‖q)', metric: 'example.klDivergence', unit: 'nats'},
    ],
    tables: [distributionTable(found), likelihoodTable(found)],
    figures: figuresOf(found),
  };
}

function metricsOf({distributions, samples, likelihood}: InformationFindings): InformationMetrics {
  const {example, oneHot, surprise, coinBits, dieBits} = distributions;
  const last = samples[samples.length - 1]!;
  const metrics: Record<string, number> = {
    surprise,
    'coin.bits': coinBits,
    'die.bits': dieBits,
    'samples.draws': last.draws,
    'samples.mean': last.mean,
    'samples.standardError': last.standardError,
    'likelihood.few.product': likelihood.few.product,
    'likelihood.few.fromLoss': likelihood.few.fromLoss,
    'likelihood.all.product': likelihood.all.product,
    'likelihood.all.logarithm': likelihood.all.logarithm,
  };
  for (const [name, values] of Object.entries({example, oneHot})) {
    for (const [quantity, nats] of Object.entries(values)) metrics[`${name}.${quantity}`] = nats as number;
  }
  return metrics;
}

function distributionTable({distributions: {example, oneHot}}: InformationFindings): Table {
  return {
    id: 'distributions',
    title: 'Three quantities of information theory (nats)',
    columns: ['p', 'q', 'H(p)', 'KL(p‖q)', 'H(p, q)'],
    rows: [
      [truth.join(', '), belief.join(', '), example.entropy, example.klDivergence, example.crossEntropy],
      ['one-hot: it is a 2', 'the right guess', oneHot.entropy, oneHot.klDivergence, oneHot.crossEntropy],
    ],
  };
}

function likelihoodTable({likelihood: {few, all}}: InformationFindings): Table {
  return {
    id: 'likelihood',
    title: 'The probability that the trained net gives to all labels at once',
    columns: ['images', 'product of y_t in float64', 'sum of ln y_t (nats)'],
    rows: [
      [few.size, few.product, Math.log(few.fromLoss)],
      [all.size, all.product, all.logarithm],
    ],
  };
}
