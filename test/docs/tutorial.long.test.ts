import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../../src';

const [english, korean] = ['tutorial.md', 'tutorial.ko.md'].map(name => readSnippets(name));

test('the snippets of docs/tutorial.md give the values that stand beside them', async () => {
  expect(english).toHaveLength(8);
  const body = english!.join('\n').replace(/^import .*$/gm, '');
  // `expression; // value` is an assertion unless it declares something, every other line a statement.
  const checked = body.replace(
    /^(?!(?:const|let) )(.*); \/\/ (\[?-?[\d'].*|true|false)$/gm,
    'check($1, $2, `$2`);',
  );
  expect(checked.match(/^check\(/gm)!.length).toBeGreaterThanOrEqual(20);
  const names = [...english!.join('\n').matchAll(/^import \{(.*)\} from 'losslab';$/gm)].flatMap(([, list]) =>
    list!.split(', '),
  );
  const taken = Object.fromEntries(names.map(name => [name, losslab[name as keyof typeof losslab]]));
  const scope: Record<string, unknown> = {tf, check, ...taken};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own page, on purpose
  const run = new Function(...Object.keys(scope), `return (async () => {${checked}})()`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(...Object.values(scope));
}, 120_000);

test('both languages have the same snippets but for their comments', () => {
  const bare = (snippets: readonly string[]) =>
    snippets.map(code => code.replace(/ \/\/ (?![\d['-]|true|false).*$/gm, ''));
  expect(bare(korean!)).toEqual(bare(english!));
});

/** To as many decimals as the page shows. */
function check(actual: unknown, expected: unknown, written: string): void {
  const value: unknown = actual instanceof tf.Tensor ? actual.arraySync() : actual;
  if (typeof expected !== 'number' && !Array.isArray(expected)) {
    expect(value).toBe(expected);
    return;
  }
  const decimals = Math.max(...written.split(',').map(number => number.split('.')[1]?.length ?? 0));
  const numbers = [expected].flat() as number[];
  expect([value].flat()).toEqual(numbers.map(x => expect.closeTo(x, decimals) as number));
}

function readSnippets(name: string): string[] {
  const text = readFileSync(join(__dirname, '../../docs', name), 'utf8');
  return [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code!);
}
