import type {DataSource} from '../data/dataSource';
import {mnist} from '../data/mnist';

/**
 * Whom to credit where a source's images are shown.
 *
 * @returns `undefined` where nobody needs to be (digits drawn by code) or losslab does not know whose they are.
 *
 * @example
 * attributionOf({kind: 'synthetic', origin: 'drawn', digest: ''});  // undefined
 */
export function attributionOf({kind}: DataSource): string | undefined {
  return kind === 'mnist' ? mnist.attribution : undefined;
}
