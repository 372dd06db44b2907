/**
 * How `losslab/corrections` changes the recording of gradients. With a new tfjs: `addTapeNode`,
 * `saveTensorsForBackwardMode`, `customGrad` and `clone` of `Engine` in tfjs-core/src/engine.ts, and tape.ts beside it.
 *
 * What it changes of the tape, and why:
 *
 * - The copy that an op saves of its output is recorded before the op itself, so that nothing leads from the copy back to the
 *   op and a second derivative takes it for a constant. Here the copy is moved behind the op.
 * - Attributes (`begin`, `perm`, `axis`) and the list of outputs (`split`, `unstack`) are the caller's own arrays, and a caller
 *   that changes them changes the gradient. Here the tape has copies.
 * - An input that was left out is `undefined` on the tape, over which tfjs stumbles. Here it is not recorded.
 * - A gradient must be float32, so that no complex tensor has one. Here a complex tensor is recorded as two real ones.
 * - What tfjs's own ops make of `customGrad` knows no second derivative; a rule may replace it.
 * - A gradient that is taken inside the gradient function of a `customGrad` throws the tape away that is being walked. Here it comes
 *   back.
 * - A kernel may have another gradient inside an op that is made of it, as a division has inside `divNoNan`.
 */
import * as tf from '@tensorflow/tfjs';
import {splitComplex, type ComplexGradient} from './complexTape';
import {type CustomGradient, type CustomOp, replaceEngineMethod} from './engine';
import {activeTape, isCopy, type TapeNode} from './tape';

/**
 * Replaces what one of tfjs's own ops makes of `customGrad`.
 *
 * @param definition What the op hands to `customGrad`.
 * @param customGrad The engine's own, which asks no rule.
 */
export type CustomOpRule = (
  definition: CustomGradient,
  customGrad: (definition: CustomGradient) => CustomOp,
) => CustomOp;

type Gradients = ReturnType<typeof tf.engine>['gradients'];

/** The gradient of a kernel while it runs inside one of tfjs's ops. */
export interface InsideOp {
  readonly op: string;
  readonly gradient: (dy: tf.Tensor, saved: readonly tf.Tensor[]) => Record<string, () => tf.Tensor>;
}

/** What is changed; may itself change while it is in place. */
export interface TapeRules {
  /** Copy attribute and output arrays, connect saved outputs with their op, and keep a tape that is being walked. */
  connecting: boolean;
  /** By the kernel's name: gradients of kernels that take or give complex numbers. */
  readonly complex: Map<string, ComplexGradient>;
  /** By the op's name, as in `tf.losses.softmaxCrossEntropy`. */
  readonly customOps: Map<string, CustomOpRule>;
  /** By the kernel's name. */
  readonly insideOps: Map<string, InsideOp>;
}

/** Changes the recording; returns what undoes it. Changes that were made later have to be undone first. */
export function mendTape(rules: TapeRules): () => void {
  const restore = [
    replaceEngineMethod('gradients', own => keepingTape(own, rules)),
    replaceEngineMethod('addTapeNode', own => (name, inputs, outputs, gradient, saved, attrs) => {
      const recorded = rules.connecting ? copyArrays(attrs) : attrs;
      own(name, withoutAbsent(inputs), [...(outputs as tf.Tensor[])], gradient, saved, recorded);
      const tape = activeTape()!;
      const node = tape.at(-1)!;
      const inside = gradientInside(rules.insideOps.get(name as string));
      if (inside) node.gradient = ([dy]) => inside(dy!, node.saved ?? []);
      splitComplex(node, recorded as tf.NamedAttrMap, rules.complex);
      if (rules.connecting && !isCopy(node)) moveCopiesBehind(node, tape);
    }),
    replaceEngineMethod('saveTensorsForBackwardMode', own => tensors => {
      // An input that was left out, as the scale of batchNorm, is undefined here.
      const present = (tensors as (tf.Tensor | undefined)[]).filter(tensor => tensor != null);
      return own(present);
    }),
    replaceEngineMethod('customGrad', own => definition => {
      const scope = tf.engine().state.activeScope as {name: string} | null;
      const rule = rules.customOps.get(scope?.name.replace(/__op$/, '') ?? '');
      return rule && isDifferentiating() ? rule(definition, own) : own(definition);
    }),
  ];
  return () => {
    for (const undo of restore.reverse()) undo();
  };
}

/** tfjs begins and ends with an empty tape wherever nothing is recorded, as during a backward pass. */
function keepingTape(own: Gradients, rules: TapeRules): Gradients {
  let running = 0;
  return <T extends tf.Tensor>(...args: Parameters<typeof own<T>>) => {
    const {state} = tf.engine();
    const isWalking = rules.connecting && running > 0 && state.gradientDepth === 0;
    const walked = isWalking ? state.activeTape : undefined;
    running++;
    try {
      return own<T>(...args);
    } finally {
      running--;
      if (walked !== undefined) state.activeTape = walked;
    }
  };
}

/**
 * Whether what runs now is recorded. In a gradient function: whether the backward pass itself is differentiated, as the inner
 * one of two nested `tf.grad` is.
 */
export function isDifferentiating(): boolean {
  return derivativeOrder() > 0;
}

/** How many gradients are being taken of what runs now: 1 inside one `tf.grad`, 2 inside two. */
export function derivativeOrder(): number {
  return tf.engine().state.gradientDepth;
}

function gradientInside(rule: InsideOp | undefined): InsideOp['gradient'] | undefined {
  if (rule === undefined) return undefined;
  const scopes = tf.engine().state.scopeStack as {name: string}[];
  return scopes.some(({name}) => name === `${rule.op}__op`) ? rule.gradient : undefined;
}

// Both are called for every op; most have nothing to change, and then make no object anew.

function withoutAbsent(inputs: unknown): unknown {
  const values = inputs as Record<string, tf.Tensor | null | undefined>;
  for (const name in values) if (values[name] == null) return onlyPresent(values);
  return inputs;
}

function onlyPresent(values: Record<string, tf.Tensor | null | undefined>): Record<string, tf.Tensor> {
  const entries = Object.entries(values);
  return Object.fromEntries(entries.filter((entry): entry is [string, tf.Tensor] => entry[1] != null));
}

function copyArrays(attrs: unknown): unknown {
  if (typeof attrs !== 'object' || attrs === null) return attrs;
  if (!Object.values(attrs).some(Array.isArray)) return attrs;
  return Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, copyArray(value)]));
}

function copyArray(value: unknown): unknown {
  return Array.isArray(value) ? value.map(copyArray) : value;
}

/** The copies lie directly before the node, together with those of its inputs, which stay. */
function moveCopiesBehind({outputs}: TapeNode, tape: TapeNode[]): void {
  const made = new Set(outputs.map(({id}) => id));
  const isOurs = (copy: TapeNode) => Object.values(copy.inputs).some(({id}) => made.has(id));
  for (let i = tape.length - 2; i >= 0 && isCopy(tape[i]!); i--) {
    if (isOurs(tape[i]!)) tape.push(...tape.splice(i, 1));
  }
}
