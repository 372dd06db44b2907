import {t} from '../../../text';
import type {Experiment, ExperimentResult, Note} from '../experiment';
import {metricsOf, significant} from '../reporting';
import {figuresOf} from './figures';
import {measureRegression, type RegressionFindings} from './measureRegression';
import {claimsOf, numbersOf, tablesOf, type Numbers} from './report';

/** MSE, MAE and Huber's loss with one outlier, what a norm is, and why classification takes cross entropy. */
export const regression: Experiment = {
  id: 'regression',
  seconds: 1,
  question: t`When is the squared error the wrong loss? (MSE, MAE, Huber and one outlier)`,
  seedless: true,
  run: () => Promise.resolve(describeRegression(measureRegression())),
};

/** What an outlier does to each loss, as an answer, claims, numbers and pictures. */
export function describeRegression(found: RegressionFindings): ExperimentResult {
  const n = numbersOf(found);
  return {
    answer: t`Where there are outliers. MSE is minimised by the mean, and its gradient grows with the error:
        one of eleven points, moved by ${n.moved}, moves the mean by ${significant(n.centre.mse)} and the
        slope of the line of least squares from ${significant(n.slope.first.mse)} to
        ${significant(n.slope.last.mse)}. MAE is minimised by the median, which moves by
        ${significant(n.centre.mae)}. Huber's loss is squared for small errors and linear for large ones. For
        classes, cross entropy and MSE are both minimised by the true probability, but where a sigmoid is
        confident and wrong MSE has almost no gradient.`,
    formulas: [
      {
        spoken: t`MSE is the mean of the squares of y minus t`,
        tex: 'MSE = \\frac{1}{N} \\sum_n {(y_n − t_n)}^2',
      },
      {
        spoken: t`MAE is the mean of the sizes of y minus t`,
        tex: 'MAE = \\frac{1}{N} \\sum_n |y_n − t_n|',
      },
    ],
    claims: claimsOf(found, n),
    metrics: metricsOf(n),
    highlights: [
      {label: t`the outlier moves the mean by`, metric: 'centre.mse'},
      {label: t`the median by`, metric: 'centre.mae'},
      {label: t`Huber's centre by`, metric: 'centre.huber'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found, n),
    slider: ['centres', 'line-slopes', 'outlier-gradient'],
    notes: notesOf(found, n),
  };
}

function notesOf({norm: [first, second], classes}: RegressionFindings, n: Numbers): Note[] {
  return [
    {
      says: t`MSE is sensitive to outliers, MAE is not`,
      verdict: 'true',
      measured: t`One outlier of eleven points, moved by ${n.moved}, moves the mean by
          ${significant(n.centre.mse)} and the median by ${significant(n.centre.mae)}.`,
      settledBy: 'centres',
    },
    {
      says: t`The square on ‖t − y‖ is the square, and the small 2 below it means L2 regularisation`,
      verdict: 'half',
      measured: t`The small 2 names the norm, the root of the sum of squares. Regularisation is a penalty on
          the weights: two models with the same ‖t − y‖² of ${significant(first!.squaredNorm, 2)} have
          penalties of ${first!.penalty} and ${second!.penalty}.`,
      settledBy: 'norm',
    },
    {
      says: t`MSE is for regression, and cross entropy for classification`,
      verdict: 'half',
      measured: t`With ${significant(0.3, 1)} of the labels 1, cross entropy and MSE are least at
          ${classes.cee.best} and ${classes.mse.best}, MAE at ${classes.mae.best}. At a probability of
          ${significant(n.mistake.probability, 1)} for the right class the gradient of MSE is
          ${significant(n.mistake.mse, 2)}, that of cross entropy ${significant(n.mistake.cee, 2)}.`,
      settledBy: 'class-gradients',
    },
  ];
}
