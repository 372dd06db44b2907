import type {ExperimentResult, Table, Claim} from '../experiment';
import {significant} from '../significant';
import {belief, truth, type InformationFindings, type InformationMetrics} from './distributions';
import {figuresOf} from './figures';
import {skip} from '../skip';

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

/** What the numbers bear out, or not. */
export function claimsOf(found: InformationFindings, m: InformationMetrics): Claim[] {
  return [...valueClaims(m), ...oneHotClaims(found, m), ...dataClaims(found, m)];
}

/** Two or three roundings of float32 (2^-23 each) of values up to 3. */
const rounding = 1e-6;

/** H(p), H(p, q) and KL(p‖q) of (½, ¼, ¼) and (¼, ¼, ½) on paper: 1½, 1¾ and ¼ times ln 2. */
const onPaper = {entropy: 1.5 * Math.LN2, crossEntropy: 1.75 * Math.LN2, klDivergence: 0.25 * Math.LN2};

function valueClaims(m: InformationMetrics): Claim[] {
  const keys = Object.entries(onPaper);
  const bits = Math.max(Math.abs(m['coin.bits']! - 1), Math.abs(m['die.bits']! - Math.log2(6)));
  const sum = m['example.entropy']! + m['example.klDivergence']!;
  return [
    {
      id: 'information.bits',
      statement: 'A fair coin is worth 1 bit, a fair die the binary logarithm of 6',
      expected: `1 and ${significant(Math.log2(6), 5)}`,
      measured: `${significant(m['coin.bits'], 5)} and ${significant(m['die.bits'], 5)}`,
      holds: bits <= rounding,
    },
    {
      id: 'information.values',
      statement: 'Entropy, cross entropy and divergence of the example are those on paper',
      expected: keys.map(([, value]) => value.toFixed(5)).join(', '),
      measured: keys.map(([key]) => m[`example.${key}`]!.toFixed(5)).join(', '),
      holds: keys.every(([key, value]) => Math.abs(m[`example.${key}`]! - value) <= rounding),
    },
    {
      id: 'information.decomposition',
      statement:
        'Cross entropy is entropy plus divergence: what cannot be helped, and what a wrong belief costs',
      expected: significant(sum, 6),
      measured: significant(m['example.crossEntropy'], 6),
      holds: Math.abs(m['example.crossEntropy']! - sum) <= rounding,
    },
  ];
}

function oneHotClaims({path, push}: InformationFindings, m: InformationMetrics): Claim[] {
  const oneHot = [m['oneHot.crossEntropy']!, m['oneHot.klDivergence']!, m.surprise!];
  const entropies = path.map(({entropy}) => entropy);
  const last = path[path.length - 1]!;
  const pushes = [push.crossEntropy, push.klDivergence].flatMap(gradient =>
    gradient.map((entry, k) => Math.abs(entry - push.difference[k]!)),
  );
  return [
    {
      id: 'information.one-hot',
      statement: 'For a one-hot label cross entropy, divergence and −ln y_t are the same number',
      expected: 'the same three times, and an entropy of 0',
      measured: `${oneHot.map(value => significant(value, 6)).join(', ')}, and ${m['oneHot.entropy']!}`,
      holds: Math.max(...oneHot) - Math.min(...oneHot) <= rounding && m['oneHot.entropy'] === 0,
    },
    {
      id: 'information.path',
      statement:
        'The surer the label, the less entropy it has; at the end nothing but the divergence is left',
      expected: 'an entropy that falls to 0, where cross entropy and divergence are the same',
      measured: `from ${significant(entropies[0])} to ${last.entropy}, ${significant(last.crossEntropy, 5)} and ${significant(last.klDivergence, 5)}`,
      holds:
        entropies.every((entropy, i) => i === 0 || entropy < entropies[i - 1]!) &&
        last.entropy === 0 &&
        Math.abs(last.crossEntropy - last.klDivergence) <= rounding,
    },
    {
      id: 'information.push',
      statement:
        'Cross entropy and divergence push the logits alike, with q − p: the entropy of p is a constant',
      expected: `at most ${rounding} apart`,
      measured: Math.max(...pushes),
      holds: pushes.every(difference => difference <= rounding),
    },
  ];
}

function dataClaims({samples, likelihood: {few, all}}: InformationFindings, m: InformationMetrics): Claim[] {
  const off = (m['samples.mean']! - onPaper.crossEntropy) / m['samples.standardError']!;
  return [
    {
      id: 'information.samples',
      statement: 'The mean of −ln q over outcomes drawn from p is H(p, q): data measure it without knowing p',
      expected: 'within 4 standard errors',
      measured: `${significant(Math.abs(off))} standard errors after ${samples[samples.length - 1]!.draws.toLocaleString('en')} draws`,
      holds: Math.abs(off) <= 4,
    },
    {
      id: 'information.likelihood',
      statement: 'The product of the probabilities of the labels is e to the minus N times the mean loss',
      expected: few.fromLoss.toExponential(4),
      measured: few.product.toExponential(4),
      // The probabilities are the net's; the losses are tfjs's, each rounded to float32, by 2^-22 of itself at most.
      holds: Math.abs(Math.log(few.product / few.fromLoss)) <= 2 ** -22 * few.nats + 1e-10,
    },
    {
      id: 'information.underflow',
      statement:
        'Over many images the product is too small for float64, and the sum of the logarithms is not',
      expected: '0 or the least number there is, where the logarithm is finite',
      measured: `${all.product}, ${significant(all.logarithm)} nats`,
      // ln of the least positive float64 is −745: only where the sum is below that is there anything to show.
      // Factors above a half leave that number as it is: rounding takes it back up.
      ...(all.logarithm > -745
        ? skip('needs a product below what float64 can hold, e to the −745')
        : {holds: all.product <= Number.MIN_VALUE && Number.isFinite(all.logarithm)}),
    },
  ];
}
