import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as tf from '@tensorflow/tfjs';
import {CorruptDataError, DataUnavailableError} from '../errors';
import {recompile} from './compiled';
import {floatTensors} from './floatTensors';
import {modelDigest, sha256, type LosslabMetadata} from './losslabMetadata';
import {restoreOptimizerState} from '../models/optimizerState';
import {registerStepActivation} from '../models/stepActivation';

/**
 * Loads a model that {@link saveModel} or tfjs itself saved, and compiles it again if its loss and optimizer are known.
 *
 * @param directory The folder of `model.json`, or that file's own path.
 * @returns A model to use, to train on, and to dispose.
 * @throws {DataUnavailableError} If there is no `model.json`, or a file that it refers to is not there.
 * @throws {CorruptDataError} If the files are not a whole layers model: not JSON, weights of another length, NaN
 *     weights, a path that leads out of the directory, a layer or loss that is not known. No tensor is leaked.
 *
 * @example
 * const model = await loadModel('models/textbook-cee');
 */
export async function loadModel(directory: string): Promise<tf.LayersModel> {
  const folder = directory.endsWith('.json') ? join(directory, '..') : directory;
  const path = directory.endsWith('.json') ? directory : join(directory, 'model.json');
  const corrupt = (what: string) => new CorruptDataError(`loadModel: ${path}: ${what}`);
  const document = parseDocument(await read(path), corrupt);
  const {paths, specs} = parseManifest(document, corrupt);
  const parts = await Promise.all(paths.map(name => read(join(folder, name))));
  const weightData = joined(parts);
  assertLength(specs, weightData.byteLength, corrupt);
  const metadata = document.userDefinedMetadata?.losslab;
  const compiled =
    metadata?.loss && metadata.optimizer ? {loss: metadata.loss, optimizer: metadata.optimizer} : undefined;
  const {modelTopology} = document;
  const digest = modelDigest({modelTopology, weightSpecs: specs}, compiled, new Uint8Array(weightData));
  if (metadata?.sha256 !== undefined && metadata.sha256 !== digest) {
    throw corrupt('expected the model that was saved, got files that have changed since');
  }
  const model = await buildModel({modelTopology, weightSpecs: specs, weightData}, corrupt);
  try {
    assertFiniteWeights(model, corrupt);
    if (compiled !== undefined) recompile(model, compiled);
    if (metadata?.optimizerState !== undefined)
      await restoreState(model, folder, metadata.optimizerState, corrupt);
  } catch (error) {
    model.dispose();
    throw error instanceof RangeError || error instanceof TypeError ? corrupt(error.message) : error;
  }
  return model;
}

type Corrupt = (what: string) => CorruptDataError;

interface ModelDocument {
  modelTopology: object;
  weightsManifest: unknown;
  userDefinedMetadata?: {losslab?: Partial<LosslabMetadata>};
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new DataUnavailableError(
      `loadModel: expected a readable file ${path}: ${(error as Error).message}`,
    );
  }
}

function parseDocument(bytes: Buffer, corrupt: Corrupt): ModelDocument {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw corrupt(`expected JSON: ${(error as Error).message}`);
  }
  if (!isRecord(parsed) || !isRecord(parsed.modelTopology))
    throw corrupt('expected a layers model with a modelTopology');
  return parsed as unknown as ModelDocument; // what the model is made of, tfjs checks below
}

/** The files of the weights, in order, and what they hold. */
function parseManifest(
  document: ModelDocument,
  corrupt: Corrupt,
): {paths: string[]; specs: tf.io.WeightsManifestEntry[]} {
  const groups = document.weightsManifest;
  if (!Array.isArray(groups)) throw corrupt('expected a weightsManifest');
  const paths: string[] = [];
  const specs: tf.io.WeightsManifestEntry[] = [];
  for (const group of groups as unknown[]) {
    if (!isRecord(group) || !Array.isArray(group.paths) || !Array.isArray(group.weights)) {
      throw corrupt('expected paths and weights in every group of the weightsManifest');
    }
    for (const name of group.paths as unknown[]) {
      // Weights lie beside their model.json; nothing else on the disk is this model's to read.
      if (!isFileBeside(name)) {
        throw corrupt(`expected weights beside model.json, got the path ${JSON.stringify(name)}`);
      }
      paths.push(name);
    }
    for (const spec of group.weights as unknown[]) specs.push(parseSpec(spec, corrupt));
  }
  return {paths, specs};
}

function parseSpec(spec: unknown, corrupt: Corrupt): tf.io.WeightsManifestEntry {
  const sound =
    isRecord(spec) &&
    typeof spec.name === 'string' &&
    Array.isArray(spec.shape) &&
    (spec.shape as unknown[]).every(size => Number.isSafeInteger(size) && (size as number) >= 0) &&
    (spec.dtype === 'float32' || spec.dtype === 'int32' || spec.dtype === 'bool') &&
    spec.quantization === undefined;
  if (!sound) throw corrupt(`expected a weight with name, shape and dtype, got ${JSON.stringify(spec)}`);
  return spec as unknown as tf.io.WeightsManifestEntry; // each field was checked above
}

function assertLength(specs: tf.io.WeightsManifestEntry[], length: number, corrupt: Corrupt): void {
  const bytes = specs.map(({shape, dtype}) => shape.reduce((n, size) => n * size, dtype === 'bool' ? 1 : 4));
  const expected = bytes.reduce((sum, n) => sum + n, 0);
  if (expected !== length) throw corrupt(`expected ${expected} bytes of weights, got ${length}`);
}

async function buildModel(artifacts: tf.io.ModelArtifacts, corrupt: Corrupt): Promise<tf.LayersModel> {
  registerStepActivation();
  const before = new Set(Object.keys(tf.engine().registeredVariables));
  try {
    return await tf.loadLayersModel(tf.io.fromMemory(artifacts));
  } catch (error) {
    // Layers that were built before the failure hold variables that nobody else could dispose.
    for (const [name, variable] of Object.entries(tf.engine().registeredVariables)) {
      if (!before.has(name)) variable.dispose();
    }
    throw corrupt(`expected a layers model: ${firstLine(error)}`);
  }
}

function assertFiniteWeights(model: tf.LayersModel, corrupt: Corrupt): void {
  for (const weight of model.weights) {
    const finite = tf.tidy(() => weight.read().isFinite().all().dataSync()[0] === 1);
    if (!finite) throw corrupt(`expected finite weights, got a NaN or infinity in ${weight.originalName}`);
  }
}

async function restoreState(
  model: tf.LayersModel,
  folder: string,
  state: NonNullable<LosslabMetadata['optimizerState']>,
  corrupt: Corrupt,
): Promise<void> {
  const {file, tensors: specs} = state;
  if (!isFileBeside(file)) throw corrupt(`expected a file beside model.json, got ${JSON.stringify(file)}`);
  const bytes = await read(join(folder, file));
  if (sha256(bytes) !== state.sha256)
    throw corrupt(`expected ${file} as it was saved, got a file that has changed since`);
  const tensors = floatTensors(specs, bytes);
  if (tensors === undefined) throw corrupt(`expected other numbers in ${file}`);
  try {
    restoreOptimizerState(model.optimizer, tensors);
  } finally {
    tf.dispose(tensors.map(({value}) => value));
  }
}

function isFileBeside(name: unknown): name is string {
  return typeof name === 'string' && /^[\w.-]+$/.test(name) && !name.startsWith('..');
}

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const buffer = new ArrayBuffer(parts.reduce((sum, part) => sum + part.byteLength, 0));
  const bytes = new Uint8Array(buffer);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return buffer;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0]!;
}
