import * as v from 'valibot';
import {described, list, number, object, oneOf, string, textSchema} from './schemas';
import {knob, story} from './storySchema';
import type {Message} from './text';

/*
 * What a run is as data: what an experiment hands over, `results.json` holds and a report shows. Types, checks and
 * docs/results.schema.json come from this schema. Its messages say what was expected: `expected seed to be a number, got "3"`.
 */

/** A name in links, in files and on command lines; so it is no path, no option and no markup. */
const idPattern = v.regex(/^[A-Za-z0-9][\w.-]*$/, 'a name of letters, digits, dots, dashes and underscores');
const id = v.pipe(string, idPattern);

const text = textSchema;
const cell = v.union([number, text], 'a text or a number');
const yes = v.literal(true, 'true');
const timed = v.exactOptional(described(yes, 'It is made of times: the next run measures others.'));
const outcome = described(
  v.union([v.boolean(), v.literal('skipped')], 'true, false or "skipped"'),
  'skipped: this run has nothing to judge the claim by.',
);
const reason = v.exactOptional(described(text, 'Why it is skipped, as a sentence goes on after "it".'));
const claim = object({
  id: described(string, 'Stable and unique within the experiment: what a script reads.'),
  statement: text,
  expected: described(text, 'What was to be seen, in words: 94.2 to 95.2 %.'),
  measured: cell,
  holds: outcome,
  reason,
  timed,
});

const highlight = object({
  label: text,
  metric: described(string, "A key of the result's metrics."),
  unit: v.exactOptional(described(text, 'Written behind the number as it is; nothing is converted.')),
});

const table = object({id, title: text, columns: list(text), rows: list(list(cell)), timed});

const axis = described(
  object({
    label: text,
    unit: v.exactOptional(text),
    scale: oneOf(['linear', 'log', 'category'], 'linear, log or category'),
    include: v.exactOptional(described(list(number), 'What the axis spans at least: 0 and 1 of a share.')),
  }),
  'A log axis holds positive data only; a figure that gives it others is not drawn.',
);

const point = object({
  x: described(
    cell,
    "On a numeric axis a bar whose x is a text ('0' on a log axis) is set apart, left of the axis.",
  ),
  x2: v.exactOptional(described(number, "The end of the interval of a histogram's bar, or of an arrow.")),
  y2: v.exactOptional(described(number, 'The end of an arrow.')),
  y: described(number, 'One that is not finite leaves a gap.'),
});

const mark = object({
  type: described(
    oneOf(['line', 'step', 'dot', 'bar', 'rule', 'level', 'arrow'], 'a mark'),
    "rule: a reference line across the figure at each point's x. level: one along it, at each point's y. " +
      'arrow: one from (x, y) to (x2, y2) for each point; a dot where it has no length.',
  ),
  name: text,
  points: list(point),
  emphasis: v.exactOptional(
    described(v.literal('context', '"context"'), 'Drawn in grey, to compare the others with.'),
  ),
  panel: v.exactOptional(described(text, 'Marks of one panel share a picture; those without are in each.')),
});

const figure = object({
  id,
  title: described(text, 'The one message of the picture.'),
  alt: described(text, 'What a person who cannot see the picture needs to know.'),
  x: axis,
  y: axis,
  plane: v.exactOptional(described(yes, 'A unit is as long along y as along x: a circle is one.')),
  marks: described(list(mark), 'In the order in which they are drawn.'),
  timed,
});

const formula = object({
  spoken: described(text, 'For those who hear the page: support for MathML differs among screen readers.'),
  tex: described(
    string,
    String.raw`In LaTeX: letters, numbers, signs, _, ^, groups in braces, and \ln, \frac, \sqrt, \sum_k and \cases.`,
  ),
});

const settledBy = described(string, 'The id of the figure or table of the experiment that settles it.');

const note = object({
  says: described(text, 'What notes on the chapter say.'),
  verdict: oneOf(['true', 'half', 'false'], 'true, half or false'),
  measured: described(text, 'The number that settles it, and what it is of.'),
  settledBy,
});

const openQuestion = object({question: text, answer: text, settledBy});

/** What an experiment found. */
const found = {
  answer: described(text, 'The question answered in one sentence.'),
  claims: list(claim),
  metrics: described(
    v.record(v.string(), number, 'an object'),
    'Flat, with stable keys (cee.testAccuracy): what a script reads.',
  ),
  highlights: described(list(highlight), 'The three metrics that a summary shows.'),
  tables: list(table),
  figures: list(figure),
  formulas: v.exactOptional(described(list(formula), 'Shown below the answer.')),
  slider: v.exactOptional(
    described(list(string), 'Ids of figures over the same x, which a slider below the last moves through.'),
  ),
  notes: v.exactOptional(described(list(note), 'Sentences of readers, and whether they are true.')),
  openQuestion: v.exactOptional(
    described(openQuestion, 'What readers could not answer, answered in plain words.'),
  ),
  lead: v.exactOptional(
    described(v.literal(true, 'true'), 'Its answer is that of the whole page, and stands on top.'),
  ),
  opening: v.exactOptional(
    described(text, 'The answer in two sentences, above everything else in the story.'),
  ),
  knob: v.exactOptional(knob),
  story: v.exactOptional(story),
};

