import {t} from '../../../text';
import type {Claim, ExperimentResult, Table} from '../experiment';
import {claim, count, metricsOf, significant, skip} from '../reporting';
import {belief, truth, type InformationFindings} from './distributions';
import {figuresOf} from './figures';

/** From H(p, q) to −ln y_t, as an answer, claims, numbers and pictures. */
export function describeInformation(found: InformationFindings): ExperimentResult {
  const {oneHot} = found.distributions;
  return {
    answer: t`H(p, q) = H(p) + KL(p‖q), and a one-hot label has an entropy of ${oneHot.entropy}: what is left
        of the sum is the term of the right class, −ln y_t. For the right guess at the 2 all of H(p, q),
        KL(p‖q) and −ln y_t are ${significant(oneHot.crossEntropy, 4)} nats. The mean of −ln y_t over a
        data set is the negative log-likelihood of its labels, per image.`,
    formulas: [
      {
        spoken: t`H of p and q is minus the sum over k of p k times the logarithm of q k`,
        tex: 'H{(p, q)} = − \\sum_k p_k \\ln{q_k}',
      },
    ],
    claims: [...valueClaims(found), ...oneHotClaims(found), ...dataClaims(found)],
    metrics: metricsOf(numbersOf(found)),
    highlights: [
      {label: t`H(p, q) of the example`, metric: 'example.crossEntropy', unit: t`nats`},
      {label: t`of which H(p)`, metric: 'example.entropy', unit: t`nats`},
      {label: t`of which KL(p‖q)`, metric: 'example.klDivergence', unit: t`nats`},
    ],
    tables: [distributionTable(found), likelihoodTable(found)],
    figures: figuresOf(found),
  };
}

function numbersOf({distributions, samples, likelihood: {few, all}}: InformationFindings) {
  const {coinBits, dieBits, ...rest} = distributions;
  return {
    ...rest,
    coin: {bits: coinBits},
    die: {bits: dieBits},
    samples: samples.at(-1)!,
    likelihood: {
      few: {product: few.product, fromLoss: few.fromLoss},
      all: {product: all.product, logarithm: all.logarithm},
    },
  };
}

function distributionTable({distributions: {example, oneHot}}: InformationFindings): Table {
  return {
    id: 'distributions',
    title: t`Three quantities of information theory (nats)`,
    columns: ['p', 'q', 'H(p)', 'KL(p‖q)', 'H(p, q)'],
    rows: [
      [truth.join(', '), belief.join(', '), example.entropy, example.klDivergence, example.crossEntropy],
      [t`one-hot: it is a 2`, t`the right guess`, oneHot.entropy, oneHot.klDivergence, oneHot.crossEntropy],
    ],
  };
}

function likelihoodTable({likelihood: {few, all}}: InformationFindings): Table {
  return {
    id: 'likelihood',
    title: t`The probability that the trained net gives to all labels at once`,
    columns: [t`images`, t`product of y_t in float64`, t`sum of ln y_t (nats)`],
    rows: [
      [few.size, few.product, Math.log(few.fromLoss)],
      [all.size, all.product, all.logarithm],
    ],
  };
}

/** Two or three roundings of float32 (2^-23 each) of values up to 3. */
const rounding = 1e-6;

/** H(p), H(p, q) and KL(p‖q) of (½, ¼, ¼) and (¼, ¼, ½) on paper: 1½, 1¾ and ¼ times ln 2. */
const onPaper = {entropy: 1.5 * Math.LN2, crossEntropy: 1.75 * Math.LN2, klDivergence: 0.25 * Math.LN2};

