import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {defineConfig} from 'vite';

const bundle = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-cpu');

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 4000,
    modulePreload: {polyfill: false},
    rolldownOptions: {input: ['index', 'strict'].map(name => join(import.meta.dirname, `${name}.html`))},
  },
  plugins: [
    {
      name: 'the file that the page fetches',
      generateBundle() {
        this.emitFile({
          type: 'asset',
          fileName: 'tf-backend-cpu.node.js',
          source: readFileSync(bundle, 'utf8'),
        });
      },
    },
  ],
});
