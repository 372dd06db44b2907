import type * as Plot from '@observablehq/plot' with {'resolution-mode': 'import'};
import * as fs from 'node:fs';
import {createRequire} from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';

type PlotModule = typeof Plot;

let loaded: PlotModule | undefined;

/**
 * Loads Observable Plot. It and d3 are ES modules, which `require` refuses in Node 20 and a CommonJS Jest altogether;
 * both packages bring a UMD file as well, which is run here as the CommonJS module that it is. (It is also three times
 * as fast as importing their hundreds of modules.)
 *
 * @example
 * typeof loadPlot().plot;  // 'function'
 */
export function loadPlot(): PlotModule {
  loaded ??= run('@observablehq/plot', 'plot.umd.min.js', () => run('d3', 'd3.min.js', refuse)) as PlotModule;
  return loaded;
}

function run(packageName: string, file: string, requireInside: (name: string) => unknown): unknown {
  // Packages that are ES modules name no file of theirs but the main one, `src/…` or `dist/…`.
  const main = createRequire(__filename).resolve(packageName);
  const place = path.join(path.dirname(main), '..', 'dist', file);
  const module = {exports: {}};
  const body = vm.compileFunction(fs.readFileSync(place, 'utf8'), ['module', 'exports', 'require'], {
    filename: place,
  });
  Reflect.apply(body, module.exports, [module, module.exports, requireInside]);
  return module.exports;
}

function refuse(name: string): never {
  throw new Error(`loadPlot: expected d3 to need nothing, got ${name}`);
}
