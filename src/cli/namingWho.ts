import {DataUnavailableError} from '../errors';
import type {Origin} from './options/optionSpec';

/**
 * The same error, beginning with whoever named what cannot be had; every other error as it is.
 *
 * @example
 * namingWho(new DataUnavailableError('no such file'), {giver: 'flag', where: '--data-dir'});  // --data-dir: no such file
 */
export function namingWho<E>(error: E, origin: Origin | undefined): E | DataUnavailableError {
  if (!(error instanceof DataUnavailableError) || origin === undefined) return error;
  return new DataUnavailableError(`${origin.where}: ${error.message}`, {cause: error});
}
