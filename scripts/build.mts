/**
 * Builds the package: ES modules for bundlers and browsers, CommonJS for Node, declarations for both.
 *
 *     npm run build
 *
 * In Node `import` and `require` end in the same CommonJS files, so that a process has one losslab whichever of them its
 * parts use: an installed kernel, a prepared float64, the class of an error are the same. Bundlers take the ES modules
 * and leave out what a page does not use.
 */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {decode, encode, type SourceMapMappings} from '@jridgewell/sourcemap-codec';
import {transform} from 'esbuild';
import {rolldown, type OutputOptions, type Plugin, type RolldownOptions, type RolldownOutput} from 'rolldown';
import {dts} from 'rolldown-plugin-dts';
import {shortKey} from '../src/lab/language/language.js';
import {plotInside} from './build/plotInside.mjs';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

/** What `exports` of package.json offers. `node` is for Node alone; the others are for browsers too. */
const entries = {
  index: 'src/index.ts',
  node: 'src/node/index.ts',
  wasm: 'src/wasm/index.ts',
  corrections: 'src/corrections/index.ts',
  jest: 'src/testing/jest.ts',
  vitest: 'src/testing/vitest.ts',
};

/** A browser gets its own word of `losslab/node`. */
const forBrowsers = Object.fromEntries(Object.entries(entries).filter(([entry]) => entry !== 'node'));

/** What is started or imported by its file: of the command line, whose commands {@link lazyCommands} finds, and of vitest.mjs. */
const files = {
  'cli/main': 'src/cli/main.ts',
  'cli/child': 'src/cli/gradcheck/child.ts',
  'cli/besideChild': 'src/cli/besideChild.ts',
  'cli/proveNative': 'src/cli/native/proveNative.ts',
  matchers: 'src/testing/matchers.ts',
};

/**
 * What is built in, of packages that only the laboratory and the command line use: a program that wants a loss would install
 * forty packages for them. The licences are in licenses.txt of the package.
 */
const builtIn =
  /^(@observablehq\/plot|d3(-\w+)*|interval-tree-1d|isoformat|internmap|valibot|string-width|strip-ansi|ansi-regex|emoji-regex|is-fullwidth-code-point|binary-search-bounds|delaunator|robust-predicates)(\/|$)/;

const shared: RolldownOptions = {
  cwd: root,
  // Everything else that comes from npm is depended on, never copied.
  external: id => !id.startsWith('.') && !path.isAbsolute(id) && !id.startsWith('\0') && !builtIn.test(id),
  treeshake: {moduleSideEffects: false},
  // Of the plugin's inner step; the maps that it writes are right (scripts/checkPackage follows one).
  checks: {sourcemapBroken: false, bundlerTimings: false},
};

/** Plot and d3 are a chunk of their own, of which nobody reads a line. */
const plot = {
  name: 'plot',
  test: /node_modules\/(@observablehq|d3|interval-tree-1d|isoformat|internmap|delaunator)/,
};

/** The docstrings are in the declarations, where editors look for them. */
const comments = {jsdoc: false};

async function build(): Promise<void> {
  await fs.rm(dist, {recursive: true, force: true});
  const forNode = await bundle(
    {
      ...shared,
      platform: 'node',
      input: {...entries, ...files},
      plugins: [lazyCommands(), plotInside(root), shortKeys()],
    },
    {format: 'cjs', exports: 'named', comments, codeSplitting: {groups: [plot]}, ...filesIn('', 'cjs')},
  );
  await bundle(
    {...shared, platform: 'browser', input: forBrowsers, preserveEntrySignatures: 'allow-extension'},
    {
      format: 'esm',
      comments,
      codeSplitting: {groups: [{name: folderOf}], includeDependenciesRecursively: false},
      ...filesIn('esm/', 'mjs'),
    },
  );
  await bundle(
    {...shared, input: entries, plugins: [dts({emitDtsOnly: true, sourcemap: true})]},
    {
      format: 'esm',
      ...filesIn('', 'cjs'),
      entryFileNames: chunk => declarationName(chunk.facadeModuleId),
    },
  );
  for (const entry of Object.keys(entries)) await writeFacade(entry, exportsOf(forNode, entry));
  await bundle(
    {...shared, input: {vitest: entries.vitest}, plugins: [matchersOutside()]},
    {format: 'esm', entryFileNames: '[name].mjs'},
  );
  await writeBarrier(exportsOf(forNode, 'node'));
  await writeLicenses(forNode);
  await trim(forNode);
  await fs.chmod(path.join(dist, 'cli/main.cjs'), 0o755);
}

