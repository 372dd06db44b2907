import * as tf from '@tensorflow/tfjs';
import {assertList} from '../argumentKinds';
import {assertKnownOptions, nearestName} from '../checks';
import {InvalidValueError} from '../errors';
import {mendTape, type TapeRules} from '../tfjs/mendedTape';
import type {Correction} from './Correction';
import {corrections} from './corrections';
import {unproven} from './proof';

/** Which gradients to correct; all of them by default. */
export interface CorrectGradientsOptions {
  /** The ops to correct and what they need, by the names that `corrections` lists. */
  readonly only?: readonly string[];
  /** The ops to leave as they are. */
  readonly except?: readonly string[];
}

/** What is in place now, how many calls asked for it, and what takes it away. */
const installed = new Map<string, {holders: number; readonly remove: () => void}>();

/** What is changed in the recording of gradients, which is in place while anything is. */
const rules: TapeRules = {connecting: false, complex: new Map(), customOps: new Map(), insideOps: new Map()};
let restoreTape: (() => void) | undefined;

/**
 * Makes right the gradients that tfjs gets wrong, and adds those that it lacks, for every program in this
 * process and on every backend.
 *
 * What tfjs gets right on cpu, wasm and tensorflow stays as it is, bit for bit. {@link corrections} lists what
 * is corrected. Gradients of integers, strings and comparisons are zero, as in TensorFlow, so that a gradient
 * flows past them. May be called before or after a backend is chosen; a second call changes nothing.
 *
 * Beside a version of tfjs other than 4.22.0 it tries each correction at examples, on tfjs's cpu backend: what
 * is right already is left alone, what gives wrong numbers is left out, and what cannot be tried is put in
 * place. One warning says so, if there is anything to say.
 *
 * @param options `only` or `except` name ops as {@link corrections} does. What the ops of `only` need comes with
 *   them, unless `except` names it: `FFT` brings `Complex`, `Real`, `Imag` and `IFFT`.
 * @returns Undoes it: the registry of gradients is as it was before. What two calls asked for stays until
 *   both are undone.
 * @throws {RangeError} If an option or the name of an op is not known; the sentence has the nearest one.
 * @throws {TypeError} If an option is no list of names.
 *
 * @example
 * const undo = correctGradients();
 * tf.grad(x => tf.cumsum(x, 0))(tf.tensor2d([[1, 2], [3, 4]])).dataSync();  // [2, 2, 1, 1], where tfjs says [2, 1, 2, 1]
 * undo();
 */
export function correctGradients(options: CorrectGradientsOptions = {}): () => void {
  const chosen = choose(options);
  const fresh = chosen.filter(({op}) => !installed.has(op));
  for (const each of chosen) hold(each);
  const usable = new Set(chosen);
  for (const each of unproven(fresh, release, hold)) {
    release(each);
    usable.delete(each);
  }
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    for (const each of usable) release(each);
  };
}

function choose(options: CorrectGradientsOptions): readonly Correction[] {
  assertKnownOptions('correctGradients', options, ['only', 'except']);
  const only = namesIn('only', options.only);
  const except = namesIn('except', options.except) ?? new Set();
  const wanted = only && withNeeds(only);
  return corrections.filter(({op}) => (wanted?.has(op) ?? true) && !except.has(op));
}

/** The names, and those that they need, and those that these need. */
function withNeeds(names: ReadonlySet<string>): ReadonlySet<string> {
  const wanted = new Set(names);
  // What is added to a set while it is walked through comes up too.
  for (const name of wanted) {
    for (const needed of corrections.find(({op}) => op === name)!.needs ?? []) wanted.add(needed);
  }
  return wanted;
}

function namesIn(option: 'only' | 'except', names: unknown): ReadonlySet<string> | undefined {
  if (names === undefined) return undefined;
  assertList('correctGradients', `${option} to be a list of names`, names, name => typeof name === 'string');
  const known = corrections.map(({op}) => op);
  for (const name of names as string[]) {
    if (known.includes(name)) continue;
    const nearest = nearestName(name, known);
    const advice = nearest === undefined ? '; `corrections` lists the names' : `, did you mean ${nearest}?`;
    throw new InvalidValueError(`correctGradients: ${option} has no known op ${name}${advice}`);
  }
  return new Set(names as string[]);
}

function hold(each: Correction): void {
  const known = installed.get(each.op);
  if (known) known.holders++;
  else installed.set(each.op, {holders: 1, remove: install(each)});
}

function release({op}: Correction): void {
  const known = installed.get(op)!;
  if (--known.holders > 0) return;
  installed.delete(op);
  known.remove();
  if (installed.size > 0) return;
  restoreTape?.();
  restoreTape = undefined;
}

function install(each: Correction): () => void {
  restoreTape ??= mendTape(rules);
  const {op, complex, customOp, inside} = each;
  const restoreGradient = registerFormula(each);
  if (op === 'tape') rules.connecting = true;
  if (complex) rules.complex.set(op, complex);
  if (customOp) rules.customOps.set(customOp.name, customOp.rule);
  if (inside) rules.insideOps.set(inside.kernel, inside);
  return () => {
    restoreGradient();
    if (op === 'tape') rules.connecting = false;
    rules.complex.delete(op);
    if (customOp) rules.customOps.delete(customOp.name);
    if (inside) rules.insideOps.delete(inside.kernel);
  };
}

/**
 * Registers a correction's formula; returns what registers again the gradient of before, tfjs's or the
 * caller's.
 */
function registerFormula({op, saves, gradient}: Correction): () => void {
  if (gradient === undefined) return () => undefined;
  const before = registeredGradient(op);
  const stock = stockGradients.get(op);
  const ours: tf.GradConfig = {
    ...saves,
    kernelName: op,
    gradFunc: (dy, saved, attrs) =>
      gradient([dy].flat() as [tf.Tensor], saved, attrs, (changed = attrs) =>
        stock!.gradFunc(dy, saved, changed),
      ),
  };
  replaceGradient(op, ours);
  return () => {
    // Leaves alone what somebody else has registered since.
    if (registeredGradient(op) === ours) replaceGradient(op, before);
  };
}

function replaceGradient(op: string, config: tf.GradConfig | undefined): void {
  if (registeredGradient(op)) tf.unregisterGradient(op);
  if (config) tf.registerGradient(config);
}

/** tfjs's types promise one for every name. */
function registeredGradient(op: string): tf.GradConfig | undefined {
  return tf.getGradient(op);
}

/** tfjs's own, as they were when this was loaded: the caller may register his own later. */
const stockGradients = new Map(corrections.map(({op}) => [op, registeredGradient(op)]));
