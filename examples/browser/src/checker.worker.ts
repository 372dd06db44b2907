/**
 * Checks the gradient of code that a visitor wrote, away from the page: a loop without end can be stopped there, and the page
 * stays usable.
 */
import bundle from '@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.node.js?raw';
import * as tf from '@tensorflow/tfjs';
import * as losslab from '../../../src';
import {correctGradients} from '../../../src/corrections';
import {textsOf} from '../../../src/gradients/checking/formatCheck';
import {type Language, render} from '../../../src/lab/language/language';

export interface Question {
  readonly code: string;
  readonly order: 1 | 2;
  readonly corrected: boolean;
  /** Of reason and notes. */
  readonly language: Language;
}

export type Answer =
  | {
      readonly verdict: losslab.Verdict;
      readonly ok: boolean;
      readonly reason: string;
      readonly dtype: string;
      readonly evaluations: number;
      readonly resolution: number | null;
      readonly notes: readonly string[];
    }
  | {readonly error: string};

type Checked = Parameters<typeof losslab.checkGradients>;

addEventListener('message', ({data}: MessageEvent<Question>) => {
  answer(data).then(postMessage, (error: unknown) =>
    postMessage({error: error instanceof Error ? error.message : String(error)} satisfies Answer),
  );
});

async function answer({code, order, corrected, language}: Question): Promise<Answer> {
  await tf.setBackend('cpu');
  losslab.prepareFloat64({source: bundle});
  if (corrected) correctGradients();
  const {fn, inputs} = run(code);
  const check = await losslab.checkGradients(fn, inputs, {order});
  const {verdict, ok, dtype, evaluations, resolution} = check;
  const {reason, notes} = textsOf(check);
  return {
    ...{verdict, ok, dtype, evaluations, resolution},
    reason: render(reason, language),
    notes: notes.map(note => render(note, language)),
  };
}

function run(code: string): {fn: Checked[0]; inputs: Checked[1]} {
  const scope = {tf, ...losslab};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the visitor's own code, in the visitor's browser
  const compiled = new Function(...Object.keys(scope), code) as (...values: unknown[]) => unknown;
  const returned = compiled(...Object.values(scope));
  if (typeof returned !== 'object' || returned === null || !('fn' in returned && 'inputs' in returned)) {
    throw new TypeError('expected code that returns {fn, inputs}, got something else');
  }
  return returned as {fn: Checked[0]; inputs: Checked[1]};
}
