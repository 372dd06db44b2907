import {isBuiltin} from 'node:module';

/** Vite puts an empty module in the place of a Node built-in; of losslab's own code that is not to be needed. */
const refuseBuiltins = {
  name: 'refuse-builtins',
  enforce: 'pre',
  resolveId(source, importer) {
    if (isBuiltin(source) && /[\\/]losslab[\\/]dist[\\/]/.test(importer ?? '')) {
      this.error(`expected no Node built-in in a page, got ${source} in ${importer}`);
    }
  },
};

export default {
  logLevel: 'error',
  plugins: [refuseBuiltins],
  build: {
    lib: {entry: 'main.js', formats: ['iife'], name: 'page', fileName: 'page'},
    chunkSizeWarningLimit: 10_000,
  },
};
