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
 * Opens a log to append to: of a new or an empty file the first row has the names of the columns. A row that a run which was killed has
 * begun is removed, and what such a run has logged after its checkpoint is not logged twice.
 *
 * @param isResumed Whether the run goes on from a checkpoint: rows that are there to the last digit are then not written again.
 * @throws {UsageError} If the file is there and is no such log.
 * @throws {UnwritableError} If it cannot be written.
 */
export function openRunLog(file: string, {isResumed}: {readonly isResumed: boolean}): RunLog {
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
  const kept = read === 0 ? undefined : attempt(file, () => wholeRows(file, descriptor));
  const known = new Set(isResumed ? kept?.map(withoutTime) : []);
  if (kept === undefined) attempt(file, () => write(descriptor, columns));
  return {
    write({epoch, step, loss, validation = {}}, learningRate) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const {loss: ofValidation = '', accuracy = ''} = validation;
      const row = [epoch, step, loss, ofValidation, accuracy, learningRate, seconds].join(',');
      if (!known.has(withoutTime(row))) attempt(file, () => write(descriptor, row));
    },
    close: () => fs.closeSync(descriptor),
  };
}

/** The rows of a log, of which one without an end is ended where it has all columns, and removed where it has not. */
function wholeRows(file: string, descriptor: number): string[] {
  const text = fs.readFileSync(file, 'utf8');
  const rows = text.split('\n');
  const last = rows.pop()!;
  if (last === '') return rows;
  const isWhole = last.split(',').length === columns.split(',').length;
  if (isWhole) fs.writeSync(descriptor, '\n');
  else fs.ftruncateSync(descriptor, Buffer.byteLength(text) - Buffer.byteLength(last));
  return isWhole ? [...rows, last] : rows;
}

/** A row without its last column, which no two runs have in common. */
function withoutTime(row: string): string {
  return row.slice(0, row.lastIndexOf(','));
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new UnwritableError(file, error as NodeJS.ErrnoException, 'file');
  }
}
