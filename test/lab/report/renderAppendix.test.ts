import {createHash} from 'node:crypto';
import {pageTools} from '../../../src/node/pageTools';
import {renderAppendix as renderWith} from '../../../src/lab/report/renderAppendix';
import type {ResultsDocument} from '../../../src/lab/report';
import type {Figure, Mark} from '../../../src/lab/report/spoken';
import {sampleClaim, sampleExperiment, sampleResults} from './sampleResults';

const tools = pageTools();
const page = renderAppendix(sampleResults());
const text = page
  .replace(/<style>[^]*<\/style>/, '')
  .replace(/<script>[^]*<\/script>/, '')
  .replace(/<[^>]*>/g, ' ')
  .replace(/\s+/g, ' ');

/** As the command line does. */
function renderAppendix(results: ResultsDocument): string {
  return renderWith(results, tools);
}

test('renderAppendix() begins with one line of result and says what data, in what time', () => {
  expect(page.startsWith('<!doctype html>')).toBe(true);
  expect(text).toContain('The one claim holds.');
  expect(text).toContain('1 experiment on MNIST in 1 min 01 s.');
});

test('renderAppendix() shows question, answer, highlights, claims in words, tables and the numbers of figures', () => {
  for (const expected of [
    'Why not maximise accuracy itself?',
    'Its derivative is 0.',
    'weights 39,760',
    '✓ holds: Every entry is 0',
    'claim expected measured Every entry is 0 0 0',
    'Zeros loss zeros accuracy 39,760',
    'Accuracy is a staircase',
    'Try it: npm run experiment -- accuracy',
    'weight loss (nats) 0 0.5 1 0.625',
  ]) {
    expect(text).toContain(expected);
  }
});

test('renderAppendix() tells failed and skipped claims by word, not by colour alone', () => {
  const claims = [
    sampleClaim({holds: false, measured: 0.25}),
    sampleClaim({holds: 'skipped', reason: 'needs MNIST'}),
  ];
  const failed = renderAppendix(sampleResults({experiments: [sampleExperiment({claims})]}));
  expect(failed).toMatch(
    /✗<\/span>\s*<span class="visually-hidden">failed:<\/span> Every entry is 0\s*<span class="aside">expected 0, measured 0.25</,
  );
  expect(failed).toMatch(/–<\/span>\s*<span class="visually-hidden">skipped:/);
  expect(failed).toContain('<span class="aside">(needs MNIST)</span>');
  expect(failed).toContain('1 of 2 claims failed, 0 hold, 1 skipped (needs MNIST: 1).');
});

test('renderAppendix() marks a run, its contents and the section with ✗ where a claim failed', () => {
  const wrong = sampleExperiment({claims: [sampleClaim(), sampleClaim({holds: false})]});
  const right = {...sampleExperiment(), id: 'step'};
  const failed = renderAppendix(sampleResults({experiments: [wrong, right]}));
  expect(failed).toMatch(/<p class="headline failed">✗ 1 of 3 claims failed, 2 hold\.<\/p>/);
  expect(failed).toMatch(/<a href="#accuracy">[^<]*<\/a>\s*<strong class="failed">✗ failed<\/strong>/);
  expect(failed).toMatch(
    /<\/h2>\s*<p class="failed">✗ 1 of 2 claims failed, 1 holds\.<\/p>\s*<p class="answer">/,
  );
  expect(failed.match(/class="(headline )?failed">✗/g)).toHaveLength(3);
  expect(page).not.toContain('✗');
});

test('renderAppendix() takes an experiment of any name', () => {
  const experiments = [{...sampleExperiment(), id: 'constructor'}];
  expect(renderAppendix(sampleResults({experiments}))).toContain('<section id="constructor"');
});

