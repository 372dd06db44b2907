import * as v from 'valibot';
import {described, list, number, object, string, textSchema as text} from './schemas';

/* The story of an experiment as data: what `results.json` holds of it. */

/** Prose may hold math between dollar signs, as in `formula`, code between backticks, and a **term** that it explains. */
const prose = object({kind: v.literal('prose', '"prose"'), text});

const storyFigure = object({
  kind: v.literal('figure', '"figure"'),
  figure: described(string, "The id of one of the experiment's figures."),
  play: v.exactOptional(
    described(
      v.literal(true, 'true'),
      'A button plays it from left to right, with the numbers of each series.',
    ),
  ),
});

const storyTable = object({
  kind: v.literal('table', '"table"'),
  table: described(string, "The id of one of the experiment's tables."),
});

const code = object({
  kind: v.literal('code', '"code"'),
  title: text,
  columns: described(
    list(object({title: string, code: string})),
    'The same in several libraries, side by side.',
  ),
});

const steps = object({
  kind: v.literal('steps', '"steps"'),
  items: described(list(text), 'To be done in order.'),
});

const told = [prose, storyFigure, storyTable, code, steps] as const;

const question = object({
  kind: v.literal('question', '"question"'),
  question: text,
  options: described(list(text), 'What one may guess.'),
  right: described(number, 'The place of the right one among them.'),
  parts: described(list(v.variant('kind', told, 'a part of a story')), 'What is shown once one has guessed.'),
});

/** An experiment's section of the story. */
export const story = described(
  object({
    title: text,
    parts: list(v.variant('kind', [...told, question], 'a part of a story')),
    place: v.exactOptional(
      described(number, 'Sections are told by rising place; those without come last, as they ran.'),
    ),
  }),
  'What the experiment has to say in the story. Without it the story has its answer only, or nothing.',
);

/** Images that a reader moves through one weight. */
export const knob = described(
  object({
    weight: described(text, 'The name of the weight.'),
    value: described(number, 'Of the weight, where the logits are taken.'),
    reach: described(number, 'How far the weight moves to either side.'),
    logit: described(number, 'The class whose logit the weight moves, by the unit times the change.'),
    rows: number,
    columns: number,
    images: described(string, 'Base64: one image after the other by rows, two pixels a byte, 0 to 15.'),
    digits: list(
      object({
        label: number,
        unit: described(number, "What the weight's hidden unit answers to the image."),
        logits: list(number),
      }),
    ),
  }),
  'Test images whose logits a reader moves through one weight of the output layer.',
);
