import {performance} from 'node:perf_hooks';
import type {Experiment, Lab} from '../lab/experiments/experiment';
import type {ExperimentRecord} from '../results';
import {t} from '../text';
import type {OptionsOf} from './commands';
import type {CliContext, Library} from './context';
import {ProgressLine} from './terminal/wrapText';

/** What a run is made with. */
export interface RunParts {
  readonly options: OptionsOf<'experiment'>;
  readonly context: CliContext;
  readonly library: Library;
}

/** Those of 784-50-10, the net of most experiments. */
export const textbookWeights = 39_760;

/** One experiment, with its progress on the terminal. */
export async function runOne(
  chosen: Experiment,
  lab: Omit<Lab, 'progress'>,
  {stderr, signal, language}: Pick<CliContext, 'stderr' | 'signal' | 'language'>,
): Promise<ExperimentRecord> {
  const {id, question} = chosen;
  signal.throwIfAborted();
  const started = performance.now();
  const line = new ProgressLine(stderr, {language});
  try {
    const progress: Lab['progress'] = (fraction, doing) => line.update(fraction, t`${id}: ${doing}`);
    const result = await chosen.run({...lab, progress});
    signal.throwIfAborted();
    return {id, question, ...result, seconds: secondsSince(started)};
  } finally {
    line.clear();
  }
}

/** Of `performance.now()`. */
export function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
