import {Random} from '../../../src/random';
import {drawInputs, drawLargeInput, type Input} from './drawInputs';
import type {Dual} from './Dual';
import {inputArray, sizeOf, type DualArray} from './DualArray';
import {frame, scalarized, start} from './framing';
import {families} from './ops';
import {chance, pick, type Application, type Op} from './ops/Op';

/** One application in a composition. */
interface Step extends Application {
  readonly op: string;
  /** What it is applied to: inputs come first, then steps, in order. */
  readonly operands: readonly number[];
}

/** A random scalar function of some inputs, with its value and slopes at them. */
export interface Composition {
  readonly seed: number;
  readonly inputs: readonly Input[];
  readonly steps: readonly Step[];
  /** Of the inputs and then of the steps' results. */
  readonly shapes: readonly (readonly number[])[];
  /** The value of the last step; seed i is the i-th entry of all inputs, one after the other. */
  readonly result: Dual;
}

/** More numbers than this would take long. */
const MOST_SLOPES = 1e6;

/** The composition that belongs to a seed. Most draws do not fit or have no slope worth asking for: it tries again. */
export function compose(seed: number): Composition {
  for (let attempt = 0; ; attempt++) {
    const composition = new Composing(seed, new Random(seed).fork(attempt)).compose();
    if (composition) return composition;
  }
}

/** The value of a composition at other inputs, of the same shapes. */
export function evaluate({inputs, steps}: Composition, values: readonly ArrayLike<number>[]): Dual {
  let seeds = 0;
  const results = inputs.map(({shape}, i) => {
    seeds += values[i]!.length;
    return inputArray(values[i]!, shape, seeds - values[i]!.length);
  });
  for (const {apply, operands} of steps) results.push(apply(...operands.map(at => results[at]!)));
  return results.at(-1)!.entries[0]!;
}

class Composing {
  private readonly inputs: Input[];
  private readonly steps: Step[] = [];
  private readonly results: DualArray[] = [];

  constructor(
    private readonly seed: number,
    private readonly random: Random,
  ) {
    this.inputs = chance(random, 0.015) ? drawLargeInput(random) : drawInputs(random);
    let seeds = 0;
    for (const {shape, values} of this.inputs) {
      this.results.push(inputArray(values, shape, seeds));
      seeds += values.length;
    }
  }

  compose(): Composition | undefined {
    const depth = 1 + this.random.integer(6);
    for (const [k, application] of start(this.random, this.results[0]!).entries()) {
      this.add('start', application, [k === 0 ? 0 : this.results.length - 1]);
    }
    for (let step = 0; step < depth; step++) this.tryStep();
    for (const leaf of this.leaves()) {
      for (const [op, application] of scalarized(this.random, this.results[leaf]!)) {
        this.add(op, application, [op === 'end' ? leaf : this.results.length - 1]);
      }
    }
    if (!this.joinLeaves()) return undefined;
    for (const application of frame(this.random)) this.add('frame', application, [this.results.length - 1]);
    const result = this.results.at(-1)!.entries[0]!;
    const isScalar = this.results.at(-1)!.shape.length === 0 && this.steps.length > 0;
    if (!isScalar || result.unclear || !isMeasurable(result)) return undefined;
    const shapes = this.results.map(({shape}) => shape);
    return {seed: this.seed, inputs: this.inputs, steps: this.steps, shapes, result};
  }

  private tryStep(): void {
    for (let attempt = 0; attempt < 40; attempt++) {
      const op = this.drawOp();
      const operands = Array.from({length: op.operands}, (_, k) => this.drawOperand(k));
      const arrays = operands.map(at => this.results[at]!);
      if (costOf(arrays) > MOST_SLOPES) continue;
      const application = op.draw(this.random, ...arrays);
      // tfjs's known errors are met often enough by themselves, and hide what else there is in a composition.
      if (!application || (application.fault !== undefined && !chance(this.random, 0.1))) continue;
      if (this.add(op.name, application, operands)) return;
    }
  }

  private drawOp(): Op {
    let at = this.random.integer(families.reduce((sum, {weight}) => sum + weight, 0));
    const {ops} = families.find(({weight}) => (at -= weight) < 0)!;
    return pick(this.random, ops);
  }

  /** The last result, most times, so that compositions become deep; or any. */
  private drawOperand(k: number): number {
    const last = this.results.length - 1;
    return chance(this.random, k === 0 ? 0.7 : 0.2) ? last : this.random.integer(last + 1);
  }

  private add(op: string, application: Application, operands: readonly number[]): boolean {
    const result = application.apply(...operands.map(at => this.results[at]!));
    if (!result.entries.every(isMeasurable)) return false;
    this.steps.push({op, operands, ...application});
    this.results.push(result);
    return true;
  }

  /** Results that nothing was made of. */
  private leaves(): number[] {
    const used = new Set(this.steps.flatMap(({operands}) => operands));
    return Array.from(this.results.keys()).filter(at => !used.has(at));
  }

  /** Adds up what nothing was made of; false where the sum is not to be had. */
  private joinLeaves(): boolean {
    const [first, ...others] = this.leaves();
    let sum = first!;
    const add = families
      .flatMap(({ops}) => ops)
      .find(({name, operands}) => name === 'add' && operands === 2)!;
    for (const other of others) {
      const application = add.draw(this.random, this.results[sum]!, this.results[other]!);
      if (!application || !this.add('add', application, [sum, other])) return false;
      sum = this.results.length - 1;
    }
    return true;
  }
}

/** Finite, and of a size that leaves float64 some digits. */
function isMeasurable({value, forward, backward, bulk, unclear}: Dual): boolean {
  const slopes = [forward, backward, bulk];
  return !unclear && Math.abs(value) < 1e13 && slopes.every(of => of.every(slope => Math.abs(slope) < 1e14));
}

function costOf(arrays: readonly DualArray[]): number {
  const seeds = Math.max(...arrays.map(({entries}) => Math.max(...entries.map(e => e.seeds.length))));
  return seeds * Math.max(...arrays.map(({shape}) => sizeOf(shape)));
}
