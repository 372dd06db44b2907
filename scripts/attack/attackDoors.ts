import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {Random} from '../../src/random';
import type {Door} from './Door';

/** What came of one door. */
export interface Outcome {
  readonly name: string;
  readonly about: string;
  readonly tried: number;
  readonly failed: number;
  readonly seconds: number;
}

/** No door reports more failures one by one: they are of one kind by then. */
const mostShown = 100;

/**
 * Attacks the doors one after the other, each with its share of the cases, and after each looks for what no single case shows: tensors
 * that are left, and names that somebody has put on `Object.prototype`.
 */
export async function attackDoors(
  doors: readonly Door[],
  {cases, seed, onFailure}: {cases: number; seed: number; onFailure: (line: string) => void},
): Promise<Outcome[]> {
  const whole = doors.reduce((sum, {share}) => sum + share, 0);
  const outcomes: Outcome[] = [];
  for (const [i, door] of doors.entries()) {
    const folder = mkdtempSync(join(tmpdir(), 'losslab-attack-'));
    const started = performance.now();
    let failed = 0;
    let shown = 0;
    const fail = (failure: string, count = 1) => {
      failed += count;
      if (shown++ < mostShown) onFailure(`${door.name}: ${failure.replaceAll('\n', '\\n').slice(0, 400)}`);
    };
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    try {
      const wanted = Math.max(1, Math.round((cases * door.share) / whole));
      const random = new Random(seed).fork(i);
      const tried = await door.attack(wanted, {random, folder, fail});
      if (Object.getOwnPropertyNames(Object.prototype).length !== before)
        fail('Object.prototype has another name');
      outcomes.push({
        name: door.name,
        about: door.about,
        tried,
        failed,
        seconds: (performance.now() - started) / 1000,
      });
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  }
  return outcomes;
}

/** Whether work left tensors behind; undefined if not. */
export async function leavesTensors(work: () => Promise<unknown>): Promise<string | undefined> {
  const before = tf.memory().numTensors;
  await work();
  const left = tf.memory().numTensors - before;
  return left === 0 ? undefined : `left ${left} tensors`;
}

/** A table of doors for a terminal. */
export function formatOutcomes(outcomes: readonly Outcome[]): string {
  const row = (cells: readonly string[]) =>
    `${cells[0]!.padEnd(14)}${cells[1]!.padStart(10)}${cells[2]!.padStart(8)}${cells[3]!.padStart(9)}  ${cells[4]!}`;
  const all = outcomes.reduce(
    (sum, {tried, failed}) => ({tried: sum.tried + tried, failed: sum.failed + failed}),
    {tried: 0, failed: 0},
  );
  return [
    row(['door', 'tried', 'failed', 'seconds', '']),
    ...outcomes.map(({name, about, tried, failed, seconds}) =>
      row([name, String(tried), String(failed), seconds.toFixed(1), about]),
    ),
    row(['all', String(all.tried), String(all.failed), '', '']),
  ].join('\n');
}
