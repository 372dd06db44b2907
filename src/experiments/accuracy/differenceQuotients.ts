import {forward, sigmoid64, type Activations, type Batch64, type DenseNet64} from './denseNet64';
import type {ExampleObjective} from './objectives';

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
  const quotients = new Float64Array(parameters.length);
  const scale = 1 / (2 * h * batch.size);
  for (let j = 0; j < hidden; j++) {
    for (let i = 0; i < inputs; i++) {
      quotients[at.w1 + i * hidden + j] =
        scale * probe.hiddenDifference(j, n => batch.pixels[n * inputs + i]!, h);
    }
    quotients[at.b1 + j] = scale * probe.hiddenDifference(j, () => 1, h);
    for (let k = 0; k < classes; k++) {
      const unit = (n: number) => probe.activations.units[n * hidden + j]!;
      quotients[at.w2 + j * classes + k] = scale * probe.logitDifference(k, unit, h);
    }
  }
  for (let k = 0; k < classes; k++) quotients[at.b2 + k] = scale * probe.logitDifference(k, () => 1, h);
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
  const pixel = (n: number) => batch.pixels[n * net.inputs + input]!;
  return offset => {
    let sum = 0;
    for (let n = 0; n < batch.size; n++) sum += probe.withHidden(n, unit, offset * pixel(n));
    return sum / batch.size;
  };
}

/** Answers what an objective would be if one weighted sum or one logit were different. */
class Probe {
  readonly activations: Activations;
  private readonly scratch: Float64Array;

  constructor(
    private readonly net: DenseNet64,
    private readonly batch: Batch64,
    private readonly objective: ExampleObjective,
  ) {
    this.activations = forward(net, batch);
    this.scratch = new Float64Array(net.classes);
  }

  /** Σ_n f(+h) − f(−h), where a weight into hidden unit j moves, fed by `input`. */
  hiddenDifference(j: number, input: (n: number) => number, h: number): number {
    let difference = 0;
    for (let n = 0; n < this.batch.size; n++) {
      const x = input(n);
      // A black pixel carries nothing: both sides are the same number.
      if (x !== 0) difference += this.withHidden(n, j, h * x) - this.withHidden(n, j, -h * x);
    }
    return difference;
  }

  /** Σ_n f(+h) − f(−h), where a weight into logit k moves, fed by `input`. */
  logitDifference(k: number, input: (n: number) => number, h: number): number {
    let difference = 0;
    for (let n = 0; n < this.batch.size; n++) {
      const x = input(n);
      difference += this.withLogit(n, k, h * x) - this.withLogit(n, k, -h * x);
    }
    return difference;
  }

  /** The objective of image n if the weighted sum of hidden unit j were greater by `shift`. */
  withHidden(n: number, j: number, shift: number): number {
    const {hidden, classes, parameters, at} = this.net;
    const {sums, units, logits} = this.activations;
    const cell = n * hidden + j;
    const change = sigmoid64(sums[cell]! + shift) - units[cell]!;
    for (let k = 0; k < classes; k++) {
      this.scratch[k] = logits[n * classes + k]! + change * parameters[at.w2 + j * classes + k]!;
    }
    return this.objective(this.scratch, this.batch.labels[n]!);
  }

  private withLogit(n: number, k: number, shift: number): number {
    const {classes} = this.net;
    this.scratch.set(this.activations.logits.subarray(n * classes, (n + 1) * classes));
    this.scratch[k]! += shift;
    return this.objective(this.scratch, this.batch.labels[n]!);
  }
}
