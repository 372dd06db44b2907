import {createHash} from 'node:crypto';
import {deflateSync} from 'node:zlib';
import {loadPlot} from './loadPlot';

/**
 * What a report's page is made with: Observable Plot, loaded here and now, a digest, and a compression.
 *
 * @example
 * pageTools().sha256('');  // '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
 */
export function pageTools() {
  return {
    plot: loadPlot(),
    sha256: (text: string) => createHash('sha256').update(text).digest('base64'),
    deflate: (bytes: Uint8Array): Uint8Array => deflateSync(bytes, {level: 9}),
  };
}
