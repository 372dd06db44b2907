/** What a loss of the table needs elsewhere; the tests of this folder that go through the table see to the rest. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as losslab from '../../src';
import {losses, type LossName} from '../../src/losses';
import {lossNames} from '../../src/losses/lossTraits';
import {formulas} from './formulas';

const names = Object.keys(losses) as LossName[];

/** Where a loss has to be, and which losses are there. */
const places: readonly (readonly [place: string, has: (name: LossName) => boolean])[] = [
  ['lossTraits of src/losses/lossTraits.ts', name => lossNames.includes(name)],
  ['the exports of src/index.ts', name => Object.hasOwn(losslab, name)],
  ['formulas of test/losses/formulas.ts', name => Object.hasOwn(formulas, name)],
  ['the table of docs/library.md', name => rowsOf('library.md').some(row => row.startsWith(`| \`${name}\``))],
];

test.each(places)('every loss of the table is in %s', (_, has) => {
  expect(names.filter(name => !has(name))).toEqual([]);
});

test('a loss is exported under the name that it has in the table, which its errors begin with', () => {
  const exported: Readonly<Record<string, unknown>> = {...losslab};
  for (const name of names) expect([name, exported[name]]).toEqual([name, losses[name]]);
  expect(names).toEqual(lossNames);
});

function rowsOf(page: string): string[] {
  return fs.readFileSync(path.join(__dirname, '../../docs', page), 'utf8').split('\n');
}
