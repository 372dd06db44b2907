import {builtinModules} from 'node:module';
import * as path from 'node:path';
import * as ts from 'typescript';

/** A source file, its path relative to `src/` and with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Who may import whom, by folder of `src/`, or by name for a file that lies in none. */
export const arrows: Readonly<Record<string, readonly string[]>> = {
  cli: [
    'lab/experiments',
    'lab/report',
    'lab/language',
    'node',
    'index',
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
  gradients: ['backends', 'tfjs'],
  // losses, metrics: a model is saved with their names and compiled again from it.
  node: ['data', 'models', 'backends', 'losses', 'metrics', 'training', 'tfjs'],
  models: ['tfjs'],
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
export const leaves: readonly string[] = ['checks', 'correctedOps', 'errors', 'random', 'results', 'text'];

/** The folders that may touch files, processes and the network. */
const mayUseNode: readonly string[] = ['node', 'cli'];

/** One sentence for every import, cycle or output that the architecture does not allow. */
export function findViolations(sources: readonly Source[]): string[] {
  const parsed = sources.map(({path: name, text}) =>
    ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true),
  );
  const names = new Set(sources.map(source => source.path));
  const graph = new Map<string, string[]>();
  const violations: string[] = [];
  for (const file of parsed) {
    const imports = importsOf(file).map(specifier => resolve(file.fileName, specifier, names));
    const inside = imports.filter(target => names.has(target));
    graph.set(file.fileName, inside);
    violations.push(...inside.flatMap(target => judgeArrow(file.fileName, target)));
    violations.push(...imports.filter(isBuiltin).flatMap(name => judgeBuiltin(file.fileName, name)));
    if (zoneOf(file.fileName) !== 'cli') violations.push(...outputsOf(file));
  }
  return [...violations, ...findCycles(graph)];
}

/** The folder that an arrow speaks of: of `lab` one of its own folders. */
function zoneOf(file: string): string {
  const [folder, inner] = file.split('/');
  return (folder === 'lab' && inner !== undefined ? `lab/${inner}` : folder!).replace(/\.ts$/, '');
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

/** Every module named, in whatever form: import, export … from, import type, import(), require(), typeof import(). */
function importsOf(file: ts.SourceFile): string[] {
  return nodesOf(file).flatMap(node => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      return literal(node.argument.literal);
    if (ts.isExternalModuleReference(node)) return literal(node.expression);
    if (!ts.isCallExpression(node)) return [];
    const callee = node.expression;
    const loads =
      callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
    return loads ? literal(node.arguments[0]) : [];
  });
}

function literal(node: ts.Node | undefined): string[] {
  return node !== undefined && ts.isStringLiteralLike(node) ? [node.text] : [];
}

function resolve(from: string, specifier: string, names: ReadonlySet<string>): string {
  if (!specifier.startsWith('.')) return specifier;
  const base = path.posix.join(path.posix.dirname(from), specifier);
  return [`${base}.ts`, path.posix.join(base, 'index.ts')].find(candidate => names.has(candidate)) ?? base;
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

function nodesOf(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
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
