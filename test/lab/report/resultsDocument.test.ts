import {serializeResults} from '../../../src/lab/report/resultsDocument';
import {sampleExperiment, sampleResults} from './sampleResults';

test('serializeResults() writes JSON that reads back as the same document', () => {
  expect(JSON.parse(serializeResults(sampleResults()))).toEqual(sampleResults());
});

test('serializeResults() names NaN and the infinities, wherever they are, instead of writing null', () => {
  const metrics = {a: NaN, b: Infinity, c: -Infinity, d: 0};
  const tables = [{id: 't', title: 'T', columns: ['x'], rows: [[NaN]]}];
  const text = serializeResults(sampleResults({experiments: [sampleExperiment({metrics, tables})]}));
  const [experiment] = (JSON.parse(text) as {experiments: {metrics: object; tables: {rows: unknown}[]}[]})
    .experiments;
  expect(experiment!.metrics).toEqual({a: 'NaN', b: 'Infinity', c: '-Infinity', d: 0});
  expect(experiment!.tables[0]!.rows).toEqual([['NaN']]);
  expect(text).not.toContain('null');
});

test('the example of serializeResults() holds', () => {
  expect(serializeResults({...sampleResults(), seconds: NaN}).includes('"seconds": "NaN"')).toBe(true);
});
