import {t} from '../../../text';
import type {Experiment, ExperimentResult} from '../experiment';
import {byName, metricsOf, significant} from '../reporting';
import {figuresOf} from './figures';
import {measureLosses, type LossFindings} from './measureLosses';
import {notesOf} from './notes';
import {claimsOf, numbersOf, show, tablesOf} from './report';
import {storyOf} from './story';

/** What SSE and the two cross-entropy errors say of a right and a wrong guess, and what the 1e-7 is for. */
export const losses: Experiment = {
  id: 'losses',
  seconds: 1,
  question: t`What do SSE and the two CEEs say of a right and a wrong guess, and what is the 1e-7 for?`,
  seedless: true,
  run: () => Promise.resolve(describeLosses(measureLosses())),
};

/** What the losses say, as an answer, claims, numbers and pictures. */
export function describeLosses(found: LossFindings): ExperimentResult {
  const n = numbersOf(found);
  const {sse, cee, push} = n;
  const effects = byName(found.epsilons.effects, each => [
    `epsilon${each.epsilon}`,
    {cap: each.cap, push: each.push},
  ]);
  return {
    answer: t`Both punish the wrong guess, SSE from ${show(sse.right)} to ${show(sse.wrong)} and CEE from
        ${show(cee.right)} to ${show(cee.wrong)} nats. The 1e-7 keeps a zero probability from making the
        loss NaN and caps it at ${show(cee.cap)}. The more confident a mistake is, the larger CEE's gradient
        against it, up to ${show(push.greatest.logits)}; SSE's gradient is largest at a probability of
        ${significant(push.greatestAt.sse, 2)} for the right class, and vanishes below.`,
    formulas: [
      {
        spoken: t`SSE is one half of the sum over k of y k minus t k, squared`,
        tex: 'SSE = \\frac{1}{2} \\sum_k {(y_k − t_k)}^2',
      },
      {
        spoken: t`CEE is minus the sum over k of t k times the logarithm of y k plus epsilon`,
        tex: 'CEE = − \\sum_k t_k \\ln{(y_k + ε)}',
      },
      {
        spoken: t`for a batch, E is minus one over N times the sum over n and over k of t n k times the
            logarithm of y n k plus epsilon: for the two guesses ${show(cee.batchMean)} nats`,
        tex: 'E = − \\frac{1}{N} \\sum_n \\sum_k t_{nk} \\ln{(y_{nk} + ε)}',
      },
    ],
    claims: claimsOf(found, n),
    metrics: metricsOf(n, effects),
    highlights: [
      {label: t`CEE of the right guess`, metric: 'cee.right', unit: t`nats`},
      {label: t`CEE of the wrong guess`, metric: 'cee.wrong', unit: t`nats`},
      {label: t`the cap that 1e-7 sets`, metric: 'cee.cap', unit: t`nats`},
    ],
    tables: tablesOf(found),
    figures: figuresOf(found),
    story: storyOf(n),
    notes: notesOf(n),
  };
}