/**
 * The plugin turns a pattern's .cjs into .d.cts, but calls an entry after its file, which is `index` for four of them; what is no
 * declaration it drops.
 */
function declarationName(facade: string | null | undefined): string {
  const source = path.relative(root, facade ?? '');
  const entry = Object.entries(entries).find(([, file]) => file.replace('.ts', '.d.ts') === source);
  return entry ? `${entry[0]}.d.cts` : '[name].cjs';
}

/**
 * A chunk for each folder, with the leaves beside index.ts in one: a bundler that wants a loss leaves the files of the rest
 * alone, whatever their tables compute as they are loaded.
 */
function folderOf(module: string): string | null {
  const [folder, ...rest] = path.relative(path.join(root, 'src'), module).split(path.sep);
  if (Object.values(entries).some(entry => path.join(root, entry) === module)) return null;
  return rest.length > 0 ? folder! : 'leaves';
}

function filesIn(folder: string, extension: string): OutputOptions {
  return {
    entryFileNames: `${folder}[name].${extension}`,
    chunkFileNames: `${folder}chunks/[name]-[hash].${extension}`,
    sourcemap: true,
  };
}

async function bundle(input: RolldownOptions, output: OutputOptions): Promise<RolldownOutput> {
  const built = await rolldown(input);
  try {
    return await built.write({dir: dist, ...output});
  } finally {
    await built.close();
  }
}

/**
 * A command that runCli.ts loads with `require` stays a file of its own, so that `--help` does not read all of them, nor
 * tfjs.
 */
function lazyCommands(): Plugin {
  return {
    name: 'lazy-commands',
    async resolveId(source, importer, {kind}) {
      if (kind !== 'require-call' || !source.startsWith('.') || importer === undefined) return null;
      const resolved = await this.resolve(source, importer, {skipSelf: true});
      if (resolved === null)
        throw new Error(`build: expected ${source} of ${importer} to be a file, got none`);
      const fileName = `cli/${path.basename(source)}.cjs`;
      this.emitFile({type: 'chunk', id: resolved.id, fileName});
      return {id: `./${path.basename(source)}.cjs`, external: true};
    },
  };
}

/** Vitest refuses `require`; so its entry is an ES module in Node too, with the matchers of the one losslab. */
function matchersOutside(): Plugin {
  return {
    name: 'matchers-outside',
    resolveId: source => (source === './matchers' ? {id: './matchers.cjs', external: true} : null),
  };
}

function exportsOf({output}: RolldownOutput, entry: string): string[] {
  const chunk = output.find(file => file.type === 'chunk' && file.isEntry && file.name === entry);
  if (chunk?.type !== 'chunk') throw new Error(`build: expected an entry ${entry}, got none`);
  return chunk.exports;
}

/** What Node's `import` finds, and its types: the exports of the CommonJS file by their names. */
async function writeFacade(entry: string, names: readonly string[]): Promise<void> {
  const lines = [`import losslab from './${entry}.cjs';`];
  if (names.length > 0) lines.push(`export const {${names.join(', ')}} = losslab;`);
  await fs.writeFile(path.join(dist, `${entry}.mjs`), `${lines.join('\n')}\n`);
  await fs.writeFile(path.join(dist, `${entry}.d.mts`), `export * from './${entry}.cjs';\n`);
}

