import {t, type Text} from '../../../text';
import type {Figure} from '../experiment';
import {count, series, significant} from '../reporting';
import {belief, truth, type InformationFindings} from './distributions';

/** What a belief costs, the way to a one-hot label, and data in the place of p. */
export function figuresOf(found: InformationFindings): Figure[] {
  return [surpriseFigure(), entropyFigure(found), valleyFigure(), pathFigure(found), sampleFigure(found)];
}

/** −ln q: what it says to hear of something to which one had given the probability q. */
function surpriseFigure(): Figure {
  const probabilities = Array.from({length: 100}, (_, i) => (i + 1) / 100);
  return {
    id: 'surprise',
    title: t`The less something was expected, the more it says that it happened`,
    alt: t`The curve of −ln q over the probability q: ${significant(-Math.log(0.01))} nats at q = 0.01,
        ${significant(Math.LN2)} at q = 0.5 and 0 at q = 1.`,
    x: {label: t`probability q that was given`, scale: 'linear'},
    y: {label: t`surprise −ln q`, unit: t`nats`, scale: 'linear'},
    marks: [series('line', '−ln q', probabilities, q => [q, -Math.log(q)])],
  };
}

function entropyFigure({coins}: InformationFindings): Figure {
  const most = coins.reduce((a, b) => (b.entropy > a.entropy ? b : a));
  return {
    id: 'entropy',
    title: t`A coin is hardest to predict where both sides are equally likely: there its entropy is greatest`,
    alt: t`The entropy of a coin over its probability p of heads: 0 at p = 0 and p = 1, and a hill between
        them with its top of ${significant(most.entropy)} nats at p = ${most.p}.`,
    x: {label: t`probability p of heads`, scale: 'linear'},
    y: {label: t`entropy H(p)`, unit: t`nats`, scale: 'linear'},
    marks: [
      series('line', 'H(p)', coins, ({p, entropy}) => [p, entropy]),
      {type: 'rule', name: 'p = ½', points: [{x: 0.5, y: most.entropy}]},
    ],
  };
}

/** H(p, q) of a coin against q, for four coins. */
function valleyFigure(): Figure {
  const coins = [1, 0.9, 0.7, 0.5];
  const beliefs = Array.from({length: 97}, (_, i) => (i + 2) / 100);
  const cost = (p: number, q: number) => -p * Math.log(q) - (p < 1 ? (1 - p) * Math.log(1 - q) : 0);
  return {
    id: 'valley',
    title: t`Cross entropy is least where the belief is the truth, and there it is the entropy`,
    alt: t`H(p, q) of a coin over the believed probability q of heads, for four true probabilities p. Each
        curve is lowest at q = p: ${significant(cost(0.5, 0.5))} nats for p = 0.5,
        ${significant(cost(0.9, 0.9))} for p = 0.9. For p = 1 it is −ln q and falls to 0.`,
    x: {label: t`believed probability q of heads`, scale: 'linear'},
    y: {label: t`cross entropy H(p, q)`, unit: t`nats`, scale: 'linear'},
    marks: coins.map(p => series('line', `p = ${p}`, beliefs, q => [q, cost(p, q)])),
  };
}

function pathFigure({path}: InformationFindings): Figure {
  const first = path[0]!;
  const last = path.at(-1)!;
  const line = (name: Text, key: 'entropy' | 'klDivergence' | 'crossEntropy') =>
    series('line', name, path, point => [point.sure, point[key]]);
  return {
    id: 'towards-one-hot',
    title: t`As the label becomes one-hot its entropy vanishes, and cross entropy is all divergence`,
    alt: t`Three curves over the probability that the label gives to the 2, for one and the same guess. The
        entropy falls from ${significant(first.entropy)} nats to ${last.entropy}. Cross entropy falls
        from ${significant(first.crossEntropy)} to ${significant(last.crossEntropy)} nats, and ends
        where the divergence ends.`,
    x: {label: t`probability of the 2 in the label`, scale: 'linear'},
    y: {label: t`information`, unit: t`nats`, scale: 'linear'},
    marks: [line('H(p)', 'entropy'), line('KL(p‖q)', 'klDivergence'), line('H(p, q)', 'crossEntropy')],
  };
}

function sampleFigure({samples}: InformationFindings): Figure {
  const last = samples.at(-1)!;
  const paper = truth.reduce((sum, p, k) => sum - p * Math.log(belief[k]!), 0);
  return {
    id: 'samples',
    title: t`Averaged over data, −ln q comes to the cross entropy`,
    alt: t`The mean of −ln q over more and more draws: ${significant(samples[0]!.mean, 4)} nats after
        ${samples[0]!.draws} draws, ${significant(last.mean, 4)} after ${count(last.draws)}, where H(p,
        q) is ${significant(paper, 4)}.`,
    x: {label: t`draws`, scale: 'log'},
    y: {label: t`mean of −ln q`, unit: t`nats`, scale: 'linear'},
    marks: [
      series('dot', t`mean of −ln q`, samples, ({draws, mean}) => [draws, mean]),
      series('line', 'H(p, q)', samples, ({draws}) => [draws, paper]),
    ],
  };
}
