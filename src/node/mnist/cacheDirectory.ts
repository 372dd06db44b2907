import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

/**
 * Where losslab keeps what it downloads: the option, else `LOSSLAB_CACHE`, else `losslab` in the user's cache
 * directory (`XDG_CACHE_HOME`, else `~/.cache`).
 *
 * @see XDG Base Directory Specification: a path that is not absolute is to be ignored.
 */
export function cacheDirectory(option?: string): string {
  const named = option ?? process.env.LOSSLAB_CACHE;
  if (named) return named;
  const xdg = process.env.XDG_CACHE_HOME;
  return join(xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'losslab');
}
