import type {ExperimentRecord} from '../../../../src/lab/report';
import type {Knob} from '../../../../src/results';
import {Random} from '../../../../src/random';
import {sampleExperiment, sampleResults} from '../sampleResults';

/** Forty images of noise whose logits a weight moves across the line. */
export function sampleKnob(): Knob {
  const random = new Random(3);
  const [rows, columns, count] = [8, 8, 40];
  const bytes = Array.from({length: (rows * columns * count) / 2}, () => Math.floor(256 * random.uniform()));
  return {
    weight: 'the weight from hidden unit 7 to the output for 1',
    ...{value: 0.5, reach: 4, logit: 1, rows, columns, images: Buffer.from(bytes).toString('base64')},
    digits: Array.from({length: count}, (_, n) => ({
      label: n % 3,
      unit: random.uniform(),
      logits: [0, 1, 2].map(k => random.normal() + (k === n % 3 ? 2 : 0)),
    })),
  };
}

/** An experiment that opens a story and has every kind of part. */
export function sampleLead(changes: Partial<ExperimentRecord> = {}): ExperimentRecord {
  return sampleExperiment({
    lead: true,
    opening: 'Two sentences. That answer.',
    knob: sampleKnob(),
    story: {
      title: 'A section',
      parts: [
        {kind: 'prose', text: 'Prose with $y_t$, `code` and a **term**.'},
        {
          kind: 'question',
          question: 'How many?',
          options: ['none', 'all'],
          right: 0,
          parts: [
            {kind: 'figure', figure: 'staircase', play: true},
            {kind: 'prose', text: 'None.'},
          ],
        },
        {kind: 'table', table: 'counts'},
        {kind: 'code', title: 'A program', columns: [{title: 'NumPy', code: 'a < b'}]},
        {kind: 'steps', items: ['First.', 'Then.']},
      ],
    },
    ...changes,
  });
}

export function sampleStory(...others: readonly ExperimentRecord[]) {
  return sampleResults({experiments: [sampleLead(), ...others]});
}
