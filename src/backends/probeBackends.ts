import * as tf from '@tensorflow/tfjs';
import {assertCallback, assertKnownOptions} from '../checks';
import {loadPackage, type LoadPackage} from './loadPackage';
import {openBackend, restoreBackend, type Opening} from './openBackend';
import {knownBackends} from './selectBackend';

/** What `probeBackends` found out about one backend: its package's version, or the reason why it cannot be used. */
export type BackendProbe = Opening & {readonly name: string};

/**
 * Tries every known backend, in the order in which `selectBackend('auto')` does.
 *
 * @param options.load Loads a package by name; default `require`.
 * @returns One entry a backend. The backend that was current before is so again; usable ones stay registered.
 * @throws {RangeError} If an option is not known; a TypeError if `load` is no function.
 *
 * @example
 * const probes = await probeBackends();
 * probes.filter(probe => probe.usable).map(probe => probe.name);   // ['wasm', 'cpu']
 */
export async function probeBackends(options: {readonly load?: LoadPackage} = {}): Promise<BackendProbe[]> {
  assertKnownOptions('probeBackends', options, ['load']);
  assertCallback('probeBackends', 'load', options.load);
  // Asked first, so that there is a backend to go back to.
  await tf.ready();
  const previous = tf.getBackend();
  const probes: BackendProbe[] = [];
  for (const name of knownBackends) {
    probes.push({name, ...(await openBackend(name, options.load ?? loadPackage))});
  }
  await restoreBackend(previous);
  return probes;
}
