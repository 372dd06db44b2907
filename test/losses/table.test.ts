/** What a loss of the table needs elsewhere; the tests of this folder that go through the table see to the rest. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../../src';
import {losses, perExample, type LossFunction, type LossName} from '../../src/losses';
import {lossByName, nameOfLoss, tableNameOf} from '../../src/losses/losses';
import {lossNames, outputFor, reasonUnfit} from '../../src/losses/lossTraits';
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

test('a loss is found by its name, and its form for weighted examples by its own', () => {
  for (const name of names) {
    const form = perExample(losses[name]);
    expect([nameOfLoss(losses[name]), nameOfLoss(form)]).toEqual([name, `perExample(${name})`]);
    expect([tableNameOf(losses[name]), tableNameOf(form)]).toEqual([name, name]);
    expect(lossByName(name)).toBe(losses[name]);
    expect(lossByName(`perExample(${name})`)).toBe(form);
  }
});

test('what is not of the table has no name', () => {
  const own = (() => tf.scalar(0)) as LossFunction;
  for (const loss of [own, perExample(own), 'crossEntropy', undefined]) {
    expect([nameOfLoss(loss), tableNameOf(loss)]).toEqual([undefined, undefined]);
  }
  const wrong = ['own', 'toString', 'perExample(own)', 'perExample()', 'perExample(toString)', ''];
  const around = [
    'my perExample(crossEntropy)',
    'perExample(crossEntropy) of mine',
    'perExample(cross entropy)',
  ];
  for (const name of [...wrong, ...around]) expect([name, lossByName(name)]).toEqual([name, undefined]);
});

describe('the activation that a network has to end in', () => {
  const outputs: Readonly<Record<LossName, string>> = {
    sumSquaredError: 'softmax',
    crossEntropy: 'softmax',
    sparseCrossEntropy: 'softmax',
    crossEntropyFromLogits: 'linear',
    sparseCrossEntropyFromLogits: 'linear',
    binaryCrossEntropy: 'sigmoid',
    binaryCrossEntropyFromLogits: 'linear',
  };
  /** Of softmax, sigmoid, hardSigmoid, linear and relu those that fit: what gives distributions, probabilities, any real number. */
  const fitting: Readonly<Record<LossName, readonly string[]>> = {
    sumSquaredError: ['softmax', 'sigmoid', 'hardSigmoid', 'linear', 'relu'],
    crossEntropy: ['softmax'],
    sparseCrossEntropy: ['softmax'],
    crossEntropyFromLogits: ['linear', 'relu'],
    sparseCrossEntropyFromLogits: ['linear', 'relu'],
    binaryCrossEntropy: ['softmax', 'sigmoid', 'hardSigmoid'],
    binaryCrossEntropyFromLogits: ['linear', 'relu'],
  };

  test.each(names)('%s is told what fits', name => {
    expect(outputFor(name)).toBe(outputs[name]);
    const fit = fitting.sumSquaredError.filter(each => reasonUnfit(name, each) === undefined);
    expect(fit).toEqual(fitting[name]);
    // A layer of one's own has none that could be read.
    expect(reasonUnfit(name, undefined)).toBeUndefined();
  });

  test.each<[LossName, string, string]>([
    ['crossEntropy', 'linear', '; for linear outputs use crossEntropyFromLogits'],
    ['crossEntropy', 'sigmoid', '; for sigmoid outputs use binaryCrossEntropy'],
    ['sparseCrossEntropy', 'linear', '; for linear outputs use sparseCrossEntropyFromLogits'],
    ['sparseCrossEntropy', 'sigmoid', ''],
    ['crossEntropyFromLogits', 'softmax', '; for softmax outputs use crossEntropy'],
    ['crossEntropyFromLogits', 'sigmoid', '; for sigmoid outputs use binaryCrossEntropy'],
    ['sparseCrossEntropyFromLogits', 'softmax', '; for softmax outputs use sparseCrossEntropy'],
    ['binaryCrossEntropy', 'linear', '; for linear outputs use binaryCrossEntropyFromLogits'],
    ['binaryCrossEntropyFromLogits', 'sigmoid', '; for sigmoid outputs use binaryCrossEntropy'],
    ['binaryCrossEntropyFromLogits', 'softmax', '; for softmax outputs use crossEntropy'],
    ['binaryCrossEntropy', 'relu', ''],
  ])('%s after %s is refused, with the loss to use', (loss, activation, advice) => {
    expect(reasonUnfit(loss, activation)).toBe(
      `expected a model that ends in ${outputs[loss]} for ${loss}, got ${activation}${advice}`,
    );
  });
});
