import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import {CorruptDataError, DataUnavailableError} from '../errors';
import type {CompiledWith} from './compiled';
import {modelDigest, sha256, type CheckpointRecord, type LosslabMetadata, type TensorSpec} from './packing';

/** A model's files, read and found to be what they claim. */
export interface ModelFiles extends Pick<LosslabMetadata, 'checkpoint'> {
  readonly artifacts: tf.io.ModelArtifacts & {
    weightSpecs: tf.io.WeightsManifestEntry[];
    weightData: ArrayBuffer;
  };
  readonly compiled: CompiledWith | undefined;
  /** Reads what the optimizer has remembered; undefined if that was not saved. */
  readonly readState: () => Promise<{specs: readonly TensorSpec[]; bytes: Uint8Array} | undefined>;
  /** The error for something that is wrong with these files. */
  readonly corrupt: Corrupt;
}

export type Corrupt = (what: string) => CorruptDataError;

/**
 * Reads the files of a model or a checkpoint that losslab saved, or of a model that tfjs did.
 *
 * @param directory The folder of `model.json`, or that file's own path.
 * @param who Prefix of error messages.
 * @throws {DataUnavailableError} If a file is not there.
 * @throws {CorruptDataError} If the files are not those of one model.
 */
export async function readModelFiles(directory: string, who = 'loadModel'): Promise<ModelFiles> {
  const folder = directory.endsWith('.json') ? join(directory, '..') : directory;
  const path = directory.endsWith('.json') ? directory : join(directory, 'model.json');
  const corrupt: Corrupt = what => new CorruptDataError(`${who}: ${path}: ${what}`);
  const readBeside = (name: unknown) => {
    // A model's files lie beside its model.json; nothing else on the disk is its to read.
    if (isFileBeside(name)) return readFileOf(who, join(folder, name));
    throw corrupt(`expected weights beside model.json, got the path ${JSON.stringify(name)}`);
  };
  const document = parseDocument(await readFileOf(who, path), corrupt);
  const {paths, specs} = parseManifest(document, corrupt);
  const weightData = joined(await Promise.all(paths.map(name => readBeside(name))));
  assertLength(specs, weightData.byteLength, corrupt);
  const metadata = document.userDefinedMetadata?.losslab ?? {};
  const compiled = parseCompiled(metadata, corrupt);
  const state = parseState(metadata, corrupt);
  const checkpoint = parseCheckpoint(metadata, corrupt);
  const artifacts = {...document, weightSpecs: specs, weightData};
  const contents = {artifacts, compiled, state, checkpoint};
  const digest = metadata.sha256;
  if (digest !== undefined && digest !== modelDigest(contents, new Uint8Array(weightData))) {
    throw corrupt('expected the model that was saved, got files that have changed since');
  }
  const readState = async () => {
    if (state === undefined) return undefined;
    const bytes = await readBeside(state.file);
    if (sha256(bytes) !== state.sha256)
      throw corrupt(`expected ${state.file} as it was saved, got a file that has changed since`);
    return {specs: state.tensors, bytes};
  };
  return {artifacts, compiled, ...(checkpoint && {checkpoint}), readState, corrupt};
}

interface ModelDocument {
  modelTopology: object;
  weightsManifest: unknown;
  userDefinedMetadata?: {losslab?: Partial<LosslabMetadata>};
}

/** @throws {DataUnavailableError} If the file system does not give the file. */
export async function readFileOf(who: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new DataUnavailableError(`${who}: expected a readable file ${path}: ${(error as Error).message}`);
  }
}

function parseDocument(bytes: Buffer, corrupt: Corrupt): ModelDocument {
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw corrupt(`expected JSON: ${(error as Error).message}`);
  }
  if (isNestedDeep(parsed)) throw corrupt('expected JSON that is not nested thousands deep');
  const sound = isRecord(parsed) && isRecord(parsed.modelTopology);
  if (!sound) throw corrupt('expected a layers model with a modelTopology');
  return parsed as ModelDocument; // what the model is made of, tfjs checks below
}

/**
 * JSON.parse goes down as far as it likes; whoever walks through what it made, such as tfjs, does not. Counted level by level, since
 * from Node 25 on JSON.stringify does not give up either.
 */
