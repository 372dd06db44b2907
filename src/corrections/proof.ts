/**
 * Trials beside a version of tfjs that the corrections are not proven against. On tfjs's cpu backend, which
 * is there at once: what is found does not depend on the backend of the moment, and there need not be one
 * yet.
 */
import * as tf from '@tensorflow/tfjs';
import {onCpu} from '../tfjs/cpuForNow';
import {releaseCopies, releaseTape} from '../tfjs/tape';
import {type Correction, type Example, provenVersion} from './Correction';

/**
 * Beside another version of tfjs than the proven one: the corrections that are not needed there, because tfjs
 * is right, or that give wrong numbers there. All of `fresh` are in place; so they are when this returns.
 * Says in one warning what it found, if that is anything.
 */
export function unproven(
  fresh: readonly Correction[],
  remove: (each: Correction) => void,
  putBack: (each: Correction) => void,
  version: string = tf.version_core,
): readonly Correction[] {
  if (version === provenVersion || fresh.length === 0) return [];
  const [corrected, stock] = onCpu(() => {
    const corrected = outcomes(fresh);
    for (const each of fresh) remove(each);
    const stock = outcomes(fresh);
    for (const each of fresh) putBack(each);
    return [corrected, stock];
  });
  // What only another backend gets wrong is right here without a correction too.
  const needless = fresh.filter(each => each.on === undefined && stock.get(each) === 'right');
  const broken = fresh.filter(each => corrected.get(each) === 'wrong' && !needless.includes(each));
  const untried = fresh.flatMap(each => {
    const outcome = corrected.get(each)!;
    return typeof outcome === 'string' ? [] : [`${each.op} (${outcome.cause})`];
  });
  const findings = [
    ...sentence('Right without one', needless),
    ...sentence('Left as they are, because the correction is wrong here', broken),
    ...(untried.length > 0 ? [`In place, but it could not be tried: ${untried.join(', ')}.`] : []),
  ];
  if (findings.length > 0) {
    const versions = `losslab/corrections is proven against tfjs ${provenVersion}, and this is ${version}.`;
    tf.backend_util.warn([versions, 'Each correction was tried at an example.', ...findings].join(' '));
  }
  return [...needless, ...broken];
}

function sentence(heading: string, those: readonly Correction[]): string[] {
  return those.length > 0 ? [`${heading}: ${those.map(({op}) => op).join(', ')}.`] : [];
}

/** What a trial found: whether the gradients are right, or why there are none to compare. */
type Outcome = 'right' | 'wrong' | {readonly cause: string};

function outcomes(those: readonly Correction[]): ReadonlyMap<Correction, Outcome> {
  return new Map(those.map(each => [each, outcomeOf(each)]));
}

/** The worst outcome of all examples. */
function outcomeOf({example, further = []}: Correction): Outcome {
  const found = [example, ...further].map(tryExample);
  if (found.includes('wrong')) return 'wrong';
  return found.find(outcome => outcome !== 'right') ?? 'right';
}

/**
 * To the precision of float32. A kernel that is missing, or a function that does not run at all, is no wrong
 * number.
 */
function tryExample(example: Example): Outcome {
  const found = attempt(() => differentiate(example));
  if (!(found instanceof Error)) {
    return found.every((gradient, i) => isNear(gradient, example.gradients[i]!)) ? 'right' : 'wrong';
  }
  const forward = attempt(() => tf.dispose(example.fn(...tensorsOf(example))));
  if (forward instanceof Error) return {cause: firstSentence(forward)};
  return /[Kk]ernel '\w+' (not )?registered/.test(found.message) ? {cause: firstSentence(found)} : 'wrong';
}

function firstSentence({message}: Error): string {
  return message.split(/\n|\.(?: |$)/, 1)[0]!;
}

/** The gradients at an example, one list for each input; undefined where tfjs throws. */
export function gradientsOf(example: Example): number[][] | undefined {
  const found = attempt(() => differentiate(example));
  return found instanceof Error ? undefined : found;
}

/** What `work` returns, or throws. */
function attempt<T>(work: () => T): T | Error {
  try {
    let result: T;
    tf.tidy(() => {
      result = work();
    });
    return result!;
  } catch (error) {
    releaseCopies();
    releaseTape();
    return error as Error;
  }
}

function differentiate(example: Example): number[][] {
  const gradients = tf.grads((...xs: tf.Tensor[]) => example.fn(...xs))(tensorsOf(example));
  return gradients.map(gradient => [...gradient.dataSync()]);
}

function tensorsOf({inputs}: Example): tf.Tensor[] {
  return inputs.map(input => tf.tensor(input, undefined, 'float32'));
}

/** Examples are small and their gradients of the order of 1. */
const tolerance = 1e-4;

function isNear(found: readonly number[], expected: readonly number[]): boolean {
  return (
    found.length === expected.length &&
    found.every(
      (value, i) => Math.abs(value - expected[i]!) <= tolerance * Math.max(1, Math.abs(expected[i]!)),
    )
  );
}
