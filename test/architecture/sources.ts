import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

/** A source file, its path relative to `src/` and with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const src = path.join(__dirname, '../../src');

/** The paths of all files of `src/`, sorted. */
export function listFiles(): string[] {
  const entries = fs.readdirSync(src, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
  const files = entries.map(({parentPath, name}) => path.relative(src, path.join(parentPath, name)));
  return files.map(file => file.split(path.sep).join('/')).sort();
}

/** All modules of `src/`, in the order of their paths. */
export function readSources(): Source[] {
  const modules = listFiles().filter(file => file.endsWith('.ts'));
  return modules.map(file => ({path: file, text: fs.readFileSync(path.join(src, file), 'utf8')}));
}

export function parse({path: name, text}: Source): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
}

/** The folder that an arrow speaks of: of `lab` one of its own folders; a file that lies in none stands for itself. */
export function zoneOf(file: string): string {
  const [folder, inner] = file.split('/');
  return (folder === 'lab' && inner !== undefined ? `lab/${inner}` : folder!).replace(/\.ts$/, '');
}

/** Every module that a file names, those of `src/` by their path: import, export … from, import type, import(), require(). */
export function importsOf(file: ts.SourceFile, names: ReadonlySet<string>): string[] {
  return specifiersOf(file).map(specifier => resolve(file.fileName, specifier, names));
}

function specifiersOf(file: ts.SourceFile): string[] {
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

export function nodesOf(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}
