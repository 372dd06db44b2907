import {comparisonText} from '../../../src/cli/compare';
import {choosePalette} from '../../../src/cli/terminal/wrapText';
import {compareResults, sayAll} from '../../../src/lab/report';
import {FakeStream} from '../../cli/fakes';
import {sampleClaim, sampleExperiment, sampleResults} from './sampleResults';

const a = sampleResults();
const b = sampleResults({
  seed: 2,
  experiments: [
    sampleExperiment({
      metrics: {
        weights: 39761,
        'a.metric.with.a.name.that.is.far.too.long.for.any.table.of.eighty.columns': 0.5,
      },
      claims: [sampleClaim({holds: false})],
    }),
    sampleExperiment({id: 'losses'}),
  ],
});

test('compareResults() finds nothing to differ between a run and itself', () => {
  const {settings, experiments} = compareResults(a, a);
  expect(settings).toEqual([]);
  expect(experiments[0]).toMatchObject({
    id: 'accuracy',
    in: 'both',
    claims: [{changed: false}],
    metrics: [{difference: 0, changed: false}],
  });
});

test('compareResults() says what the runs were made with, what became of claims, and by how much metrics differ', () => {
  const {settings, experiments} = compareResults(a, b);
  expect(sayAll(settings)).toEqual([{name: 'seed', a: '1', b: '2'}]);
  expect(experiments.map(each => [each.id, each.in])).toEqual([
    ['accuracy', 'both'],
    ['losses', 'b'],
  ]);
  expect(experiments[0]!.claims[0]).toMatchObject({id: 'zeros', a: true, b: false, changed: true});
  expect(experiments[0]!.metrics[0]).toEqual({
    name: 'weights',
    a: 39760,
    b: 39761,
    difference: 1,
    changed: true,
  });
  expect(experiments[0]!.metrics[1]).toMatchObject({
    a: undefined,
    b: 0.5,
    difference: undefined,
    changed: true,
  });
});

test('compareResults() takes NaN for the same as NaN', () => {
  const odd = sampleResults({experiments: [sampleExperiment({metrics: {weights: NaN}})]});
  expect(compareResults(odd, odd).experiments[0]!.metrics[0]!.changed).toBe(false);
});

test('comparisonText() fits into 80 columns and shows what differs', () => {
  const text = comparisonText(compareResults(a, b), choosePalette({stdout: new FakeStream(), env: {}}));
  expect(text).toContain('seed          A  1\n              B  2\n');
  expect(text).toContain('holds → failed: Every entry is 0');
  expect(text).toMatch(/weights +39,760 +39,761 +\+1\n/);
  expect(text).toContain('losses\n  only in B\n');
  expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
});