function valueClaims({distributions: {example, coinBits, dieBits}}: InformationFindings): Claim[] {
  const quantities = ['entropy', 'crossEntropy', 'klDivergence'] as const;
  const bits = Math.max(Math.abs(coinBits - 1), Math.abs(dieBits - Math.log2(6)));
  const sum = example.entropy + example.klDivergence;
  return [
    claim('information.bits', bits <= rounding)`
      A fair coin is worth 1 bit, a fair die the binary logarithm of 6
      → 1 and ${significant(Math.log2(6), 5)}
      → ${significant(coinBits, 5)} and ${significant(dieBits, 5)}`,
    claim(
      'information.values',
      quantities.every(each => Math.abs(example[each] - onPaper[each]) <= rounding),
    )`
      Entropy, cross entropy and divergence of the example are those on paper
      → ${quantities.map(each => onPaper[each].toFixed(5)).join(', ')}
      → ${quantities.map(each => example[each].toFixed(5)).join(', ')}`,
    claim('information.decomposition', Math.abs(example.crossEntropy - sum) <= rounding)`
      Cross entropy is entropy plus divergence: what cannot be helped, and what a wrong belief costs
      → ${significant(sum, 6)}
      → ${significant(example.crossEntropy, 6)}`,
  ];
}

function oneHotClaims({path, push, distributions: {oneHot, surprise}}: InformationFindings): Claim[] {
  const same = [oneHot.crossEntropy, oneHot.klDivergence, surprise];
  const entropies = path.map(({entropy}) => entropy);
  const last = path.at(-1)!;
  const pushes = [push.crossEntropy, push.klDivergence].flatMap(gradient =>
    gradient.map((entry, k) => Math.abs(entry - push.difference[k]!)),
  );
  return [
    claim('information.one-hot', Math.max(...same) - Math.min(...same) <= rounding && oneHot.entropy === 0)`
      For a one-hot label cross entropy, divergence and −ln y_t are the same number
      → the same three times, and an entropy of 0
      → ${same.map(value => significant(value, 6)).join(', ')}, and ${oneHot.entropy}`,
    claim(
      'information.path',
      entropies.every((entropy, i) => i === 0 || entropy < entropies[i - 1]!) &&
        last.entropy === 0 &&
        Math.abs(last.crossEntropy - last.klDivergence) <= rounding,
    )`
      The surer the label, the less entropy it has; at the end nothing but the divergence is left
      → an entropy that falls to 0, where cross entropy and divergence are the same
      → from ${significant(entropies[0]!)} to ${last.entropy}, ${significant(last.crossEntropy, 5)} and
      ${significant(last.klDivergence, 5)}`,
    claim(
      'information.push',
      pushes.every(difference => difference <= rounding),
    )`
      Cross entropy and divergence push the logits alike, with q − p: the entropy of p is a constant
      → at most ${rounding} apart
      → ${Math.max(...pushes)}`,
  ];
}

function dataClaims({samples, likelihood: {few, all}}: InformationFindings): Claim[] {
  const {draws, mean, standardError} = samples.at(-1)!;
  const off = (mean - onPaper.crossEntropy) / standardError;
  return [
    claim('information.samples', Math.abs(off) <= 4)`
      The mean of −ln q over outcomes drawn from p is H(p, q): data measure it without knowing p
      → within 4 standard errors
      → ${significant(Math.abs(off))} standard errors after ${count(draws)} draws`,
    // The probabilities are the net's; the losses are tfjs's, each rounded to float32, by 2^-22 of itself at most.
    claim(
      'information.likelihood',
      Math.abs(Math.log(few.product / few.fromLoss)) <= 2 ** -22 * few.nats + 1e-10,
    )`
      The product of the probabilities of the labels is e to the minus N times the mean loss
      → ${few.fromLoss.toExponential(4)}
      → ${few.product.toExponential(4)}`,
    // ln of the least positive float64 is −745: only where the sum is below that is there anything to show.
    // Factors above a half leave that number as it is: rounding takes it back up.
    claim(
      'information.underflow',
      all.logarithm > -745
        ? skip(t`needs a product below what float64 can hold, e to the −745`)
        : all.product <= Number.MIN_VALUE && Number.isFinite(all.logarithm),
    )`
      Over many images the product is too small for float64, and the sum of the logarithms is not
      → 0 or the least number there is, where the logarithm is finite
      → ${all.product}, ${significant(all.logarithm)} nats`,
  ];
}
