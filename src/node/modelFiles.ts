import {existsSync} from 'node:fs';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import type {LosslabMetadata} from './losslabMetadata';
import {makeDirectory} from './makeDirectory';
import {runningAuthor, temporaryName, writeAtomically} from './writeAtomically';

/** A model as bytes. */
export interface SavedModel {
  readonly artifacts: tf.io.ModelArtifacts;
  readonly metadata: LosslabMetadata;
  readonly weights: Uint8Array;
  readonly state: SavedState | undefined;
}

interface SavedState {
  readonly tensors: readonly {name: string; shape: number[]}[];
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** The names of the files beside model.json. */
interface FileNames {
  readonly weights: string;
  readonly state: string;
}

const finalNames: FileNames = {weights: 'weights.bin', state: 'optimizer.bin'};

/**
 * Writes a model's files, over those of an older one if need be; whatever happens on the way, one of the two is there, whole.
 */
export async function writeModelFiles(directory: string, saved: SavedModel): Promise<void> {
  await makeDirectory(directory);
  const spares = existsSync(join(directory, 'model.json'))
    ? {weights: temporaryName(finalNames.weights), state: temporaryName(finalNames.state)}
    : undefined;
  // The old model.json must never meet the new weights, so it gives way to one that knows them by another name.
  if (spares !== undefined) await writeUnder(spares, directory, saved);
  await writeUnder(finalNames, directory, saved);
  const superfluous = [...(spares ? Object.values(spares) : []), ...(saved.state ? [] : [finalNames.state])];
  for (const name of [...superfluous, ...(await leftovers(directory))])
    await rm(join(directory, name), {force: true});
}

/** What saves left behind that were killed. */
async function leftovers(directory: string): Promise<string[]> {
  const temporary = /^\.{1,2}(?:model\.json|weights\.bin|optimizer\.bin)\.\d+\.[\da-f]{8}/;
  const names = await readdir(directory);
  return names.filter(name => temporary.test(name) && runningAuthor(name) === undefined);
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
  const {trainingConfig, signature, modelInitializer, initializerSignature} = artifacts;
  const weightsManifest = [{paths: [names.weights], weights: weightSpecs}];
  const optimizer = state && {file: names.state, tensors: state.tensors, sha256: state.sha256};
  const losslab = {...metadata, ...(optimizer && {optimizerState: optimizer})};
  const userDefinedMetadata = {...artifacts.userDefinedMetadata, losslab};
  return JSON.stringify({
    ...{format, generatedBy, convertedBy, modelTopology, weightsManifest, userDefinedMetadata},
    // Undefined, and so not written, but where tfjs itself saves an optimizer or a graph model.
    ...{trainingConfig, signature, modelInitializer, initializerSignature},
  });
}
