import {UsageError} from '../usageError';
import {givers, type Origin, type Origins} from './optionSpec';

/**
 * An option that somebody gave is used or refused, never ignored. What a more particular place overrules is not
 * ignored: `--dataset synthetic` goes before LOSSLAB_DATA.
 *
 * @param values By option; those that a command does not have are not there.
 * @throws {UsageError} If one of the options given would do nothing beside the others.
 */
export function refuseIgnored(values: Readonly<Record<string, unknown>>, origins: Origins): void {
  const {dataDir, cacheDir, dataset} = origins;
  if (values.dataset === 'synthetic') {
    const synthetic = `${dataset?.where} synthetic`;
    if (dataDir && !overrules(dataset, dataDir)) throw ignored(dataDir, synthetic);
    if (cacheDir?.giver === 'flag') throw ignored(cacheDir, synthetic);
  }
  // A cache in the environment or a config file is for whenever it is needed.
  if (dataDir && cacheDir?.giver === 'flag') throw ignored(cacheDir, dataDir.where);
  if (values.list === true) refuseBesideList(values, origins);
}

/** The list is of names and questions: no data, no seed, no report. */
function refuseBesideList(values: Readonly<Record<string, unknown>>, origins: Origins): void {
  const used = ['ids', 'list', 'config', 'json', 'lang', 'quiet'];
  const idle = Object.keys(origins).find(
    name => !used.includes(name) && origins[name]?.giver === 'flag' && values[name] !== false,
  );
  if (idle !== undefined) throw ignored(origins[idle]!, origins.list!.where);
}

function overrules(one: Origin | undefined, other: Origin): boolean {
  return one !== undefined && givers.indexOf(one.giver) < givers.indexOf(other.giver);
}

function ignored({where}: Origin, beside: string): UsageError {
  return new UsageError(`${where}: expected one of it and ${beside}, got both`);
}
