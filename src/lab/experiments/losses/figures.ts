import {t, type Text} from '../../../text';
import type {Figure} from '../experiment';
import {crossEntropy64, sparseCrossEntropy64, sumSquaredError64, textbookGuesses} from '../formulas64';
import {series, significant} from '../reporting';
import {confidentMistake, type LossFindings} from './measureLosses';

const {label, oneHot, right, wrong} = textbookGuesses;

/** The two guesses, the shapes of the losses, their gradients, and the ε. */
export function figuresOf(found: LossFindings): Figure[] {
  return [guessFigure(found), shapeFigure(), pushFigure(found), epsilonFigure(found)];
}

function guessFigure({guesses}: LossFindings): Figure {
  const bars = (name: Text, guess: readonly number[]) =>
    series('bar', name, guess, (y, digit) => [String(digit), y]);
  return {
    id: 'two-guesses',
    title: t`Two guesses at a 2: the losses tell the right one from the wrong one`,
    alt: t`Bars of the probability of every digit. The right guess gives ${right[label]!} to the 2 and
        ${right[7]!} to the 7; the wrong one gives ${wrong[label]!} to the 2 and ${wrong[7]!} to the 7.
        CEE is ${significant(guesses.right.cee)} nats for the right guess and
        ${significant(guesses.wrong.cee)} for the wrong one.`,
    x: {label: t`digit`, scale: 'category'},
    y: {label: t`probability`, scale: 'linear'},
    marks: [
      bars(t`right guess, CEE ${significant(guesses.right.cee)}`, right),
      bars(t`wrong guess, CEE ${significant(guesses.wrong.cee)}`, wrong),
    ],
  };
}

/** Loss of one example against the probability it gives to the right class, the rest spread evenly. */
function shapeFigure(): Figure {
  const probabilities = Array.from({length: 99}, (_, i) => (i + 1) / 100);
  const outputs = (p: number) => oneHot.map(t => (t === 1 ? p : (1 - p) / 9));
  const line = (name: Text, loss: (p: number) => number) =>
    series('line', name, probabilities, p => [p, loss(p)]);
  const sse = (p: number) => sumSquaredError64(oneHot, outputs(p));
  const cee = (p: number) => crossEntropy64(oneHot, outputs(p));
  return {
    id: 'loss-shapes',
    title: t`Cross entropy has no upper end; SSE is bounded`,
    alt: t`Two falling curves over the probability of the right class. At 0.01 cross entropy is at
        ${significant(cee(0.01))} and SSE at ${significant(sse(0.01))}; at 0.5 they are at
        ${significant(cee(0.5))} and ${significant(sse(0.5))}.`,
    x: {label: t`probability of the right class`, scale: 'linear'},
    y: {label: t`loss`, unit: t`CEE in nats`, scale: 'linear'},
    marks: [line('CEE', cee), line('SSE', sse)],
  };
}

function pushFigure({pushes: {curve}}: LossFindings): Figure {
  const line = (name: Text, loss: 'sse' | 'cee' | 'logits') =>
    series('line', name, curve, push => [push.p, push[loss]]);
  const first = curve[0]!;
  const most = curve.reduce((a, b) => (b.sse > a.sse ? b : a));
  return {
    id: 'push',
    title: t`Where the net is confident and wrong, CEE from logits has a gradient near 1, and SSE near 0`,
    alt: t`The gradient on the logit of the right class over that class's probability, on a
        logarithmic axis. Where it is ${confidentMistake}, the gradient of CEE from logits is
        ${significant(first.logits)}, that of CEE with the 1e-7 ${significant(first.cee, 2)} and that of SSE ${significant(first.sse, 2)}. SSE has its maximum of ${significant(most.sse)} at
        ${significant(most.p, 2)}.`,
    x: {label: t`probability of the right class`, scale: 'log'},
    y: {label: t`gradient on its logit, |∂L/∂z|`, scale: 'linear'},
    marks: [line(t`CEE from logits`, 'logits'), line(t`CEE, ε = 1e-7`, 'cee'), line('SSE', 'sse')],
  };
}

function epsilonFigure({epsilons: {effects}}: LossFindings): Figure {
  const probabilities = Array.from({length: 121}, (_, i) => 10 ** (i / 10 - 12));
  const line = (name: Text, epsilon: number) =>
    series('line', name, probabilities, p => [p, -Math.log(p + epsilon)]);
  const {epsilon, cap} = effects.at(-1)!;
  return {
    id: 'epsilon',
    title: t`The ε ends the rise of cross entropy where the probability falls below it`,
    alt: t`The loss over the probability of the right class, on a logarithmic axis: a straight line without
        ε, ${significant(sparseCrossEntropy64(0, [1e-12], 0))} nats at 1e-12. With an ε of ${epsilon} it
        levels off at ${significant(cap)} nats, with greater ones sooner.`,
    x: {label: t`probability of the right class`, scale: 'log'},
    y: {label: t`cross entropy`, unit: t`nats`, scale: 'linear'},
    marks: [
      line('ε = 0', 0),
      ...effects.map(effect => line(`ε = ${effect.epsilon.toExponential()}`, effect.epsilon)),
    ],
  };
}
