import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {claim, count, rises, significant, skip, table} from '../reporting';
import {belief, truth, type InformationFindings} from './distributions';

/** What the numbers show, or do not. */
export function claimsOf(found: InformationFindings): Claim[] {
  return [...valueClaims(found), ...entropyClaims(found), ...oneHotClaims(found), ...dataClaims(found)];
}

/** What scripts read of the findings. */
export function numbersOf({distributions, samples, spreads, likelihood: {few, all}}: InformationFindings) {
  const {coinBits, dieBits, ...rest} = distributions;
  return {
    ...rest,
    coin: {bits: coinBits},
    die: {bits: dieBits},
    samples: samples.at(-1)!,
    dieSpread: spreadNumbers(spreads[0]!),
    coinSpread: spreadNumbers(spreads.at(-1)!),
    likelihood: {
      few: {product: few.product, fromLoss: few.fromLoss},
      all: {product: all.product, logarithm: all.logarithm},
    },
  };
}

function spreadNumbers({variance, entropy}: InformationFindings['spreads'][number]) {
  return {variance, entropy};
}

/** The distributions, variance and entropy, and the likelihood in numbers. */
export function tablesOf({distributions, spreads, likelihood: {few, all}}: InformationFindings): Table[] {
  const {example, oneHot} = distributions;
  return [
    {
      id: 'distributions',
      title: t`Three quantities of information theory (nats)`,
      columns: ['p', 'q', 'H(p)', 'KL(p‖q)', 'H(p, q)'],
      rows: [
        [truth.join(', '), belief.join(', '), example.entropy, example.klDivergence, example.crossEntropy],
        [t`one-hot: it is a 2`, t`the right guess`, oneHot.entropy, oneHot.klDivergence, oneHot.crossEntropy],
      ],
    },
    table('variance-entropy', t`Variance and entropy, all values equally likely`, spreads, [
      [t`values`, ({values}) => values.join(', ').replaceAll('-', '−')],
      [t`variance`, ({variance}) => variance],
      [t`entropy (nats)`, ({entropy}) => entropy],
    ]),
    {
      id: 'likelihood',
      title: t`The probability that the trained net gives to all labels at once`,
      columns: [t`images`, t`product of y_t in float64`, t`sum of ln y_t (nats)`],
      rows: [
        [few.size, few.product, Math.log(few.fromLoss)],
        [all.size, all.product, all.logarithm],
      ],
    },
  ];
}

/** Two or three roundings of float32 (2^-23 each) of values up to 3. */
const rounding = 1e-6;

/** H(p), H(p, q) and KL(p‖q) of (½, ¼, ¼) and (¼, ¼, ½) on paper: 1½, 1¾ and ¼ times ln 2. */
const onPaper = {entropy: 1.5 * Math.LN2, crossEntropy: 1.75 * Math.LN2, klDivergence: 0.25 * Math.LN2};

function valueClaims({distributions: {example, coinBits, dieBits}}: InformationFindings): Claim[] {
  const quantities = ['entropy', 'crossEntropy', 'klDivergence'] as const;
  const bits = Math.max(Math.abs(coinBits - 1), Math.abs(dieBits - Math.log2(6)));
  const sum = example.entropy + example.klDivergence;
  const off = Math.max(...quantities.map(each => Math.abs(example[each] - onPaper[each])));
  const digits = (of: typeof onPaper) => quantities.map(each => of[each].toFixed(5)).join(', ');
  return [
    claim('information.bits', bits <= rounding)`
      A fair coin is worth 1 bit, a fair die the binary logarithm of 6
      → 1 and ${significant(Math.log2(6), 5)}
      → ${significant(coinBits, 5)} and ${significant(dieBits, 5)}`,
    claim('information.values', off <= rounding)`
      Entropy, cross entropy and divergence of the example are those on paper
      → ${digits(onPaper)}
      → ${digits(example)}`,
    claim('information.decomposition', Math.abs(example.crossEntropy - sum) <= rounding)`
      Cross entropy is entropy plus divergence: what cannot be helped, and what a wrong belief costs
      → ${significant(sum, 6)}
      → ${significant(example.crossEntropy, 6)}`,
  ];
}

