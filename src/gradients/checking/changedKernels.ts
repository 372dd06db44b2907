/** Runs of the function in which kernels give something else: perturbed results, held staircases, entries moved by a millionth. */
import * as tf from '@tensorflow/tfjs';
import {Random} from '../../random';
import {watchKernels, watchReads} from '../../tfjs/kernels';
import {largest} from '../numerical/arrays';
import type {Point} from '../numerical/SampledFunction';
import type {CheckedFunction} from './CheckedFunction';

/** Kernels whose results are parts of their inputs, or whole numbers: nothing is rounded in them. */
const EXACT = setOf(
  'Identity Reshape Slice StridedSlice Concat Pack Unpack SplitV Transpose Reverse GatherV2 GatherNd Tile PadV2',
  'MirrorPad Cast Step Sign Floor Ceil Round Maximum Minimum Max Min MaxPool MaxPool3D Relu Relu6 ClipByValue Abs Neg',
  'Select ZerosLike OnesLike Fill OneHot Range BroadcastTo ArgMax ArgMin TopK SpaceToBatchND BatchToSpaceND',
  'FlipLeftRight ExpandDims Equal Greater Less MaxPoolGrad FloorDiv FloorMod',
);

/** Kernels that are constant but for jumps; of a cast that is true only where it goes from float to whole numbers. */
const STAIRCASES = setOf(
  'Floor Ceil Round Sign Step FloorDiv Cast ArgMax ArgMin Equal NotEqual Greater GreaterEqual Less LessEqual',
);

function setOf(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap(line => line.split(' ')));
}

type Change = (kernel: string, outputs: tf.Tensor[], inputs: tf.Tensor[]) => tf.Tensor[];

/** Runs `work` with what `change` makes of every kernel's outputs in their place. */
function changeKernels(work: () => void, change: Change): void {
  watchKernels(work, ({kernelName, inputs}, run) => {
    const result = run();
    const changed = change(
      kernelName!,
      [result].flat(),
      Object.values(inputs).filter(input => input instanceof tf.Tensor),
    );
    return Array.isArray(result) ? changed : changed[0]!;
  });
}

/**
 * Puts what `change` gives in place of every entry, in the tensor itself, which a tape that is being recorded does not notice.
 * On a backend that hands out copies it gives a new tensor, or the same one unchanged where a tape would lose the new one.
 */
function changeEntries(output: tf.Tensor, change: (value: number, at: number) => number): tf.Tensor {
  const values = output.dataSync();
  for (let at = 0; at < values.length; at++) values[at] = change(values[at]!, at);
  if (sharesMemory(values, output.dataSync())) return output;
  if (tf.engine().state.gradientDepth > 0) return output;
  return tf.tensor(values, output.shape, output.dtype);
}

function sharesMemory(a: ArrayBufferView, b: ArrayBufferView): boolean {
  return a === b || (a.buffer === b.buffer && a.byteOffset === b.byteOffset);
}

/**
 * Runs `work` while the result of every kernel that rounds is multiplied by 1 + δu, u uniform in [−1, 1], and more for
 * one that sums many numbers up. Near 0 rounding is no longer in proportion to a number.
 *
 * Constants that the function computes for itself are left alone: they are rounded in the same way at every point, and may be places,
 * which nobody would look for between two whole numbers.
 */
export function perturbKernels(
  checkedFn: CheckedFunction,
  delta: number,
  random: Random,
  work: () => void,
): void {
  const {least} = checkedFn.precision;
  const size = (value: number) => value && Math.max(Math.abs(value), least);
  changeWhatVaries(checkedFn, work, (kernel, outputs, inputs) => {
    if (EXACT.has(kernel)) return outputs;
    return outputs.map(output => {
      if (output.dtype !== 'float32' || inputs.some(({dataId}) => dataId === output.dataId)) return output;
      const summed = Math.sqrt(Math.max(1, ...inputs.map(({size}) => size / Math.max(1, output.size))));
      return changeEntries(
        output,
        value => value + delta * summed * (2 * random.uniform() - 1) * size(value),
      );
    });
  });
}

/**
 * Changes what those kernels give whose own inputs come from what the function was given. Once JavaScript reads one of these numbers,
 * everything may.
 */
function changeWhatVaries(checkedFn: CheckedFunction, work: () => void, change: Change): void {
  const varying = new Set<tf.DataId>();
  let isReadByUs = false;
  let isUnknown = false;
  const varies = (id: tf.DataId) => varying.has(id) || checkedFn.given.some(({dataId}) => dataId === id);
  const changing = () =>
    changeKernels(work, (kernel, outputs, inputs) => {
      if (!isUnknown && !inputs.some(({dataId}) => varies(dataId))) return outputs;
      isReadByUs = true;
      const changed = change(kernel, outputs, inputs);
      isReadByUs = false;
      for (const {dataId} of changed) varying.add(dataId);
      return changed;
    });
  const onRead = (id: tf.DataId) => {
    isUnknown ||= !isReadByUs && varies(id);
  };
  watchReads(onRead, changing);
}

/**
 * The function with its staircases held: every rounding, sign and comparison gives what it gave at the point. Wherever the
 * function has a derivative this one has the same, and it can be measured with wide steps: of round(10⁶ x) a step sees an
 * average slope unless it is shorter than a tread.
 *
 * @returns The weighted sum of the outputs at any point; undefined if there are no staircases.
 */
