/**
 * tfjs's tape: the list of ops that backpropagation walks back along. With a new tfjs: `state.activeTape`, `addTapeNode`,
 * `getTensorsForGradient`, `saveTensorsForBackwardMode` and `customGrad` in tfjs-core/src/engine.ts, and tape.ts beside it.
 */
import * as tf from '@tensorflow/tfjs';
import {withEngineMethod} from './engine';
import {hasKernel} from './kernels';

/** One op on the tape. */
export interface TapeNode {
  readonly id: number;
  /** The kernel's name; for a custom gradient and for a saved copy of a tensor the scope that it ran in. */
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
  /** Copies of inputs and outputs that the gradient needs. */
  readonly saved?: readonly tf.Tensor[];
  gradient?: (dys: tf.Tensor[]) => Record<string, () => tf.Tensor>;
}

/** The tape that is being recorded; undefined where none was begun, which tfjs's types do not say. */
export function activeTape(): TapeNode[] | undefined {
  const tape = tf.engine().state.activeTape as TapeNode[] | null | undefined;
  return tape ?? undefined;
}

/**
 * Frees what a gradient computation that threw has left behind. tfjs disposes the tensors that it saved for the
 * backward pass only when that pass succeeds; call this after catching the error.
 */
export function releaseTape(): void {
  const {state} = tf.engine();
  const tape = activeTape();
  if (!tape || state.gradientDepth > 0) return;
  for (const {saved} of tape) tf.dispose([...(saved ?? [])]);
  state.activeTape = [];
}

/** Frees the copies of which no node knows: where saving a kernel's tensors fails half-way, those made before. */
export function releaseCopies(): void {
  const tape = activeTape();
  if (!tape || tf.engine().state.gradientDepth > 0) return;
  for (const node of tape) if (isCopy(node)) tf.dispose([...node.outputs]);
}

/** Runs `work` and shows `onNode` every node, once it is on the tape. Calls may be nested. */
export function watchTape<T>(onNode: (node: TapeNode, tape: TapeNode[]) => void, work: () => T): T {
  const watching =
    (add: (...args: unknown[]) => void) =>
    (...args: unknown[]) => {
      add(...args);
      const tape = activeTape()!;
      const added = tf.engine().state.nextTapeNodeId - 1;
      // Nearly always the last one: a watcher that was there before may have moved others behind it.
      const node = tape.findLast(({id}) => id === added);
      if (node) onNode(node, tape);
    };
  return withEngineMethod('addTapeNode', watching, work);
}

/** Runs `work` and reports what is thrown while a kernel's inputs and outputs are saved for its gradient. */
export function watchSaving<T>(onError: (error: unknown, kernel: string) => void, work: () => T): T {
  let kernel = '';
  const reporting = <R>(run: () => R): R => {
    try {
      return run();
    } catch (error) {
      onError(error, kernel);
      throw error;
    }
  };
  const saving = () =>
    withEngineMethod('saveTensorsForBackwardMode', own => tensors => reporting(() => own(tensors)), work);
  return withEngineMethod(
    'getTensorsForGradient',
    own =>
      (name, ...rest) => {
        kernel = name;
        return reporting(() => own(name, ...rest));
      },
    saving,
  );
}

/** Whether the node is a custom gradient's: its inputs have numbers for names. */
export function isCustom({kernelName, inputs}: TapeNode): boolean {
  return '0' in inputs && !hasKernel(kernelName);
}

/** Whether the node is that of the copy which tfjs saves of a tensor, real or complex, for a gradient. */
export function isCopy({kernelName, inputs}: TapeNode): boolean {
  return ('x' in inputs || 'x.re' in inputs) && !hasKernel(kernelName);
}

/**
 * The name of a custom gradient: tfjs's own op if one is made of it, as `logSoftmax` is, else `customGrad`
 * with its function's name if it has one.
 *
 * @param scope The scope that it was run in. tfjs's ops open one each, and mark it.
 * @param name The function that was given to `tf.customGrad`.
 */
export function nameOfCustom(scope: string | undefined, name = ''): string {
  const op = /^(.+)__op$/.exec(scope ?? '')?.[1];
  return op ?? `customGrad ${name}`.trim();
}

/** The op's name, given what the tape calls it. */
export function nameOnTape(kernelOrScope: string): string {
  return hasKernel(kernelOrScope) ? kernelOrScope : nameOfCustom(kernelOrScope);
}

/** Whether a name that `nameOfCustom` gave is that of the caller's own gradient. */
export function isCallers(op: string): boolean {
  return /^customGrad\b/.test(op);
}

/**
 * Runs `work` with those nodes' saved outputs connected to the ops that made them.
 *
 * tfjs records the copy that it saves of an op's output before the op itself. On the way back nothing leads
 * from the copy to the op any more, so a gradient that is made of it is constant for whoever differentiates
 * it once more. Here the copy is moved behind the op.
 */
export function connectingOutputs<T>(isMeant: (node: TapeNode) => boolean, work: () => T): T {
  return watchTape((node, tape) => {
    if (isCopy(node) || !isMeant(node)) return;
    const copies = copiesOfOutputs(node, tape);
    for (const copy of copies) tape.splice(tape.indexOf(copy), 1);
    tape.push(...copies);
  }, work);
}

/** The copies that were saved of a node's outputs. */
export function copiesOfOutputs({outputs}: TapeNode, tape: readonly TapeNode[]): TapeNode[] {
  const made = new Set(outputs.map(({id}) => id));
  return tape.filter(node => isCopy(node) && made.has(node.inputs['x']!.id));
}
