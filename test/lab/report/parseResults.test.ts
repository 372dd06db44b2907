import {CorruptDataError} from '../../../src/errors';
import {pageTools} from '../../../src/node/pageTools';
import {parseResults, renderAppendix, renderStory, serializeResults} from '../../../src/lab/report';
import {sampleClaim, sampleExperiment, sampleResults} from './sampleResults';

const results = sampleResults({
  experiments: [
    sampleExperiment({
      metrics: {a: NaN, b: -Infinity, c: 0.1},
      claims: [sampleClaim({measured: 'NaN'}), sampleClaim({holds: 'skipped', expected: 'NaN'})],
      tables: [{id: 't', title: 'T', columns: ['x'], rows: [[NaN], ['text']]}],
    }),
  ],
});

test('parseResults() reads back what serializeResults() wrote, NaN and the infinities included', () => {
  const read = parseResults(serializeResults(results), 'results.json');
  expect(read.experiments[0]!.metrics).toEqual({a: NaN, b: -Infinity, c: 0.1});
  expect(renderAppendix(read, pageTools())).toBe(renderAppendix(results, pageTools()));
  expect(renderStory(read, pageTools())).toBe(renderStory(results, pageTools()));
});

test('parseResults() keeps keys that it does not know', () => {
  const newer = {...sampleResults(), locale: 'ko'};
  expect(parseResults(JSON.stringify(newer), 'a')).toEqual(newer);
});

test.each([
  ['{', /^a\.json: expected JSON, got /],
  ['[]', /^a\.json: expected results of schemaVersion 1 or 2, got nothing$/],
  ['null', /^a\.json: expected results of schemaVersion 1 or 2, got nothing$/],
  ['{"schemaVersion":3}', /^a\.json: expected results of schemaVersion 1 or 2, got 3$/],
  ['{"schemaVersion":1}', /^a\.json: expected losslab to be a text, got nothing$/],
])('parseResults() refuses %s in one sentence', (json, sentence) => {
  expect(() => parseResults(json, 'a.json')).toThrow(CorruptDataError);
  expect(() => parseResults(json, 'a.json')).toThrow(sentence);
});

test('parseResults() says where a value is of the wrong kind', () => {
  const [experiment] = sampleResults().experiments;
  const [figure] = experiment!.figures;
  const broken = {...figure, marks: [{type: 'pie', name: 'a', points: []}]};
  const json = JSON.stringify({...sampleResults(), experiments: [{...experiment, figures: [broken]}]});
  expect(() => parseResults(json, 'a.json')).toThrow(
    'a.json: expected experiments[0].figures[0].marks[0].type to be a mark, got "pie"',
  );
});

test('parseResults() reads formulas, a slider and a lead, and refuses a formula without its words', () => {
  const formula = {spoken: 'NaN', tex: 'NaN'};
  const experiments = [sampleExperiment({formulas: [formula], slider: ['staircase'], lead: true})];
  const told = sampleResults({experiments});
  expect(parseResults(serializeResults(told), 'a.json')).toEqual(told);
  const mute = {...sampleExperiment(), formulas: [{tex: 'x'}]};
  expect(() => parseResults(JSON.stringify({...told, experiments: [mute]}), 'a.json')).toThrow(
    'a.json: expected experiments[0].formulas[0].spoken to be a text, got nothing',
  );
});

test('parseResults() refuses an experiment that is there twice, whose links would lead to the first', () => {
  const experiments = [sampleExperiment(), sampleExperiment()];
  expect(() => parseResults(serializeResults(sampleResults({experiments})), 'a.json')).toThrow(
    new CorruptDataError('a.json: expected every experiment once, got accuracy twice'),
  );
});
