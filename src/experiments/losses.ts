import * as tf from '@tensorflow/tfjs';
import {crossEntropy, sparseCrossEntropy, sumSquaredError} from '../losses';
import type {Claim, Experiment, ExperimentResult, Figure, Table} from './experiment';
import {crossEntropy64, sparseCrossEntropy64, sumSquaredError64} from './formulas64';
import {textbookGuesses} from './textbookGuesses';

const {label, oneHot, right, wrong} = textbookGuesses;
const uniform = oneHot.map(() => 0.1);

/** What SSE and the two cross-entropy errors say of a right and a wrong guess, and what the 1e-7 is for. */
export const losses: Experiment = {
  id: 'losses',
  question: 'What do SSE and the two CEEs say of a right and a wrong guess, and what is the 1e-7 for?',
  run: () =>
    Promise.resolve(describe(tf.tidy(() => ({...guesses(), ...epsilons(), ...pushes(), ...mistakes()})))),
};

function describe(metrics: Metrics): ExperimentResult {
  return {
    answer:
      `Both punish the wrong guess, SSE from ${show(metrics['sse.right'])} to ${show(metrics['sse.wrong'])} and ` +
      `CEE from ${show(metrics['cee.right'])} to ${show(metrics['cee.wrong'])} nats; the 1e-7 keeps a zero probability ` +
      `from making the loss NaN and caps it at ${show(metrics['cee.cap'])}.`,
    claims: claims(metrics),
    metrics,
    highlights: [
      {label: 'CEE of the right guess', metric: 'cee.right', unit: 'nats'},
      {label: 'CEE of the wrong guess', metric: 'cee.wrong', unit: 'nats'},
      {label: 'the cap that 1e-7 sets', metric: 'cee.cap', unit: 'nats'},
    ],
    tables: [guessTable(metrics), mistakeTable(metrics)],
    figures: [shapes()],
  };
}

type Metrics = Readonly<Record<string, number>>;

/** The two guesses: tfjs's float32 and the plain float64 formula. */
function guesses(): Metrics {
  const values: Record<string, number> = {};
  for (const [name, outputs] of Object.entries({right, wrong})) {
    values[`sse.${name}`] = scalar(sumSquaredError(tf.tensor1d(oneHot), tf.tensor1d(outputs)));
    values[`sse.${name}.float64`] = sumSquaredError64(oneHot, outputs);
    values[`cee.${name}`] = scalar(crossEntropy(tf.tensor1d(oneHot), tf.tensor1d(outputs)));
    values[`cee.${name}.float64`] = crossEntropy64(oneHot, outputs);
    values[`sparse.${name}`] = scalar(sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(outputs)));
  }
  const batch = tf.tensor2d([...right, ...wrong], [2, 10]);
  values['cee.batchMean'] = scalar(crossEntropy(tf.tensor2d([...oneHot, ...oneHot], [2, 10]), batch));
  values['cee.batchMean.float64'] = (values['cee.right.float64']! + values['cee.wrong.float64']!) / 2;
  values['sse.uniform'] = scalar(sumSquaredError(tf.tensor1d(oneHot), tf.tensor1d(uniform)));
  values['cee.uniform'] = scalar(crossEntropy(tf.tensor1d(oneHot), tf.tensor1d(uniform)));
  return values;
}

/** What ε does at the ends of the scale, and without it. */
function epsilons(): Metrics {
  const labels = tf.tensor1d(oneHot);
  const without = (outputs: number[]) => crossEntropy(labels, tf.tensor1d(outputs), {epsilon: 0});
  const gradient = tf.grad(y => crossEntropy(labels, y, {epsilon: 0}))(tf.tensor1d(right));
  return {
    'cee.cap': scalar(crossEntropy(labels, tf.tensor1d(oneHot.map(t => 1 - t)))),
    'cee.sure': scalar(crossEntropy(labels, labels)),
    'cee.right.withoutEpsilon.nan': Number(Number.isNaN(scalar(without(right)))),
    'cee.right.withoutEpsilon.gradientNaN': gradient.isNaN().sum().dataSync()[0]!,
    'sparse.right.withoutEpsilon': scalar(
      sparseCrossEntropy(tf.scalar(label, 'int32'), tf.tensor1d(right), {epsilon: 0}),
    ),
    'cee.bias': crossEntropy64(oneHot, right, 1e-7) - sparseCrossEntropy64(label, right, 0),
  };
}

