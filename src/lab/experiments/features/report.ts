import {t} from '../../../text';
import type {Claim, Figure, Lab, Table} from '../experiment';
import {claim, percent, recordOf, series, skip, table} from '../reporting';
import {featureNames, type FeatureFindings, type FeatureName} from './representations';

export type Numbers = ReturnType<typeof numbersOf>;

/** What claims, answer and scripts read of the findings. */
export function numbersOf({found, images}: FeatureFindings) {
  const of = (feature: FeatureName, order: 'asTheyAre' | 'shuffled') =>
    found.find(each => each.feature === feature && each.order === order)!;
  const each = recordOf(featureNames, feature => {
    const [asTheyAre, shuffled] = [of(feature, 'asTheyAre'), of(feature, 'shuffled')];
    return {
      size: asTheyAre.size,
      asTheyAre: asTheyAre.testAccuracy,
      percent: 100 * asTheyAre.testAccuracy,
      shuffled: shuffled.testAccuracy,
      change: shuffled.testAccuracy - asTheyAre.testAccuracy,
    };
  });
  return {...each, images: images.train, testImages: images.test};
}

/**
 * What the numbers show, or do not. Somebody else's images may be no strokes, for which the histograms are
 * made.
 */
export function claimsOf({source}: Pick<Lab, 'source'>, n: Numbers): Claim[] {
  const {pixels, histograms, learned, testImages} = n;
  const judge = (holds: boolean) => {
    if (source.kind === 'idx') return skip(t`needs images of digits`);
    return testImages < 1000 ? skip(t`needs 1,000 test images`) : holds;
  };
  // One net from two starts differed by 0.3 % in the standard deviation: these are six of them and more.
  const [clear, alike] = [0.03, 0.02];
  const changes = [pixels.change, learned.change].map(Math.abs);
  return [
    claim('features.hand-made', judge(histograms.asTheyAre - pixels.asTheyAre > clear))`
      Under the same softmax regression gradient histograms made by hand are worth more than pixels
      → a test accuracy more than ${percent(clear)} higher
      → ${percent(histograms.asTheyAre)} against ${percent(pixels.asTheyAre)}`,
    claim('features.learned', judge(learned.asTheyAre > pixels.asTheyAre - alike))`
      So few learned features as a net has hidden units are worth as much as all pixels
      → ${learned.size} in place of ${pixels.size}, at most ${percent(alike)} below
      → ${percent(learned.asTheyAre)} against ${percent(pixels.asTheyAre)}`,
    claim('features.neighbours', judge(histograms.change < -clear))`
      With all pixels in another order features made by hand get worse: they assume which pixels are
      neighbours
      → a test accuracy more than ${percent(clear)} lower
      → ${percent(histograms.asTheyAre)} before, ${percent(histograms.shuffled)} after`,
    claim('features.end-to-end', judge(Math.max(...changes) < alike))`
      Pixels and learned features are unaffected: they assume no order
      → at most ${percent(alike)} apart
      → pixels ${percent(changes[0]!)}, learned ${percent(changes[1]!)}`,
  ];
}

const names = {pixels: t`pixels`, histograms: t`histograms`, learned: t`learned`};
const orders = {asTheyAre: t`as they are`, shuffled: t`in another order`};

/** The representations and rates in numbers. */
export function tablesOf({found}: FeatureFindings): Table[] {
  return [
    table('features', t`One softmax regression, three representations, two orders of the pixels`, found, [
      [t`features`, ({feature}) => names[feature]],
      [t`pixels`, ({order}) => orders[order]],
      [t`numbers an image`, ({size}) => size],
      [t`rate`, ({rate}) => rate],
      [t`steps`, ({steps}) => steps],
      [t`held out`, ({validationAccuracy}) => percent(validationAccuracy)],
      [t`test accuracy`, ({testAccuracy}) => percent(testAccuracy)],
    ]),
  ];
}

/** What each reaches in both orders, and at which rates. */
export function figuresOf({found}: FeatureFindings, n: Numbers): Figure[] {
  const reached = (feature: FeatureName) =>
    t`${names[feature]} ${percent(n[feature].asTheyAre)} and ${percent(n[feature].shuffled)}`;
  return [
    {
      id: 'features',
      title: t`Features made by hand assume which pixels are neighbours; learned features do not`,
      alt: t`Bars of the test accuracy of the same softmax regression, for the pixels as they are and in
          another order: ${reached('pixels')}, ${reached('histograms')}, ${reached('learned')}.`,
      x: {label: t`features`, scale: 'category'},
      y: {label: t`test accuracy`, unit: t`fraction`, scale: 'linear'},
      marks: (['asTheyAre', 'shuffled'] as const).map(order =>
        series(
          'bar',
          t`pixels ${orders[order]}`,
          found.filter(each => each.order === order),
          ({feature, testAccuracy}) => [names[feature], testAccuracy],
        ),
      ),
    },
    {
      id: 'feature-rates',
      title: t`Each representation at the rate that is best on held-out images`,
      alt: t`Accuracy on held-out images over three learning rates, for each representation. The best are
          ${found[0]!.rate} for pixels, ${found[1]!.rate} for histograms and ${found[2]!.rate} for learned
          features.`,
      x: {label: t`learning rate`, scale: 'log'},
      y: {label: t`accuracy on held-out images`, unit: t`fraction`, scale: 'linear'},
      marks: found
        .filter(({order}) => order === 'asTheyAre')
        .map(({feature, tried}) =>
          series('line', names[feature], tried, ({rate, validationAccuracy}) => [rate, validationAccuracy]),
        ),
    },
  ];
}
