import * as tf from '@tensorflow/tfjs';
import {float64Tensor} from '../../backends/float64';
import {asDenseLayer, registeredClass, type DenseLayer} from '../../tfjs/layers';

/** A loss that keeps the examples apart: `[rows]`. */
export type RowLoss = (labels: tf.Tensor, predictions: tf.Tensor) => tf.Tensor;

/** How many moved rows go through the rest of the net at once. */
const rowsAtOnce = 8192;

/** Layers that pass the data on unchanged. */
const passing: readonly string[] = ['InputLayer', 'Flatten', 'Reshape'];

/** Activations that treat each number by itself, by tfjs's names. */
const elementwise: readonly string[] = [
  'linear',
  'sigmoid',
  'relu',
  'relu6',
  'tanh',
  'elu',
  'selu',
  'softplus',
  'softsign',
  'hardSigmoid',
  'swish',
  'mish',
];

/** The layers of a stack of dense layers, or undefined for any other model. */
export function denseLayers(model: tf.LayersModel): readonly DenseLayer[] | undefined {
  if (!(model instanceof tf.Sequential)) return undefined;
  const first = model.layers.findIndex(layer => !passing.includes(layer.getClassName()));
  const stack = model.layers.slice(first);
  const dense = stack.map(asPlainDense);
  const hidden = stack.slice(0, -1).map(layer => layer.getConfig()['activation'] as string);
  if (
    first < 0 ||
    dense.includes(undefined) ||
    !hidden.every(name => elementwise.includes(snakeless(name)))
  ) {
    return undefined;
  }
  return dense as DenseLayer[];
}

/** A layer as a dense one, unless it is of another class or has a `call` of the user's own. */
function asPlainDense(layer: tf.layers.Layer): DenseLayer | undefined {
  const isPlain = layer.constructor === registeredClass('Dense') && !Object.hasOwn(layer, 'call');
  return isPlain ? asDenseLayer(layer) : undefined;
}

