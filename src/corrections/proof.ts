import * as tf from '@tensorflow/tfjs';
import {releaseTape} from '../tfjs/tape';
import {type Correction, type Example, provenVersion} from './Correction';

/**
 * Beside another version of tfjs than the proven one: the corrections that are not needed there, because tfjs is right, or that do not
 * work there. All of `fresh` are in place; so they are when this returns. Says in one warning what it found.
 */
export function unproven(
  fresh: readonly Correction[],
  remove: (each: Correction) => void,
  putBack: (each: Correction) => void,
  version: string = tf.version_core,
): readonly Correction[] {
  if (version === provenVersion || fresh.length === 0) return [];
  const isElsewhere = ({on}: Correction) => on !== undefined && on !== tf.getBackend();
  const working = new Set(fresh.filter(each => isElsewhere(each) || isRight(each.example)));
  for (const each of fresh) remove(each);
  const needless = new Set(fresh.filter(each => !isElsewhere(each) && isRight(each.example)));
  for (const each of fresh) putBack(each);
  const dropped = fresh.filter(each => !working.has(each) || needless.has(each));
  tf.backend_util.warn(describeProof(version, fresh, working, needless));
  return dropped;
}

function describeProof(
  version: string,
  fresh: readonly Correction[],
  working: ReadonlySet<Correction>,
  needless: ReadonlySet<Correction>,
): string {
  const names = (those: readonly Correction[]) => those.map(({op}) => op).join(', ') || 'none';
  const broken = fresh.filter(each => !working.has(each) && !needless.has(each));
  return (
    `losslab/corrections is proven against tfjs ${provenVersion}, and this is ${version}. Each correction was tried at an ` +
    `example. Right without one: ${names([...needless])}. Left as they are, because the correction fails here: ${names(broken)}. ` +
    `The others are corrected.`
  );
}

/** Whether tfjs gives the gradients that were worked out by hand, to the precision of float32. */
function isRight(example: Example): boolean {
  const found = gradientsOf(example);
  return found !== undefined && found.every((gradient, i) => isNear(gradient, example.gradients[i]!));
}

/** The gradients at an example, one list for each input; undefined where tfjs throws. */
export function gradientsOf({fn, inputs}: Example): number[][] | undefined {
  try {
    return tf.tidy(() => {
      const tensors = inputs.map(input => tf.tensor(input, undefined, 'float32'));
      const gradients = tf.grads((...xs: tf.Tensor[]) => fn(...xs))(tensors);
      return gradients.map(gradient => [...gradient.dataSync()]);
    });
  } catch {
    releaseTape();
    return undefined;
  }
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
