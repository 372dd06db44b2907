import {existsSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {compiledWith} from './compiled';
import {makeDirectory} from './makeDirectory';
import {temporaryName, writeAtomically} from './writeAtomically';

/**
 * Saves a model as `model.json` and `weights.bin`, the files that `tf.loadLayersModel` loads in browsers and in
 * Node. The loss, if it is one of the registry's, and the optimizer are kept by name in the user-defined metadata,
 * so that {@link loadModel} can compile the model again.
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
export async function saveModel(model: tf.LayersModel, directory: string): Promise<void> {
  assertFiniteWeights(model);
  const artifacts = await modelArtifacts(model);
  const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(artifacts.weightData));
  const modelPath = join(directory, 'model.json');
  await makeDirectory(directory);
  const spare = existsSync(modelPath) ? temporaryName('weights.bin') : undefined;
  if (spare !== undefined) {
    // The old model.json must never meet the new weights, so it gives way to one that knows them by another name.
    await writeAtomically(join(directory, spare), weights);
    await writeAtomically(modelPath, modelDocument(artifacts, spare));
  }
  await writeAtomically(join(directory, 'weights.bin'), weights);
  await writeAtomically(modelPath, modelDocument(artifacts, 'weights.bin'));
  if (spare !== undefined) await rm(join(directory, spare), {force: true});
}

/** What tfjs would hand to a save handler, with the names of loss and optimizer in the metadata. */
async function modelArtifacts(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  let captured: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(artifacts => {
      captured = artifacts;
      return Promise.resolve({modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts)});
    }),
  );
  const compiled = compiledWith(model);
  if (compiled === undefined) return captured!;
  return {...captured!, userDefinedMetadata: {...captured!.userDefinedMetadata, losslab: compiled}};
}

function modelDocument(artifacts: tf.io.ModelArtifacts, weightsName: string): string {
  const {modelTopology, format, generatedBy, convertedBy, userDefinedMetadata, weightSpecs} = artifacts;
  const weightsManifest = [{paths: [weightsName], weights: weightSpecs}];
  return JSON.stringify({
    format,
    generatedBy,
    convertedBy,
    modelTopology,
    weightsManifest,
    userDefinedMetadata,
  });
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
