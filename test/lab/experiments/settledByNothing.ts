import type {ExperimentResult} from '../../../src/lab/experiments/experiment';

/**
 * What notes and the open question of a result say settles them, where the result has no such figure or
 * table: a link that leads nowhere.
 */
export function settledByNothing({
  notes = [],
  openQuestion,
  figures,
  tables,
}: Pick<ExperimentResult, 'notes' | 'openQuestion' | 'figures' | 'tables'>): string[] {
  const ids = [...figures, ...tables].map(({id}) => id);
  const named = [...notes, ...(openQuestion === undefined ? [] : [openQuestion])].map(
    ({settledBy}) => settledBy,
  );
  return named.filter(name => !ids.includes(name));
}