test('renderAppendix() right-aligns a column of percentages and other formatted numbers, and no words', () => {
  const columns = ['net', 'accuracy', 'of', 'note'];
  const rows = [
    ['step', '94.6 %', '1 of 50', '–'],
    ['relu', '–', '50 of 50', '5,000'],
    ['k', '5.00', '0 of 50', 'see'],
  ];
  const tables = [{id: 't', title: 'T', columns, rows}];
  const drawn = renderAppendix(sampleResults({experiments: [sampleExperiment({tables})]}));
  expect(drawn).toContain('<th scope="col" class="number">accuracy</th>');
  expect(drawn).toContain('<table class="n2">');
  expect(drawn).toContain('<td><span class="whole">94.6 %</span></td>');
  expect(drawn).toMatch(/:where\(\.n2\) td:where\(:nth-child\(2\)\),[^{}]*\{ text-align: right;/);
  expect(drawn).toContain('<th scope="col">of</th>');
  expect(drawn).toContain('<td>5,000</td>');
  expect(drawn).toContain('<th scope="col">net</th>');
});

test('renderAppendix() names the panel where series of two panels share a name, and no panel where they do not', () => {
  const mark = (panel: string, name: string): Mark => ({type: 'line', name, panel, points: [{x: 0, y: 1}]});
  const marks = [mark('step', 'value'), mark('sigmoid', 'value'), mark('step', 'tangent')];
  const axes = {x: {label: 'x', scale: 'linear'}, y: {label: 'y', scale: 'linear'}} as const;
  const figure: Figure = {id: 'f', title: 'F', alt: 'F', ...axes, marks};
  const drawn = renderAppendix(sampleResults({experiments: [sampleExperiment({figures: [figure]})]}));
  for (const heading of ['step: value', 'sigmoid: value', 'tangent'])
    expect(drawn).toContain(`class="number">${heading}</th>`);
});

test('renderAppendix() ends with what is needed to get the numbers again, and the credit', () => {
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

test('renderAppendix() says which data stand in for MNIST, and why', () => {
  const data = {
    kind: 'synthetic',
    origin: 'drawn',
    digest: '',
    train: 1,
    test: 1,
    note: 'No network.',
  } as const;
  expect(renderAppendix(sampleResults({data}))).toMatch(/synthetic digits in\s+1 min 01 s\. No network\./);
});

test('renderAppendix() stands alone: no address but names of formats, and a policy that lets in its own style and script only', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'");
  const digest = (tag: string) => {
    const content = new RegExp(`<${tag}>([^]*)</${tag}>`).exec(page)![1]!;
    return createHash('sha256').update(content).digest('base64');
  };
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${digest('style')}'; script-src 'sha256-${digest('script')}'; ` +
      `img-src data:; base-uri 'none'; form-action 'none'`,
  );
  expect(page.match(/<script/g)).toHaveLength(1);
  const names = /http:\/\/www\.w3\.org\/(2000\/svg|1998\/Math\/MathML)/g;
  expect(page.replace(names, '')).not.toMatch(/<link|\ssrc=|\sstyle=|\son\w+=|https?:|@import|url\(/);
});

test('renderAppendix() draws every figure for wide and for narrow screens, with its words for who cannot see it', () => {
  const [wide, narrow] = page.match(/<svg [^>]*>/g)!;
  expect(wide).toContain('viewBox="0 0 704 ');
  expect(narrow).toContain('viewBox="0 0 328 ');
  for (const svg of [wide, narrow]) expect(svg).toContain('aria-label="A step function and a smooth curve."');
});

test('renderAppendix() says of a figure that cannot be drawn why, and what it would show', () => {
  const [figure] = sampleExperiment().figures;
  const refused = {
    ...figure!,
    y: {label: 'loss', scale: 'log' as const},
    marks: [{type: 'dot' as const, name: 'a', points: [{x: 1, y: 0}]}],
  };
  const rendered = renderAppendix(sampleResults({experiments: [sampleExperiment({figures: [refused]})]}));
  expect(rendered).toContain('expected positive numbers on the log axis y, got 0 in &quot;a&quot;');
  expect(rendered).toContain('A step function and a smooth curve.');
  expect(rendered).not.toContain('<svg');
});

test('renderAppendix() tells the experiments in the order of the document, and first the answer of the one that leads', () => {
  const experiments = [
    sampleExperiment({id: 'second', answer: 'Second.'}),
    sampleExperiment({id: 'first', answer: 'First.', lead: true}),
  ];
  const rendered = renderAppendix(sampleResults({experiments}));
  const told = [...rendered.matchAll(/<section id="([\w-]*)"/g)].map(match => match[1]);
  expect(told).toEqual(['second', 'first']);
  expect(/<p class="answer">(\w+)\.</.exec(rendered)![1]).toBe('First');
  expect(rendered.match(/First\./g)).toHaveLength(2);
});

test('renderAppendix() shows the formulas of a document, and a slider where it says so', () => {
  const [figure] = sampleExperiment().figures;
  const figures = [figure!, {...figure!, id: 'smooth'}];
  const formulas = [{spoken: 'a half', tex: '\\frac{1}{2}'}];
  const slider = ['staircase', 'smooth'];
  const rendered = renderAppendix(
    sampleResults({experiments: [sampleExperiment({figures, formulas, slider})]}),
  );
  expect(rendered).toContain(
    'aria-label="a half"><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>',
  );
  expect(rendered).toContain('data-figures="accuracy-staircase accuracy-smooth"');
  // Results of versions that knew neither are shown as well.
  expect(page).not.toMatch(/<math|class="slider"/);
  // Of a slider whose figure is not there, nothing.
  expect(
    renderAppendix(sampleResults({experiments: [sampleExperiment({figures, slider: ['gone', 'smooth']})]})),
  ).not.toContain('class="slider"');
});

test('renderAppendix() gives the same page for the same run', () => {
  expect(renderAppendix(sampleResults())).toBe(page);
});

test('renderAppendix() escapes everything out of the document', () => {
  const evil = '<script>alert("1")</script>';
  const experiment = sampleExperiment({
    id: evil,
    question: evil,
    answer: evil,
    claims: [sampleClaim({statement: evil, expected: evil, measured: evil})],
    highlights: [{label: evil, metric: 'weights', unit: evil}],
    tables: [{id: evil, title: evil, columns: [evil], rows: [[evil]]}],
    figures: [{...sampleExperiment().figures[0]!, title: evil, alt: evil, id: evil}],
    formulas: [{spoken: evil, tex: `${evil} \\${evil} \\frac{${evil}`}],
    slider: [evil],
  });
  const data = {...sampleResults().data, origin: evil, note: evil, attribution: evil};
  const rendered = renderAppendix(
    sampleResults({experiments: [experiment, experiment], data, backend: evil}),
  );
  expect(rendered.match(/<script/g)).toHaveLength(1);
  expect(rendered).not.toContain('alert("1")');
  expect(rendered).toContain('&lt;script&gt;');
});

test('renderAppendix() says "no value" where a highlight names no metric', () => {
  const experiment = sampleExperiment({highlights: [{label: 'gone', metric: 'gone'}]});
  expect(renderAppendix(sampleResults({experiments: [experiment]}))).toContain('no value');
});

test('renderAppendix() gives every id once, also where two experiments name a figure alike', () => {
  const rendered = renderAppendix(
    sampleResults({experiments: [sampleExperiment(), sampleExperiment({id: 'step'})]}),
  );
  const ids = [...rendered.matchAll(/\sid="([^"]*)"/g)].map(match => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('step-staircase');
});
