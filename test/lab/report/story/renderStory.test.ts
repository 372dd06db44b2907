import {pageTools} from '../../../../src/node/pageTools';
import {renderStory} from '../../../../src/lab/report';
import {sampleClaim, sampleExperiment, sampleResults} from '../sampleResults';
import {sampleLead, sampleStory} from './sampleStory';
import {wordsOfProse} from './wordsOfProse';

const tools = pageTools();
const page = renderStory(sampleStory(), tools);

test('renderStory() opens with the question, the answer and the knob, and tells every part', () => {
  const places = [
    '<h1>Why do we minimise a loss and not maximise accuracy?</h1>',
    'Two sentences. That answer.',
    '<figure class="knob"',
    'A section</h2>',
    '<dfn>term</dfn>',
    'How many?',
    '<details>',
    'Accuracy is a staircase</figcaption>',
    'None.',
    '39,760',
    'a &lt; b',
    'First.',
  ].map(text => [text, page.indexOf(text)] as const);
  for (const [i, [text, place]] of places.entries()) {
    expect([text, place]).toEqual([text, expect.any(Number)]);
    expect(place).toBeGreaterThan(i === 0 ? 0 : places[i - 1]![1]);
  }
});

test('renderStory() leads to the evidence of each section and to all questions', () => {
  expect(page).toContain('href="appendix.html#accuracy"');
  expect(page).toMatch(/<a href="appendix.html">The one claim holds\.<\/a>/);
});

test('renderStory() says at the top that a claim failed', () => {
  const failed = renderStory(
    sampleResults({experiments: [sampleLead({claims: [sampleClaim({holds: false})]})]}),
    tools,
  );
  expect(failed).toContain('<a href="appendix.html">✗ 1 of 1 claim failed, 0 hold.</a>');
});

test('renderStory() tells of a whole run the experiments with a story only, of any other all', () => {
  const plain = sampleExperiment({id: 'plain', question: 'Is it?', answer: 'It is.'});
  const told = (html: string) => [...html.matchAll(/<section id="([^"]*)"/g)].map(([, id]) => id);
  expect(told(renderStory(sampleStory(plain), tools))).toEqual(['accuracy']);
  const alone = renderStory(sampleResults({experiments: [plain]}), tools);
  expect(told(alone)).toEqual(['plain']);
  for (const text of ['Is it?', 'It is.', 'Accuracy is a staircase']) expect(alone).toContain(text);
});

test('renderStory() passes over a figure and a table that are not there', () => {
  const parts = [
    {kind: 'figure', figure: 'gone'},
    {kind: 'table', table: 'gone'},
  ] as const;
  const results = sampleResults({experiments: [sampleLead({story: {title: 'T', parts: [...parts]}})]});
  expect(renderStory(results, tools)).toContain('T</h2>');
});

test('renderStory() escapes everything out of the document', () => {
  const evil = '<script>alert("1")</script>';
  const story = {
    title: evil,
    parts: [
      {kind: 'prose' as const, text: `${evil} $${evil}$ \`${evil}\` **${evil}**`},
      {kind: 'code' as const, title: evil, columns: [{title: evil, code: evil}]},
      {kind: 'steps' as const, items: [evil]},
      {kind: 'question' as const, question: evil, options: [evil], right: 0, parts: []},
    ],
  };
  const knob = {...sampleLead().knob!, weight: evil};
  const rendered = renderStory(
    sampleResults({experiments: [sampleLead({id: evil, opening: evil, story, knob})]}),
    tools,
  );
  expect(rendered.match(/<script/g)).toHaveLength(1);
  expect(rendered).not.toContain('alert("1")');
});

test('renderStory() stands alone, with no address but those within it', () => {
  const names = /http:\/\/www\.w3\.org\/(2000\/svg|1998\/Math\/MathML)/g;
  expect(page.replace(names, '')).not.toMatch(/<link|\ssrc=|\sstyle=|\son\w+=|https?:|@import|url\(/);
  expect(page).toContain('img-src data:');
});

test('wordsOfProse() counts what is read through, and no picture, table or code', () => {
  const body =
    '<body><p>One <b>two</b> <span class="whole">94.6 %</span>.</p><pre>no</pre><table><td>no</td></table><footer>no';
  expect(wordsOfProse(body)).toBe(3);
});
