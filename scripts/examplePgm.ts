/**
 * Writes examples/node/seven.pgm: a seven drawn by code, in MNIST's form.
 *
 *     npx tsx scripts/examplePgm.ts
 */
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {syntheticDigits} from '../src';

const {images, labels} = syntheticDigits({size: 10, seed: 3});
const at = labels.indexOf(7);
const seven = images.subarray(at * 784, (at + 1) * 784);
const file = path.join(__dirname, '..', 'examples', 'node', 'seven.pgm');
writeFileSync(file, Buffer.concat([Buffer.from('P5\n28 28\n255\n'), seven]));
