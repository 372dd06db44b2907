import {join} from 'node:path';
import {defineConfig} from 'vite';
import {assets} from './plugins/assets';
import {offline} from './plugins/offline';

export default defineConfig({
  root: import.meta.dirname,
  // So that the built folder can lie anywhere.
  base: './',
  plugins: [assets(), offline()],
  // tfjs is most of it, and is loaded once.
  build: {
    target: 'es2022',
    emptyOutDir: true,
    chunkSizeWarningLimit: 4000,
    modulePreload: {polyfill: false},
    rolldownOptions: {
      input: ['index', 'playground'].map(name => join(import.meta.dirname, `${name}.html`)),
      checks: {bundlerTimings: false},
    },
  },
  // A slow machine is no fault of the page's.
  worker: {format: 'es', rolldownOptions: {checks: {bundlerTimings: false}}},
});