/** The push on the logits, |∂L/∂z|, at uniform outputs: why one learning rate does not serve both losses. */
function pushes(): Metrics {
  const labels = tf.tensor1d(oneHot);
  const logits = tf.zerosLike(labels);
  const sse = tf.grad(z => sumSquaredError(labels, tf.softmax(z)))(logits);
  const cee = tf.grad(z => crossEntropy(labels, tf.softmax(z)))(logits);
  const ratios = sse.div(cee);
  return {
    'push.uniform.sse': scalar(sse.norm()),
    'push.uniform.cee': scalar(cee.norm()),
    'push.uniform.least': scalar(ratios.min()),
    'push.uniform.greatest': scalar(ratios.max()),
  };
}

/** What goes wrong silently elsewhere: integer-label code that is fed one-hot labels, sums that forget to divide. */
function mistakes(): Metrics {
  const batch = tf.tensor2d(Array.from({length: 10}, () => right).flat(), [10, 10]);
  const labels = tf.tile(tf.tensor2d(oneHot, [1, 10]), [10, 1]);
  const mean = scalar(crossEntropy(labels, batch));
  const sum = scalar(crossEntropy(labels, batch, {reduction: 'sum'}));
  // The textbook's y[arange(n), t] with one-hot t picks columns 0 and 1 of every row, over and over.
  const misread = oneHot.reduce((total, t) => total - Math.log(right[t]! + 1e-7), 0);
  return {
    'mistake.mean': mean,
    'mistake.sum': sum,
    'mistake.sumOverMean': sum / mean,
    'mistake.oneHotAsInteger': misread,
    'mistake.oneHotRefused': Number(refuses(() => sparseCrossEntropy(labels, batch))),
  };
}

function claims(m: Metrics): Claim[] {
  const near = (key: string, value: number, tolerance: number) => Math.abs(m[key]! - value) <= tolerance;
  // Two roundings of float32 (2^-23 each) of values up to 2.3.
  const rounding = 6e-7;
  return [
    {
      id: 'losses.values',
      statement: 'In tfjs the losses of both guesses are those of the float64 formulas',
      expected: `the same to ${rounding}`,
      measured: Math.max(
        ...['sse.right', 'sse.wrong', 'cee.right', 'cee.wrong', 'cee.batchMean'].map(k =>
          Math.abs(m[k]! - m[`${k}.float64`]!),
        ),
      ),
      holds: ['sse.right', 'sse.wrong', 'cee.right', 'cee.wrong', 'cee.batchMean'].every(k =>
        near(k, m[`${k}.float64`]!, rounding),
      ),
    },
    {
      id: 'losses.order',
      statement: 'Every loss of the wrong guess is greater than that of the right one',
      expected: 'SSE 0.0975 < 0.5975, CEE 0.511 < 2.303',
      measured: `SSE ${show(m['sse.right'])} < ${show(m['sse.wrong'])}, CEE ${show(m['cee.right'])} < ${show(m['cee.wrong'])}`,
      holds: m['sse.right']! < m['sse.wrong']! && m['cee.right']! < m['cee.wrong']!,
    },
    {
      id: 'losses.sparse',
      statement: 'Integer labels give the loss that one-hot labels give',
      expected: '0 apart',
      measured:
        Math.abs(m['sparse.right']! - m['cee.right']!) + Math.abs(m['sparse.wrong']! - m['cee.wrong']!),
      holds:
        near('sparse.right', m['cee.right']!, rounding) && near('sparse.wrong', m['cee.wrong']!, rounding),
    },
    {
      id: 'losses.nan',
      statement: 'Without the 1e-7 the one-hot CEE of the right guess is NaN, gradient included (0 · −∞)',
      expected: 'NaN',
      measured: m['cee.right.withoutEpsilon.nan'] === 1 ? 'NaN' : 'a number',
      holds: m['cee.right.withoutEpsilon.nan'] === 1 && m['cee.right.withoutEpsilon.gradientNaN']! > 0,
    },
    {
      id: 'losses.cap',
      statement: 'The 1e-7 caps the loss of one example at −ln 1e-7',
      expected: (-Math.log(1e-7)).toFixed(3),
      measured: m['cee.cap']!,
      holds: near('cee.cap', -Math.log(1e-7), 1e-5),
    },
    {
      id: 'losses.negative',
      statement: 'A sure, right guess has a loss just below 0: the 1e-7 shifts it',
      expected: '−1e-7, in float32 −1.19e-7',
      measured: m['cee.sure']!,
      holds: m['cee.sure']! < 0 && m['cee.sure']! > -2e-7,
    },
    {
      id: 'losses.push',
      statement: 'At uniform outputs SSE pushes the logits with a tenth of the force of CEE',
      expected: '0.1',
      measured: m['push.uniform.least']!,
      holds: near('push.uniform.least', 0.1, 1e-6) && near('push.uniform.greatest', 0.1, 1e-6),
    },
    {
      id: 'losses.refuses-one-hot',
      statement: 'The integer-label CEE refuses one-hot labels, which index-picking code silently misreads',
      expected: 'refused',
      measured: m['mistake.oneHotRefused'] === 1 ? 'refused' : 'accepted',
      holds: m['mistake.oneHotRefused'] === 1,
    },
  ];
}

