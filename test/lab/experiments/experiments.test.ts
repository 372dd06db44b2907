import {inEnglish} from '../../../src/text';
import * as fs from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import {experiments} from '../../../src/lab/experiments';

const ids = experiments.map(({id}) => id);
const root = path.join(__dirname, '..', '..', '..');

test('every experiment has an id of its own and asks a question', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const {question} of experiments) expect(inEnglish(question)).toMatch(/\?( \(.*\))?$/);
});

test('the experiments are in the order in which one explains the next', () => {
  const told = [
    'losses',
    'regression',
    'information',
    'descent',
    'minibatch',
    'numerical-gradient',
    'gradient-check',
    'accuracy',
    'step',
    'training',
    'features',
    'known-gradients',
  ];
  expect(ids.filter(id => told.includes(id))).toEqual(told);
});

describe('an experiment is its folder and a line in the list', () => {
  test('every folder is an experiment of the list, under its id', () => {
    const entries = fs.readdirSync(path.join(root, 'src/lab/experiments'), {withFileTypes: true});
    const folders = entries.filter(entry => entry.isDirectory()).map(({name}) => name);
    expect(folders.sort()).toEqual([...ids].sort());
  });

  test('no other file knows one: neither imports its modules nor has its id', () => {
    const files = ['src', 'scripts'].flatMap(folder =>
      fs
        .readdirSync(path.join(root, folder), {recursive: true, encoding: 'utf8'})
        .filter(name => name.endsWith('.ts'))
        .map(name => path.join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(150);
    expect(files.filter(isOfNone).flatMap(mentions)).toEqual([]);
  });
});

/** Neither the list nor a catalogue of texts. */
function isOfNone(file: string): boolean {
  return file !== 'src/lab/experiments/index.ts' && !file.startsWith('src/lab/language/');
}

/**
 * Who deals in experiments and could know one by its id. Elsewhere 'step' and 'accuracy' are words like others. The attacks run the
 * cheapest experiments by name, and need no change for a new one; mutation.ts means src/losses.
 */
const dealers = /^(src\/(lab\/report|cli)|scripts(?!\/(attack\/|mutation\.ts$)))\//;

/** Words that have another meaning there: a type of mark, an activation, the size of a step; a metric of tfjs and what `train --loss` takes; a row of the matrix. */
const homonyms: Readonly<Record<string, RegExp>> = {
  step: /^(src\/lab\/report\/(resultsDocument|figures\/)|src\/cli\/options\/|scripts\/bench\/)/,
  accuracy: /^(src\/cli\/(train|commands|terminal\/trainText|options\/resolveOptions)\.ts|scripts\/models\/)/,
  losses: /^scripts\/matrix[./]/,
  training: /^scripts\/matrix[./]/,
};

/** Where a file knows experiments other than its own: `src/lab/report/x.ts: accuracy`. */
function mentions(file: string): string[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const others = ids.filter(id => !file.startsWith(`src/lab/experiments/${id}/`));
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const word = wordOf(node);
    if (word !== undefined && others.some(id => knows(file, word, id))) found.push(`${file}: ${word}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** A text, or the name of a property that is given a value. */
function wordOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

function knows(file: string, word: string, id: string): boolean {
  if (word.startsWith('.')) {
    return `${path.join(path.dirname(file), word)}/`.startsWith(`src/lab/experiments/${id}/`);
  }
  return word === id && dealers.test(file) && !homonyms[id]?.test(file);
}
