/** The losses again, by their formulas, in plain float64: what the tensors' results are compared with. */

export type Row = readonly number[];

export const sum = (row: Row): number => row.reduce((total, x) => total + x, 0);

export function softmax(z: Row): number[] {
  const greatest = Math.max(...z);
  const e = z.map(x => Math.exp(x - greatest));
  return e.map(x => x / sum(e));
}

function logSumExp(z: Row): number {
  const greatest = Math.max(...z);
  return greatest + Math.log(sum(z.map(x => Math.exp(x - greatest))));
}

/** One example's loss and its gradient by the predictions. */
export interface Reference {
  readonly value: number;
  readonly gradient: number[];
}

export function sumSquaredError(t: Row, y: Row): Reference {
  const gradient = y.map((yk, k) => yk - t[k]!);
  return {value: 0.5 * sum(gradient.map(d => d * d)), gradient};
}

export function crossEntropy(t: Row, y: Row, epsilon: number): Reference {
  return {
    value: -sum(y.map((yk, k) => (t[k] === 0 ? 0 : t[k]! * Math.log(yk + epsilon)))),
    gradient: y.map((yk, k) => (t[k] === 0 ? 0 : -t[k]! / (yk + epsilon))),
  };
}

export function crossEntropyFromLogits(t: Row, z: Row): Reference {
  const lse = logSumExp(z);
  const p = softmax(z);
  return {
    value: sum(z.map((zk, k) => t[k]! * (lse - zk))),
    gradient: p.map((pk, k) => pk * sum(t) - t[k]!),
  };
}

export const entropy = (p: Row): number => -sum(p.map(x => (x === 0 ? 0 : x * Math.log(x))));

export const klDivergence = (p: Row, q: Row): number =>
  sum(p.map((x, k) => (x === 0 ? 0 : x * Math.log(x / q[k]!))));

export const oneHot = (label: number, classes: number): number[] =>
  Array.from({length: classes}, (_, k) => (k === label ? 1 : 0));