export function withHeldStaircases(checkedFn: CheckedFunction): ((point: Point) => number) | undefined {
  const treads: {readonly kernel: string; readonly values: Float64Array}[] = [];
  onStaircases(
    () => void checkedFn.value(checkedFn.base),
    (kernel, output) => {
      treads.push({kernel, values: Float64Array.from(output.dataSync())});
      return output;
    },
  );
  if (treads.length === 0) return undefined;
  return point => {
    let next = 0;
    let value = NaN;
    onStaircases(
      () => (value = checkedFn.value(point)),
      (kernel, output) => {
        const tread = treads[next++];
        if (tread?.kernel !== kernel || tread.values.length !== output.size) return output;
        return changeEntries(output, (_, at) => tread.values[at]!);
      },
    );
    return value;
  };
}

/** Runs `work` with what `hold` gives in place of each staircase's output. */
function onStaircases(work: () => void, hold: (kernel: string, output: tf.Tensor) => tf.Tensor): void {
  changeKernels(work, (kernel, outputs, inputs) => {
    if (!STAIRCASES.has(kernel) || outputs.length > 1) return outputs;
    const isCopy = kernel === 'Cast' && inputs.some(({dtype}) => dtype === outputs[0]!.dtype);
    const isOfWholeNumbers = inputs.every(({dtype}) => dtype !== 'float32');
    return isCopy || isOfWholeNumbers ? outputs : [hold(kernel, outputs[0]!)];
  });
}

/** One run of a kernel; the numbers of its float32 inputs and outputs. */
interface KernelRun {
  readonly kernel: string;
  readonly inputs: readonly ArrayLike<number>[];
  readonly outputs: readonly ArrayLike<number>[];
}

/**
 * Tells a function whose dependence on an input is lost in rounding from one that does not depend on it: 10⁻²⁰ sin x + 10⁸ has
 * the same value everywhere, as has step(x) + 10⁸, but only one of them has the slope 0.
 *
 * @returns Whether some kernel's result stays the same between the point and `moved` only since the change of what it is given is
 * far below the last digit of what it gives, though the function does depend on that result.
 */
export function isLostInRounding(checkedFn: CheckedFunction, moved: Point): boolean {
  const [here, there] = [kernelRuns(checkedFn, checkedFn.base), kernelRuns(checkedFn, moved)];
  if (here.length !== there.length || here.some(({kernel}, k) => kernel !== there[k]!.kernel)) return false;
  const losing = here.map((run, k) => entriesThatLose(run, there[k]!, checkedFn.precision.epsilon));
  if (losing.every(entries => entries.size === 0)) return false;
  const value = checkedFn.value(checkedFn.base);
  const nudged = nudgedValue(checkedFn, losing);
  return !(Math.abs(nudged - value) <= 4 * checkedFn.precision.epsilon * Math.abs(value));
}

function kernelRuns(checkedFn: CheckedFunction, point: Point): KernelRun[] {
  const runs: KernelRun[] = [];
  watchKernels(
    () => void checkedFn.value(point),
    ({kernelName, inputs}, run) => {
      const given = Object.values(inputs).filter(input => input instanceof tf.Tensor);
      const before = given.map(numbersOf); // a kernel may write into what it is given
      const result = run();
      runs.push({kernel: kernelName!, inputs: before, outputs: [result].flat().map(numbersOf)});
      return result;
    },
  );
  return runs;
}

function numbersOf(tensor: tf.Tensor): ArrayLike<number> {
  return tensor.dtype === 'float32' ? Float64Array.from(tensor.dataSync()) : [];
}

/** Kernels that are 1 − x²/2 and 1 + x²/2 near 0: of 10⁻⁹ nothing is left in them. */
const FLAT_AT_ZERO = setOf('Cos Cosh');

/** More of an entry than rounding takes from it. */
const MUCH = 0.01;

/** Of the first output the entries that did not change, though an input changed by more than its own rounding. */
function entriesThatLose(here: KernelRun, there: KernelRun, epsilon: number): Set<number> {
  let change = 0;
  for (const [i, before] of here.inputs.entries()) {
    const after = there.inputs[i]!;
    if (after.length !== before.length) return new Set();
    const usual = 16 * epsilon * largestFinite(before);
    // Beside a 1 a change of 10⁻²⁰ is lost, though it is much of a small entry.
    const isMoved = (distance: number, at: number) =>
      distance > usual || distance > MUCH * Math.abs(before[at]!);
    const moved = Array.from(before, (x, at) => Math.abs(x - after[at]!)).filter(isMoved);
    change = Math.max(change, largestFinite(moved));
  }
  const [before, after] = [here.outputs[0] ?? [], there.outputs[0] ?? []];
  const mayLose = FLAT_AT_ZERO.has(here.kernel) ? Infinity : 64 * epsilon;
  const loses = (x: number, at: number) =>
    Math.abs(x - after[at]!) <= 2 * epsilon * Math.abs(x) && change < mayLose * Math.abs(x);
  if (change === 0 || before.length !== after.length) return new Set();
  return new Set(Array.from(before, (x, at) => (loses(x, at) ? at : -1)).filter(at => at >= 0));
}

function largestFinite(values: ArrayLike<number>): number {
  return largest(Array.from(values).filter(Number.isFinite));
}

/** The value with the given entries of each kernel's first output moved by a millionth. */
function nudgedValue(checkedFn: CheckedFunction, entries: readonly ReadonlySet<number>[]): number {
  const random = new Random(0);
  let next = 0;
  let value = NaN;
  changeKernels(
    () => (value = checkedFn.value(checkedFn.base)),
    (_, outputs) => {
      const chosen = entries[next++];
      if (!chosen?.size) return outputs;
      const factor = (at: number) => (chosen.has(at) ? 1 + 2 ** -20 * (0.5 + random.uniform()) : 1);
      return [changeEntries(outputs[0]!, (x, at) => x * factor(at)), ...outputs.slice(1)];
    },
  );
  return value;
}
