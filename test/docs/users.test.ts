/** docs/users.md: every question has a test, and the lines for tfjs-vis run. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as losslab from '../../src';

const root = path.join(__dirname, '../..');
const page = fs.readFileSync(path.join(root, 'docs/users.md'), 'utf8');

const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| question'));
const answered = rows.map(row => row.split('|').map(cell => cell.trim())).filter(cells => cells.length >= 5);
const named = answered.flatMap(cells => {
  const [, file, name] = /^`([\w/]+)`: (.+)$/.exec(cells.at(-2)!) ?? [];
  return file === undefined ? [] : [[file, name!] as const];
});

test('there are at least sixteen questions, each with a test', () => {
  expect(answered.filter(cells => !cells[1]!.startsWith('---')).length).toBe(named.length);
  expect(named.length).toBeGreaterThanOrEqual(16);
});

test.each(named)('%s has the test “%s”', (file, name) => {
  const source = fs.readFileSync(path.join(root, 'test', `${file}.test.ts`), 'utf8');
  expect(source.replaceAll('’', "'")).toContain(name.replaceAll('’', "'"));
});

test('the lines for tfjs-vis run, with numbers for each curve and epoch', async () => {
  const [, code] = /```js\n([^]*?)```/.exec(page) ?? [];
  const body = code!.replace(/^import .*\n/gm, '');
  const drawn: Record<string, number[]> = {};
  // What tfjs-vis's own does with the logs: it draws those of its names.
  const fitCallbacks = (_: object, curves: string[]) => ({
    onEpochEnd: (epoch: number, logs: Record<string, number>) => {
      for (const name of curves) (drawn[name] ??= [])[epoch] = logs[name]!;
    },
  });
  const scope = {...losslab, tfvis: {show: {fitCallbacks}}};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the lines of our own page, on purpose
  const run = new Function(...Object.keys(scope), `return (async () => {${body}})()`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(scope));
  expect(Object.keys(drawn)).toEqual(['loss', 'val_loss', 'acc', 'val_acc']);
  for (const values of Object.values(drawn)) {
    expect(values).toHaveLength(3);
    expect(values.every(Number.isFinite)).toBe(true);
  }
});
