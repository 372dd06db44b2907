/**
 * The process in which some experiments run beside the others. It gets one job and sends one answer; `runInChild` ends it then.
 * Short because it is a process of its own.
 */
import {experiments} from '../lab/experiments';
import type {ExperimentRecord} from '../results';
import type {BesideJob} from './beside';
import {chooseBackend, library} from './openData';
import {runOne, textbookWeights} from './runOne';

if (process.send !== undefined) {
  process.on('SIGINT', () => undefined); // the terminal sends it to both; losslab ends this one
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.once('message', job => void answer(job as BesideJob));
}

async function answer({ids, options, lab}: BesideJob): Promise<void> {
  const {signal} = new AbortController();
  const silent = {write: () => true};
  const context = {stdout: silent, stderr: silent, env: process.env, cwd: process.cwd(), signal};
  await chooseBackend(options, context, library, textbookWeights);
  const records: ExperimentRecord[] = [];
  for (const each of experiments) {
    if (ids.includes(each.id)) records.push(await runOne(each, {...lab, signal}, context));
  }
  process.send!(records);
}
