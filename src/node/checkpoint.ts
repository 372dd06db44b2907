import {existsSync} from 'node:fs';
import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import {assertDirectory, assertModel, assertOptimizer} from '../argumentKinds';
import {assertKnownOptions, describe} from '../checks';
import {CorruptDataError, InvalidTypeError} from '../errors';
import {optimizerState, restoreOptimizerState} from '../models/optimizerState';
import {packTensors, sha256, unpackTensors, type CheckpointRecord, type TensorSpec} from './packing';
import {areSpecs, isRecord, misfit, sizeOf} from './modelManifest';
import {parseJson} from '../parseJson';
import {readFileOf, readModelFiles} from './readModelFiles';
import {compiledNames, writeModel} from './saveModel';
import {orUnwritable} from './writeAtomically';

export interface CheckpointOptions {
  /** What the training is of; whoever goes on compares it with what they were asked to do. Kept as JSON. */
  readonly run: Readonly<Record<string, unknown>>;
  /** How far it has come. Kept as JSON. */
  readonly position: unknown;
  /** What trains the model; unless given the optimizer that it is compiled with. */
  readonly optimizer?: tf.Optimizer | undefined;
}

/** A training at rest: what it takes to go on as if it had never stopped. */
export interface Checkpoint {
  readonly run: CheckpointOptions['run'];
  readonly position: unknown;
  /**
   * Puts a model and its optimizer, fresh ones of the same kind, where they were.
   *
   * @throws {CorruptDataError} If they are of another kind.
   */
  readonly restore: (model: tf.LayersModel, optimizer?: tf.Optimizer) => void;
}

/**
 * Saves a model in training, in the place of an older checkpoint: as `saveModel` does with `optimizerState`, and with run
 * and position in its metadata. So it is also a model, which `loadModel` and plain tfjs load. Whatever happens on the way,
 * the directory holds one of the two checkpoints, whole.
 *
 * @throws {UnwritableError} If the directory cannot be written.
 *
 * @example
 * await saveCheckpoint(model, 'kept', {run: {seed: 1}, position: {step: 500}});
 */
export async function saveCheckpoint(
  model: tf.LayersModel,
  directory: string,
  options: CheckpointOptions,
): Promise<void> {
  assertModel('saveCheckpoint', model);
  assertDirectory('saveCheckpoint', directory);
  assertKnownOptions('saveCheckpoint', options, ['run', 'position', 'optimizer']);
  const {run, position, optimizer = model.optimizer} = options;
  assertOptimizer('saveCheckpoint', optimizer);
  assertPlain('run', run);
  assertPlain('position', position);
  if (!isRecord(run)) {
    throw new InvalidTypeError(`saveCheckpoint: expected run to be an object, got ${describe(run)}`);
  }
  const named = optimizer === model.optimizer ? compiledNames('saveCheckpoint', model) : undefined;
  const compiled = named === undefined || 'reason' in named ? undefined : named;
  const state = await packTensors(optimizerState(optimizer));
  await writeModel(model, directory, {compiled, state, checkpoint: {run, position}});
  await orUnwritable(directory, () => removeFormerFormat(directory));
}

/** @throws {TypeError} Unless JSON can hold the value. */
function assertPlain(name: string, value: unknown): void {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch {
    // A bigint, or an object that holds itself: said below.
  }
  if (json !== undefined) return;
  throw new InvalidTypeError(`saveCheckpoint: expected ${name} to be plain data, got ${describe(value)}`);
}

/**
 * Reads the checkpoint of a directory, also one of version 0.1.
 *
 * @param options There are none.
 * @returns The checkpoint; undefined if there is none.
 * @throws {RangeError} If there is an option.
 * @throws {DataUnavailableError} If there is one and the file system does not give it.
 * @throws {CorruptDataError} If it is not what was saved.
 */
export async function loadCheckpoint(
  directory: string,
  options: Readonly<Record<string, never>> = {},
): Promise<Checkpoint | undefined> {
  assertKnownOptions('loadCheckpoint', options, []);
  assertDirectory('loadCheckpoint', directory);
  if (existsSync(join(directory, 'model.json'))) {
    const {checkpoint, artifacts, readState, corrupt} = await readModelFiles(directory, who);
    if (checkpoint !== undefined) {
      const state = await readState();
      if (state === undefined) throw corrupt("expected the optimizer's state, got none");
      const weights = {specs: artifacts.weightSpecs, bytes: new Uint8Array(artifacts.weightData)};
      return restorable(checkpoint, directory, {weights, state});
    }
  }
  return existsSync(join(directory, formerDocument)) ? loadFormerFormat(directory) : undefined;
}

