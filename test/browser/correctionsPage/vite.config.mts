import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {defineConfig} from 'vite';

const wasm = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
const files = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
];

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 4000,
    modulePreload: {polyfill: false},
  },
  plugins: [
    {
      name: 'the files that the wasm backend fetches',
      generateBundle() {
        for (const fileName of files) {
          this.emitFile({type: 'asset', fileName, source: readFileSync(join(wasm, fileName))});
        }
      },
    },
  ],
});
