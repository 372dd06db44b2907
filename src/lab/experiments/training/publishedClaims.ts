import type {Claim, Lab} from '../experiment';
import {percent} from '../significant';
import {onFullMnist} from '../skip';
import type {TrainingMetrics} from './measureRuns';

/** Known for the book's 10,000 steps on MNIST; elsewhere they are skipped. */
export function publishedClaims(lab: Lab, m: TrainingMetrics): Claim[] {
  return known.map(({id, statement, run, range: [low, high]}) => {
    const accuracy = m[`${run}.testAccuracy`];
    return {
      id: `training.${id}`,
      statement,
      expected: `${percent(low)} to ${percent(high)}`,
      measured: accuracy === undefined ? 'not run' : percent(accuracy),
      ...onFullMnist(lab, () => accuracy! >= low && accuracy! <= high),
    };
  });
}

/** What the notes behind this project measured, with room for another seed. */
const known = [
  {
    id: 'cee-mnist',
    statement: 'CEE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
    run: 'cee',
    range: [0.942, 0.952],
  },
  {
    id: 'sse-mnist',
    statement: 'SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
    run: 'sse',
    range: [0.903, 0.915],
  },
  {
    id: 'sse-fast-mnist',
    statement: 'SSE on MNIST ends in the known range (10,000 steps, learning rate 1)',
    run: 'sseFast',
    range: [0.955, 0.965],
  },
  {
    id: 'sse-sum-mnist',
    statement: 'Summed SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
    run: 'sseSum',
    range: [0.965, 0.977],
  },
  {
    id: 'relu-mnist',
    statement: 'CEE with ReLU on MNIST ends in the known range (10,000 steps)',
    run: 'relu',
    range: [0.965, 0.975],
  },
] as const;
