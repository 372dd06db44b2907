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
import {rolldown, type OutputOptions, type Plugin, type RolldownOptions, type RolldownOutput} from 'rolldown';
import {dts} from 'rolldown-plugin-dts';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

/** What `exports` of package.json offers. `node` is for Node alone; the others are for browsers too. */
const entries = {
  index: 'src/index.ts',
  node: 'src/node/index.ts',
  wasm: 'src/wasm/index.ts',
  jest: 'src/testing/jest.ts',
  vitest: 'src/testing/vitest.ts',
};

/** A browser gets its own word of `losslab/node`. */
const forBrowsers = Object.fromEntries(Object.entries(entries).filter(([entry]) => entry !== 'node'));

/** What the command line starts; its commands are found by {@link lazyCommands}. */
const commandLine = {
  'cli/main': 'src/cli/main.ts',
  'cli/child': 'src/cli/gradcheck/child.ts',
};

const shared: RolldownOptions = {
  cwd: root,
  // What comes from npm is depended on, never copied.
  external: id => !id.startsWith('.') && !path.isAbsolute(id),
  treeshake: {moduleSideEffects: false},
  // Of the plugin's inner step; the maps that it writes are right (scripts/checkPackage follows one).
  checks: {sourcemapBroken: false, bundlerTimings: false},
};

/** The docstrings are in the declarations, where editors look for them. */
const comments = {jsdoc: false};

async function build(): Promise<void> {
  await fs.rm(dist, {recursive: true, force: true});
  const forNode = await bundle(
    {...shared, platform: 'node', input: {...entries, ...commandLine}, plugins: [lazyCommands()]},
    {format: 'cjs', exports: 'named', comments, ...filesIn('', 'cjs')},
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
  for (const letter of ['m', 'c']) {
    // The plugin turns a pattern's .mjs into .d.mts, .cjs into .d.cts; a name it leaves as it is.
    await bundle(
      {...shared, input: entries, plugins: [dts({emitDtsOnly: true, sourcemap: true})]},
      {
        format: 'esm',
        ...filesIn('', `${letter}js`),
        entryFileNames: chunk => declarationName(chunk.facadeModuleId, letter),
      },
    );
  }
  for (const entry of Object.keys(entries)) await writeFacade(entry, exportsOf(forNode, entry));
  await writeBarrier(exportsOf(forNode, 'node'));
  await dropSources();
  await fs.chmod(path.join(dist, 'cli/main.cjs'), 0o755);
}

/** The plugin calls an entry after its file, which is `index` for three of them; what is no declaration it drops. */
function declarationName(facade: string | null | undefined, letter: string): string {
  const source = path.relative(root, facade ?? '');
  const entry = Object.entries(entries).find(([, file]) => file.replace('.ts', '.d.ts') === source);
  return entry ? `${entry[0]}.d.${letter}ts` : `[name].${letter}js`;
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
 * A command that commands.ts loads with `require` stays a file of its own, so that `--help` does not read all of them, nor
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

function exportsOf({output}: RolldownOutput, entry: string): string[] {
  const chunk = output.find(file => file.type === 'chunk' && file.isEntry && file.name === entry);
  if (chunk?.type !== 'chunk') throw new Error(`build: expected an entry ${entry}, got none`);
  return chunk.exports;
}

/** What Node's `import` finds: the exports of the CommonJS file by their names. */
function writeFacade(entry: string, names: readonly string[]): Promise<void> {
  const lines = [`import losslab from './${entry}.cjs';`];
  if (names.length > 0) lines.push(`export const {${names.join(', ')}} = losslab;`);
  return fs.writeFile(path.join(dist, `${entry}.mjs`), `${lines.join('\n')}\n`);
}

/** What a bundle for browsers finds under `losslab/node`: the names, so that it links, and one sentence when it runs. */
function writeBarrier(names: readonly string[]): Promise<void> {
  const sentence = `losslab/node: expected Node, which has files and processes, got a browser; import from 'losslab' there`;
  const lines = [`throw new Error(${JSON.stringify(sentence)});`, `export let ${names.join(', ')};`];
  return fs.writeFile(path.join(dist, 'esm/node.mjs'), `${lines.join('\n')}\n`);
}

/** Maps name the lines of the sources; their text would double the package. */
async function dropSources(): Promise<void> {
  for (const file of await fs.readdir(dist, {recursive: true})) {
    if (!file.endsWith('.map')) continue;
    const map = JSON.parse(await fs.readFile(path.join(dist, file), 'utf8')) as {sourcesContent?: string[]};
    delete map.sourcesContent;
    await fs.writeFile(path.join(dist, file), JSON.stringify(map));
  }
}

void build();
