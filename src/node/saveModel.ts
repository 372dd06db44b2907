import * as tf from '@tensorflow/tfjs';
import {existsSync} from 'node:fs';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {assertDirectory} from '../argumentKinds';
import {assertBoolean, assertKnownOptions, describe, isObject} from '../checks';
import {optimizerState} from '../models/optimizerState';
import {compiledWith, type CompiledWith} from './compiled';
import {InvalidTypeError, InvalidValueError} from '../errors';
import {
  modelDigest,
  packTensors,
  type CheckpointRecord,
  type LosslabMetadata,
  type PackedTensors,
} from './packing';
import {areSpecs, assertSize, bytesOf} from './modelManifest';
import {makeDirectory, orUnwritable, runningAuthor, temporaryName, writeAtomically} from './writeAtomically';

export interface SaveModelOptions {
  /**
   * Also what the optimizer has remembered of its steps, as `optimizer.bin`, so that training goes on as it would have. Default
   * false. Where loss, metrics or optimizer cannot be kept by name, it is refused.
   */
  readonly optimizerState?: boolean;
}

/**
 * Saves a model as `model.json` and `weights.bin`, the files that `tf.loadLayersModel` loads in browsers and in
 * Node. The loss, if it is one of losslab's or of tfjs's names, the metrics, if they are, and the optimizer,
 * if its class is registered with tfjs, are kept by name in the user-defined metadata, so that {@link
 * loadModel} can compile the model again as it was; where one of them is a function or class of your own,
 * none is kept, and the loaded model is not compiled. A digest there lets it refuse files that have changed.
 *
 * A model already there stays whole and loadable until the new one is: at every moment `model.json` refers to
 * complete weights of its own.
 *
 * @param model Any layers model; neither changed nor disposed.
 * @param directory Made if it is not there.
 * @throws {RangeError} If a weight is NaN or infinite, an option not known, the compiled loss not made for
 *   the model's last activation, or the optimizer's state is asked for and cannot be kept; nothing is
 *   written.
 * @throws {TypeError} If `optimizerState` is not a boolean.
 * @throws {UnwritableError} If the directory cannot be written; what was there before still loads.
 *
 * @example
 * await saveModel(model, 'models/mine');
 * const same = await loadModel('models/mine');
 */
export async function saveModel(
  model: tf.LayersModel,
  directory: string,
  options: SaveModelOptions = {},
): Promise<void> {
  if (!isObject(model) || !((model as unknown) instanceof tf.LayersModel)) {
    throw new InvalidTypeError(`saveModel: expected a tf.LayersModel, got ${describe(model)}`);
  }
  assertDirectory('saveModel', directory);
  assertKnownOptions('saveModel', options, ['optimizerState']);
  const {optimizerState: withState = false} = options;
  assertBoolean('saveModel', 'optimizerState', withState);
  assertFiniteWeights(model);
  const compiled = namesOf(model, withState);
  const state = withState && compiled ? await packTensors(optimizerState(model.optimizer)) : undefined;
  await writeModel(model, directory, {compiled, state});
}

/** What is saved beside topology and weights. */
interface Extras {
  readonly compiled: CompiledWith | undefined;
  readonly state: PackedTensors | undefined;
  readonly checkpoint?: CheckpointRecord;
}

/** Writes a model, with its digest, whatever its weights are. */
export async function writeModel(model: tf.LayersModel, directory: string, extras: Extras): Promise<void> {
  const artifacts = await modelArtifacts(model);
  const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(artifacts.weightData));
  assertSavable(artifacts.weightSpecs ?? [], weights.byteLength);
  const {compiled, state, checkpoint} = extras;
  const sha256 = modelDigest({artifacts, ...extras}, weights);
  const metadata = {...compiled, ...(checkpoint && {checkpoint}), sha256};
  await writeModelFiles(directory, {artifacts, metadata, weights, state});
}

/** tfjs finds weights again by their names: of two with one name both would get the numbers of the last. */
function assertSavable(specs: readonly tf.io.WeightsManifestEntry[], length: number): void {
  const corrupt = (what: string) => new InvalidValueError(`saveModel: ${what}`);
  if (!areSpecs(specs)) throw corrupt('expected weights with different names, got two of one name');
  assertSize(
    'bytes of weights',
    specs.reduce((sum, spec) => sum + bytesOf(spec), 0),
    length,
    corrupt,
  );
}

/** What the model is compiled with; undefined where it cannot be kept, unless that is needed. */
function namesOf(model: tf.LayersModel, needed: boolean): CompiledWith | undefined {
  const named = compiledNames('saveModel', model);
  if (!('reason' in named)) return named;
  // An optimizer of the caller's own that has remembered nothing has nothing to lose.
  const isLost = named.what !== 'optimizer' || optimizerState(model.optimizer).length > 0;
  if (needed && isLost) {
    throw new InvalidValueError(`saveModel: to keep the optimizer's state, expected ${named.reason}`);
  }
  return undefined;
}

/** The names that are kept of a compiled model, or why there are none; `who` goes before the error. */
export function compiledNames(who: string, model: tf.LayersModel): ReturnType<typeof compiledWith> {
  try {
    return compiledWith(model);
  } catch (error) {
    throw error instanceof RangeError ? new InvalidValueError(`${who}: ${error.message}`) : error;
  }
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

function assertFiniteWeights(model: tf.LayersModel): void {
  for (const weight of model.weights) {
    const finite = tf.tidy(() => weight.read().isFinite().all().dataSync()[0] === 1);
    if (!finite)
      throw new InvalidValueError(
        `saveModel: expected finite weights, got a NaN or infinity in ${weight.originalName}`,
      );
  }
}

/** A model as bytes. */
export interface SavedModel {
  readonly artifacts: tf.io.ModelArtifacts;
  readonly metadata: LosslabMetadata;
  readonly weights: Uint8Array;
  readonly state: PackedTensors | undefined;
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
export function writeModelFiles(directory: string, saved: SavedModel): Promise<void> {
  return orUnwritable(directory, () => replaceModel(directory, saved));
}

async function replaceModel(directory: string, saved: SavedModel): Promise<void> {
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
