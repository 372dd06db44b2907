import {createHash} from 'node:crypto';
import {loadPlot} from './loadPlot';

/**
 * What a report's page is made with: Observable Plot, loaded here and now, and a digest.
 *
 * @example
 * pageTools().sha256('');  // '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
 */
export function pageTools() {
  return {
    plot: loadPlot(),
    sha256: (text: string) => createHash('sha256').update(text).digest('base64'),
  };
}