const experiment = object({id, question: text, seconds: number, ...found});

const data = object({
  kind: oneOf(['mnist', 'idx', 'synthetic'], 'mnist, idx or synthetic'),
  name: v.exactOptional(described(string, 'What the data set is called, where it is not MNIST.')),
  origin: text,
  digest: described(string, 'SHA-256, hexadecimal, over the images and labels.'),
  train: described(number, 'How many images.'),
  test: number,
  note: v.exactOptional(described(text, 'Why these data and not MNIST.')),
  attribution: v.exactOptional(described(text, 'Whose data they are, where a licence asks for that.')),
});

const seedClaim = object({
  experiment: described(string, 'The experiment that makes it.'),
  id: string,
  statement: described(text, 'In the words of the first seed.'),
  reason,
  timed,
  outcomes: described(list(outcome), 'One a seed, in the order of the seeds.'),
  measured: list(cell),
});

const seedTable = object({
  seeds: described(
    list(number),
    "In the order in which they ran; the document's experiments are those of the first.",
  ),
  claims: described(list(seedClaim), 'In the order of the experiments.'),
});

const shard = object({
  index: described(number, 'From 1.'),
  count: described(number, 'How many parts the run has.'),
  seeds: described(list(number), 'Those of the whole run, in its order.'),
});

/** One run of the experiments: what `results.json` holds and the page shows. */
export const resultsSchema = object({
  schemaVersion: described(
    v.picklist([1, 2], '1 or 2'),
    'Raised when a key changes its meaning or goes; new keys leave it alone. In version 1 every text is an English string.',
  ),
  losslab: string,
  tfjs: string,
  node: string,
  backend: described(string, 'The tfjs backend, by its registered name.'),
  startedAt: described(string, 'ISO 8601, UTC.'),
  seed: number,
  seconds: described(number, 'Wall time of the whole run.'),
  data,
  profile: described(
    oneOf(['quick', 'full'], 'quick or full'),
    "quick: under a minute for all experiments, on subsets. full: the book's own sizes.",
  ),
  experiments: list(experiment),
  seeds: v.exactOptional(
    described(seedTable, 'Every claim for each of several seeds; the rest is of the first.'),
  ),
  shard: v.exactOptional(
    described(
      shard,
      'Which part of a run over several seeds this is; losslab merge makes the whole of all parts.',
    ),
  ),
});

/** A schema's values, read-only, and without the keys that it does not know. */
type Data<T> = T extends Message
  ? T
  : T extends readonly (infer E)[]
    ? readonly Data<E>[]
    : T extends object
      ? {readonly [K in keyof T as unknown extends T[K] ? never : K]: Data<T[K]>}
      : T;

/** One run of the experiments. */
export type ResultsDocument = Data<v.InferOutput<typeof resultsSchema>>;
/** The data a run used. */
export type DataRecord = ResultsDocument['data'];
/** What an experiment found. */
export type ExperimentRecord = ResultsDocument['experiments'][number];
/** What an experiment hands over. */
export type ExperimentResult = Omit<ExperimentRecord, 'id' | 'question' | 'seconds'>;
/** The size of a run. */
export type Profile = ResultsDocument['profile'];
/** A statement that the numbers of this run bear out or not. */
export type Claim = ExperimentRecord['claims'][number];
/** A metric that a summary shows, with the words to show it in. */
export type Highlight = ExperimentRecord['highlights'][number];
/** Numbers in rows; the first row of a page's table is `columns`. */
export type Table = ExperimentRecord['tables'][number];
/** A picture as data and encodings, not pixels. */
export type Figure = ExperimentRecord['figures'][number];
/** One axis of a figure. */
export type Axis = Figure['x'];
/** One series of a figure. */
export type Mark = Figure['marks'][number];
/** A point of a mark. */
export type Point = Mark['points'][number];
/** A sentence of readers, and what became of it. */
export type Note = NonNullable<ExperimentRecord['notes']>[number];
/** A formula of an experiment. */
export type Formula = NonNullable<ExperimentRecord['formulas']>[number];
/** An experiment's section of the story. */
export type Story = NonNullable<ExperimentRecord['story']>;
/** A paragraph, a figure, a question … of a story. */
export type StoryPart = Story['parts'][number];
/** Images to move through one weight. */
export type Knob = NonNullable<ExperimentRecord['knob']>;
/** What became of every claim for every seed of a run. */
export type SeedTable = NonNullable<ResultsDocument['seeds']>;
/** Which part of a run a document is of. */
export type Shard = NonNullable<ResultsDocument['shard']>;
/** One claim over all seeds. */
export type SeedClaim = SeedTable['claims'][number];
