import {realpath} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import {CorruptDataError, DataUnavailableError} from '../errors';
import type {CompiledWith} from './compiled';
import {
  assertTopologyFits,
  areSpecs,
  assertSize,
  bytesOf,
  isRecord,
  joined,
  parseManifest,
  sizeOf,
  type Corrupt,
} from './modelManifest';
import {parseJson} from '../parseJson';
import {keras3Advice} from './keras3';
import {modelDigest, sha256, type CheckpointRecord, type LosslabMetadata, type TensorSpec} from './packing';
import {readRegularFile} from './readRegularFile';
import {t} from '../text';

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
  const readBeside = async (name: unknown, onSize?: (size: number) => void) => {
    // A model's files lie beside its model.json; nothing else on the disk is its to read.
    if (!isFileBeside(name)) {
      throw corrupt(`expected weights beside model.json, got the path ${JSON.stringify(name)}`);
    }
    const place = join(folder, name);
    await assertInside(folder, place, corrupt);
    return readFileOf(who, place, onSize);
  };
  await assertInside(folder, path, corrupt);
  const document = parseDocument(
    await readFileOf(who, path, size => assertDocumentSize(size, corrupt)),
    corrupt,
  );
  const {paths, specs} = parseManifest(document, corrupt);
  assertTopologyFits(document.modelTopology, sizeOf(specs), what => {
    const advice = keras3Advice(document.modelTopology);
    return corrupt(advice === undefined ? what : `${what}; ${advice}`);
  });
  const weightData = await readWeights(paths, specs, {readBeside, corrupt});
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
    const changed = () =>
      corrupt(`expected ${state.file} as it was saved, got a file that has changed since`);
    const bytes = await readBeside(state.file, size => {
      if (size !== 4 * sizeOf(state.tensors)) throw changed();
    });
    if (sha256(bytes) !== state.sha256) throw changed();
    return {specs: state.tensors, bytes};
  };
  return {artifacts, compiled, ...(checkpoint && {checkpoint}), readState, corrupt};
}

interface ModelDocument {
  modelTopology: object;
  weightsManifest: unknown;
  userDefinedMetadata?: {losslab?: Partial<LosslabMetadata>};
}

type ReadBeside = (name: unknown, onSize?: (size: number) => void) => Promise<Buffer>;

/** Reads the weights; before a byte is read, the sizes of their files have to be those that the manifest promises. */
async function readWeights(
  paths: readonly unknown[],
  specs: readonly tf.io.WeightsManifestEntry[],
  {readBeside, corrupt}: {readBeside: ReadBeside; corrupt: Corrupt},
): Promise<ArrayBuffer> {
  const expected = specs.reduce((sum, spec) => sum + bytesOf(spec), 0);
  const parts: Buffer[] = [];
  let length = 0;
  for (const name of paths) {
    const onSize = (size: number) => {
      length += size;
      if (length > expected) assertSize('bytes of weights', expected, length, corrupt);
    };
    parts.push(await readBeside(name, onSize));
  }
  assertSize('bytes of weights', expected, length, corrupt);
  return joined(parts);
}

/** @throws {CorruptDataError} If a link leads out of the folder. */
async function assertInside(folder: string, path: string, corrupt: Corrupt): Promise<void> {
  let home: string, place: string;
  try {
    [home, place] = await Promise.all([realpath(folder), realpath(path)]);
  } catch {
    return; // it is not there, and who reads it says so
  }
  if (dirname(place) !== home)
    throw corrupt(`expected ${basename(path)} in its folder, got a link out of it`);
}

/** @throws {DataUnavailableError} If the file system does not give the file, or it is none. */
export async function readFileOf(
  who: string,
  path: string,
  onSize?: (size: number) => void,
): Promise<Buffer> {
  try {
    return await readRegularFile(path, {...(onSize && {onSize})});
  } catch (error) {
    if (error instanceof CorruptDataError) throw error;
    throw new DataUnavailableError(t`${who}: expected a readable file ${path}: ${(error as Error).message}`);
  }
}

/** Of a net of a thousand layers it has one megabyte; parsed, JSON takes twenty times its size. */
const LONGEST_DOCUMENT = 16 * 2 ** 20;

function assertDocumentSize(size: number, corrupt: Corrupt): void {
  if (size > LONGEST_DOCUMENT)
    throw corrupt(`expected at most 16 MB of JSON, got ${Math.ceil(size / 2 ** 20)} MB`);
}

function parseDocument(bytes: Buffer, corrupt: Corrupt): ModelDocument {
  let parsed: unknown;
  try {
    parsed = parseJson(bytes.toString('utf8'));
  } catch (error) {
    throw corrupt(`expected JSON: ${(error as Error).message}`);
  }
  const sound = isRecord(parsed) && isRecord(parsed.modelTopology);
  if (!sound) throw corrupt('expected a layers model with a modelTopology');
  return parsed as ModelDocument; // what the model is made of, tfjs checks below
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

/** A name without a way in it: neither out of the directory nor into another. */
function isFileBeside(name: unknown): name is string {
  return typeof name === 'string' && /^[^/\\\0]+$/.test(name) && name !== '.' && name !== '..';
}
