import * as tf from '@tensorflow/tfjs';

/** A value that some argument does not expect, with what a report calls it. */
export type WrongValue = readonly [name: string, value: unknown];

/**
 * Forty values that somebody, or some bug, hands over in the place of an argument. Tensors among them are kept for ever and may not
 * be disposed by anybody.
 */
export function wrongValues(): WrongValue[] {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  return [...plainValues(), ['an array that holds itself', cyclic], ...exoticObjects(), ...tensors()];
}

function plainValues(): WrongValue[] {
  const numbers = [0, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 53];
  const texts = ['', 'x', '3', '\0', '__proto__', 'constructor'];
  return [
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['false', false],
    ...numbers.map((value): WrongValue => [String(value), value]),
    ['1n', 1n],
    ...texts.map((value): WrongValue => [JSON.stringify(value), value]),
    ['a symbol', Symbol('s')],
    ['[]', []],
    ['[NaN]', [NaN]],
    ['[[1], 2]', [[1], 2]],
  ];
}

function exoticObjects(): WrongValue[] {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    ['{}', {}],
    ['an object without a prototype', Object.create(null)],
    ['{length: -1}', {length: -1}],
    ['a proxy', new Proxy({}, {})],
    ['a revoked proxy', revoked.proxy],
    ['a function', () => undefined],
    ['an async function', () => Promise.resolve(1)],
    ['a map', new Map([[1, 2]])],
    ['a date', new Date(NaN)],
    ['a promise', Promise.resolve(1)],
    ['a Float32Array', Float32Array.of(1, NaN)],
    ['a BigInt64Array', BigInt64Array.of(1n)],
    ['an ArrayBuffer', new ArrayBuffer(3)],
  ];
}

function tensors(): WrongValue[] {
  const disposed = tf.tensor1d([1]);
  disposed.dispose();
  const keep = (tensor: tf.Tensor) => tf.keep(tensor);
  return [
    ['a disposed tensor', disposed],
    ['an int32 tensor', keep(tf.tensor1d([1, 2], 'int32'))],
    ['a text tensor', keep(tf.tensor1d(['a']))],
    ['a complex tensor', keep(tf.complex([1, 2], [3, 4]))],
    ['an empty tensor', keep(tf.zeros([0, 2]))],
    ['a tensor of NaN', keep(tf.tensor2d([[NaN, NaN]]))],
    ['a tensor of rank 6', keep(tf.zeros([1, 1, 1, 1, 1, 2]))],
  ];
}
