import * as fs from 'node:fs';
import {createRequire} from 'node:module';
import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import {Random, type DifferentiableFunction, type GradientCheckOptions, type InputValue} from '../..';
import {UsageError} from '../exitCodes';
import {nameOfPlace} from './messages';
import {kindOf, property, readModelQuestion, type ModelQuestionParts} from './readModelQuestion';
import {DataUnavailableError} from '../../errors';

/** What a user's module asks: a function or a model, where, and how to look at it. */
export type Question = FunctionQuestion | ModelQuestion;

interface Named {
  /** File and export, as reports call them. */
  readonly name: string;
  readonly options: GradientCheckOptions;
}

interface ModelQuestion extends Named, ModelQuestionParts {}

interface FunctionQuestion extends Named {
  readonly fn: DifferentiableFunction;
  readonly inputs: readonly InputValue[];
}

/**
 * Reads `FILE` or `FILE#export`: an object `{fn, inputs, options?}`, a function beside the module's `inputs`, or an
 * object `{model, loss, xs, ys, options?}`.
 *
 * @param place An absolute path, with or without `#export`.
 * @param seed Of the inputs that are only given by shape and range.
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {UsageError} If it cannot be loaded, or there is no such export, function or inputs in it.
 */
export async function readQuestion(place: string, seed: number): Promise<Question> {
  const [file, wanted] = splitPlace(place);
  const name = nameOfPlace(place);
  const exported = await loadUserModule(file);
  const subject = pick(exported, wanted, name);
  const random = new Random(seed);
  const options = property(subject, 'options') ?? {}; // checkGradients looks at them itself
  const model = await readModelQuestion(subject, name, (input, i) =>
    readInput(input, `${name}: ${i}`, random),
  );
  if (model !== undefined) return {name, options, ...model};
  const inputs = property(subject, 'inputs') ?? property(exported, 'inputs');
  const fn = typeof subject === 'function' ? subject : property(subject, 'fn');
  if (typeof fn !== 'function') {
    throw new UsageError(`${name}: expected a function fn(...inputs) that gives a scalar, got ${kindOf(fn)}`);
  }
  if (inputs === undefined || inputs === null) {
    throw new UsageError(
      `${name}: expected the module to give inputs, as in inputs: [[1, 2, 3]] or inputs: [{shape: [2, 3], range: [-1, 1]}], got none`,
    );
  }
  const list: readonly unknown[] = Array.isArray(inputs) ? inputs : [inputs];
  return {
    name,
    options,
    fn: fn as DifferentiableFunction, // what it takes and gives is known when it is called, and checked there
    inputs: list.map((input, i) => readInput(input, `${name}: inputs[${i}]`, random)),
  };
}

function splitPlace(place: string): [file: string, exportName: string | undefined] {
  const at = place.lastIndexOf('#');
  return at < 0 ? [place, undefined] : [place.slice(0, at), place.slice(at + 1)];
}

/** The export that was named, else the default one, else the module itself. */
function pick(exported: unknown, wanted: string | undefined, name: string): unknown {
  if (wanted === undefined) return property(exported, 'default') ?? exported;
  const found = property(exported, wanted) ?? property(property(exported, 'default'), wanted);
  if (found !== undefined) return found;
  const known = Object.keys(exported as object).filter(key => key !== 'default' && key !== 'module.exports');
  throw new UsageError(`${name}: expected an export of ${known.join(', ') || 'nothing'}, got ${wanted}`);
}