function isNestedDeep(document: unknown): boolean {
  let level = [document];
  for (let depth = 0; depth < 2000; depth++) {
    level = level.flatMap(value => (typeof value === 'object' && value !== null ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}

type Unchecked<T> = {readonly [K in keyof T]?: unknown};

function parseCompiled(
  {loss, optimizer, metrics}: Unchecked<LosslabMetadata>,
  corrupt: Corrupt,
): CompiledWith | undefined {
  if (loss === undefined && optimizer === undefined && metrics === undefined) return undefined;
  const sound =
    areLosses(loss) &&
    isRecord(optimizer) &&
    typeof optimizer.className === 'string' &&
    isRecord(optimizer.config) &&
    (metrics === undefined || areMetrics(metrics));
  if (!sound) throw corrupt('expected the names of loss, optimizer and metrics, or none of them');
  return {loss, optimizer, ...(metrics !== undefined && {metrics})} as CompiledWith;
}

/** One name for all outputs, a list, or one for each. */
function areLosses(loss: unknown): boolean {
  const names = typeof loss === 'object' && loss !== null ? Object.values(loss) : [loss];
  return names.length > 0 && names.every(name => typeof name === 'string');
}

/** Names for all outputs, or for each. */
function areMetrics(metrics: unknown): boolean {
  const areNames = (list: unknown) => Array.isArray(list) && list.every(name => typeof name === 'string');
  return areNames(metrics) || (isRecord(metrics) && Object.values(metrics).every(areNames));
}

function parseState(
  {loss, optimizerState: state, checkpoint}: Unchecked<LosslabMetadata>,
  corrupt: Corrupt,
): LosslabMetadata['optimizerState'] {
  if (state === undefined) return undefined;
  // A checkpoint may be of a model whose loss has no name.
  const sound =
    (loss ?? checkpoint) !== undefined &&
    isRecord(state) &&
    Array.isArray(state.tensors) &&
    areSpecs(state.tensors);
  if (!sound) throw corrupt('expected an optimizer with its state, the names and shapes of its tensors');
  return state as LosslabMetadata['optimizerState'];
}

function parseCheckpoint(
  {checkpoint}: Unchecked<LosslabMetadata>,
  corrupt: Corrupt,
): LosslabMetadata['checkpoint'] {
  if (checkpoint === undefined) return undefined;
  if (isCheckpoint(checkpoint)) return checkpoint;
  throw corrupt('expected a checkpoint with its run');
}

function isCheckpoint(value: unknown): value is CheckpointRecord {
  return isRecord(value) && isRecord(value.run);
}

/** Whether these are names and shapes of tensors. */
export function areSpecs(specs: readonly unknown[]): specs is readonly TensorSpec[] {
  return specs.every(spec => isRecord(spec) && typeof spec.name === 'string' && isShape(spec.shape));
}

function isShape(shape: unknown): boolean {
  return Array.isArray(shape) && shape.every(size => Number.isSafeInteger(size) && (size as number) >= 0);
}

/** The files of the weights, in order, and what they hold. */
function parseManifest(
  document: ModelDocument,
  corrupt: Corrupt,
): {paths: unknown[]; specs: tf.io.WeightsManifestEntry[]} {
  const groups = document.weightsManifest;
  if (!Array.isArray(groups)) throw corrupt('expected a weightsManifest');
  const paths: unknown[] = [];
  const specs: tf.io.WeightsManifestEntry[] = [];
  for (const group of groups as unknown[]) {
    if (!isRecord(group) || !Array.isArray(group.paths) || !Array.isArray(group.weights)) {
      throw corrupt('expected paths and weights in every group of the weightsManifest');
    }
    for (const name of group.paths as unknown[]) paths.push(name);
    for (const spec of group.weights as unknown[]) specs.push(parseSpec(spec, corrupt));
  }
  return {paths, specs};
}

function parseSpec(spec: unknown, corrupt: Corrupt): tf.io.WeightsManifestEntry {
  if (isWeightSpec(spec)) return spec;
  throw corrupt(`expected a weight with name, shape and dtype, got ${JSON.stringify(spec)}`);
}

function isWeightSpec(spec: unknown): spec is tf.io.WeightsManifestEntry {
  return (
    isRecord(spec) &&
    areSpecs([spec]) &&
    (spec.dtype === 'float32' || spec.dtype === 'int32' || spec.dtype === 'bool') &&
    (spec.quantization === undefined || isQuantization(spec.quantization))
  );
}

/** Bytes of a number as it is stored. */
const widths: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** As tfjs's converter makes weights smaller; tfjs makes them float32 again. */
function isQuantization(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.dtype === 'float16') return true;
  return (
    (value.dtype === 'uint8' || value.dtype === 'uint16') &&
    Number.isFinite(value.scale) &&
    Number.isFinite(value.min)
  );
}

function assertLength(specs: tf.io.WeightsManifestEntry[], length: number, corrupt: Corrupt): void {
  const bytes = specs.map(({shape, dtype, quantization}) =>
    shape.reduce((n, size) => n * size, widths[quantization?.dtype ?? dtype]!),
  );
  const expected = bytes.reduce((sum, n) => sum + n, 0);
  if (expected !== length) throw corrupt(`expected ${expected} bytes of weights, got ${length}`);
}

/** A name without a way in it: neither out of the directory nor into another. */
function isFileBeside(name: unknown): name is string {
  return typeof name === 'string' && /^[^/\\\0]+$/.test(name) && name !== '.' && name !== '..';
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

/** A JSON object, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
