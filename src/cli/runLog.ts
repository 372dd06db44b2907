import * as fs from 'node:fs';
import {performance} from 'node:perf_hooks';
import type {EpochReport} from '../index';
import {UnwritableError} from '../errors';
import {t} from '../text';
import {UsageError} from './exitCodes';

/** The columns of a log, of which those of the validation data may be empty. */
const columns = 'epoch,step,loss,val_loss,val_accuracy,learning_rate,seconds';

/** A CSV file with a row for each epoch. */
export interface RunLog {
  /** Appends a row; it is on the disk when the call returns. */
  write(report: EpochReport, learningRate: number): void;
  close(): void;
}

/**
 * Opens a log to append to: of a new or an empty file the first row has the names of the columns.
 *
 * @throws {UsageError} If the file is there and is no such log.
 * @throws {UnwritableError} If it cannot be written.
 */
export function openRunLog(file: string): RunLog {
  const started = performance.now();
  const write = (descriptor: number, row: string) => {
    fs.writeSync(descriptor, `${row}\n`);
    fs.fsyncSync(descriptor);
  };
  const descriptor = attempt(file, () => fs.openSync(file, 'a+'));
  const length = Buffer.byteLength(columns);
  const beginning = Buffer.alloc(length);
  const read = attempt(file, () => fs.readSync(descriptor, beginning, 0, length, 0));
  if (read > 0 && beginning.toString() !== columns) {
    fs.closeSync(descriptor);
    throw new UsageError(t`--log: expected a new file, or one that begins with ${columns}, got ${file}`);
  }
  if (read === 0) attempt(file, () => write(descriptor, columns));
  return {
    write({epoch, step, loss, validation = {}}, learningRate) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const {loss: ofValidation = '', accuracy = ''} = validation;
      const row = [epoch, step, loss, ofValidation, accuracy, learningRate, seconds].join(',');
      attempt(file, () => write(descriptor, row));
    },
    close: () => fs.closeSync(descriptor),
  };
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UnwritableError(file, error as NodeJS.ErrnoException, 'file');
  }
}
