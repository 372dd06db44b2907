import * as path from 'node:path';
import type {Experiment, Lab} from '../lab/experiments/experiment';
import {runInChild} from '../node/runInChild';
import type {ExperimentRecord} from '../results';
import type {OptionsOf} from './commands';
import type {RunParts} from './runOne';

/** Experiments for another process, with the images themselves: nothing is read or downloaded twice. */
export interface BesideJob {
  readonly ids: readonly string[];
  readonly options: Pick<OptionsOf<'experiment'>, 'backend' | 'threads'>;
  readonly lab: Omit<Lab, 'progress' | 'signal'>;
}

/** Experiments on their way in another process. */
export interface Beside {
  readonly ids: readonly string[];
  /** What they came to, once it is known. */
  readonly answered: readonly ExperimentRecord[];
  /** The same when all are done; undefined if that process ended without an answer. Rejects if the run is aborted. */
  readonly answer: Promise<readonly ExperimentRecord[] | undefined>;
  /** Ends the process, if it still runs. */
  stop(): void;
}

/**
 * Starts experiments in a process of their own, one after the other, with what this run has chosen. Their numbers are those that they
 * have in this process: an experiment depends on its lab only.
 */
export function startBeside(
  apart: readonly Experiment[],
  {signal, ...lab}: Omit<Lab, 'progress'>,
  {options: {backend, threads}, context}: RunParts,
): Beside {
  const stopping = new AbortController();
  const job: BesideJob = {ids: apart.map(({id}) => id), options: {backend, threads}, lab};
  const file = path.join(__dirname, `besideChild${path.extname(__filename)}`);
  const answered: ExperimentRecord[] = [];
  const end = runInChild<readonly ExperimentRecord[]>(file, job, {
    ...{cwd: context.cwd, env: context.env},
    signal: AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]),
    onOutput: () => undefined, // what goes wrong there goes wrong here again, and is said here
  });
  const answer = end.then(
    result => {
      if (!('answer' in result)) return undefined;
      answered.push(...result.answer);
      return answered;
    },
    (error: unknown) => {
      if (signal?.aborted) throw error;
      return undefined; // a process that cannot be started has no answer
    },
  );
  answer.catch(() => undefined); // whoever waits for it hears of it
  return {ids: job.ids, answered, answer, stop: () => stopping.abort()};
}
