/** The losses of the table by their formulas, in plain float64: what every test that goes through the table compares with. */
import type {LossName} from '../../src/losses';
import * as float64 from './float64';
import type {Row} from './float64';

export interface Formula {
  /** The loss of one example, of its labels (one-hot or soft) and its outputs. */
  readonly value: (t: Row, outputs: Row) => number;
  /** Among how many choices `labelSmoothing` spreads a label; undefined for a loss without that option. */
  readonly choices?: (classes: number) => number;
}

const classes = (count: number) => count;
const yesOrNo = () => 2;

/** A loss that is missing here is an error of its types, by its name. */
export const formulas: Readonly<Record<LossName, Formula>> = {
  sumSquaredError: {value: (t, y) => float64.sumSquaredError(t, y).value},
  crossEntropy: {value: (t, y) => float64.crossEntropy(t, y, 1e-7).value, choices: classes},
  sparseCrossEntropy: {value: (t, y) => float64.crossEntropy(t, y, 1e-7).value, choices: classes},
  crossEntropyFromLogits: {value: (t, z) => float64.crossEntropyFromLogits(t, z).value, choices: classes},
  sparseCrossEntropyFromLogits: {
    value: (t, z) => float64.crossEntropyFromLogits(t, z).value,
    choices: classes,
  },
  binaryCrossEntropy: {value: (t, y) => binary(t, y.map(logit)), choices: yesOrNo},
  binaryCrossEntropyFromLogits: {value: binary, choices: yesOrNo},
};

function logit(y: number): number {
  return Math.log(y / (1 - y));
}

function binary(t: Row, z: Row): number {
  return float64.sum(z.map((x, k) => Math.log(1 + Math.exp(x)) - t[k]! * x));
}
