import {createHash} from 'node:crypto';
import * as tf from '@tensorflow/tfjs';
import type {CompiledWith} from './compiled';

/** A tensor with the name by which it is found again. */
export interface NamedTensor {
  readonly name: string;
  readonly value: tf.Tensor;
}

/** Where a tensor's numbers lie among packed ones: after those of the specs before it. */
export interface TensorSpec {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Float32 tensors as bytes, with the digest of these. */
export interface PackedTensors {
  readonly tensors: readonly TensorSpec[];
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** The numbers of float32 tensors one after the other; the tensors stay the caller's. */
export async function packTensors(named: readonly NamedTensor[]): Promise<PackedTensors> {
  const values = await Promise.all(named.map(({value}) => value.data()));
  const parts = values.map(({buffer, byteOffset, byteLength}) => Buffer.from(buffer, byteOffset, byteLength));
  const bytes = Buffer.concat(parts);
  return {tensors: named.map(({name, value: {shape}}) => ({name, shape})), sha256: sha256(bytes), bytes};
}

/** The tensors that were packed, to be disposed; undefined if the bytes are more or fewer than theirs. */
export function unpackTensors(specs: readonly TensorSpec[], bytes: Uint8Array): NamedTensor[] | undefined {
  const sizes = specs.map(({shape}) => tf.util.sizeFromShape([...shape]));
  if (4 * sizes.reduce((sum, size) => sum + size, 0) !== bytes.byteLength) return undefined;
  // Copied, because a Float32Array has to begin at a multiple of four. (A Buffer's own slice() copies nothing.)
  const values = new Float32Array(new Uint8Array(bytes).buffer);
  let offset = 0;
  return specs.map(({name, shape}, i) => {
    const value = tf.tensor(values.subarray(offset, offset + sizes[i]!), [...shape], 'float32');
    offset += sizes[i]!;
    return {name, value};
  });
}

/** Where a training stands that a saved model is the checkpoint of. */
export interface CheckpointRecord {
  readonly run: Readonly<Record<string, unknown>>;
  readonly position: unknown;
}

/** What losslab keeps in a model's user-defined metadata; plain tfjs hands it on and does not look at it. */
export interface LosslabMetadata extends Partial<CompiledWith> {
  /** SHA-256 of all that is saved: see {@link modelDigest}. */
  readonly sha256: string;
  /** The optimizer's variables, where they were saved too: packed in this file. */
  readonly optimizerState?: Omit<PackedTensors, 'bytes'> & {readonly file: string};
  readonly checkpoint?: CheckpointRecord;
}

/** What a model is, apart from the numbers of its weights. */
export interface ModelContents {
  readonly artifacts: Pick<tf.io.ModelArtifacts, 'modelTopology' | 'weightSpecs' | 'trainingConfig'>;
  readonly compiled?: CompiledWith | undefined;
  readonly state?: Omit<PackedTensors, 'bytes'> | undefined;
  readonly checkpoint?: CheckpointRecord | undefined;
}

/**
 * A number in which every bit of a model counts. A flipped bit in the weights is still a number, and one in the topology may be
 * another activation: nothing else would notice.
 */
export function modelDigest(contents: ModelContents, weights: Uint8Array): string {
  const {artifacts, compiled, state, checkpoint} = contents;
  const {modelTopology, weightSpecs, trainingConfig} = artifacts;
  // Not the state's file: it changes its name while a model gives way to another.
  const optional = [state && {tensors: state.tensors, sha256: state.sha256}, trainingConfig, checkpoint];
  const there = optional.filter(part => part !== undefined);
  return sha256(JSON.stringify([modelTopology, weightSpecs, compiled ?? null, ...there]), weights);
}

/** In lower-case hexadecimal. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
