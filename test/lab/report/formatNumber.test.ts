import * as fc from 'fast-check';
import {formatNumber, formatSeconds} from '../../../src/lab/report/formatNumber';

describe('formatNumber()', () => {
  test.each([
    [39760, '39,760'],
    [0, '0'],
    [-0, '0'],
    [-3, '-3'],
    [0.510825457, '0.5108'],
    [94.6, '94.6'],
    [1.2345678, '1.235'],
    [-0.05, '-0.05'],
    [12345.678, '12,346'],
    [1.23456e-9, '1.235e-9'],
    [1e-9, '1e-9'],
    [0.0001, '0.0001'],
    [6.02214e23, '6.022e+23'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('writes %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  test('keeps every number to 5 parts in 10,000', () => {
    fc.assert(
      // Up to where rounding up would leave the doubles.
      fc.property(fc.double({noNaN: true, min: -1e308, max: 1e308}), value => {
        const read = Number(formatNumber(value).replaceAll(',', ''));
        // Half a unit of the fourth significant digit, at worst of the number 1.000.
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.abs(value) * 5.1e-4);
      }),
    );
  });
});

describe('formatSeconds()', () => {
  test.each([
    [0.04, '0.0 s'],
    [12.34, '12.3 s'],
    [61, '1 min 01 s'],
    [119.7, '2 min 00 s'],
    [NaN, 'NaN s'],
  ])('writes %d as %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));
});
