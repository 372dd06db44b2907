import * as tf from '@tensorflow/tfjs';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as lossesFolder from '../../src/losses';
import * as metricsFolder from '../../src/metrics';

const source = join(__dirname, '../../src');
const folders = ['losses', 'metrics'].map(name => join(source, name));
const examples = folders
  .flatMap(folder => readdirSync(folder).map(file => join(folder, file)))
  .flatMap(file =>
    read(file).map((code, i) => [`${file.slice(source.length + 1)} #${i + 1}`, code] as const),
  );

test.each(examples)('the example in %s is true', async (_, code) => {
  const scope: Record<string, unknown> = {tf, check, ...lossesFolder, ...metricsFolder};
  // `expression;  // value` is an assertion, every other line a statement.
  const body = code.replace(/^(.*);\s+\/\/ (.*)$/gm, 'check($1, $2);');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own docstrings, on purpose
  const run = new Function(...Object.keys(scope), `return (async () => {${body}})()`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(scope));
});

test('every public function of losses and metrics has an example', () => {
  const all = examples.map(([, code]) => code).join('\n');
  for (const name of Object.keys({...lossesFolder, ...metricsFolder})) expect(all).toContain(name);
});

/** As many decimals as the docstring shows. */
function check(actual: unknown, expected: unknown): void {
  const value: unknown = actual instanceof tf.Tensor ? actual.arraySync() : actual;
  if (typeof expected === 'string') {
    expect(value).toBe(expected);
    return;
  }
  const numbers = [expected].flat() as number[];
  const digits = Math.max(...numbers.map(x => String(x).split('.')[1]?.length ?? 0));
  expect([value].flat()).toEqual(numbers.map(x => expect.closeTo(x, digits) as number));
}

function read(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return Array.from(text.matchAll(/^ \* @example\n((?: \* [^@].*\n)+)/gm), match =>
    match[1]!.replace(/^ \* /gm, ''),
  );
}
