import {byName, metricsOf, publishedClaim, recordOf, series} from '../../../src/lab/experiments/reporting';
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

describe('publishedClaim()', () => {
  const quick = labFor(smallDigits(10, 4));
  const mnist = {...quick, source: {...quick.source, kind: 'mnist'}} as typeof quick;
  const full = {...mnist, profile: 'full'} as const;
  const claim = {id: 'x', statement: 'X', accuracy: 0.945, range: [0.942, 0.952]} as const;

  test.each([
    ['on other data', quick, 0.945, {holds: 'skipped', reason: 'needs MNIST'}],
    ['in a quick run', mnist, 0.945, {holds: 'skipped', reason: 'needs the 10,000 steps of --profile full'}],
    ['within the range', full, 0.945, {holds: true, measured: '94.5 %', expected: '94.2 % to 95.2 %'}],
    ['below it', full, 0.94, {holds: false}],
    ['above it', full, 0.96, {holds: false}],
    ['that is NaN', full, NaN, {holds: false}],
    ['that was not measured', full, undefined, {holds: false, measured: 'not run'}],
  ])('judges an accuracy %s', (_, lab, accuracy, outcome) => {
    expect(publishedClaim(lab, {...claim, accuracy})).toMatchObject(outcome);
  });
});
