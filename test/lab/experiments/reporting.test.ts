import {sayAll} from '../../../src/lab/report';
import {
  byName,
  claim,
  metricsOf,
  publishedClaim,
  recordOf,
  rises,
  series,
  skip,
  table,
} from '../../../src/lab/experiments/reporting';
import {t} from '../../../src/text';
import {labFor} from './labFor';
import {smallDigits} from './smallDigits';

test('metricsOf() names numbers by where they are, and passes over what is none', () => {
  const found = {
    cee: {cap: 16.1, refused: true, 'x0.1': {nats: NaN}},
    curve: [1, 2],
    values: Float32Array.of(3),
    name: 'step',
    missing: undefined,
  };
  expect(metricsOf(found, {cee: {push: -0}, steps: 600})).toEqual({
    'cee.cap': 16.1,
    'cee.refused': 1,
    'cee.x0.1.nats': NaN,
    'cee.push': -0,
    steps: 600,
  });
});

test('recordOf() and byName() give each name its value', () => {
  expect(recordOf(['a', 'b'], name => name + name)).toEqual({a: 'aa', b: 'bb'});
  expect(byName([0.1, 1], h => [`h${h}`, {quantum: 1 / h}])).toEqual({
    'h0.1': {quantum: 10},
    h1: {quantum: 1},
  });
});

test('series() puts each item at its place', () => {
  expect(series('dot', 'squares', [2, 3], (x, i) => [i, x * x])).toEqual({
    type: 'dot',
    name: 'squares',
    points: [
      {x: 0, y: 4},
      {x: 1, y: 9},
    ],
  });
});

test('claim() takes a template apart into what is stated, expected and measured', () => {
  const stated = {id: 'x', statement: t`A loss of ${2} images falls`};
  expect(claim('x', true)`A loss of ${2} images falls → ${'1 %'} → ${0.5}`).toEqual({
    ...{...stated, expected: '1 %', measured: 0.5, holds: true},
  });
  expect(claim('x', skip('needs MNIST'), {timed: true})`
      A loss of ${2} images
      falls → below ${1}; ${'b'} → ${'a'}; ${'b'}`).toEqual({
    ...{...stated, expected: t`below ${1}; ${'b'}`, measured: 'a; b'},
    ...{holds: 'skipped', reason: 'needs MNIST', timed: true},
  });
});

test('table() makes a row of each item', () => {
  const rows = table(
    't',
    'T',
    [1, 2],
    [
      ['n', n => n],
      ['n²', n => n * n],
    ],
  );
  expect(rows).toEqual({
    ...{id: 't', title: 'T', columns: ['n', 'n²']},
    rows: [
      [1, 1],
      [2, 4],
    ],
  });
});

test('rises() wants each value greater than the one before', () => {
  expect([[], [1], [1, 2, 3], [1, 2, 2], [1, NaN]].map(rises)).toEqual([true, true, true, false, false]);
});

describe('publishedClaim()', () => {
  const quick = labFor(smallDigits(10, 4));
  const mnist = {...quick, source: {...quick.source, kind: 'mnist'}} as typeof quick;
  const full = {...mnist, profile: 'full'} as const;
  test.each([
    ['on other data', quick, 0.945, {holds: 'skipped', reason: 'needs MNIST'}],
    ['in a quick run', mnist, 0.945, {holds: 'skipped', reason: 'needs the 10,000 steps of --profile full'}],
    ['within the range', full, 0.945, {holds: true, measured: '94.5 %', expected: '94.2 % to 95.2 %'}],
    ['below it', full, 0.94, {holds: false}],
    ['above it', full, 0.96, {holds: false}],
    ['that is NaN', full, NaN, {holds: false}],
    ['that was not measured', full, undefined, {holds: false, measured: 'not run'}],
  ])('judges an accuracy %s', (_, lab, accuracy, outcome) => {
    const net = accuracy === undefined ? undefined : {testAccuracy: accuracy};
    const claim = publishedClaim(lab)('x', net, 0.942, 0.952)`X`;
    expect(sayAll(claim)).toMatchObject({id: 'x', statement: 'X', ...outcome});
  });
});
