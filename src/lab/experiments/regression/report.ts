import {t} from '../../../text';
import type {Claim, Table} from '../experiment';
import {claim, recordOf, significant, table} from '../reporting';
import {delta, lossNames, xs} from './fits';
import {centreStep, type RegressionFindings} from './measureRegression';

export type Numbers = ReturnType<typeof numbersOf>;

/** What claims, answer and scripts read of the findings. */
export function numbersOf({dragged, norm, classes, mistakes}: RegressionFindings) {
  const [first, last] = [dragged[0]!, dragged.at(-1)!];
  const confident = mistakes.find(({logit}) => logit === -8)!;
  return {
    moved: last.height - first.height,
    centre: recordOf(lossNames, loss => last.centres[loss] - first.centres[loss]),
    slope: {
      first: recordOf(lossNames, loss => first.lines[loss].slope),
      last: recordOf(lossNames, loss => last.lines[loss].slope),
    },
    gradient: recordOf(lossNames, loss => last.gradients[loss]),
    norm: {squaredNorm: norm[0]!.squaredNorm, penalty: norm[0]!.penalty, otherPenalty: norm[1]!.penalty},
    classes: {cee: classes.cee.best, mse: classes.mse.best, mae: classes.mae.best},
    mistake: {probability: confident.probability, cee: Math.abs(confident.cee), mse: Math.abs(confident.mse)},
  };
}

/** What the numbers show, or do not. */
export function claimsOf(found: RegressionFindings, n: Numbers): Claim[] {
  return [...centreClaims(found), ...lineClaims(found, n), ...normClaims(found), ...classClaims(n)];
}

function centreClaims({dragged}: RegressionFindings): Claim[] {
  const [mean, median] = [
    Math.max(...dragged.map(({centres, mean}) => Math.abs(centres.mse - mean))),
    Math.max(...dragged.map(({centres, median}) => Math.abs(centres.mae - median))),
  ];
  // The nearest of the numbers that are tried is half a step off at most. Where two are as near, float32
  // decides, which rounds losses of up to 60 by 1e-5: as much as a tenth of a step makes of a difference
  // there.
  const near = 0.6 * centreStep;
  return [
    claim('regression.mean', mean <= near)`
      Of all constants the mean has the least MSE, wherever the outlier is
      → at most ${near} apart
      → ${significant(mean, 2)}`,
    claim('regression.median', median <= near)`
      Of all constants the median has the least MAE, wherever the outlier is
      → at most ${near} apart
      → ${significant(median, 2)}`,
  ];
}

function lineClaims({dragged}: RegressionFindings, {slope}: Numbers): Claim[] {
  // Means of eleven residuals' losses up to 60, in float32.
  const excess = Math.max(...dragged.flatMap(each => lossNames.map(loss => each.excess[loss])));
  const n = xs.length;
  // On paper −2r/n, −1/n and −min(r, δ)/n, for an outlier r above the line.
  const off = dragged.flatMap(({residual, gradients}) => [
    gradients.mse + (2 * residual) / n,
    gradients.mae + 1 / n,
    gradients.huber + Math.min(residual, delta) / n,
  ]);
  const last = dragged.at(-1)!.gradients;
  const [mse, mae, huber] = lossNames.map(loss => Math.abs(slope.last[loss] - slope.first[loss])) as [
    number,
    number,
    number,
  ];
  return [
    claim('regression.lines', excess <= 1e-5)`
      No line around the one that is found for MSE, MAE or Huber's loss has a smaller loss in tfjs
      → 0, but for rounding
      → ${excess}`,
    claim('regression.gradients', Math.max(...off.map(Math.abs)) <= 1e-5)`
      In an outlier the gradient of MSE grows with the error, that of MAE is the same for any, and that of
      Huber's
      loss grows up to δ = ${delta}
      → 2r/N, 1/N and min(r, δ)/N
      → ${lossNames.map(loss => significant(Math.abs(last[loss]))).join(', ')}`,
    claim('regression.robust', mse > 10 * Math.max(mae, huber))`
      An outlier turns the line of MSE, and hardly those of MAE and Huber's loss
      → more than ten times as far
      → ${[mse, mae, huber].map(change => significant(change, 2)).join(', ')}`,
  ];
}

function normClaims({norm}: RegressionFindings): Claim[] {
  const [first, second] = norm;
  const isSquare = norm.every(({squaredNorm, sumOfSquares}) => Math.abs(squaredNorm - sumOfSquares) <= 1e-6);
  const isSame = Math.abs(first!.squaredNorm - second!.squaredNorm) <= 1e-6;
  return [
    claim('regression.norm', isSquare && isSame && second!.penalty >= 2 * first!.penalty)`
      ‖t − y‖² is the sum of the squared errors; L2 regularisation is another thing, a penalty on the weights
      → two models with one ‖t − y‖² and two penalties
      → ${first!.squaredNorm} and ${second!.squaredNorm}, ${first!.penalty} and ${second!.penalty}`,
  ];
}

function classClaims({classes, mistake}: Numbers): Claim[] {
  const isProper = Math.abs(classes.cee - 0.3) < 0.005 && Math.abs(classes.mse - 0.3) < 0.005;
  return [
    claim('regression.probability', isProper && classes.mae < 0.015)`
      Where three of ten labels are 1, cross entropy and MSE are least at a probability of 0.3, and MAE at
      the more frequent class
      → 0.30, 0.30 and 0.01, the least that is tried
      → ${[classes.cee, classes.mse, classes.mae].map(best => best.toFixed(2)).join(', ')}`,
    // On paper 1 − y and 2(1 − y)² y.
    claim('regression.confident-mistake', mistake.cee > 0.99 && mistake.mse < 1e-3)`
      Where a sigmoid is confident and wrong cross entropy has a gradient of nearly 1, and MSE almost none
      → more than 0.99, and less than 0.001, at a logit of −8
      → ${significant(mistake.cee, 4)} and ${significant(mistake.mse, 2)}`,
  ];
}

/** The outlier, the norm and the classes in numbers. */
export function tablesOf({dragged, norm, mistakes}: RegressionFindings): Table[] {
  return [
    table(
      'outlier',
      t`What each loss makes of an outlier`,
      dragged.filter((_, i) => i % 10 === 0),
      [
        [t`height of the outlier`, ({height}) => height],
        [t`mean`, ({mean}) => mean],
        [t`median`, ({median}) => median],
        [t`slope, MSE`, ({lines}) => lines.mse.slope],
        [t`slope, MAE`, ({lines}) => lines.mae.slope],
        [t`slope, Huber`, ({lines}) => lines.huber.slope],
      ],
    ),
    table('norm', t`Two models with the same predictions`, norm, [
      [t`weights w`, ({weights}) => `(${weights.join(', ')})`],
      ['‖t − y‖²', ({squaredNorm}) => squaredNorm],
      [t`L2 penalty ‖w‖²`, ({penalty}) => penalty],
    ]),
    table(
      'mistakes',
      t`The gradient on the logit of an example of class 1`,
      mistakes.filter((_, i) => i % 4 === 0),
      [
        [t`logit`, ({logit}) => logit],
        [t`probability of class 1`, ({probability}) => probability],
        [t`cross entropy`, ({cee}) => cee],
        ['MSE', ({mse}) => mse],
      ],
    ),
  ];
}
