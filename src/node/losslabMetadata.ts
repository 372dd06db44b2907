import {createHash} from 'node:crypto';
import type * as tf from '@tensorflow/tfjs';
import type {CompiledWith} from './compiled';

/** What losslab keeps in a model's user-defined metadata; plain tfjs hands it on and does not look at it. */
export interface LosslabMetadata extends Partial<CompiledWith> {
  /** SHA-256 of topology, weights, what the model was compiled with and the optimizer's state: see {@link modelDigest}. */
  readonly sha256: string;
  /** The optimizer's variables, where they were saved too: one after the other in this file. */
  readonly optimizerState?: StateRecord & {readonly file: string};
}

/** An optimizer's variables, and the digest of their numbers. */
interface StateRecord {
  readonly tensors: readonly {readonly name: string; readonly shape: readonly number[]}[];
  readonly sha256: string;
}

/** What a model is, apart from the numbers of its weights. */
export interface ModelContents {
  readonly artifacts: Pick<tf.io.ModelArtifacts, 'modelTopology' | 'weightSpecs' | 'trainingConfig'>;
  readonly compiled: CompiledWith | undefined;
  readonly state: StateRecord | undefined;
}

/**
 * A number in which every bit of a model counts. A flipped bit in the weights is still a number, and one in the topology may be
 * another activation: nothing else would notice.
 */
export function modelDigest({artifacts, compiled, state}: ModelContents, weights: Uint8Array): string {
  const {modelTopology, weightSpecs, trainingConfig} = artifacts;
  // Not the state's file: it changes its name while a model gives way to another.
  const optional = [state && {tensors: state.tensors, sha256: state.sha256}, trainingConfig];
  const there = optional.filter(part => part !== undefined);
  return sha256(JSON.stringify([modelTopology, weightSpecs, compiled ?? null, ...there]), weights);
}

export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
