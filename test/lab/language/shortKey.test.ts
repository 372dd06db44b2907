import {catalogues, shortKey} from '../../../src/lab/language/language';

test('short keys tell all sentences apart', () => {
  const keys = Object.values(catalogues).flatMap(catalogue => Object.keys(catalogue));
  expect(new Set(keys.map(shortKey)).size).toBe(new Set(keys).size);
  // FNV-1a of 'a' is 0xe40c292c by its authors' table.
  expect(shortKey('a')).toBe(`#${(0xe40c292c).toString(36)}`);
});