function guessTable(m: Metrics): Table {
  const row = (name: string, key: string) => [name, m[`sse.${key}`]!, m[`cee.${key}`]!, m[`sparse.${key}`]!];
  return {
    id: 'guesses',
    title: 'Two guesses at a 2',
    columns: ['guess', 'SSE', 'CEE, one-hot labels (nats)', 'CEE, integer labels (nats)'],
    rows: [row('2 with probability 0.6', 'right'), row('7 with probability 0.6', 'wrong')],
  };
}

function mistakeTable(m: Metrics): Table {
  return {
    id: 'mistakes',
    title: 'The right guess ten times over: what slips change',
    columns: ['what is computed', 'nats'],
    rows: [
      ['mean over the batch', m['mistake.mean']!],
      ['sum over the batch: the batch size becomes a hidden learning rate', m['mistake.sum']!],
      ['one-hot labels used as indices, for one example', m['mistake.oneHotAsInteger']!],
    ],
  };
}

/** Loss of one example against the probability it gives to the right class, the rest spread evenly. */
function shapes(): Figure {
  const probabilities = Array.from({length: 99}, (_, i) => (i + 1) / 100);
  const outputs = (p: number) => oneHot.map(t => (t === 1 ? p : (1 - p) / 9));
  return {
    id: 'loss-shapes',
    title: 'Cross entropy never stops pushing a confident mistake; SSE is bounded',
    alt:
      'Two falling curves over the probability of the right class: cross entropy rises steeply towards 0, ' +
      'the sum of squared errors stays below 1.',
    x: {label: 'probability of the right class', scale: 'linear'},
    y: {label: 'loss', unit: 'CEE in nats', scale: 'linear'},
    marks: [
      {
        type: 'line',
        name: 'CEE',
        points: probabilities.map(x => ({x, y: crossEntropy64(oneHot, outputs(x))})),
      },
      {
        type: 'line',
        name: 'SSE',
        points: probabilities.map(x => ({x, y: sumSquaredError64(oneHot, outputs(x))})),
      },
    ],
  };
}

function refuses(work: () => tf.Tensor): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}

function scalar(tensor: tf.Tensor): number {
  return tensor.dataSync()[0]!;
}

function show(value: number | undefined): string {
  return (value ?? NaN).toPrecision(4);
}
