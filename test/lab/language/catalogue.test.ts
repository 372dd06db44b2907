import * as tf from '@tensorflow/tfjs';
import * as catalogues from '../../../src/lab/language/ko';
import {sourceTexts} from './sourceTexts';

const {korean, tfjs} = catalogues;

/**
 * The catalogue against the source: texts are made of templates, so it is the words between their numbers and names that are
 * looked for. What the experiments' own tests add is that whole texts of a run are found, see `untranslated`.
 */
const keys = Object.keys(korean);
const lowerCaseKeys = keys.map(lowerCase);

test('no text of an experiment lacks its Korean', () => {
  const texts = sourceTexts('src/lab/experiments').filter(({pieces}) => isProse(pieces));
  expect(texts.length).toBeGreaterThan(200);
  expect(texts.filter(isMissing).map(describe)).toEqual([]);
});

test('no text of page, terminal or help lacks its Korean', () => {
  const texts = ['src/lab/report', 'src/cli']
    .flatMap(sourceTexts)
    .filter(({said, pieces}) => said && isWord(pieces));
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.filter(isMissing).map(describe)).toEqual([]);
});

test('no entry is stale: the source still has its words', () => {
  const texts = ['src/lab/experiments', 'src/gradients', 'src/lab/report', 'src/data', 'src/cli'].flatMap(
    sourceTexts,
  );
  const kernels = Object.values(tf).filter(value => typeof value === 'string');
  // Short words would go into any text; a whole text may be one.
  const whole = new Set(texts.flatMap(({pieces}) => pieces));
  const parts = new Set([...whole, ...kernels].filter(piece => !/^[a-z]{1,3}$/.test(piece)).map(lowerCase));
  const isStale = (fragment: string) => !whole.has(fragment) && !isMadeOf(lowerCase(fragment), parts);
  expect(keys.filter(key => !Object.hasOwn(tfjs, key) && key.split('{}').some(isStale))).toEqual([]);
});

test('no text has two entries', () => {
  const lists = Object.values(catalogues).filter(list => list !== korean);
  expect(lists.length).toBeGreaterThan(10);
  const all = lists.flatMap(list => Object.keys(list));
  expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([]);
  expect(new Set(all)).toEqual(new Set(keys));
});

test('a translation has the numbers of its text, each of them once or more', () => {
  for (const [key, translation] of Object.entries(korean)) {
    const count = key.split('{}').length - 1;
    const used = new Set([...translation.matchAll(/\{(\d+)\}/g)].map(([, index]) => Number(index)));
    expect([key, [...used].sort((a, b) => a - b)]).toEqual([key, Array.from({length: count}, (_, i) => i)]);
  }
});

function isProse(pieces: readonly string[]): boolean {
  return /[a-z]{2,} [a-z(]/i.test(pieces.join('{}'));
}

function isWord(pieces: readonly string[]): boolean {
  return /[a-z]{3}/i.test(pieces.join('{}'));
}

/** Whether no entry has the text's words, in their order. */
function isMissing({pieces}: {readonly pieces: readonly string[]}): boolean {
  return !lowerCaseKeys.some(key => {
    let from = 0;
    return pieces.every(piece => {
      const at = key.indexOf(piece.toLowerCase(), from);
      from = at + piece.length;
      return at >= 0;
    });
  });
}

function describe({where, pieces}: {readonly where: string; readonly pieces: readonly string[]}): string {
  return `${where}: ${pieces.join('{}')}`;
}

function isMadeOf(text: string, parts: ReadonlySet<string>): boolean {
  const reached = [true];
  for (let end = 1; end <= text.length; end++) {
    reached[end] = reached.some((there, start) => there && parts.has(text.slice(start, end)));
  }
  return reached[text.length]!;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
