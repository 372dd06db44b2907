import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import {replaceArrows} from './drawArrows';
import {listFiles, nodesOf, parse, readSources} from './sources';

const page = fs.readFileSync(path.join(__dirname, '../../docs/architecture.md'), 'utf8');
const sources = new Map(readSources().map(source => [source.path, source]));

/** Each step of a walk, with the code that it names. */
const steps = [...page.matchAll(/^\d+\. .*(?:\n {3}.*)*/gm)].map(([text]) => ({
  text,
  files: spansOf(text, /^[\w/.-]+\.(ts|json)$/),
  functions: spansOf(text, /^\w+\(\)$/).map(name => name.slice(0, -2)),
}));

test('docs/architecture.md has four walks, each in fewer than ten steps that start in a file', () => {
  const walks = page.split(/^## /m).map(section => section.match(/^\d+\. /gm)?.length ?? 0);
  expect(walks.filter(count => count > 0)).toHaveLength(4);
  expect(Math.max(...walks)).toBeLessThan(10);
  expect(steps.filter(({text}) => !/^\d+\. `[\w/.-]+\.(ts|json)`/.test(text))).toEqual([]);
});

test('docs/architecture.md names files that exist', () => {
  const files = new Set(listFiles());
  const named = steps.flatMap(({files}) => files);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(file => !files.has(file))).toEqual([]);
});

test('docs/architecture.md names functions that the files beside them declare', () => {
  const missing = steps.flatMap(({files, functions}) => {
    const declared = new Set(files.flatMap(file => declarationsOf(file)));
    return functions.filter(name => !declared.has(name)).map(name => `${name}() in ${files.join(', ')}`);
  });
  expect(steps.flatMap(({functions}) => functions).length).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});

test('docs/architecture.md has the arrows of the imports; npx tsx scripts/architecture.ts writes them', () => {
  expect(replaceArrows(page, readSources())).toBe(page);
});

function spansOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, span]) => span!).filter(span => pattern.test(span));
}

/** The functions and methods of a file, by name. */
function declarationsOf(file: string): string[] {
  const source = sources.get(file);
  if (source === undefined) return [];
  return nodesOf(parse(source)).flatMap(node =>
    (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) &&
    node.name &&
    ts.isIdentifier(node.name)
      ? [node.name.text]
      : [],
  );
}
