import type {GradientCheck} from '../../../src/gradients/GradientCheck';
import {formatCheck} from '../../../src/gradients/checking/formatCheck';

const worst = {index: [700, 3], analytic: -1.5, numerical: 1.5, errorBar: 2.34e-12};
const check: GradientCheck = {
  ok: false,
  verdict: 'wrong',
  reason: 'The gradient of dense_Dense1/kernel has the wrong sign: it is -1 times the numerical one.',
  backend: 'float64',
  dtype: 'float64',
  evaluations: 132,
  resolution: 0.0002,
  taylorRate: 1.004,
  inputs: [{name: 'dense_Dense1/kernel', shape: [784, 50], checked: 16, verdict: 'wrong', worst}],
  worst: [{...worst, input: 'dense_Dense1/kernel', verdict: 'wrong'}],
  backends: [],
  notes: ['The function leaks 1 tensor with every call.'],
  toString: () => '',
};

test('formatCheck() puts verdict and reason first, then each input, then the worst entries', () => {
  expect(formatCheck(check)).toBe(
    `
wrong: The gradient of dense_Dense1/kernel has the wrong sign: it is -1 times
the numerical one.
float64, 132 evaluations, Taylor rate 1.00 (right: 2, wrong: 1)
resolution: 0.02 % (the smallest error of one entry that would be seen)
  note: The function leaks 1 tensor with every call.

  input                shape         checked  verdict
  dense_Dense1/kernel  [784,50]  16 of 39200  wrong

  worst entries               analytic  numerical      ±  verdict
  dense_Dense1/kernel[700,3]      -1.5        1.5  2e-12  wrong
`.trim(),
  );
});

test('formatCheck() keeps to 80 columns whatever it is given', () => {
  const name = 'a_very_long_layer_name/'.repeat(5);
  const far = {
    ...worst,
    index: [1000000, 1000000],
    analytic: -1.23456789e-300,
    numerical: 1.23456789e200,
    errorBar: Infinity,
  };
  const text = formatCheck({
    ...check,
    reason: `${name} ${'x'.repeat(200)}`,
    verdict: 'nondeterministic',
    inputs: [{name, shape: [4096, 4096, 512], checked: 64, verdict: 'nondeterministic', worst: far}],
    worst: [{...far, input: name, verdict: 'nondeterministic'}],
  });
  expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
});
