/** What the checker knows of tfjs's tape, the list of ops that backpropagation walks back along. */
import * as tf from '@tensorflow/tfjs';

/** One op on the tape. */
export interface TapeNode {
  readonly id: number;
  /**
   * The kernel's name; for a custom gradient and for the copy that is saved of a tensor, the scope it was run
   * in.
   */
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly outputs: readonly tf.Tensor[];
  gradient?: (dys: tf.Tensor[]) => Record<string, () => tf.Tensor>;
}

/** Runs `work` and shows `onNode` every node, once it is on the tape. Calls may be nested. */
export function watchTape<T>(onNode: (node: TapeNode, tape: TapeNode[]) => void, work: () => T): T {
  const {state} = tf.engine();
  const watching: (own: EngineMethod) => EngineMethod =
    add =>
    (...args) => {
      add(...args);
      const tape = state.activeTape as unknown as TapeNode[];
      const added = state.nextTapeNodeId - 1;
      // Seldom but the last one: a watcher that was there before may have moved others behind it.
      const node = tape.findLast(({id}) => id === added);
      if (node) onNode(node, tape);
    };
  return withMethod('addTapeNode', watching, work);
}

/**
 * Runs `work` and shows `onError` whatever is thrown while a kernel's inputs and outputs are saved for its
 * gradient.
 */
export function watchSaving<T>(onError: (error: unknown, kernel: string) => void, work: () => T): T {
  let kernel = '';
  const watching: (own: EngineMethod) => EngineMethod =
    own =>
    (...args) => {
      // The first of the two methods is given the kernel's name, the second the tensors that it found.
      if (typeof args[0] === 'string') kernel = args[0];
      try {
        return own(...args);
      } catch (error) {
        onError(error, kernel);
        throw error;
      }
    };
  return withMethod('getTensorsForGradient', watching, () =>
    withMethod('saveTensorsForBackwardMode', watching, work),
  );
}

type EngineMethod = (...args: unknown[]) => unknown;

/**
 * Runs `work` while the engine has another method in place of one of its own, which are private in the types.
 */
function withMethod<T>(name: string, replace: (own: EngineMethod) => EngineMethod, work: () => T): T {
  const engine = tf.engine();
  const methods = engine as unknown as Record<string, EngineMethod>;
  const before = Object.getOwnPropertyDescriptor(methods, name);
  methods[name] = replace(methods[name]!.bind(engine));
  try {
    return work();
  } finally {
    // The engine gets the one on its prototype back.
    if (before) Object.defineProperty(methods, name, before);
    else Reflect.deleteProperty(methods, name);
  }
}

/** Whether a name on the tape is a kernel's, and not that of a scope. */
export function isKernel(name: string): boolean {
  return (tf.getKernel(name, tf.getBackend()) as tf.KernelConfig | undefined) !== undefined;
}

/** Whether the node is a custom gradient's: its inputs have numbers for names. */
export function isCustom({kernelName, inputs}: TapeNode): boolean {
  return '0' in inputs && !isKernel(kernelName);
}

/** Whether the node is that of the copy which tfjs saves of a tensor for a gradient. */
export function isCopy({kernelName, inputs}: TapeNode): boolean {
  return 'x' in inputs && !isKernel(kernelName);
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
  return isKernel(kernelOrScope) ? kernelOrScope : nameOfCustom(kernelOrScope);
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
