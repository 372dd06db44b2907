import {t, type Text} from '../../../text';
import type {Claim, Story, Table} from '../../../results';
import {claim, noFloat64, skip} from '../reporting';
import {prose, steps, story, tableOf} from '../storytelling';
import {stepsBeforeCheck, type Practice, type PracticeCheck} from './practice';

/** How to check one's own gradient: what a relative error says, and what to do when a check says `wrong`. */
export function storyOf({right, single, kink, wrong, corrected, planted}: Practice): Story {
  const double = right.check.dtype === 'float64' && right.check.verdict === 'pass';
  const found = wrong.check.verdict === 'wrong' && wrong.check.op !== undefined;
  const hidden = planted.fresh.check.verdict === 'pass' && planted.trained.check.verdict === 'wrong';
  return story(t`Check your own gradient`, 60, [
    prose(
      t`Backpropagation is fast and easy to get wrong; quotients are slow and hard to get wrong. Compare them by the **relative error**, their difference over the greater of them, as \`checkGradients\` does.`,
    ),
    tableOf('practice'),
    double
      ? prose(
          t`Check in float64: a right gradient is off by ${show(right)}, a wrong one by ${show(wrong)}, and any limit between them will do. In float32 rounding alone makes ${show(single)}.`,
        )
      : undefined,
    kink.check.verdict === 'kink'
      ? prose(
          t`At a **kink**, as ReLU has at 0, any value between the slopes of both sides is fine. Move the input a little and check again.`,
        )
      : undefined,
    hidden
      ? prose(
          t`Check after some training. The planted mistake, 1 − y for the 1 − y² of tanh, passes while the output layer is 0, as no gradient reaches the hidden layer. ${stepsBeforeCheck} steps later it is found.`,
        )
      : undefined,
    found
      ? prose(t`What to do when a check says \`wrong\`? This one is real: TensorFlow.js has it.`)
      : undefined,
    found ? steps(stepsOf(wrong, corrected)) : undefined,
  ]);
}

function stepsOf({entry, check: {op}}: PracticeCheck, corrected: PracticeCheck): Text[] {
  const {place, analytic, numerical, errorBar} = entry!;
  const digits = (value: number) => value.toPrecision(3);
  const mended =
    corrected.check.verdict === 'pass'
      ? t`Mend it, and check again. With \`correctGradients()\` the verdict is \`pass\`, the error ${show(corrected)}.`
      : t`Mend it, and check again until the verdict is \`pass\`.`;
  return [
    t`Look at the worst entry. At \`${place}\` backpropagation gives ${digits(analytic)} and the quotient ${digits(numerical)}, give or take
      ${errorBar.toExponential(0)}: that is no rounding.`,
    t`Rule out a kink: another input, the same verdict.`,
    t`Find the op. The check names \`${op!}\`; by hand, check half of the function, then half of that.`,
    t`Find the smallest function that is still wrong: one pool with padding \`same\`, which divides by the whole window even at the edges.`,
    mended,
  ];
}

/** Nothing of it is random, and the limits leave two powers of ten. */
export function practiceClaim({right, wrong, corrected, planted}: Practice): Claim {
  const least = Math.min(wrong.relativeError, planted.trained.relativeError);
  const most = Math.max(right.relativeError, corrected.relativeError);
  const double = [right, wrong, corrected].every(({check: {dtype}}) => dtype === 'float64');
  const found = planted.fresh.check.verdict === 'pass' && planted.trained.check.verdict === 'wrong';
  return claim('gradient-check.practice', double ? least > 1e6 * most && found : skip(noFloat64))`
    In float64 wrong gradients stand far apart from right ones, and a mistake behind an output layer of 0 shows after
    some training
    → more than a million times the relative error
    → at least ${least.toExponential(1)}, against at most ${most.toExponential(1)}`;
}

/** A power of ten where there would be more zeros than digits. */
function show({relativeError: error}: Pick<PracticeCheck, 'relativeError'>): string {
  if (Number.isNaN(error)) return '–';
  if (error === 0) return '0';
  return error < 0.01 ? error.toExponential(1) : error.toPrecision(2);
}

/** The checks in rows. */
export function practiceTable({right, single, kink, wrong, corrected, planted}: Practice): Table {
  const rows: readonly (readonly [Text, PracticeCheck])[] = [
    [t`a small net with a pool`, right],
    [t`the same, in float32`, single],
    [t`ReLU at 0`, kink],
    [t`the pool with padding`, wrong],
    [t`the same, corrected`, corrected],
    [t`a planted mistake, untrained net`, planted.fresh],
    [t`the same after ${stepsBeforeCheck} steps`, planted.trained],
  ];
  return {
    id: 'practice',
    title: t`What checkGradients says`,
    columns: [t`checked`, t`relative error`, t`verdict`],
    rows: rows.map(([name, {relativeError, check}]) => [name, show({relativeError}), check.verdict]),
  };
}
