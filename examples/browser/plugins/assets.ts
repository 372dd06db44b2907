import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Plugin} from 'vite';
import {syntheticDigits} from '../../../src/data/syntheticDigits';

const MODELS = join(import.meta.dirname, '../../../models');
const DIGITS = 1000;

/** Beside the page: the models as they are, and digits that losslab draws while the page is built. */
export function assets(): Plugin {
  return {
    name: 'losslab-assets',
    generateBundle() {
      for (const model of readdirSync(MODELS)) {
        for (const file of ['model.json', 'weights.bin']) {
          const source = readFileSync(join(MODELS, model, file));
          this.emitFile({type: 'asset', fileName: `models/${model}/${file}`, source});
        }
      }
      const {images, labels} = syntheticDigits({size: DIGITS, seed: 4});
      const source = Buffer.concat([labels, images]);
      this.emitFile({type: 'asset', fileName: 'digits.bin', source});
    },
  };
}
