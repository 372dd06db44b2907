import type {ResultsDocument} from '../../../src/lab/report';

/** A run without what its clock says: two runs with the same seed are the same in the rest. */
export function withoutTimes(results: ResultsDocument): ResultsDocument {
  return {
    ...results,
    startedAt: '2025-01-31T12:00:00.000Z',
    seconds: 0,
    experiments: results.experiments.map(experiment => ({
      ...experiment,
      seconds: 0,
      claims: experiment.claims.map(claim => (claim.timed ? {...claim, measured: ''} : claim)),
      tables: experiment.tables.filter(({timed}) => !timed),
      figures: experiment.figures.filter(({timed}) => !timed),
    })),
  };
}
