import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type * as tf from '@tensorflow/tfjs';
import {UnwritableError} from '../errors';
import {saveModel} from '../node';
import {t, type Text} from '../text';
import {LostFilesError} from './exitCodes';

/** What a finished run leaves behind, and who is told where. */
export interface Keeping {
  /** Writes the files into a directory; for their own place and, if need be, for another one. */
  readonly write: (directory: string) => Promise<void>;
  /** As a sentence calls them: "the results". */
  readonly what: Text;
  /** What is done where no directory takes the files, and how a sentence ends then: "are on the standard output". */
  readonly lastResort?: {readonly run: () => void; readonly where: Text} | undefined;
}

/**
 * What to do where the files of a finished run cannot be written: the disk was full, or the directory is gone. Minutes of work are
 * not thrown away for that: the files go to a new directory of the system's temporary ones.
 *
 * @param error That of the first attempt.
 * @returns The error for the command to end with, which says where the files are.
 * @throws `error`, if it is not the file system's.
 */
export async function keepElsewhere(
  error: unknown,
  {write, what, lastResort}: Keeping,
): Promise<LostFilesError> {
  if (!(error instanceof UnwritableError)) throw error;
  const failed = t`${error.directory}: ${t`expected a directory that can be written, got ${error.message}`}`;
  let directory: string | undefined;
  try {
    directory = await mkdtemp(join(tmpdir(), 'losslab-kept-'));
    await write(directory);
    return new LostFilesError(t`${failed}; ${what} are in ${directory}`);
  } catch {
    if (directory !== undefined) await rm(directory, {recursive: true, force: true});
    if (lastResort === undefined) return new LostFilesError(t`${failed}; ${what} are lost`);
    lastResort.run();
    return new LostFilesError(t`${failed}; ${what} are ${lastResort.where}`);
  }
}

/**
 * Saves a trained model, or keeps it elsewhere.
 *
 * @returns The error to end with, once the evaluation is printed; undefined where the model is saved.
 */
export async function saveOrKeep(model: tf.LayersModel, directory: string): Promise<Error | undefined> {
  const write = (place: string) => saveModel(model, place);
  return write(directory).then(
    () => undefined,
    (error: unknown) => keepElsewhere(error, {what: t`the model's files`, write}),
  );
}