const who = 'loadCheckpoint';

interface Packed {
  readonly specs: readonly TensorSpec[];
  readonly bytes: Uint8Array;
}

function restorable(
  {run, position}: CheckpointRecord,
  directory: string,
  {weights, state}: {weights: Packed; state: Packed},
): Checkpoint {
  const restore: Checkpoint['restore'] = (model, optimizer = model.optimizer) => {
    const values = unpackTensors(weights.specs, weights.bytes) ?? [];
    const variables = unpackTensors(state.specs, state.bytes) ?? [];
    try {
      const reason = misfit(state.specs, model);
      if (reason !== undefined) throw new TypeError(reason);
      model.setWeights(values.map(({value}) => value));
      restoreOptimizerState(optimizer, variables);
    } catch (error) {
      throw new CorruptDataError(
        `${who}: the checkpoint in ${directory} does not fit: ${(error as Error).message}`,
      );
    } finally {
      for (const {value} of [...values, ...variables]) value.dispose();
    }
  };
  return {run, position, restore};
}

// Version 0.1 kept a checkpoint in files of its own: all tensors packed in one, and what they are in this document.
const formerDocument = 'checkpoint.json';
const formerFormat = 'losslab-checkpoint-1';

interface FormerDocument extends CheckpointRecord {
  readonly tensors: readonly TensorSpec[];
  readonly file: string;
  readonly sha256: string;
}

async function loadFormerFormat(directory: string): Promise<Checkpoint> {
  const path = join(directory, formerDocument);
  const corrupt = (what: string) => new CorruptDataError(`${who}: ${path}: ${what}`);
  const document = parse((await readFileOf(who, path)).toString('utf8'), corrupt);
  const {run, position, tensors, file} = document;
  if (!existsSync(join(directory, file))) {
    throw corrupt(`expected its numbers in ${file}, got no such file`);
  }
  const changed = () => corrupt('expected what was saved, got a file that has changed since');
  const bytes = await readFileOf(who, join(directory, file), size => {
    if (size !== 4 * sizeOf(tensors)) throw changed();
  });
  if (sha256(JSON.stringify({run, position, tensors}), bytes) !== document.sha256) throw changed();
  const named = (prefix: string) => tensors.filter(({name}) => name.startsWith(prefix));
  const weights = named('weight/');
  const state = named('optimizer/').map(({name, shape}) => ({name: name.slice('optimizer/'.length), shape}));
  const middle = 4 * sizeOf(weights);
  return restorable(document, directory, {
    weights: {specs: weights, bytes: bytes.subarray(0, middle)},
    state: {specs: state, bytes: bytes.subarray(middle)},
  });
}

function parse(text: string, corrupt: (what: string) => CorruptDataError): FormerDocument {
  let parsed: unknown;
  try {
    parsed = parseJson(text);
  } catch (error) {
    throw corrupt(`expected JSON: ${(error as Error).message}`);
  }
  const sound =
    isRecord(parsed) &&
    parsed.format === formerFormat &&
    typeof parsed.file === 'string' &&
    isFormerFile(parsed.file) &&
    isRecord(parsed.run) &&
    Array.isArray(parsed.tensors) &&
    areSpecs(parsed.tensors);
  if (!sound) throw corrupt(`expected a checkpoint of the format ${formerFormat}`);
  return parsed as FormerDocument;
}

function isFormerFile(name: string): boolean {
  return /^tensors\.bin\.[\w.]+$/.test(name);
}

/** What was gone on from is of no use any more, once there is a newer checkpoint. */
async function removeFormerFormat(directory: string): Promise<void> {
  if (!existsSync(join(directory, formerDocument))) return;
  const names = await readdir(directory);
  // The document first: it must not outlive its numbers.
  await rm(join(directory, formerDocument), {force: true});
  for (const name of names.filter(isFormerFile)) await rm(join(directory, name), {force: true});
}
