import {
  forward,
  sigmoid64,
  type Activations,
  type Batch64,
  type DenseNet64,
  type ExampleObjective,
} from './denseNet64';

/**
 * The central difference quotient (f(w + h) − f(w − h)) / 2h of the batch's mean objective, for every parameter.
 *
 * The textbook runs the whole net twice for each. Here only what the parameter touches is computed again: one weight
 * of W1 moves one hidden unit, in the images whose pixel is not black; one weight of W2 moves one logit.
 *
 * @returns One quotient a parameter, in the order of `net.parameters`.
 */
export function differenceQuotients(
  net: DenseNet64,
  batch: Batch64,
  objective: ExampleObjective,
  h: number,
): Float64Array {
  const {inputs, hidden, classes, at, parameters} = net;
  const probe = new Probe(net, batch, objective);
  const everywhere: Feed = {rows: Int32Array.from(batch.labels, (_, n) => n), values: ones(batch.size)};
  const quotients = new Float64Array(parameters.length);
  const scale = 1 / (2 * h * batch.size);
  for (let i = 0; i < inputs; i++) {
    const pixel = pixelFeed(batch, inputs, i);
    for (let j = 0; j < hidden; j++) {
      quotients[at.w1 + i * hidden + j] = scale * probe.hiddenDifference(j, pixel, h);
    }
  }
  for (let j = 0; j < hidden; j++) {
    quotients[at.b1 + j] = scale * probe.hiddenDifference(j, everywhere, h);
    const unit = {rows: everywhere.rows, values: probe.unitValues(j)};
    for (let k = 0; k < classes; k++) {
      quotients[at.w2 + j * classes + k] = scale * probe.logitDifference(k, unit, h);
    }
  }
  for (let k = 0; k < classes; k++) quotients[at.b2 + k] = scale * probe.logitDifference(k, everywhere, h);
  return quotients;
}

/** The mean objective over the batch when the weight from input i to hidden unit j is moved by `offset`. */
export function objectiveAlong(
  net: DenseNet64,
  batch: Batch64,
  objective: ExampleObjective,
  {input, unit}: {input: number; unit: number},
): (offset: number) => number {
  const probe = new Probe(net, batch, objective);
  const {rows, values} = pixelFeed(batch, net.inputs, input);
  const lit = new Set(rows);
  let unmoved = 0;
  for (let n = 0; n < batch.size; n++) if (!lit.has(n)) unmoved += probe.withHidden(n, unit, 0);
  return offset => {
    let sum = unmoved;
    for (let r = 0; r < rows.length; r++) sum += probe.withHidden(rows[r]!, unit, offset * values[r]!);
    return sum / batch.size;
  };
}

/** What a weight is multiplied with: a value for each image that has one other than 0. */
interface Feed {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** A black pixel carries nothing: moving its weight leaves that image's objective the very same number. */
function pixelFeed({images, size}: Batch64, inputs: number, pixel: number): Feed {
  const rows: number[] = [];
  for (let n = 0; n < size; n++) if (images[n * inputs + pixel]! > 0) rows.push(n);
  return {
    rows: Int32Array.from(rows),
    values: Float64Array.from(rows, n => images[n * inputs + pixel]! / 255),
  };
}

function ones(size: number): Float64Array {
  return new Float64Array(size).fill(1);
}

/** Answers what an objective would be if one weighted sum or one logit were different. */
class Probe {
  private readonly activations: Activations;
  private readonly scratch: Float64Array;

  constructor(
    private readonly net: DenseNet64,
    private readonly batch: Batch64,
    private readonly objective: ExampleObjective,
  ) {
    this.activations = forward(net, batch);
    this.scratch = new Float64Array(net.classes);
  }

  /** What hidden unit j answers to each image. */
  unitValues(j: number): Float64Array {
    return Float64Array.from(this.batch.labels, (_, n) => this.activations.units[n * this.net.hidden + j]!);
  }

  /** Σ_n f(+h) − f(−h), where a weight into hidden unit j moves. */
  hiddenDifference(j: number, {rows, values}: Feed, h: number): number {
    let difference = 0;
    for (let r = 0; r < rows.length; r++) {
      const n = rows[r]!;
      const shift = h * values[r]!;
      difference += this.withHidden(n, j, shift) - this.withHidden(n, j, -shift);
    }
    return difference;
  }

  /** Σ_n f(+h) − f(−h), where a weight into logit k moves. */
  logitDifference(k: number, {rows, values}: Feed, h: number): number {
    let difference = 0;
    for (let r = 0; r < rows.length; r++) {
      const n = rows[r]!;
      const shift = h * values[r]!;
      difference += this.withLogit(n, k, shift) - this.withLogit(n, k, -shift);
    }
    return difference;
  }

  /** The objective of image n if the weighted sum of hidden unit j were greater by `shift`. */
  withHidden(n: number, j: number, shift: number): number {
    const {hidden, classes, parameters, at} = this.net;
    const {sums, units, logits} = this.activations;
    const cell = n * hidden + j;
    const change = sigmoid64(sums[cell]! + shift) - units[cell]!;
    const from = n * classes;
    const weights = at.w2 + j * classes;
    for (let k = 0; k < classes; k++) {
      this.scratch[k] = logits[from + k]! + change * parameters[weights + k]!;
    }
    return this.objective(this.scratch, this.batch.labels[n]!);
  }

  private withLogit(n: number, k: number, shift: number): number {
    const {classes} = this.net;
    const from = n * classes;
    for (let c = 0; c < classes; c++) this.scratch[c] = this.activations.logits[from + c]!;
    this.scratch[k]! += shift;
    return this.objective(this.scratch, this.batch.labels[n]!);
  }
}