/** tfjs writes `hard_sigmoid` into a configuration and takes `hardSigmoid`. */
function snakeless(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A layer at the point: what it gets, what it makes of that, and what it is made of, row by row. */
interface LayerAtPoint {
  readonly layer: DenseLayer;
  readonly units: number;
  readonly inputs: Float64Array;
  readonly sums: Float64Array;
  readonly kernel: Float64Array;
  readonly bias: Float64Array | undefined;
}

/** Examples of which each has one weighted sum moved: a column a fact, since there are millions. */
class MovedRows {
  count = 0;
  readonly examples = new Int32Array(rowsAtOnce);
  readonly units = new Int32Array(rowsAtOnce);
  readonly shifts = new Float64Array(rowsAtOnce);
  /** Which weight's quotient a row belongs to, and with which sign. */
  readonly entries = new Int32Array(rowsAtOnce);
  readonly signs = new Int8Array(rowsAtOnce);

  get isFull(): boolean {
    return this.count === rowsAtOnce;
  }

  add(example: number, unit: number, shift: number, entry: number, sign: 1 | -1): void {
    const row = this.count++;
    this.examples[row] = example;
    this.units[row] = unit;
    this.shifts[row] = shift;
    this.entries[row] = entry;
    this.signs[row] = sign;
  }
}

/**
 * Central difference quotients of a dense net's mean loss by every weight of a layer, in float64.
 *
 * The textbook runs the whole net twice for each weight. But a weight from input i to unit j moves one weighted sum, in the examples
 * whose input i is not 0; so only these rows are computed again, from that sum on: Δs = ±h·x_i, and the next layer's sums move
 * by Δa·W_j. Rows of many weights go through the rest of the net together.
 */
export class DenseSweep {
  private readonly layers: LayerAtPoint[] = [];
  private readonly size: number;
  private readonly waiting = new MovedRows();
  private readonly labels: tf.TypedArray;

  /** Float64 is the active backend. */
  constructor(
    layers: readonly DenseLayer[],
    private readonly loss: RowLoss,
    xs: tf.Tensor,
    private readonly ys: tf.Tensor,
  ) {
    this.size = xs.shape[0]!;
    this.labels = ys.dataSync();
    tf.tidy(() => {
      let inputs: tf.Tensor = xs.reshape([this.size, -1]);
      for (const layer of layers) {
        const kernel = layer.kernel.read();
        const bias = layer.bias?.read();
        const product = inputs.matMul(kernel);
        const sums = bias === undefined ? product : product.add(bias);
        this.layers.push({
          layer,
          units: kernel.shape[1]!,
          inputs: numbersOf(inputs),
          sums: numbersOf(sums),
          kernel: numbersOf(kernel),
          bias: bias && numbersOf(bias),
        });
        inputs = layer.activation.apply(sums);
      }
    });
  }

  /** The quotients by a layer's kernel or bias, row-major. */
  quotients(index: number, part: 'kernel' | 'bias', h: number): Float64Array {
    const at = this.layers[index]!;
    const weights = at[part]!;
    const fanIn = part === 'kernel' ? weights.length / at.units : 1;
    const sums = new Float64Array(weights.length);
    for (let i = 0; i < fanIn; i++) {
      const feed = part === 'kernel' ? columnOf(at.inputs, i, fanIn) : new Float64Array(this.size).fill(1);
      for (let unit = 0; unit < at.units; unit++) {
        const entry = i * at.units + unit;
        const {up, down} = steps(weights[entry]!, h);
        for (let example = 0; example < this.size; example++) {
          const x = feed[example]!;
          if (x === 0) continue;
          this.waiting.add(example, unit, up * x, entry, 1);
          this.waiting.add(example, unit, down * x, entry, -1);
          if (this.waiting.isFull) this.flush(index, sums);
        }
      }
    }
    this.flush(index, sums);
    return sums.map((sum, entry) => {
      const {up, down} = steps(weights[entry]!, h);
      return sum / this.size / (up - down);
    });
  }

  /** Adds the losses of the rows that wait to their weights' sums. */
  private flush(index: number, sums: Float64Array): void {
    const {waiting} = this;
    const isLast = index === this.layers.length - 1;
    // Not the tidy's result: it would look for tensors in it, number by number.
    let losses: ArrayLike<number> = [];
    tf.tidy(() => {
      const moved = isLast ? this.movedSums(index) : this.sumsAfter(index);
      const predictions = this.predictions(isLast ? index : index + 1, moved);
      losses = this.loss(this.labelsOfRows(), predictions).dataSync();
    });
    for (let r = 0; r < waiting.count; r++) sums[waiting.entries[r]!]! += waiting.signs[r]! * losses[r]!;
    waiting.count = 0;
  }

  private labelsOfRows(): tf.Tensor {
    const {examples, count} = this.waiting;
    const [width, dtype] = [this.labels.length / this.size, this.ys.dtype];
    const labels = dtype === 'int32' ? new Int32Array(count * width) : new Float64Array(count * width);
    for (let r = 0; r < count; r++) {
      const from = examples[r]! * width;
      for (let k = 0; k < width; k++) labels[r * width + k] = this.labels[from + k]!;
    }
    const shape = [count, ...this.ys.shape.slice(1)];
    return labels instanceof Float64Array ? float64Tensor(labels, shape) : tf.tensor(labels, shape, dtype);
  }

  /** The sums of a layer of which one is moved, for the last layer. */
  private movedSums(index: number): tf.Tensor {
    const {sums, units} = this.layers[index]!;
    const {count, examples, units: movedUnits, shifts} = this.waiting;
    const moved = new Float64Array(count * units);
    for (let r = 0; r < count; r++) {
      const [target, source] = [r * units, examples[r]! * units];
      for (let k = 0; k < units; k++) moved[target + k] = sums[source + k]!;
      moved[target + movedUnits[r]!]! += shifts[r]!;
    }
    return float64Tensor(moved, [count, units]);
  }

  /** The sums of the layer behind one whose sum is moved. */
  private sumsAfter(index: number): tf.Tensor {
    const {sums, units, layer} = this.layers[index]!;
    const next = this.layers[index + 1]!;
    const {count, examples, units: movedUnits, shifts} = this.waiting;
    const cellOf = (r: number) => examples[r]! * units + movedUnits[r]!;
    const own = new Float64Array(count);
    for (let r = 0; r < count; r++) own[r] = sums[cellOf(r)]! + shifts[r]!;
    const activated = layer.activation.apply(float64Tensor(own, [count, 1])).dataSync();
    const moved = new Float64Array(count * next.units);
    for (let r = 0; r < count; r++) {
      const change = activated[r]! - next.inputs[cellOf(r)]!;
      const target = r * next.units;
      const source = examples[r]! * next.units;
      const weights = movedUnits[r]! * next.units;
      for (let k = 0; k < next.units; k++) {
        moved[target + k] = next.sums[source + k]! + change * next.kernel[weights + k]!;
      }
    }
    return float64Tensor(moved, [count, next.units]);
  }

  /** From a layer's sums to the predictions. */
  private predictions(from: number, sums: tf.Tensor): tf.Tensor {
    return this.layers.slice(from + 1).reduce((x, {layer}) => {
      const product = x.matMul(layer.kernel.read());
      return layer.activation.apply(layer.bias === null ? product : product.add(layer.bias.read()));
    }, this.layers[from]!.layer.activation.apply(sums));
  }
}

/** How far w is from w + h and from w − h, as they are stored. */
function steps(weight: number, h: number): {up: number; down: number} {
  return {up: weight + h - weight, down: weight - h - weight};
}

function numbersOf(tensor: tf.Tensor): Float64Array {
  return Float64Array.from(tensor.dataSync());
}

function columnOf(matrix: Float64Array, column: number, columns: number): Float64Array {
  return Float64Array.from({length: matrix.length / columns}, (_, row) => matrix[row * columns + column]!);
}