function readInput(input: unknown, name: string, random: Random): InputValue {
  const shape = property(input, 'shape');
  const isTensor = typeof property(input, 'dataSync') === 'function';
  if (isTensor || !Array.isArray(shape)) return input as InputValue; // checkGradients refuses what is none
  const stray = Object.keys(input as object).find(key => key !== 'shape' && key !== 'range');
  if (stray !== undefined)
    throw new UsageError(`${name}: expected an input of {shape, range}, got ${stray} as well`);
  const {range = [-1, 1]} = input as {range?: unknown};
  if (!shape.every(n => Number.isInteger(n) && (n as number) >= 1)) {
    throw new UsageError(`${name}: expected a shape of whole numbers of at least 1, got [${shape.join()}]`);
  }
  const [low, high] = (Array.isArray(range) ? range : []) as [number?, number?];
  if (low === undefined || high === undefined || !(low <= high && Number.isFinite(high - low))) {
    throw new UsageError(
      `${name}: expected a range of two numbers, the lower one first, got ${JSON.stringify(range)}`,
    );
  }
  return draw(shape as number[], () => low + (high - low) * random.uniform());
}

function draw([length, ...rest]: readonly number[], next: () => number): InputValue {
  return length === undefined ? next() : Array.from({length}, () => draw(rest, next));
}

/**
 * Loads a module of the user's: CommonJS or ESM, or TypeScript where tsx is installed.
 *
 * @param file An absolute path.
 * @returns What it exports.
 * @throws {DataUnavailableError} If there is no such file.
 * @throws {UsageError} If it cannot be loaded, or would bring a second TensorFlow.js into the process.
 */
async function loadUserModule(file: string): Promise<unknown> {
  const name = path.basename(file);
  if (!fs.statSync(file, {throwIfNoEntry: false})?.isFile()) {
    throw new DataUnavailableError(`gradcheck: expected a file of JavaScript or TypeScript, got ${file}`);
  }
  const requireThere = createRequire(file);
  assertOneEngine(requireThere, name);
  const forget = isTypeScript(file) ? registerTsx(requireThere, name) : undefined;
  try {
    return await load(file, requireThere);
  } catch (error) {
    throw new UsageError(`${name}: expected a module that loads, got ${firstLines(error)}`, {cause: error});
  } finally {
    forget?.();
  }
}

async function load(file: string, requireThere: NodeJS.Require): Promise<unknown> {
  if (path.extname(file) === '.mjs') return import(pathToFileURL(file).href);
  try {
    return requireThere(file) as unknown;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    // Node 20 does not require ESM; a module with a top-level await is never required.
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return import(pathToFileURL(file).href);
  }
}

/** Tensors of one copy of TensorFlow.js mean nothing to another. */
function assertOneEngine(requireThere: NodeJS.Require, name: string): void {
  const theirs = resolveFrom(requireThere, '@tensorflow/tfjs');
  const ours = require.resolve('@tensorflow/tfjs');
  if (theirs !== undefined && theirs !== ours) {
    throw new UsageError(
      `${name}: expected it to use the @tensorflow/tfjs that losslab uses (${ours}), got another copy (${theirs}); install losslab beside it`,
    );
  }
}

function isTypeScript(file: string): boolean {
  return ['.ts', '.mts', '.cts'].includes(path.extname(file));
}

/** @returns What takes tsx away again; undefined if this process runs under it anyway. */
function registerTsx(requireThere: NodeJS.Require, name: string): (() => void) | undefined {
  // This very file is TypeScript only where somebody compiles it on the fly.
  if (isTypeScript(__filename)) return undefined;
  const api = resolveFrom(requireThere, 'tsx/cjs/api') ?? resolveFrom(require, 'tsx/cjs/api');
  if (api === undefined) {
    throw new UsageError(`${name}: expected tsx to be installed, to read TypeScript; run npm install tsx`);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an optional package
  return (require(api) as {register(): () => void}).register();
}

function resolveFrom(requireThere: NodeJS.Require, id: string): string | undefined {
  try {
    return requireThere.resolve(id);
  } catch {
    return undefined;
  }
}

/** An error in one line: its first two, because a compiler's first says only that there is one. */
export function firstLines(error: unknown): string {
  const lines = textOf(error)
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  return lines.slice(0, 2).join(' ');
}

/** Anything can be thrown, also what has no text. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return `a thrown ${typeof error}`;
  }
}
