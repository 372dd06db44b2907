import type {Claim} from '../../../src/results';
import type {ExperimentRecord, ResultsDocument} from '../../../src/lab/report';

export function sampleClaim(changes: Partial<Claim> = {}): Claim {
  return {id: 'zeros', statement: 'Every entry is 0', expected: '0', measured: 0, holds: true, ...changes};
}

export function sampleExperiment(changes: Partial<ExperimentRecord> = {}): ExperimentRecord {
  return {
    id: 'accuracy',
    question: 'Why not maximise accuracy itself?',
    answer: 'Its derivative is 0.',
    seconds: 1.25,
    claims: [sampleClaim()],
    metrics: {weights: 39760},
    highlights: [{label: 'weights', metric: 'weights'}],
    tables: [{id: 'counts', title: 'Zeros', columns: ['loss', 'zeros'], rows: [['accuracy', 39760]]}],
    figures: [
      {
        id: 'staircase',
        title: 'Accuracy is a staircase',
        alt: 'A step function and a smooth curve.',
        x: {label: 'weight', scale: 'linear'},
        y: {label: 'loss', unit: 'nats', scale: 'linear'},
        marks: [
          {
            type: 'step',
            name: 'accuracy',
            points: [
              {x: 0, y: 0.5},
              {x: 1, y: 0.625},
            ],
          },
        ],
      },
    ],
    ...changes,
  };
}

export function sampleResults(changes: Partial<ResultsDocument> = {}): ResultsDocument {
  return {
    schemaVersion: 2,
    losslab: '0.1.0',
    tfjs: '4.22.0',
    node: '20.20.2',
    seed: 1,
    profile: 'quick',
    backend: 'wasm',
    data: {
      kind: 'mnist',
      origin: '~/mnist',
      digest: 'c0ffee',
      train: 60000,
      test: 10000,
      attribution: 'LeCun et al.',
    },
    startedAt: '2025-01-31T12:00:00.000Z',
    seconds: 61,
    experiments: [sampleExperiment()],
    ...changes,
  };
}
