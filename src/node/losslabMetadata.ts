import {createHash} from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import type {CompiledWith} from './compiled';

/** What losslab keeps in a model's user-defined metadata; plain tfjs hands it on and does not look at it. */
export interface LosslabMetadata extends Partial<CompiledWith> {
  /** SHA-256 of topology, weights and what the model was compiled with: see {@link modelDigest}. */
  readonly sha256: string;
  /** The optimizer's variables, where they were saved too: one after the other in this file. */
  readonly optimizerState?: {
    readonly file: string;
    readonly tensors: readonly {readonly name: string; readonly shape: readonly number[]}[];
    readonly sha256: string;
  };
}

/**
 * A number in which every bit of a model counts. A flipped bit in the weights is still a number, and one in the topology may be
 * another activation: nothing else would notice.
 */
export function modelDigest(
  artifacts: Pick<tf.io.ModelArtifacts, 'modelTopology' | 'weightSpecs'>,
  compiled: CompiledWith | undefined,
  weights: Uint8Array,
): string {
  const {modelTopology, weightSpecs} = artifacts;
  return sha256(JSON.stringify([modelTopology, weightSpecs, compiled ?? null]), weights);
}

export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
