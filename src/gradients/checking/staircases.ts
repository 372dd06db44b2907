/**
 * The function with its staircases held: every rounding, sign and comparison gives what it gave at the point. Wherever the
 * function has a derivative this one has the same, and it can be measured with wide steps: of round(10⁶ x) a step sees an
 * average slope unless it is shorter than a tread.
 */
import * as tf from '@tensorflow/tfjs';
import {changeEntries} from './perturbKernels';
import type {Point, Subject} from './Subject';
import {watchKernels} from '../../tfjs/kernels';

/** Kernels that are constant but for jumps; of a cast that is true only where it goes from float to whole numbers. */
const STAIRCASES = new Set(
  (
    'Floor Ceil Round Sign Step FloorDiv Cast ArgMax ArgMin ' +
    'Equal NotEqual Greater GreaterEqual Less LessEqual'
  ).split(' '),
);

interface Tread {
  readonly kernel: string;
  readonly values: Float64Array;
}

/** @returns The weighted sum of the outputs with held staircases, for any point; undefined if there are none. */
export function withHeldStaircases(subject: Subject): ((point: Point) => number) | undefined {
  const treads: Tread[] = [];
  onStaircases(
    () => void subject.value(subject.base),
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
      () => (value = subject.value(point)),
      (kernel, output) => {
        const tread = treads[next++];
        if (tread?.kernel !== kernel || tread.values.length !== output.size) return output;
        return changeEntries(output, (_, at) => tread.values[at]!);
      },
    );
    return value;
  };
}

/** Runs `work` with `hold` in place of what each staircase gives. */
function onStaircases(work: () => void, hold: (kernel: string, output: tf.Tensor) => tf.Tensor): void {
  watchKernels(work, ({kernelName, inputs}, run) => {
    const result = run();
    if (!STAIRCASES.has(kernelName!) || Array.isArray(result)) return result;
    const given = Object.values(inputs).filter(input => input instanceof tf.Tensor);
    const isCopy = kernelName === 'Cast' && given.some(({dtype}) => dtype === result.dtype);
    const isOfWholeNumbers = given.every(({dtype}) => dtype !== 'float32');
    return isCopy || isOfWholeNumbers ? result : hold(kernelName!, result);
  });
}
