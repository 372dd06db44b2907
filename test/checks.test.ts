import * as tf from '@tensorflow/tfjs';
import {assertFinite, assertKnownOptions, assertOneOf, assertWhole, nearestName} from '../src/checks';

const known = ['epochs', 'steps', 'learningRate', 'onStep'];

test.each([
  ['epoch', 'epochs'],
  ['epohcs', 'epochs'],
  ['EPOCHS', 'epochs'],
  ['learning_rate', 'learningRate'],
  ['onstep', 'onStep'],
  ['learn', 'learningRate'],
  ['lr', undefined],
  ['constructor', undefined],
  ['', undefined],
])('nearestName() takes %j for %j', (name, expected) => {
  expect(nearestName(name, known)).toBe(expected);
});

test('assertKnownOptions() names the nearest option, or all of them', () => {
  expect(() => assertKnownOptions('f', {steps: 1, epoch: 5}, known)).toThrow(
    new RangeError('f: unknown option epoch, did you mean epochs?'),
  );
  expect(() => assertKnownOptions('f', {momentum: 1}, known)).toThrow(
    new RangeError('f: unknown option momentum; known are epochs, steps, learningRate, onStep'),
  );
  expect(() => assertKnownOptions('f', {steps: 1, epochs: undefined}, known)).not.toThrow();
});

test.each([
  ['constructor', {constructor: 1}],
  ['toString', {toString: 1}],
  ['__proto__', JSON.parse('{"__proto__": 1}') as object],
  ['epoch', Object.create({epoch: 5}) as object],
])('assertKnownOptions() refuses %s, own or inherited', (key, options) => {
  expect(() => assertKnownOptions('f', options, known)).toThrow(`f: unknown option ${key}`);
});

test.each([
  [null, 'null'],
  [1e-7, '1e-7'],
  ['mean', '"mean"'],
  [[1], 'an array'],
  [() => 1, 'a function'],
])('assertKnownOptions() refuses %p in the place of the options', (options, shown) => {
  expect(() => assertKnownOptions('f', options, known)).toThrow(
    new TypeError(`f: expected options to be an object, got ${shown}`),
  );
});

test('assertKnownOptions() refuses a tensor in the place of the options', () => {
  expect(() => assertKnownOptions('f', tf.scalar(1), known)).toThrow(/to be an object, got a tensor/);
});

test('numbers written as text, true and null are no numbers', () => {
  for (const value of ['3', true, null, [3], {}]) {
    expect(() => assertWhole('f', 'n', value, 1)).toThrow(TypeError);
    expect(() => assertFinite('f', 'x', value)).toThrow(TypeError);
  }
  expect(() => assertWhole('f', 'n', '3', 1)).toThrow(/, got "3"$/);
  expect(() => assertFinite('f', 'x', NaN)).toThrow(
    new RangeError('f: expected x to be a finite number, got NaN'),
  );
  expect(() => assertFinite('f', 'x', 0, {above: 0})).toThrow(
    new RangeError('f: expected x to be a finite number above 0, got 0'),
  );
  expect(() => assertFinite('f', 'x', 0, {atLeast: 0})).not.toThrow();
  expect(() => assertOneOf('f', 'name', 5, ['a', 'b'])).toThrow(TypeError);
});
