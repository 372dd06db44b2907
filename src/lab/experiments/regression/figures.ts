import {t} from '../../../text';
import type {Axis, Figure} from '../experiment';
import {recordOf, series, significant} from '../reporting';
import {lossNames, measurements, outlierAt, valueAt, xs} from './fits';
import type {RegressionFindings} from './measureRegression';
import type {Numbers} from './report';

/** The lines through an outlier, what moves as it moves, and the gradients of a class. */
export function figuresOf(found: RegressionFindings, n: Numbers): Figure[] {
  return [
    lineFigure(found, n),
    centreFigure(found, n),
    slopeFigure(found, n),
    gradientFigure(found),
    classFigure(found),
  ];
}

const names = {mse: 'MSE', mae: 'MAE', huber: 'Huber'} as const;
const heightAxis: Axis = {label: t`height of the outlier`, scale: 'linear'};

function lineFigure({dragged}: RegressionFindings, {slope}: Numbers): Figure {
  const {height, lines} = dragged.at(-1)!;
  const ends = [xs[0], xs.at(-1)!];
  const others = measurements(height).flatMap((y, i) => (i === outlierAt ? [] : [{x: xs[i]!, y}]));
  const slopes = recordOf(lossNames, loss => significant(slope.last[loss], 2));
  return {
    id: 'lines',
    title: t`One outlier turns the line of the squared error; the others stay with the points`,
    alt: t`Eleven points, ten of them near a line and one at ${height}, far above, with three lines. That of
        MSE has a slope of ${slopes.mse}, those of MAE and Huber's loss of ${slopes.mae} and ${slopes.huber}.`,
    x: {label: 'x', scale: 'linear'},
    y: {label: 'y', scale: 'linear'},
    marks: [
      {type: 'dot', name: t`measurements`, points: [...others, {x: xs[outlierAt]!, y: height}]},
      ...lossNames.map(loss => series('line', names[loss], ends, x => [x, valueAt(lines[loss], x)])),
    ],
  };
}

function centreFigure({dragged}: RegressionFindings, {centre, moved}: Numbers): Figure {
  return {
    id: 'centres',
    title: t`The mean minimises the squared error and follows the outlier; the median minimises MAE and does
        not`,
    alt: t`The constant with the least loss over the height of the outlier, which moves by ${moved}. That of
        MSE rises by ${significant(centre.mse)}, in a straight line; those of MAE and Huber's loss stay, but
        for ${significant(centre.mae)} and ${significant(centre.huber)}.`,
    x: heightAxis,
    y: {label: t`constant with the least loss`, scale: 'linear'},
    marks: lossNames.map(loss =>
      series('line', names[loss], dragged, ({height, centres}) => [height, centres[loss]]),
    ),
  };
}

function slopeFigure({dragged}: RegressionFindings, {slope}: Numbers): Figure {
  const range = recordOf(lossNames, loss =>
    [slope.first[loss], slope.last[loss]].map(each => significant(each)).join(' – '),
  );
  return {
    id: 'line-slopes',
    title: t`The line of the squared error turns for as long as the outlier moves`,
    alt: t`The slope of each line over the height of the outlier: ${range.mse} for MSE, ${range.mae} for MAE
        and ${range.huber} for Huber's loss, from the first height to the last.`,
    x: heightAxis,
    y: {label: t`slope of the line`, scale: 'linear'},
    marks: lossNames.map(loss =>
      series('line', names[loss], dragged, ({height, lines}) => [height, lines[loss].slope]),
    ),
  };
}

function gradientFigure({dragged}: RegressionFindings): Figure {
  const last = recordOf(lossNames, loss => significant(Math.abs(dragged.at(-1)!.gradients[loss])));
  return {
    id: 'outlier-gradient',
    title: t`The gradient of the squared error grows with the distance of the outlier; those of the others
        are bounded`,
    alt: t`The size of the gradient by the prediction at the outlier, over the outlier's height. That of MSE
        rises in a straight line to ${last.mse}; that of MAE is ${last.mae} throughout; that of Huber's loss
        rises to ${last.huber} and stays there.`,
    x: heightAxis,
    y: {label: t`gradient at the outlier`, scale: 'linear'},
    marks: lossNames.map(loss =>
      series('line', names[loss], dragged, ({height, gradients}) => [height, Math.abs(gradients[loss])]),
    ),
  };
}

function classFigure({mistakes}: RegressionFindings): Figure {
  const confident = mistakes[0]!;
  return {
    id: 'class-gradients',
    title: t`Where the output is confident and wrong cross entropy has its largest gradient, the squared
        error almost none`,
    alt: t`The size of the gradient on the logit of an example of class 1, over the logit. At
        ${confident.logit} it is ${significant(Math.abs(confident.cee), 2)} for cross entropy and
        ${significant(Math.abs(confident.mse), 2)} for MSE.`,
    x: {label: t`logit of the right class`, scale: 'linear'},
    y: {label: t`gradient on the logit`, scale: 'linear'},
    marks: [
      series('line', t`cross entropy`, mistakes, ({logit, cee}) => [logit, Math.abs(cee)]),
      series('line', 'MSE', mistakes, ({logit, mse}) => [logit, Math.abs(mse)]),
    ],
  };
}
