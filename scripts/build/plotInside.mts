import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Plugin} from 'rolldown';
import {plotFunctions} from '../../src/lab/report/figures/Panel.js';

/**
 * Parts of Plot and d3 that no figure of a report has: maps and their projections, schemes of colours (the report's theme has
 * colours of its own), legends and tips. They are more than a quarter of Plot.
 */
const neverDrawn =
  /node_modules\/(d3-(axis|geo|time-format|scale-chromatic)\/|@observablehq\/plot\/src\/(legends\/|marks\/tip\.|interactions\/pointer\.))/;

/**
 * In the package Plot is a part of it, and of Plot what the report uses. scripts/checkPackage draws every kind of figure with
 * this Plot and with the whole one, and compares the pages.
 */
export function plotInside(root: string): Plugin {
  return {
    name: 'plot-inside',
    async load(id) {
      if (id === path.join(root, 'src/node/loadPlot.ts')) {
        const names = plotFunctions.join(', ');
        return `import {${names}} from '@observablehq/plot';\nexport const loadPlot = () => ({${names}});\n`;
      }
      return neverDrawn.test(id) ? emptied(id) : null;
    },
  };
}

/** A module with the same names, of functions that do nothing: Plot calls some of them as it is loaded. */
async function emptied(id: string): Promise<string> {
  const names = Object.keys((await import(pathToFileURL(id).href)) as object);
  return `const nothing = () => undefined;\nexport {${names.map(name => `nothing as ${name}`).join(', ')}};\n`;
}
