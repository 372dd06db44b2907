/**
 * The ops of TensorFlow's library that a piece of work runs, to be run again. With a new tfjs: the `binding` of tfjs-node
 * (binding/tfjs_backend.cc), through which all its ops go.
 */

/** What of the addon is used. A tensor is a handle, a number that is never given twice. */
export interface Binding {
  executeOp(
    name: string,
    attributes: readonly object[],
    inputs: readonly number[],
    outputs: number,
  ): readonly {readonly id: number}[];
  deleteTensor(handle: number): void;
  tensorDataSync(handle: number): ArrayLike<number>;
}

/** An op as it ran. */
interface Op {
  readonly name: string;
  readonly attributes: readonly object[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** What ran through {@link keepOps}, and the handles that nobody needs any longer, which are still there. */
export interface OpLog {
  readonly binding: Binding;
  readonly ops: Op[];
  readonly unneeded: Set<number>;
}

/** A binding that keeps a log of all ops, and all tensors alive. */
export function keepOps(binding: Binding): OpLog {
  const ops: Op[] = [];
  const unneeded = new Set<number>();
  const executeOp: Binding['executeOp'] = (name, attributes, inputs, count) => {
    const made = binding.executeOp(name, attributes, inputs, count);
    ops.push({name, attributes, inputs: [...inputs], outputs: made.map(({id}) => id)});
    return made;
  };
  const deleteTensor = (handle: number) => void unneeded.add(handle);
  // The addon's own object lets nobody change it.
  const keeping = Object.create(binding, {
    executeOp: {value: executeOp},
    deleteTensor: {value: deleteTensor},
  }) as Binding;
  return {binding: keeping, ops, unneeded};
}

/** An op whose tensors are numbered in the order of the program. */
interface Instruction extends Op {
  /** The handles of its inputs, filled in before each run. */
  readonly handles: number[];
  /** What no later op reads. */
  readonly frees: readonly number[];
}

/** Those ops of a log that its outputs need and that depend on its inputs. */
export class NativeProgram {
  private readonly instructions: readonly Instruction[];
  /** The handle of each numbered tensor; those of constants stay. */
  private readonly handles: number[] = [];
  private readonly numbers = new Map<number, number>();
  private readonly constants: readonly number[];
  private readonly outputs: readonly number[];
  private readonly inputCount: number;

  /**
   * @param log Its unneeded tensors are deleted, but for constants of the program, which live as long as it, and for `inputs`.
   * @param inputs The handles of what changes from run to run.
   * @param outputs The handles of what is asked for; ops of the log made them.
   */
  constructor(
    private readonly binding: Binding,
    {ops, unneeded}: OpLog,
    inputs: readonly number[],
    outputs: readonly number[],
  ) {
    const needed = neededOps(ops, inputs, outputs);
    const made = new Set([...inputs, ...needed.flatMap(op => op.outputs)]);
    const constants = new Set(needed.flatMap(op => op.inputs).filter(handle => !made.has(handle)));
    this.constants = [...constants].filter(handle => unneeded.has(handle));
    for (const handle of unneeded) {
      if (!constants.has(handle) && !inputs.includes(handle)) binding.deleteTensor(handle);
    }
    this.inputCount = inputs.length;
    inputs.forEach(handle => this.numberOf(handle));
    const lastUse = lastUses(needed, outputs);
    this.instructions = needed.map(op => ({
      ...op,
      inputs: op.inputs.map(handle => this.numberOf(handle)),
      outputs: op.outputs.map(handle => this.numberOf(handle)),
      handles: [...op.inputs],
      frees: (lastUse.get(op) ?? []).map(handle => this.numberOf(handle)),
    }));
    this.outputs = outputs.map(handle => this.numberOf(handle));
  }

  /**
   * Runs the ops.
   *
   * @param inputs Handles in the order of the constructor's; they stay.
   * @returns Handles in the order of the constructor's outputs; they are the caller's.
   */
  run(inputs: readonly number[]): number[] {
    const {binding, handles} = this;
    for (let i = 0; i < this.inputCount; i++) handles[i] = inputs[i]!;
    for (const op of this.instructions) {
      for (let i = 0; i < op.inputs.length; i++) op.handles[i] = handles[op.inputs[i]!]!;
      const made = binding.executeOp(op.name, op.attributes, op.handles, op.outputs.length);
      for (let i = 0; i < made.length; i++) handles[op.outputs[i]!] = made[i]!.id;
      for (const number of op.frees) binding.deleteTensor(handles[number]!);
    }
    return this.outputs.map(number => handles[number]!);
  }

  /** Gives back the constants. */
  dispose(): void {
    for (const handle of this.constants) this.binding.deleteTensor(handle);
  }

  private numberOf(handle: number): number {
    const known = this.numbers.get(handle);
    if (known !== undefined) return known;
    this.numbers.set(handle, this.handles.length);
    return this.handles.push(handle) - 1;
  }
}

function neededOps(ops: readonly Op[], inputs: readonly number[], outputs: readonly number[]): Op[] {
  const varying = new Set(inputs);
  const dependent = ops.filter(op => {
    if (!op.inputs.some(handle => varying.has(handle))) return false;
    op.outputs.forEach(handle => varying.add(handle));
    return true;
  });
  const needed = new Set(outputs);
  const used = dependent.reverse().filter(op => {
    if (!op.outputs.some(handle => needed.has(handle))) return false;
    op.inputs.forEach(handle => needed.add(handle));
    return true;
  });
  return used.reverse();
}

/** What can be deleted after each op: what ops made, no later one reads and nobody asked for. */
function lastUses(ops: readonly Op[], outputs: readonly number[]): Map<Op, number[]> {
  const made = new Set(ops.flatMap(op => op.outputs));
  outputs.forEach(handle => made.delete(handle));
  const uses = new Map<Op, number[]>();
  for (const op of [...ops].reverse()) {
    const last = [...new Set([...op.inputs, ...op.outputs])].filter(handle => made.delete(handle));
    uses.set(op, last);
  }
  return uses;
}
