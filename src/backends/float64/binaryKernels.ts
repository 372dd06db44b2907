import * as tf from '@tensorflow/tfjs';
import type {CpuBackend, Kernels} from './compileCpuBackend';
import {asBackendValues, isFloat64Array} from './exactNumbers';

/** The arithmetic that a loss is made of, by the kernel that does it. */
const operations: Readonly<Record<string, (a: number, b: number) => number>> = {
  [tf.Add]: (a, b) => a + b,
  [tf.Sub]: (a, b) => a - b,
  [tf.Multiply]: (a, b) => a * b,
  [tf.RealDiv]: (a, b) => a / b,
  [tf.SquaredDifference]: (a, b) => (a - b) * (a - b),
};

/**
 * Sums, differences, products and quotients of float64 tensors, and the softmax that is made of them. They give the numbers of the
 * compiled kernels, which take a remainder for each element, and where one side is broadcast make five arrays for each.
 */
export function binaryKernels(compiled: Kernels): Map<string, tf.KernelFunc> {
  const kernels = new Map(
    Object.entries(operations).map(([name, apply]) => [name, binaryKernel(compiled.get(name)!, apply)]),
  );
  return kernels.set(tf.Softmax, softmaxKernel(compiled, kernels));
}

/** One function a kernel, with a loop of its own that calls one operation only. */
function binaryKernel(stock: tf.KernelConfig, apply: (a: number, b: number) => number): tf.KernelFunc {
  return args => {
    const {a, b} = args.inputs as Record<'a' | 'b', tf.TensorInfo>; // tfjs types every input as possibly absent
    const backend = args.backend as CpuBackend;
    const [left, right] = [numbersOf(backend, a), numbersOf(backend, b)];
    if (!left || !right || a.dtype !== 'float32' || b.dtype !== 'float32') return stock.kernelFunc(args);
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const result = new Float64Array(tf.util.sizeFromShape(shape));
    const runs = runsOf(shape, a.shape, b.shape);
    combine(apply, left, right, result, runs);
    return backend.makeTensorInfo(shape, 'float32', asBackendValues(result));
  };
}

function numbersOf(backend: CpuBackend, {dataId}: tf.TensorInfo): Float64Array | undefined {
  const {values} = backend.data.get(dataId);
  return isFloat64Array(values) ? values : undefined;
}

/** A run of axes along which an operand goes on (its step is that of its numbers) or stays (0). */
interface Run {
  readonly size: number;
  readonly steps: readonly [number, number];
}

/** The axes of a broadcast, from the last to the first; neighbours along which both operands behave alike are one. */
function runsOf(shape: readonly number[], ...operands: readonly (readonly number[])[]): Run[] {
  const runs: Run[] = [];
  const strides = [1, 1];
  for (let back = 1; back <= shape.length; back++) {
    const size = shape.at(-back)!;
    const sizes = operands.map(own => own.at(-back) ?? 1);
    const steps = sizes.map((own, i) => (own === 1 ? 0 : strides[i]!)) as [number, number];
    const last = runs.at(-1);
    const goesOn = last?.steps.every((step, i) => steps[i] === step * last.size);
    if (last !== undefined && goesOn) runs[runs.length - 1] = {...last, size: last.size * size};
    else if (size !== 1 || back === shape.length) runs.push({size, steps});
    sizes.forEach((own, i) => (strides[i]! *= own));
  }
  return runs.length > 0 ? runs : [{size: 1, steps: [0, 0]}];
}

function combine(
  apply: (a: number, b: number) => number,
  a: Float64Array,
  b: Float64Array,
  result: Float64Array,
  [inner, ...outer]: Run[],
): void {
  const [stepA, stepB] = inner!.steps;
  const counts = outer.map(() => 0);
  for (let at = 0, startA = 0, startB = 0; at < result.length;) {
    const end = at + inner!.size;
    for (let i = startA, j = startB; at < end; at++, i += stepA, j += stepB) result[at] = apply(a[i]!, b[j]!);
    for (const [k, {size, steps}] of outer.entries()) {
      startA += steps[0];
      startB += steps[1];
      if (++counts[k]! < size) break;
      startA -= steps[0] * size;
      startB -= steps[1] * size;
      counts[k] = 0;
    }
  }
}

/** The steps of the compiled kernel, with the kernels above. */
function softmaxKernel(compiled: Kernels, kernels: ReadonlyMap<string, tf.KernelFunc>): tf.KernelFunc {
  return ({inputs, backend, attrs}) => {
    const {logits} = inputs as Record<'logits', tf.TensorInfo>;
    const cpu = backend as CpuBackend;
    const rank = logits.shape.length;
    const dim = Number(attrs?.['dim'] ?? -1);
    const axes = [dim === -1 ? rank - 1 : dim];
    const run = (name: string, of: tf.NamedTensorInfoMap, how: object = {}) =>
      (kernels.get(name) ?? compiled.get(name)!.kernelFunc)({
        inputs: of,
        backend,
        attrs: how as tf.NamedAttrMap,
      }) as tf.TensorInfo;
    const kept = tf.backend_util.expandShapeToKeepDim(
      tf.backend_util.computeOutAndReduceShapes(logits.shape, axes)[0],
      axes,
    );
    const greatest = run(tf.Max, {x: logits}, {reductionIndices: axes, keepDims: false});
    const shifted = run(tf.Sub, {a: logits, b: {...greatest, shape: kept}});
    const powers = run(tf.Exp, {x: shifted});
    const total = run(tf.Sum, {x: powers}, {axis: axes, keepDims: false});
    const result = run(tf.RealDiv, {a: powers, b: {...total, shape: kept}});
    for (const each of [greatest, shifted, powers, total]) cpu.disposeIntermediateTensorInfo(each);
    return result;
  };
}
