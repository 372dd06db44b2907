import type {Claim, Lab} from '../experiment';
import {percent} from '../percent';
import type {TrainingMetrics} from './findings';

/** Known for the book's 10,000 steps on MNIST; elsewhere they are skipped. */
export function publishedClaims({source, profile}: Lab, m: TrainingMetrics): Claim[] {
  const elsewhere = source.kind !== 'mnist' || profile !== 'full';
  const published = (id: string, statement: string, name: string, low: number, high: number): Claim => {
    const accuracy = m[`${name}.testAccuracy`];
    return {
      id: `training.${id}`,
      statement,
      expected: `${percent(low)} to ${percent(high)}`,
      measured: accuracy === undefined ? 'not run' : percent(accuracy),
      holds: elsewhere ? 'skipped' : accuracy! >= low && accuracy! <= high,
    };
  };
  return [
    published(
      'cee-mnist',
      'CEE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
      'cee',
      0.942,
      0.952,
    ),
    published(
      'sse-mnist',
      'SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
      'sse',
      0.903,
      0.915,
    ),
    published(
      'sse-fast-mnist',
      'SSE on MNIST ends in the known range (10,000 steps, learning rate 1)',
      'sseFast',
      0.955,
      0.965,
    ),
    published(
      'sse-sum-mnist',
      'Summed SSE on MNIST ends in the known range (10,000 steps, learning rate 0.1)',
      'sseSum',
      0.965,
      0.977,
    ),
    published(
      'relu-mnist',
      'CEE with ReLU on MNIST ends in the known range (10,000 steps)',
      'relu',
      0.965,
      0.975,
    ),
  ];
}
