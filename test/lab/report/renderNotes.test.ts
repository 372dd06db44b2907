import {pageTools} from '../../../src/node/pageTools';
import {renderAppendix} from '../../../src/lab/report/renderAppendix';
import {tabulateFigure} from '../../../src/lab/report/tables';
import type {ExperimentResult} from '../../../src/lab/experiments/experiment';
import {everyKindOfFigure} from './everyKindOfFigure';
import {sampleExperiment, sampleResults} from './sampleResults';

const notes: NonNullable<ExperimentResult['notes']> = [
  {says: 'Accuracy is a staircase', verdict: 'true', measured: '5 levels.', settledBy: 'staircase'},
  {says: 'It is <smooth>', verdict: 'false', measured: 'It is not.', settledBy: 'counts'},
  {says: 'More images help', verdict: 'half', measured: 'Smaller steps.', settledBy: 'staircase'},
];
const openQuestion = {question: 'Why 0?', answer: 'It counts.', settledBy: 'staircase'};

/** The page of two experiments; the first of them leads. */
function pageOf(first: Partial<ExperimentResult>, second: Partial<ExperimentResult> = {}): string {
  const experiments = [sampleExperiment(first), sampleExperiment({id: 'step', ...second})];
  return renderAppendix(sampleResults({experiments}), pageTools());
}

function textOf(page: string): string {
  const section = /<section id="notes"[^]*?<\/section>/.exec(page)?.[0] ?? '';
  return section.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

test('the notes of all experiments are one table: verdict, sentence, number', () => {
  const text = textOf(pageOf({notes: notes.slice(0, 1)}, {notes: notes.slice(1)}));
  for (const expected of [
    '✓ is true Accuracy is a staircase 5 levels.',
    '✗ is false It is &lt;smooth&gt; It is not.',
    '± is half true More images help Smaller steps.',
  ]) {
    expect(text).toContain(expected);
  }
});

test('every link of the notes leads to a place of the page, figures and tables alike', () => {
  const page = pageOf({notes, openQuestion}, {notes});
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  expect(links).toEqual(expect.arrayContaining(['notes', 'accuracy-staircase', 'step-counts']));
  for (const id of links) expect(page).toContain(`id="${id}"`);
});

test('the open question of the experiment that leads comes last', () => {
  const other = {...openQuestion, question: 'What is a gradient?'};
  const text = textOf(pageOf({lead: true, notes, openQuestion}, {openQuestion: other}));
  expect(text.indexOf('Why 0? It counts.')).toBeGreaterThan(text.indexOf('What is a gradient? It counts.'));
});

test('a run whose experiments have no notes has no section of them', () => {
  expect(pageOf({})).not.toContain('id="notes"');
});

test('what is no function of x is listed point by point, arrows with both ends', () => {
  const figure = everyKindOfFigure().find(({id}) => id === 'arrows')!;
  const {columns, rows} = tabulateFigure(figure);
  expect(columns).toEqual(['series', 'offset of the weight', 'y', 'to offset of the weight', 'to y']);
  expect(rows).toHaveLength(figure.marks.reduce((sum, {points}) => sum + points.length, 0));
  expect(rows.at(-1)).toEqual(['downhill', 1, 1, 0.5, 0.5]);
  expect(rows[0]).toEqual(['f = 1', 1, 0, '', '']);
});
