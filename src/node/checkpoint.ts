import {createHash} from 'node:crypto';
import {readdir, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {CorruptDataError, DataUnavailableError} from '../errors';
import {makeDirectory, runningAuthor, temporaryName, writeAtomically} from './writeAtomically';

/** A training at rest: what it takes to go on as if it had never stopped. */
export interface Checkpoint {
  /** What the training is of; whoever goes on compares it with what they were asked to do. */
  readonly run: Readonly<Record<string, unknown>>;
  /** How far it has come. */
  readonly position: unknown;
  /** Weights and the optimizer's variables, float32, by name. */
  readonly tensors: readonly NamedValues[];
}

export interface NamedValues {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface CheckpointDocument {
  readonly format: string;
  readonly run: Record<string, unknown>;
  readonly position: unknown;
  readonly tensors: readonly {name: string; shape: number[]}[];
  readonly file: string;
  readonly sha256: string;
}

const format = 'losslab-checkpoint-1';
const documentName = 'checkpoint.json';

/**
 * Writes a checkpoint into a directory, in the place of an older one. Whatever happens on the way, the directory holds one of
 * the two, whole: `checkpoint.json` changes at one stroke, and names the file that its numbers are in.
 *
 * @throws {Error} The file system's, if the directory cannot be written.
 */
export async function saveCheckpoint(directory: string, checkpoint: Checkpoint): Promise<void> {
  const {run, position, tensors} = checkpoint;
  await makeDirectory(directory);
  const bytes = Buffer.concat(
    tensors.map(({values}) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  );
  const file = temporaryName('tensors.bin').slice(1);
  const contents = {
    run: {...run},
    position,
    tensors: tensors.map(({name, shape}) => ({name, shape: [...shape]})),
  };
  const document: CheckpointDocument = {format, ...contents, file, sha256: digest(contents, bytes)};
  await writeAtomically(join(directory, file), bytes);
  await writeAtomically(join(directory, documentName), JSON.stringify(document));
  await removeLeftovers(directory, file);
}

/**
 * Reads the checkpoint of a directory.
 *
 * @returns The checkpoint; undefined if there is none.
 * @throws {DataUnavailableError} If there is one and the file system does not give it.
 * @throws {CorruptDataError} If it is not whole: not JSON, of another format, or its numbers are not those that were saved.
 */
export async function loadCheckpoint(directory: string): Promise<Checkpoint | undefined> {
  const path = join(directory, documentName);
  const text = await read(path);
  if (text === undefined) return undefined;
  const document = parse(text, path);
  const bytes = await read(join(directory, document.file));
  if (bytes === undefined) {
    throw new CorruptDataError(
      `loadCheckpoint: ${path}: expected its numbers in ${document.file}, got no such file`,
    );
  }
  const {run, position, tensors: specs} = document;
  if (digest({run, position, tensors: specs}, bytes) !== document.sha256) {
    throw new CorruptDataError(
      `loadCheckpoint: ${path}: expected what was saved, got a file that has changed since`,
    );
  }
  let offset = 0;
  const tensors = specs.map(({name, shape}): NamedValues => {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + 4 * size),
    );
    offset += 4 * size;
    return {name, shape, values};
  });
  if (offset !== bytes.length) {
    throw new CorruptDataError(
      `loadCheckpoint: ${path}: expected ${offset} bytes of numbers, got ${bytes.length}`,
    );
  }
  return {run, position, tensors};
}

/** A file's bytes; undefined if there is none. Only that counts as no checkpoint: one that cannot be read is to stay. */
async function read(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new DataUnavailableError(
      `loadCheckpoint: expected a readable file ${path}: ${(error as Error).message}`,
    );
  }
}

function parse(bytes: Buffer, path: string): CheckpointDocument {
  let parsed: Partial<CheckpointDocument> | null;
  try {
    parsed = JSON.parse(bytes.toString('utf8')) as Partial<CheckpointDocument> | null;
  } catch (error) {
    throw new CorruptDataError(`loadCheckpoint: ${path}: expected JSON: ${(error as Error).message}`);
  }
  const sound =
    parsed?.format === format &&
    typeof parsed.file === 'string' &&
    /^tensors\.bin\.[\w.]+$/.test(parsed.file) &&
    typeof parsed.run === 'object' &&
    Array.isArray(parsed.tensors) &&
    parsed.tensors.every(isSpec);
  if (!sound)
    throw new CorruptDataError(`loadCheckpoint: ${path}: expected a checkpoint of the format ${format}`);
  return parsed as CheckpointDocument;
}

function isSpec(spec: unknown): boolean {
  const {name, shape} = (spec ?? {}) as {name?: unknown; shape?: unknown};
  return (
    typeof name === 'string' &&
    Array.isArray(shape) &&
    shape.every(length => Number.isSafeInteger(length) && (length as number) >= 0)
  );
}

/** Numbers of older checkpoints, and of saves that were killed; not those of another process that saves here at once. */
async function removeLeftovers(directory: string, present: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name === present || !/^\.?(tensors\.bin|checkpoint\.json)\./.test(name)) continue;
    const author = runningAuthor(name);
    if (author === undefined || author === process.pid) await rm(join(directory, name), {force: true});
  }
}

/** Of the numbers, and of what is said of them. */
function digest(
  contents: Pick<CheckpointDocument, 'run' | 'position' | 'tensors'>,
  bytes: Uint8Array,
): string {
  return createHash('sha256').update(JSON.stringify(contents)).update(bytes).digest('hex');
}
