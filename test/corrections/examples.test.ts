/**
 * Each correction at its smallest example, whose gradient was worked out by hand: red without it, right with
 * it.
 */
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/backends/selectBackend';
import {correctGradients} from '../../src/corrections';
import type {Example} from '../../src/corrections/Correction';
import {corrections} from '../../src/corrections/corrections';
import {gradientsOf} from '../../src/corrections/proof';
import {knownBugs} from '../../src/lab/experiments/known-gradients/knownBugs';

/** A correction of several faults has several examples. */
const examples = corrections.flatMap(({op, on, example, further = []}) =>
  [example, ...further].map((example, i) => [i === 0 ? op : `${op}, ${i + 1}`, {op, on, example}] as const),
);

describe.each(examples)('the correction of %s', (_, {op, example, on}) => {
  // A fault of one backend is looked for there, in its stock kernels.
  beforeAll(async () => on && selectBackend(on, {stock: true}));
  afterAll(() => tf.setBackend('cpu'));

  test('is needed: the example is wrong or throws while all others are in place', () => {
    const found = corrected({except: [op]}, example);
    expect(found === undefined || distance(found, example) > 0.01).toBe(true);
  });

  test('makes the example right, and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const found = corrected({}, example);
    expect(found?.map(({length}) => length)).toEqual(example.gradients.map(({length}) => length));
    // float32, and numbers of the order of 1
    expect(distance(found!, example)).toBeLessThan(1e-4);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each(knownBugs.map(bug => [bug.op, bug] as const))(
  'the known bug of %s is mended',
  (_, {fn, inputs, at, truth}) => {
    const [input, entry] = at;
    const found = corrected(
      {},
      {fn, inputs: inputs.map(({shape, values}) => tf.tensor(values, shape).arraySync()), gradients: []},
    );
    // float32, and numbers below 10
    expect(found?.[input]?.[entry]).toBeCloseTo(truth, 4);
  },
);

function corrected(
  options: Parameters<typeof correctGradients>[0],
  example: Example,
): number[][] | undefined {
  const undo = correctGradients(options);
  try {
    return gradientsOf(example);
  } finally {
    undo();
  }
}

/** The greatest error of an entry; Infinity for another number of entries, or one that is none. */
function distance(found: number[][], {gradients}: Example): number {
  if (found.flat().length !== gradients.flat().length) return Infinity;
  const errors = found.flat().map((g, i) => Math.abs(g - gradients.flat()[i]!));
  return errors.some(Number.isNaN) ? Infinity : Math.max(...errors);
}
