import {readFileSync} from 'node:fs';
import {catalogues, languages, type Catalogue} from '../../../src/lab/language/language';
import {datasets} from '../../../src/data/datasets';
import {sourceTexts} from './sourceTexts';

/** The catalogues against the keys of the source: the templates that are tagged with `t`. */
const folders = ['src/lab', 'src/cli', 'src/gradients', 'src/node', 'src/backends'];
const texts = folders.flatMap(sourceTexts);
// The credits are said as the data sets have them.
const credits = Object.values(datasets).map(({attribution}) => attribution);
const keys = new Set([...texts.filter(({tagged}) => tagged).map(({key}) => key), ...credits]);
const words = [...keys].filter(key => /[a-z]/i.test(key.replace(/\{\d+\}/g, '')));

test('every key of the source has its Korean', () => {
  expect(words.length).toBeGreaterThan(100);
  expect(words.filter(key => !Object.hasOwn(catalogues.ko, key))).toEqual([]);
});

test.each(languages)('%s has no entry that the source does not use, and none twice', language => {
  const entries = Object.keys(catalogues[language]);
  expect(entries.filter(key => !keys.has(key))).toEqual([]);
  // Of two entries with one key JSON keeps the last.
  const lines = readFileSync(`src/lab/language/${language}.json`, 'utf8').match(/^ {2}"/gm);
  expect(lines).toHaveLength(entries.length);
});

test.each(languages)(
  'every form of an entry in %s has the arguments of its key, each once or more',
  language => {
    const catalogue: Catalogue = catalogues[language];
    const used = (text: string) => [...new Set(text.match(/\{\d+\}/g))].sort();
    for (const [key, entry] of Object.entries(catalogue)) {
      const forms =
        typeof entry === 'string' ? [entry] : [entry.other, ...(entry.one === undefined ? [] : [entry.one])];
      for (const form of forms) expect([key, used(form)]).toEqual([key, used(key)]);
    }
  },
);

test('no sentence of experiments, report and command line stands outside a key', () => {
  const sentences = ['src/lab/experiments', 'src/lab/report', 'src/cli']
    .flatMap(sourceTexts)
    .filter(({tagged, ofError, key}) => !tagged && !ofError && isProse(key));
  expect(sentences.map(({where, key}) => `${where}: ${key}`)).toEqual([]);
});

test('no sentence of a gradient check stands outside a key', () => {
  // An argument's name in an error, and what tfjs says.
  const others =
    /^passed in customGrad\(f\) must return$|^\{0\} to be a tensor|^a number in place of$|^but for rounding$/;
  const sentences = sourceTexts('src/gradients/checking').filter(
    ({tagged, ofError, key}) => !tagged && !ofError && /[a-z]{2,} [a-z]{2,}/.test(key) && !others.test(key),
  );
  expect(sentences.map(({where, key}) => `${where}: ${key}`)).toEqual([
    expect.stringMatching(/backends to be a list of names$/),
    expect.stringMatching(/one side$/),
  ]);
});

test('no error of the command line stands outside a key', () => {
  const texts = sourceTexts('src/cli').filter(({ofError}) => ofError);
  expect(texts.filter(({tagged}) => tagged).length).toBeGreaterThan(20);
  const sentences = texts.filter(({tagged, key}) => !tagged && /[a-z]{2,} [a-z]{2,}/.test(key));
  expect(sentences.map(({where, key}) => `${where}: ${key}`)).toEqual([]);
});

/** Two words of lower case; markup, options of fonts and the like are none. */
function isProse(key: string): boolean {
  return (
    /\b[a-z]{2,} [a-z]{2,}\b/.test(key) &&
    !/[<;=$]|--|npm run|losslab|: expected |^prettier|^expected /.test(key)
  );
}
