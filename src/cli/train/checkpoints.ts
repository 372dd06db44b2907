import * as tf from '@tensorflow/tfjs';
import {optimizerState, restoreOptimizerState, type TrainingPosition} from '../../index';
import {loadCheckpoint, saveCheckpoint, type Checkpoint, type NamedValues} from '../../node';
import {CorruptDataError} from '../../errors';
import {UsageError} from '../usageError';

/** What is trained, and what it is trained by. */
export interface Trainee {
  readonly model: tf.LayersModel;
  readonly optimizer: tf.Optimizer;
  /** What the numbers depend on; a training goes on only as what it was. */
  readonly run: Readonly<Record<string, string | number | undefined>>;
}

/** Writes all that it takes to go on from a position. */
export async function keepCheckpoint(
  directory: string,
  {model, optimizer, run}: Trainee,
  position: TrainingPosition,
): Promise<void> {
  const weights = model.weights.map((weight, i) => ({name: `weight/${i}`, value: weight.read()}));
  const state = optimizerState(optimizer).map(({name, value}) => ({name: `optimizer/${name}`, value}));
  const tensors: NamedValues[] = [];
  for (const {name, value} of [...weights, ...state]) {
    tensors.push({name, shape: value.shape, values: (await value.data()) as Float32Array});
  }
  await saveCheckpoint(directory, {run, position, tensors});
}

/**
 * Puts model and optimizer where they were at a directory's checkpoint.
 *
 * @returns The position; undefined if there is no checkpoint yet.
 * @throws {UsageError} If the checkpoint is of another run.
 * @throws {CorruptDataError} If it is damaged.
 */
export async function resumeFrom(directory: string, trainee: Trainee): Promise<TrainingPosition | undefined> {
  const checkpoint = await loadCheckpoint(directory);
  if (checkpoint === undefined) return undefined;
  assertSameRun(checkpoint.run, trainee.run);
  const tensors = checkpoint.tensors.map(({name, shape, values}) => ({
    name,
    value: tf.tensor(values, [...shape], 'float32'),
  }));
  try {
    const of = (prefix: string) =>
      tensors
        .filter(({name}) => name.startsWith(prefix))
        .map(({name, value}) => ({name: name.slice(prefix.length), value}));
    trainee.model.setWeights(of('weight/').map(({value}) => value));
    restoreOptimizerState(trainee.optimizer, of('optimizer/'));
  } catch (error) {
    throw new CorruptDataError(
      `train: the checkpoint in ${directory} does not fit: ${(error as Error).message}`,
    );
  } finally {
    tf.dispose(tensors.map(({value}) => value));
  }
  // Written by keepCheckpoint, and under the checkpoint's digest.
  return checkpoint.position as TrainingPosition;
}

/** @throws {UsageError} If a training that starts anew would write over a checkpoint. */
export async function assertNoCheckpoint(directory: string): Promise<void> {
  if ((await loadCheckpoint(directory)) === undefined) return;
  throw new UsageError(
    `--checkpoint: expected --resume, or a directory without a checkpoint, got ${directory}`,
  );
}

function assertSameRun(was: Checkpoint['run'], is: Trainee['run']): void {
  const stranger = Object.keys({...was, ...is}).find(key => was[key] !== is[key]);
  if (stranger === undefined) return;
  throw new UsageError(
    `--resume: expected the run of the checkpoint, with ${stranger} ${String(was[stranger])}, got ${String(is[stranger])}`,
  );
}
