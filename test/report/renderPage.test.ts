import {renderPage} from '../../src/report/renderPage';
import {sampleClaim, sampleExperiment, sampleResults} from './sampleResults';

const page = renderPage(sampleResults());
const text = page
  .replace(/<style>[^]*<\/style>/, '')
  .replace(/<[^>]*>/g, ' ')
  .replace(/\s+/g, ' ');

test('renderPage() begins with one line of result and says what data, in what time', () => {
  expect(page.startsWith('<!doctype html>')).toBe(true);
  expect(text).toContain('The one claim holds.');
  expect(text).toContain('1 experiment on MNIST in 1 min 01 s.');
});

test('renderPage() shows question, answer, highlights, claims in words, tables and the numbers of figures', () => {
  for (const expected of [
    'Why not descend accuracy itself?',
    'Its derivative is 0.',
    'weights 39,760',
    '✓ holds Every entry is 0 expected 0, measured 0',
    'Zeros loss zeros accuracy 39,760',
    'Accuracy is a staircase A step function and a smooth curve.',
    'series weight loss (nats) accuracy 0 0.5 accuracy 1 0.625',
  ]) {
    expect(text).toContain(expected);
  }
});

test('renderPage() tells failed and skipped claims by word, not by colour alone', () => {
  const claims = [sampleClaim({holds: false, measured: 0.25}), sampleClaim({holds: 'skipped'})];
  const failed = renderPage(sampleResults({experiments: [sampleExperiment({claims})]}));
  expect(failed).toContain('✗</span> failed');
  expect(failed).toContain('–</span> skipped');
  expect(failed).toContain('1 of 2 claims failed, 0 hold, 1 skipped on these data.');
});

test('renderPage() ends with what is needed to get the numbers again, and the credit', () => {
  for (const expected of [
    'npx losslab experiment',
    '1, quick, wasm',
    'TensorFlow.js 4.22.0',
    'c0ffee',
    'LeCun et al.',
  ]) {
    expect(text).toContain(expected);
  }
});

test('renderPage() says which data stand in for MNIST, and why', () => {
  const data = {
    kind: 'synthetic',
    origin: 'drawn',
    digest: '',
    train: 1,
    test: 1,
    note: 'No network.',
  } as const;
  expect(renderPage(sampleResults({data}))).toMatch(/synthetic digits in\s+1 min 01 s\. No network\./);
});

test('renderPage() stands alone: no script, no address, and a policy that forbids both', () => {
  expect(page).toContain("default-src 'none'".replaceAll("'", '&#39;'));
  expect(page).not.toMatch(/<script|<link|\ssrc=|https?:|@import|url\(/);
});

test('renderPage() escapes everything out of the document', () => {
  const evil = '<script>alert("1")</script>';
  const experiment = sampleExperiment({
    id: evil,
    question: evil,
    answer: evil,
    claims: [sampleClaim({statement: evil, expected: evil, measured: evil})],
    highlights: [{label: evil, metric: 'weights', unit: evil}],
    tables: [{id: evil, title: evil, columns: [evil], rows: [[evil]]}],
    figures: [{...sampleExperiment().figures[0]!, title: evil, alt: evil, id: evil}],
  });
  const data = {...sampleResults().data, origin: evil, note: evil, attribution: evil};
  const rendered = renderPage(sampleResults({experiments: [experiment, experiment], data, backend: evil}));
  expect(rendered).not.toContain('<script');
  expect(rendered).toContain('&lt;script&gt;');
});

test('renderPage() says "no value" where a highlight names no metric', () => {
  const experiment = sampleExperiment({highlights: [{label: 'gone', metric: 'gone'}]});
  expect(renderPage(sampleResults({experiments: [experiment]}))).toContain('no value');
});

test('renderPage() gives every id once, also where two experiments name a figure alike', () => {
  const rendered = renderPage(
    sampleResults({experiments: [sampleExperiment(), sampleExperiment({id: 'step'})]}),
  );
  const ids = [...rendered.matchAll(/\sid="([^"]*)"/g)].map(match => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('step-staircase');
});
