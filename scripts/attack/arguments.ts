import * as tf from '@tensorflow/tfjs';
import type {Door} from './Door';
import {complaintAbout} from './ownErrors';
import {targets, type Target} from './targets';
import {wrongValues, type WrongValue} from './wrongValues';

/** Everything that is exported, called with each of forty wrong values in the place of each of its arguments. */
export const argumentsDoor: Door = {
  name: 'arguments',
  about:
    'every export, each argument replaced by each of the wrong values; one sentence of ours, no tensor, no hanging',
  share: 0.02,
  async attack(_cases, {folder, fail}) {
    const values = wrongValues();
    const back = process.cwd();
    process.chdir(folder);
    let tried = 0;
    try {
      for (const target of targets(folder)) {
        for (let place = 0; place < target.args().length; place++) {
          const failures = await tryAll(target, place, values);
          tried += values.length;
          for (const [what, names] of failures) {
            fail(`${target.name}, argument ${place}: ${what} for ${names.join(', ')}`, names.length);
          }
        }
      }
    } finally {
      process.chdir(back);
    }
    return tried;
  },
};

/** The exports that are functions and not in the sweep: what a test compares with the list of all. */
export function sweptNames(): string[] {
  return [...new Set(targets('.').map(({name}) => name.split('.')[0]!))].sort();
}

/** The failures, each with the values that it came of. */
async function tryAll(
  target: Target,
  place: number,
  values: readonly WrongValue[],
): Promise<Map<string, string[]>> {
  const failures = new Map<string, string[]>();
  for (const value of values) {
    const failure = await tryValue(target, place, value);
    if (failure === undefined) continue;
    const kind = failure.slice(0, 110);
    failures.set(kind, [...(failures.get(kind) ?? []), value[0]]);
  }
  return failures;
}

async function tryValue(
  {call, args}: Target,
  place: number,
  [, value]: WrongValue,
): Promise<string | undefined> {
  const given = args();
  const before = tf.memory().numTensors;
  given[place] = value;
  let complaint: string | undefined;
  try {
    const result = await orTooLong(
      Promise.resolve().then(() => (call as (...all: unknown[]) => unknown)(...given)),
    );
    disposeResult(result, given);
  } catch (error) {
    complaint = complaintAbout(error);
  }
  const left = tf.memory().numTensors - before;
  return complaint ?? (left === 0 ? undefined : `left ${left} tensors`);
}

const tooLong = 20_000;

async function orTooLong<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EvalError(`nothing within ${tooLong / 1000} s`)), tooLong);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function disposeResult(result: unknown, given: readonly unknown[]): void {
  if (given.includes(result)) return;
  if (result instanceof tf.Tensor) result.dispose();
  else if (result instanceof tf.LayersModel) result.dispose();
  else if (typeof result === 'function' && result.length === 0) (result as () => void)();
  else if (typeof result === 'object' && result !== null && 'gradient' in result) tf.dispose(result as never);
}
