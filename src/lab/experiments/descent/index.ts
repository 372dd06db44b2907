import {t} from '../../../text';
import type {Experiment, ExperimentResult, Note} from '../experiment';
import {metricsOf, significant} from '../reporting';
import {batchSize, textbookRecipe, withTrainedNet} from '../trainedNet';
import {figuresOf} from './figures';
import {measureDescent, type DescentFindings} from './net';
import {claimsOf, numbersOf, tablesOf, type Numbers} from './report';
import {storyOf} from './story';

/**
 * What a gradient is and what following it does: on the book's surface, and on two weights of the trained
 * net.
 */
export const descent: Experiment = {
  id: 'descent',
  seconds: 1,
  question: t`What is a gradient, and why does following it lower the loss?`,
  leastImages: batchSize,
  run(lab) {
    const report = (done: number) => lab.progress(0.9 * done, t`training the textbook net`);
    return withTrainedNet({lab, recipe: textbookRecipe(lab), report}, ({model}) =>
      describeDescent(measureDescent(lab, model)),
    );
  },
};

/** What a gradient is, as an answer, claims, numbers and pictures. */
export function describeDescent(found: DescentFindings): ExperimentResult {
  const n = numbersOf(found);
  return {
    answer: t`A partial derivative says how fast the loss changes with one weight, the gradient ∇L is all of
        them in a row, and −∇L is the direction in which the loss falls fastest. A short step Δw = −η∇L
        changes the loss by −η‖∇L‖²: on the trained net ${significant(n.firstOrder.small, 5)} of that at η =
        1e-5, but only ${significant(n.firstOrder.large, 2)} of it at η = 1. Accuracy has no such direction:
        all ${n.arrows.places} of its arrows have length ${n.arrows.accuracy.longest}.`,
    formulas: [
      {
        spoken: t`the gradient of f is the partial derivatives of f by x 0 and by x 1`,
        tex: '∇f = {(\\frac{∂f}{∂x_0}, \\frac{∂f}{∂x_1})} = {(2x_0, 2x_1)}',
      },
      {
        spoken: t`delta L is about the gradient of L times delta w; with delta w equal to minus eta times the
            gradient it is minus eta times the squared norm of the gradient`,
        tex: 'ΔL ≈ ∇L · Δw = − η {‖∇L‖}^2',
      },
    ],
    claims: claimsOf(found, n),
    metrics: metricsOf(n),
    highlights: [
      {label: t`change of the loss ÷ −η‖∇L‖², η = 1e-5`, metric: 'firstOrder.small'},
      {label: t`longest arrow of CEE`, metric: 'arrows.cee.longest'},
      {label: t`longest arrow of accuracy`, metric: 'arrows.accuracy.longest'},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found, n),
    story: storyOf(),
    notes: notesOf(found, n),
    openQuestion: {
      question: t`What are partial derivatives, the gradient, gradient descent and SGD?`,
      answer: t`Hold every weight still but one, move that one a little, and see how much the loss changes
          for so much of a move: that is a partial derivative. Do so for each weight and write the numbers in
          a row: that is the gradient. It points to where the loss rises fastest, so a step against it lowers
          the loss, by the step's length times the gradient's. Gradient descent repeats that step. SGD takes
          the gradient of a few images in place of all: it is right on average and noisy each time, so that
          it ends near the minimum and not in it.`,
      settledBy: 'arrow-field',
    },
  };
}

function notesOf({net: {signs}}: DescentFindings, n: Numbers): Note[] {
  return [
    {
      says: t`Where the derivative is negative, increasing the weight lowers the loss; where it is positive,
          decreasing it does`,
      verdict: n.sign.wrong === 0 ? 'true' : 'false',
      measured: t`In ${n.sign.places} of ${signs.length} places along one weight of the trained net the
          derivative is not 0: a short step against its sign lowers the loss in ${n.sign.lowered} of them,
          one along it in ${n.sign.places - n.sign.raised}.`,
      settledBy: 'sign-rule',
    },
    {
      says: t`With a learning rate of 10 gradient descent ends at (−2.6e13, −1.3e12)`,
      verdict: 'half',
      measured: t`That is what h = 1e-4 in float64 gives: out there x + h is x, the difference quotient is 0,
          and the descent stops. With the exact gradient it is at ${place(n.rates.exact10)} after as many
          steps.`,
      settledBy: 'three-rates',
    },
  ];
}

/** A place as prose has it. */
function place({x0, x1}: {readonly x0: number; readonly x1: number}): string {
  return `(${[x0, x1].map(x => x.toExponential(2).replace('e+', 'e').replace('-', '−')).join(', ')})`;
}