function entropyClaims({coins, spreads}: InformationFindings): Claim[] {
  const most = coins.reduce((a, b) => (b.entropy > a.entropy ? b : a));
  const [first, last] = [coins[0]!, coins.at(-1)!];
  const isHill = most.p === 0.5 && Math.abs(most.entropy - Math.LN2) <= rounding;
  const [die, ...apart] = spreads;
  const furthest = apart.at(-1)!;
  const isCounterexample = furthest.variance > 1000 * die!.variance && furthest.entropy < die!.entropy / 2;
  const same = apart.every(({entropy}) => Math.abs(entropy - Math.LN2) <= rounding);
  return [
    claim('information.coin', isHill && first.entropy === 0 && last.entropy === 0)`
      The entropy of a coin is 0 where it is certain and greatest at p = ½, where it is ln 2
      → 0, ${significant(Math.LN2, 5)} at 0.5, and 0
      → ${first.entropy}, ${significant(most.entropy, 5)} at ${most.p}, and ${last.entropy}`,
    claim('information.variance', isCounterexample && same)`
      More variance is not more entropy: two numbers however far apart have ln 2 nats, fewer than a die
      → the same entropy at any distance, and less than half that of a die with less variance
      → ${significant(furthest.entropy, 4)} nats at a variance of ${count(furthest.variance)}, against
      ${significant(die!.entropy, 4)} at ${significant(die!.variance)}`,
  ];
}

function oneHotClaims({path, push, distributions: {oneHot, surprise}}: InformationFindings): Claim[] {
  const same = [oneHot.crossEntropy, oneHot.klDivergence, surprise];
  const [first, last] = [path[0]!, path.at(-1)!];
  const falls = rises(path.map(({entropy}) => -entropy));
  const apart = Math.abs(last.crossEntropy - last.klDivergence);
  const pushes = [push.crossEntropy, push.klDivergence].flatMap(gradient =>
    gradient.map((entry, k) => Math.abs(entry - push.difference[k]!)),
  );
  return [
    claim('information.one-hot', Math.max(...same) - Math.min(...same) <= rounding && oneHot.entropy === 0)`
      For a one-hot label cross entropy, divergence and −ln y_t are the same number
      → the same three times, and an entropy of 0
      → ${same.map(value => significant(value, 6)).join(', ')}, and ${oneHot.entropy}`,
    claim('information.path', falls && last.entropy === 0 && apart <= rounding)`
      The surer the label, the less entropy it has; at the end nothing but the divergence is left
      → an entropy that falls to 0, where cross entropy and divergence are the same
      → from ${significant(first.entropy)} to ${last.entropy}, ${significant(last.crossEntropy, 5)} and
      ${significant(last.klDivergence, 5)}`,
    claim('information.push', Math.max(...pushes) <= rounding)`
      Cross entropy and divergence have the same gradient on the logits, q − p: the entropy of p is a constant
      → at most ${rounding} apart
      → ${Math.max(...pushes)}`,
  ];
}

function dataClaims({samples, likelihood: {few, all}}: InformationFindings): Claim[] {
  const {draws, mean, standardError} = samples.at(-1)!;
  const off = (mean - onPaper.crossEntropy) / standardError;
  // The probabilities are the net's; the losses are tfjs's, each rounded to float32, by 2^-22 of itself at most.
  const rounded = 2 ** -22 * few.nats + 1e-10;
  // ln of the least positive float64 is −745: only where the sum is below that is there anything to show.
  const tooLarge = t`needs a product below what float64 can hold, e to the −745`;
  // Factors above a half leave that number as it is: rounding takes it back up.
  const underflows = all.product <= Number.MIN_VALUE && Number.isFinite(all.logarithm);
  return [
    claim('information.samples', Math.abs(off) <= 4)`
      The mean of −ln q over outcomes drawn from p is H(p, q): data measure it without knowing p
      → within 4 standard errors
      → ${significant(Math.abs(off))} standard errors after ${count(draws)} draws`,
    claim('information.likelihood', Math.abs(Math.log(few.product / few.fromLoss)) <= rounded)`
      The product of the probabilities of the labels is e to the minus N times the mean loss
      → ${few.fromLoss.toExponential(4)}
      → ${few.product.toExponential(4)}`,
    claim('information.underflow', all.logarithm > -745 ? skip(tooLarge) : underflows)`
      Over many images the product is too small for float64, and the sum of the logarithms is not
      → 0 or the least number there is, where the logarithm is finite
      → ${all.product}, ${significant(all.logarithm)} nats`,
  ];
}
