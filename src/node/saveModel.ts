import {existsSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {optimizerState} from '../models/optimizerState';
import {compiledWith} from './compiled';
import {modelDigest, sha256, type LosslabMetadata} from './losslabMetadata';
import {makeDirectory} from './makeDirectory';
import {temporaryName, writeAtomically} from './writeAtomically';

export interface SaveModelOptions {
  /**
   * Also what the optimizer has remembered of its steps, as `optimizer.bin`, so that training goes on as it would have. Default
   * false. A loss that is none of the registry's is not kept, nor is the optimizer then.
   */
  readonly optimizerState?: boolean;
}

/**
 * Saves a model as `model.json` and `weights.bin`, the files that `tf.loadLayersModel` loads in browsers and in
 * Node. The loss, if it is one of the registry's, and the optimizer are kept by name in the user-defined metadata,
 * so that {@link loadModel} can compile the model again; a digest there lets it refuse files that have changed.
 *
 * A model already there stays whole and loadable until the new one is: at every moment `model.json` refers to
 * complete weights of its own.
 *
 * @param model Any layers model; neither changed nor disposed.
 * @param directory Made if it is not there.
 * @throws {RangeError} If a weight is NaN or infinite; nothing is written.
 * @throws {Error} The file system's, if the directory cannot be written; what was there before still loads.
 *
 * @example
 * await saveModel(model, 'models/mine');
 * const same = await loadModel('models/mine');
 */
export async function saveModel(
  model: tf.LayersModel,
  directory: string,
  {optimizerState: withState = false}: SaveModelOptions = {},
): Promise<void> {
  assertFiniteWeights(model);
  const artifacts = await modelArtifacts(model);
  const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(artifacts.weightData));
  const compiled = compiledWith(model);
  const metadata = {...compiled, sha256: modelDigest(artifacts, compiled, weights)};
  const state = withState && compiled ? await stateOf(model.optimizer) : undefined;
  await writeFiles(directory, {artifacts, metadata, weights, state});
}

/** A model as bytes. */
interface SavedModel {
  readonly artifacts: tf.io.ModelArtifacts;
  readonly metadata: LosslabMetadata;
  readonly weights: Uint8Array;
  readonly state: SavedState | undefined;
}

interface SavedState {
  readonly tensors: readonly {name: string; shape: number[]}[];
  readonly bytes: Uint8Array;
}

/** The names of the files beside model.json. */
interface FileNames {
  readonly weights: string;
  readonly state: string;
}

const finalNames: FileNames = {weights: 'weights.bin', state: 'optimizer.bin'};

async function writeFiles(directory: string, saved: SavedModel): Promise<void> {
  await makeDirectory(directory);
  const spares = existsSync(join(directory, 'model.json'))
    ? {weights: temporaryName(finalNames.weights), state: temporaryName(finalNames.state)}
    : undefined;
  // The old model.json must never meet the new weights, so it gives way to one that knows them by another name.
  if (spares !== undefined) await writeUnder(spares, directory, saved);
  await writeUnder(finalNames, directory, saved);
  const superfluous = [...(spares ? Object.values(spares) : []), ...(saved.state ? [] : [finalNames.state])];
  for (const name of superfluous) await rm(join(directory, name), {force: true});
}

/** model.json last: from then on its files are there. */
async function writeUnder(names: FileNames, directory: string, saved: SavedModel): Promise<void> {
  const {weights, state} = saved;
  await writeAtomically(join(directory, names.weights), weights);
  if (state) await writeAtomically(join(directory, names.state), state.bytes);
  await writeAtomically(join(directory, 'model.json'), modelDocument(saved, names));
}

function modelDocument({artifacts, metadata, state}: SavedModel, names: FileNames): string {
  const {modelTopology, format, generatedBy, convertedBy, weightSpecs} = artifacts;
  const weightsManifest = [{paths: [names.weights], weights: weightSpecs}];
  const optimizer = state && {file: names.state, tensors: state.tensors, sha256: sha256(state.bytes)};
  const losslab = {...metadata, ...(optimizer && {optimizerState: optimizer})};
  const userDefinedMetadata = {...artifacts.userDefinedMetadata, losslab};
  return JSON.stringify({
    format,
    generatedBy,
    convertedBy,
    modelTopology,
    weightsManifest,
    userDefinedMetadata,
  });
}

/** What tfjs would hand to a save handler. */
async function modelArtifacts(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let captured: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(artifacts => {
      captured = artifacts;
      return Promise.resolve({modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts)});
    }),
  );
  return captured!;
}

async function stateOf(optimizer: tf.Optimizer): Promise<SavedState> {
  const variables = optimizerState(optimizer);
  const values = await Promise.all(variables.map(({value}) => value.data()));
  const parts = values.map(({buffer, byteOffset, byteLength}) => Buffer.from(buffer, byteOffset, byteLength));
  return {tensors: variables.map(({name, value: {shape}}) => ({name, shape})), bytes: Buffer.concat(parts)};
}

function assertFiniteWeights(model: tf.LayersModel): void {
  for (const weight of model.weights) {
    const finite = tf.tidy(() => weight.read().isFinite().all().dataSync()[0] === 1);
    if (!finite)
      throw new RangeError(
        `saveModel: expected finite weights, got a NaN or infinity in ${weight.originalName}`,
      );
  }
}
