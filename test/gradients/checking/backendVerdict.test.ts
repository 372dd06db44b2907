import {backendVerdict, compareMeasured} from '../../../src/gradients/checking/backendVerdict';
import {checkPrecision} from '../../../src/gradients/precision';
import {CheckedFunction} from '../../../src/gradients/checking/CheckedFunction';
import {render} from '../../../src/lab/language/language';
import {inEnglish} from '../../../src/text';

const checkedFn = new CheckedFunction(
  x => x,
  [{name: 'x', shape: [2], values: Float64Array.of(1, 2)}],
  checkPrecision('float64'),
);

/** What is said of one entry whose slope is 4, by finite differences. */
function said(reference: number, found: number, isKink = false) {
  const [ours, theirs] = [reference, found].map(g => [Float64Array.of(g, 0)]);
  const entry = {input: 0, at: 0, numerical: 4, errorBar: 1e-9, isKink};
  const compared = compareMeasured(checkedFn, ours!, theirs!, [entry], 5e-3);
  return backendVerdict(compared, 'float64', 'SomeKernel', reference !== found);
}

test.each([
  [
    'a right backend beside a wrong reference',
    said(8, 4.00001),
    'pass',
    /is right: 4 .*wrong one is that of float64, 8/,
  ],
  ['a right backend beside one that is far too large', said(1e30, 4), 'pass', /is right/],
  [
    'a wrong backend beside a right reference',
    said(4, 8),
    'wrong',
    /It has 8 at x\[0\], not 4\. Its kernel SomeKernel/,
  ],
  [
    'two that are wrong in two ways',
    said(-4, 8),
    'wrong',
    /has 8 at x\[0\], not 4.*float64 is wrong too, .* -4 at/,
  ],
  ['two that are wrong in the same way', said(8, 8), 'wrong', /that of float64, and as wrong/],
  ['two legal ones at a kink', said(0, 1, true), 'pass', /both are legal/],
])('backendVerdict() tells %s', (_, {verdict, reason}, expected, says) => {
  expect(verdict).toBe(expected);
  expect(inEnglish(reason)).toMatch(says);
  expect(render(reason, 'ko')).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/i);
});

test('backendVerdict() names no kernel where finite differences cannot tell', () => {
  const {verdict, op} = backendVerdict([], 'float64', 'SomeKernel', true);
  expect({verdict, op}).toEqual({verdict: 'noisy', op: undefined});
});