/** What a bundle for browsers finds under `losslab/node`: the names, so that it links, and one sentence when it runs. */
function writeBarrier(names: readonly string[]): Promise<void> {
  const sentence = `losslab/node: expected Node, which has files and processes, got a browser; import from 'losslab' there`;
  const lines = [`throw new Error(${JSON.stringify(sentence)});`, `export let ${names.join(', ')};`];
  return fs.writeFile(path.join(dist, 'esm/node.mjs'), `${lines.join('\n')}\n`);
}

/** The licences of what is built in, each with the package that it is of. */
async function writeLicenses({output}: RolldownOutput): Promise<void> {
  const modules = output.flatMap(file => (file.type === 'chunk' ? file.moduleIds : []));
  const folders = modules.map(id => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0]);
  const texts: string[] = [];
  for (const folder of [...new Set(folders)].sort()) {
    if (folder === undefined) continue;
    const {name, version} = JSON.parse(
      await fs.readFile(path.join(folder, 'package.json'), 'utf8'),
    ) as Record<string, string>;
    const file = (await fs.readdir(folder)).find(entry => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`build: expected a licence in ${folder}, got none`);
    texts.push(`${name!} ${version!}\n\n${await fs.readFile(path.join(folder, file), 'utf8')}`);
  }
  await fs.writeFile(path.join(dist, 'licenses.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

interface SourceMap {
  readonly file: string;
  readonly sources: string[];
  readonly mappings: string;
}

/** Catalogues by short keys: {@link shortKey} says why. */
function shortKeys(): Plugin {
  return {
    name: 'losslab-short-keys',
    transform: {
      filter: {id: /language[/\\][a-z]+\.json$/},
      handler(text) {
        const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
        const short = Object.fromEntries(entries.map(([key, entry]) => [shortKey(key), entry]));
        if (Object.keys(short).length < entries.length) throw new Error('shortKeys: two keys come out alike');
        return {code: JSON.stringify(short), map: null};
      },
    },
  };
}

/**
 * Maps of code lead from line to line, those of declarations from name to name; the text of the sources would double the package.
 * What only the command line loads has none, and neither blanks nor long names: nobody steps through it from a program of their own.
 */
async function trim({output}: RolldownOutput): Promise<void> {
  const inLibrary = reachedFrom(
    Object.keys(entries).map(entry => `${entry}.cjs`),
    output,
  );
  for (const {fileName} of output) {
    const file = path.join(dist, fileName);
    if (!fileName.endsWith('.cjs') || inLibrary.has(fileName)) continue;
    const {code} = await transform(await fs.readFile(file, 'utf8'), {
      minify: true,
      // A module's own names are shortened where esbuild knows that it is a module; Korean stays as it is written.
      format: 'cjs',
      charset: 'utf8',
      target: 'node20',
      legalComments: 'none',
    });
    await fs.writeFile(file, code);
    await fs.rm(`${file}.map`, {force: true});
  }
  for (const name of await fs.readdir(dist, {recursive: true})) {
    if (!name.endsWith('.map')) continue;
    const file = path.join(dist, name);
    const {sources, mappings, ...map} = JSON.parse(await fs.readFile(file, 'utf8')) as SourceMap;
    // From the beginning of a line to that of another: columns would be half of the maps.
    const lines = decode(mappings).map(line =>
      line
        .filter(segment => segment.length > 1)
        .slice(0, 1)
        .map(([, source, at]) => [0, source, at, 0]),
    );
    const ofLines = {
      version: 3,
      file: map.file,
      sources,
      names: [],
      mappings: encode(lines as SourceMapMappings),
    };
    const isCode = /\.[cm]js\.map$/.test(name);
    await fs.writeFile(
      file,
      JSON.stringify(isCode ? ofLines : {...map, sources, mappings, sourcesContent: undefined}),
    );
  }
}

/** The chunks that these load, and those that they load in turn. */
function reachedFrom(names: readonly string[], output: RolldownOutput['output']): Set<string> {
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    const file = output.find(({fileName}) => fileName === name);
    if (file?.type === 'chunk') file.imports.forEach(reach);
  };
  names.forEach(reach);
  return reached;
}

void build();
