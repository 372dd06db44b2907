import {builtinModules} from 'node:module';
import * as ts from 'typescript';
import {importsOf, nodesOf, parse, zoneOf, type Source} from './sources';

/** Who may import whom, by folder of `src/`, or by name for a file that lies in none. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  cli: [
    'lab/experiments',
    'lab/report',
    'lab/language',
    'node',
    'index',
    'data',
    'losses',
    'models',
    'training',
    'wasm',
    'corrections',
    'tfjs',
    'gradients',
  ],
  'lab/experiments': [
    'losses',
    'metrics',
    'gradients',
    'data',
    'models',
    'training',
    'wasm',
    'corrections',
    'backends',
    'tfjs',
  ],
  'lab/report': ['lab/language'],
  'lab/language': [],
  training: ['losses', 'metrics', 'data', 'models', 'wasm', 'tfjs'],
  // losses: a loss of the table is a mean over examples, of which a weight moves some.
  gradients: ['backends', 'losses', 'tfjs'],
  // losses, metrics: a model is saved with their names and compiled again from it.
  node: ['data', 'models', 'backends', 'losses', 'metrics', 'training', 'tfjs'],
  models: ['losses', 'tfjs'],
  losses: ['tfjs'],
  metrics: [],
  data: [],
  backends: ['wasm', 'tfjs'],
  corrections: ['tfjs'],
  wasm: ['tfjs'],
  tfjs: [],
  testing: ['gradients'],
  index: ['losses', 'metrics', 'gradients', 'backends', 'data', 'models', 'training'],
};

/** Files that everybody may import, and that import nobody but each other. */
export const leaves: readonly string[] = [
  ...['argumentKinds', 'checks', 'correctedOps', 'errors', 'nesting', 'parseJson', 'random', 'results'],
  ...['schemas', 'storySchema', 'text', 'visibleText'],
];

/** The folders that may touch files, processes and the network. */
const mayUseNode: readonly string[] = ['node', 'cli'];

/** One sentence for every import, cycle or output that the architecture does not allow. */
export function findViolations(sources: readonly Source[]): string[] {
  const parsed = sources.map(parse);
  const names = new Set(sources.map(source => source.path));
  const graph = new Map<string, string[]>();
  const violations: string[] = [];
  for (const file of parsed) {
    const imports = importsOf(file, names);
    const inside = imports.filter(target => names.has(target));
    graph.set(file.fileName, inside);
    violations.push(...inside.flatMap(target => judgeArrow(file.fileName, target)));
    violations.push(...imports.filter(isBuiltin).flatMap(name => judgeBuiltin(file.fileName, name)));
    if (zoneOf(file.fileName) !== 'cli') violations.push(...outputsOf(file));
  }
  return [...violations, ...findCycles(graph)];
}

function judgeArrow(from: string, to: string): string[] {
  const [source, target] = [zoneOf(from), zoneOf(to)];
  if (source === target || leaves.includes(target)) return [];
  const allowed = leaves.includes(source) ? [] : arrows[source];
  if (allowed === undefined) return [`${from}: ${source} is not in the architecture`];
  return allowed.includes(target) ? [] : [`${from} imports ${to}: ${source} may not import ${target}`];
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}

function judgeBuiltin(from: string, name: string): string[] {
  return mayUseNode.includes(zoneOf(from))
    ? []
    : [`${from} imports ${name}: only node and cli may use Node's modules`];
}

/** Uses of `console`, and of the parts of `process` that write or exit. */
function outputsOf(file: ts.SourceFile): string[] {
  return nodesOf(file).flatMap(node => {
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return [];
    const use = `${node.expression.text}.${node.name.text}`;
    const speaks =
      node.expression.text === 'console' || /^process\.(stdout|stderr|exit|exitCode|abort)$/.test(use);
    return speaks ? [`${file.fileName} uses ${use}: only cli may print or exit`] : [];
  });
}

/** One sentence for each import that closes a circle, found depth first. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]) => {
    const at = trail.indexOf(file);
    if (at >= 0) cycles.push(`a cycle: ${[...trail.slice(at), file].join(' → ')}`);
    if (at >= 0 || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
